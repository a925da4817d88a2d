"""引资人 rewards of all projects, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.columns import rewards as columns
from app.errors import Refused
from app.jobs.consequences import print_rewards
from app.services.consequences import rewards
from app.ui.buttons import button, menu_button
from app.ui.confirm import sure
from app.ui.lists.list_page import ListPage
from app.ui.record_table import RecordTable
from app.ui.tabs.letters.consequences_forms import StepForm
from app.ui.tabs.letters.consequences_rates_form import RewardRatesForm
from app.ui.tabs.letters.consequences_reward_form import RewardForm
from app.ui.tabs.letters.consequences_sums import SummedTable
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.services.consequences.rewards import RewardRow
    from app.ui.desk import Desk


class RewardsList(QWidget):
    """Steps are paid and printed as they are chosen; a form holds the whole reward of a project."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = RecordTable("rewards", columns.COLUMNS, desk.source(rewards.listing), desk, noun="笔")
        self._build()
        self._connect()
        self.table.ask(self.table.query)

    def refresh(self) -> None:
        """Shows the list anew."""
        self.table.refresh()

    def add(self) -> None:
        """Opens an empty form."""
        RewardForm(self._desk, None, self).exec()

    def change(self) -> None:
        """Opens the reward that the step under the cursor belongs to."""
        row: RewardRow | None = self.table.current_row()
        if row is not None:
            RewardForm(self._desk, row.project_id, self).exec()

    def pay(self) -> None:
        """Registers the chosen steps as paid."""
        ids, today = self._chosen(), self._desk.today
        sentence = f"选中 {len(ids)} 笔，登记为已发放。"
        StepForm(self._desk, "登记发放", sentence, lambda s, on: rewards.pay(s, ids, on, today), self).exec()

    def take_back(self) -> None:
        """Makes the chosen steps unpaid again."""
        ids = self._chosen()
        if sure(self, f"撤回选中 {len(ids)} 笔奖励的发放登记？", "撤回"):
            with self._desk.work("撤回奖励发放") as session:
                rewards.take_back(session, ids)

    def remove(self) -> None:
        """Takes the whole rewards of the chosen steps away."""
        rows = self._rows(self._chosen())
        names = list(dict.fromkeys(row.project for row in rows))
        if sure(self, f"删除{'、'.join(names[:3])}{'等' if len(names) > 3 else ''}的全部奖励登记？", "删除"):
            with self._desk.work("删除引资人奖励") as session:
                rewards.remove(session, [row.project_id for row in rows], self._desk.clock.now())

    def set_rates(self) -> None:
        """Opens the office's table of rates."""
        RewardRatesForm(self._desk, self).exec()

    def print_cashing(self) -> None:
        """Shows the 兑现表 of the chosen steps as it will print."""
        database, ids = self._desk.database, self._chosen()
        preview(self._desk, self, "引资人奖励兑现表", lambda path: print_rewards(database, path, ids), other=".xlsx")

    def _rows(self, ids: list[str]) -> list[RewardRow]:
        with self._desk.read() as session:
            return rewards.listing().rows(session, ids)

    def _chosen(self) -> list[str]:
        ids = self.table.selected_ids()
        if not ids:
            raise Refused("请先在列表中选择奖励；还没有的请点“新增奖励”。")
        return ids

    def _build(self) -> None:
        more = QMenu(self)
        more.addAction("奖励标准…", self.set_rates)
        more.addAction("撤回发放", self.take_back)
        more.addAction("删除", self.remove)
        left = (
            button("新增奖励", self.add, primary=True),
            button("修改", self.change, hint="双击也可以"),
            button("登记发放", self.pay, hint="选中几笔就登记几笔"),
            menu_button("更多", more),
        )
        right = (button("打印兑现表", self.print_cashing, hint="打印选中的发放步骤，由领款人签字"),)
        main = SummedTable(self._desk, self.table, {"yuan": "奖励合计"})
        self.list = ListPage(self._desk, self.table, rewards.CHOICES["state"], left=left, right=right, main=main)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def _connect(self) -> None:
        self.table.activated.connect(lambda _key: self.change())
        self.table.deleted.connect(self.remove)
