"""The list of 待办: what is due this week, of every kind and person; a double click goes to the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.columns.reminders import COLUMNS
from app.jobs import reminders as jobs
from app.services import reminders
from app.services.lists import Query
from app.services.reminders.reminder import Reminder
from app.ui.buttons import ButtonRow, button
from app.ui.dialog import Dialog
from app.ui.record_table import RecordTable
from app.ui.record_table.memory_source import MemorySource
from app.ui.widgets.card import soft_label
from app.ui.widgets.chips import Chips
from app.ui.widgets.chooser import Chooser
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.ui.desk import Desk

_SPANS = ("今天和已超期", "到本周日", "到下周日", "30 天内")
_EVERYBODY = "所有人"
_SHOWN = tuple(replace(column, width=370) if column.field == "what" else column for column in COLUMNS)


@dataclass(frozen=True)
class DueRow(Reminder):
    """A reminder as a row of the table."""

    id: str = ""


class DueList(Dialog):
    """Stays open beside the window, so that one thing after the other can be done."""

    chapter = "列表怎么用"

    def __init__(self, desk: Desk, go: Callable[[Reminder], None], parent: QWidget) -> None:
        super().__init__("待办", parent, (1040, 560))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._go = desk, go
        self._source = MemorySource(self._read, [column.field for column in COLUMNS], "kind")
        self.table = RecordTable("reminders", _SHOWN, self._source, desk, noun="件", frozen=0)
        self.table.empty_words = "这段时间没有要办的事，往后的在上面“时限”里选。"
        self.table.model.tint = lambda field, row: "late" if field in {"due_on", "days_late"} and row.days_late else ""
        self._span, self._person = Chooser(), Chooser()
        self._span.addItems(_SPANS)
        self._person.addItem(_EVERYBODY)
        self._person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._chips = Chips(reminders.KINDS)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Asks the records anew what is due."""
        self._source.read()
        self.table.ask(self.table.query, anew=True)

    def print_list(self) -> None:
        """Shows the list for the Monday meeting, person by person, as it will print."""
        database, until, person = self._desk.database, self._until(), self._chosen_person()
        preview(
            self._desk,
            self,
            f"{person or ''}待办事项表",
            lambda out: jobs.print_due(database, out, until, person),
            other=".xlsx",
        )

    def _build(self) -> None:
        actions = (
            button("去办理", self._visit, primary=True, hint="双击也可以"),
            button("打印清单", self.print_list),
        )
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self._chips)
        layout.addWidget(ButtonRow(actions, (soft_label("时限"), self._span, soft_label("责任人"), self._person)))
        layout.addWidget(self.table, 1)

    def _connect(self) -> None:
        self._chips.chosen.connect(self.table.choose_chip)
        self.table.shown.connect(self._count)
        self.table.activated.connect(lambda _key: self._visit())
        self._span.currentIndexChanged.connect(lambda _: self.refresh())
        self._person.currentIndexChanged.connect(lambda _: self.refresh())
        self._desk.changed.connect(self.refresh)

    def _visit(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._go(row)

    def _read(self) -> Sequence[DueRow]:
        found = jobs.due(self._desk.database, self._until())
        self._offer_people(found)
        asked = self._chosen_person()
        return [
            DueRow(**_values(each), id=str(place))
            for place, each in enumerate(found)
            if asked is None or each.person == asked
        ]

    def _offer_people(self, found: tuple[Reminder, ...]) -> None:
        chosen = self._chosen_person()
        with QSignalBlocker(self._person):
            self._person.clear()
            self._person.addItem(_EVERYBODY)
            for one in reminders.people(found, self._desk.today):
                late = f"，超期 {one.late}" if one.late else ""
                self._person.addItem(f"{one.person or '没有责任人'}（{one.count}{late}）", one.person)
            self._person.setCurrentIndex(max(0, self._person.findData(chosen)) if chosen is not None else 0)

    def _chosen_person(self) -> str | None:
        person: str | None = self._person.currentData()
        return person

    def _until(self) -> Any:
        today = self._desk.today
        sunday = reminders.end_of_week(today)
        return (today, sunday, sunday + timedelta(days=7), today + timedelta(days=30))[self._span.currentIndex()]

    def _count(self) -> None:
        query = self.table.query
        self._chips.count(self._source.chip_counts(query))
        self._chips.choose(Query(chip=query.chip).chip)


def _values(reminder: Reminder) -> dict[str, Any]:
    return {**asdict(reminder), "days_late": reminder.days_late or None}
