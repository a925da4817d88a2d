"""What belongs to a firm, a person or an activity: leads, projects and visits as lines that open where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from app.ui.desk import Desk
from app.ui.widgets.field_edits import plain_amount
from app.ui.widgets.line_table import Line, LineTable
from app.values.dates import PartialDate

KINDS = {"leads": "线索", "projects": "项目", "activities": "活动", "visits": "来往"}
_PLACES = {"visits": "leads"}  # a visit is shown with the lead that it was about
Record = tuple[str, str, str, str, PartialDate | None, int | None]  # kind, id, name, state, on, amount in fen


class RecordLines(LineTable):
    """A double click shows the record in its own list."""

    def __init__(self, desk: Desk) -> None:
        amount = f"金额（{desk.money_unit}）"
        super().__init__((("类别", 48), ("名称", 0), ("状态", 60), ("日期", 92), (amount, 92)), frozenset({4}))
        self._desk = desk
        self.opened.connect(self._show_record)

    def show_records(self, records: Sequence[Record]) -> None:
        """Shows these records."""
        self.show_lines([Line(f"{_PLACES.get(each[0], each[0])}/{each[1]}", self._words(each)) for each in records])

    def _words(self, record: Record) -> tuple[str, ...]:
        kind, _, name, state, on, amount = record
        invested = None if kind == "activities" else amount  # what an activity cost is no investment
        money = "" if invested is None else plain_amount(invested, self._desk.money_unit)
        return KINDS[kind], name, state, on.iso if on else "", money

    def _show_record(self, line: str) -> None:
        kind, _, key = line.partition("/")
        self._desk.record_asked.emit(kind, key)
