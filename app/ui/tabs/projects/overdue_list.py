"""逾期履约: starts and 保证金 that did not come, with what the office does next about each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.columns.overdue import COLUMNS
from app.errors import Refused
from app.services.projects import deadlines
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.dialog import Dialog
from app.ui.record_table import RecordTable
from app.ui.record_table.memory_source import MemorySource
from app.ui.tabs.projects import papers
from app.ui.tabs.projects.notice_form import NoticeForm
from app.ui.widgets.card import soft_label
from app.values.dates import PartialDate

_TOLD = "过了约定日期没有开工或没有缴清保证金的项目。宽限的天数在“数据—项目规则”里设置。"


@dataclass(frozen=True)
class OverdueRow:
    """One promise as a row of the table."""

    id: str
    project_id: str
    name: str
    matter: str
    due_on: PartialDate
    days: int
    owed: int | None
    step: str
    notice_due: PartialDate | None
    person: str
    unit: str
    investor: str


class OverdueList(Dialog):
    """The longest overdue on top; notices and exit letters go out from here."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("逾期履约", parent, (1080, 540))
        self._desk = desk
        self._source = MemorySource(self._read, [column.field for column in COLUMNS], "step")
        self.table = RecordTable("overdue", COLUMNS, self._source, desk, noun="项")
        self.table.model.tint = lambda field, row: "late" if field == "step" and row.step.startswith("发") else ""
        actions = (
            button("限期通知书…", self.send_notice, primary=True),
            button("项目退出函…", self.send_exit),
            button("查看项目", self.visit, hint="双击也可以"),
        )
        layout = QVBoxLayout(self)
        layout.addWidget(soft_label(_TOLD))
        layout.addWidget(ButtonRow(actions, (button("关闭", self.accept),)))
        layout.addWidget(self.table, 1)
        self.table.activated.connect(lambda _: self.visit())
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Asks the records anew."""
        self._source.read()
        self.table.ask(self.table.query, anew=True)

    def send_notice(self) -> None:
        """Asks for the notice of the chosen project."""
        NoticeForm(self._desk, self._chosen().project_id, self).exec()

    def send_exit(self) -> None:
        """Shows the exit letter of the chosen project, where its notices ran out."""
        row = self._chosen()
        papers.show_exit(self._desk, self, row.project_id, row.name)

    def visit(self) -> None:
        """Shows the chosen project in the list behind."""
        key = self._chosen().project_id
        self.accept()
        self._desk.record_asked.emit("projects", key)

    def _chosen(self) -> Any:
        row = self.table.current_row()
        if row is None:
            raise Refused("请先选中一个项目。")
        return row

    def _read(self) -> Sequence[OverdueRow]:
        with self._desk.read() as session:
            found = deadlines.overdue(session, self._desk.today)
        return [
            OverdueRow(
                f"{each.project_id}/{each.matter}", each.project_id, each.name, str(each.matter), each.due_on,
                each.days, each.owed, str(each.step), each.notice.due_on if each.notice else None,
                each.person, each.unit, each.investor,
            )
            for each in found
        ]  # fmt: skip


def show_overdue(desk: Desk, parent: QWidget) -> None:
    """Opens the list."""
    dialog = OverdueList(desk, parent)
    dialog.exec()
    desk.changed.disconnect(dialog.refresh)
    dialog.deleteLater()
