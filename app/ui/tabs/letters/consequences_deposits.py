"""风险抵押金 of the year: due, paid, refunded with its bonus, or kept; each step for all that are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.columns import deposits as columns
from app.errors import Refused
from app.jobs.consequences import print_deposits, print_refunds
from app.services.consequences import deposits
from app.ui.buttons import button, menu_button
from app.ui.confirm import sure
from app.ui.lists.list_cells import ListCells
from app.ui.lists.list_page import ListPage
from app.ui.record_table import RecordTable
from app.ui.tabs.letters.consequences_forms import (
    DeductingForm,
    DepositForm,
    DepositsDraftForm,
    ReasonedStepForm,
    StepForm,
)
from app.ui.tabs.letters.consequences_sums import SummedTable
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.facts import Facts
from app.ui.widgets.paper_preview import preview
from app.values.money import MoneyUnit, money_text

if TYPE_CHECKING:
    from app.services.consequences.deposits import DepositRow
    from app.ui.desk import Desk


class DepositsList(QWidget):
    """Acts on the chosen deposits."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        source = desk.source(lambda: deposits.listing(desk.year))
        self.table = RecordTable("deposits", columns.COLUMNS, source, desk, noun="笔", frozen=2)
        self.table.model.tint = self._tint
        self.table.edit_cells(lambda: ListCells(desk, "deposits", columns.COLUMNS, source, self, makes_new=False))
        self.panel = DepositPanel(desk)
        self._build()
        self._connect()
        self.table.ask(self.table.query)

    def refresh(self) -> None:
        """Shows list and panel anew."""
        self.panel.count_targets()
        self.table.refresh()
        self.panel.show_row(self.table.current_row())

    def add(self) -> None:
        """Opens an empty form."""
        DepositForm(self._desk, None, self).exec()

    def draft(self) -> None:
        """Makes a deposit for each letter that has none."""
        DepositsDraftForm(self._desk, self).exec()

    def change(self) -> None:
        """Opens the form of the deposit under the cursor."""
        if key := self.table.current_id():
            DepositForm(self._desk, key, self).exec()

    def pay(self) -> None:
        """Registers the chosen deposits as paid."""
        ids, today = self._chosen(), self._desk.today
        sentence = f"选中 {len(ids)} 笔，登记为已缴。"
        StepForm(self._desk, "登记缴纳", sentence, lambda s, on: deposits.pay(s, ids, on, today), self).exec()

    def refund(self, *, bonus: bool = True) -> None:
        """Registers the chosen deposits as refunded, with or without the equal bonus."""
        ids, today = self._chosen(), self._desk.today
        sentence = f"选中 {len(ids)} 笔，返还抵押金" + ("，并给予等额奖励。" if bonus else "，不另奖励。")
        title = "登记返还" if bonus else "只返还不奖励"
        StepForm(
            self._desk, title, sentence, lambda s, on: deposits.refund(s, ids, on, today, bonus=bonus), self
        ).exec()

    def refund_in_part(self) -> None:
        """Registers the chosen deposits as refunded less a deduction, with the reason."""
        ids, today = self._chosen(), self._desk.today
        sentence = f"选中 {len(ids)} 笔，扣减一部分，其余返还，不另奖励。"

        DeductingForm(
            self._desk,
            "扣减后返还",
            sentence,
            lambda s, on, less, why: deposits.refund_in_part(s, ids, on, today, less, why),
            self,
        ).exec()

    def forfeit(self) -> None:
        """Registers the chosen deposits as kept, with the reason."""
        ids, today = self._chosen(), self._desk.today
        sentence = f"选中 {len(ids)} 笔，不予返还，上缴财政。"
        ReasonedStepForm(
            self._desk, "不予返还", sentence, lambda s, on, why: deposits.forfeit(s, ids, on, today, why), self
        ).exec()

    def take_back(self) -> None:
        """Takes the last step of the chosen deposits back."""
        ids = self._chosen()
        if sure(self, f"撤回选中 {len(ids)} 笔抵押金的上一步登记？", "撤回"):
            with self._desk.work("撤回抵押金登记") as session:
                deposits.take_back(session, ids)

    def remove(self) -> None:
        """Takes chosen deposits away that nobody has paid."""
        ids = self._chosen()
        if sure(self, f"删除选中的 {len(ids)} 笔抵押金？", "删除"):
            with self._desk.work("删除抵押金") as session:
                deposits.remove(session, ids, self._desk.clock.now())

    def print_ledger(self) -> None:
        """Shows the year's ledger as it will print."""
        self._preview("风险抵押金台账", print_deposits, None)

    def print_cashing(self) -> None:
        """Shows the 兑现表: of the chosen deposits where several are chosen, else of all that were refunded."""
        ids = self.table.selected_ids()
        self._preview("抵押金兑现表", print_refunds, ids if len(ids) > 1 else None)

    def _preview(self, word: str, write: Any, ids: list[str] | None) -> None:
        database, year = self._desk.database, self._desk.year
        preview(self._desk, self, f"{year}年{word}", lambda path: write(database, year, path, ids), other=".xlsx")

    def _chosen(self) -> list[str]:
        ids = self.table.selected_ids()
        if not ids:
            raise Refused("请先在列表中选择抵押金；还没有的请点“新增抵押金”或“从责任书生成”。")
        return ids

    def _tint(self, field: str, row: DepositRow) -> str:
        return "late" if field == "due_on" and row.is_late(self._desk.today) else ""

    def _build(self) -> None:
        more = QMenu(self)
        more.addAction("从责任书生成…", self.draft)
        more.addAction("修改…", self.change)
        more.addAction("只返还不奖励…", lambda: self.refund(bonus=False))
        more.addAction("扣减后返还…", self.refund_in_part)
        more.addAction("撤回上一步", self.take_back)
        more.addAction("删除", self.remove)
        left = (
            button("新增抵押金", self.add, primary=True),
            button("登记缴纳", self.pay, hint="选中几笔就登记几笔"),
            button("登记返还", self.refund, hint="返还抵押金，并给予等额奖励"),
            button("不予返还", self.forfeit),
            menu_button("更多", more),
        )
        right = (
            button("打印台账", self.print_ledger),
            button("打印兑现表", self.print_cashing, hint="选中多笔时只打印选中的，否则打印已返还的全部"),
        )
        chips = deposits.CHOICES["state"]
        main = SummedTable(self._desk, self.table, {"yuan": "抵押金合计", "bonus_yuan": "奖励合计"})
        self.list = ListPage(self._desk, self.table, chips, left=left, right=right, side=self.panel, main=main)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def _connect(self) -> None:
        self.table.current_changed.connect(lambda _key: self.panel.show_row(self.table.current_row()))
        self.table.activated.connect(lambda _key: self.change())
        self.table.deleted.connect(self.remove)


class DepositPanel(Card):
    """Beside the list: the sum in capitals, and whether the unit has met its targets."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(14)
        self._desk = desk
        self._met: dict[str, tuple[int, int]] = {}
        self._unit, self._below, self._lines = heading(), soft_label(), Facts()
        self.body.addWidget(self._unit)
        self.body.addWidget(self._below)
        self.body.addWidget(self._lines, 1)
        self.count_targets()

    def count_targets(self) -> None:
        """Counts anew which of their targets the units have met."""
        today, year = self._desk.today, self._desk.year
        month = today.month if year == today.year else 12
        with self._desk.read() as session:
            self._met = deposits.targets_met(session, year, month)

    def show_row(self, row: DepositRow | None) -> None:
        """Shows a deposit, or that none is chosen."""
        self._unit.setText(row.unit if row else "没有选中抵押金")
        self._below.setText(" · ".join(part for part in (row.person, row.state) if part) if row else "")
        self._lines.show_lines(_lines(row, self._met.get(row.unit), late=row.is_late(self._desk.today)) if row else ())


def _lines(row: DepositRow, met: tuple[int, int] | None, *, late: bool) -> tuple[tuple[str, str, bool], ...]:
    targets = f"{met[1]}项目标，已完成{met[0]}项" if met else "没有下达目标"
    dates = ((row.due_on, "应缴日期"), (row.paid_on, "缴纳日期"), (row.settled_on, "处理日期"))
    return (
        ("金额", row.capitals, False),
        *((caption, day.text(), late and caption == "应缴日期") for day, caption in dates if day),
        ("扣减", money_text(row.deducted, MoneyUnit.YUAN) + "元" if row.deducted else "", False),
        ("返还合计", row.returned_capitals if row.returned else "", False),
        ("目标完成", targets, met is not None and met[0] < met[1]),
        ("备注", row.note, False),
    )
