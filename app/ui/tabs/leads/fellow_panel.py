"""The chosen person: what he or she brought, the 名录 by 产业 or 所在地, and what is known."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.fields import RECORDS
from app.services import fellows
from app.ui.desk import Desk
from app.ui.tabs.leads.record_lines import RecordLines
from app.ui.tabs.leads.record_panel import RecordPanel, column
from app.ui.widgets.chooser import Chooser
from app.ui.widgets.facts import facts_of
from app.ui.widgets.line_table import Line, LineTable

_FIELDS = RECORDS["fellows"]
_BY = {"按产业": "trade", "按所在地": "residence"}
_HEADS = (("分组", 0), ("人数", 52), ("招商大使", 68), ("线索", 48), ("项目", 48))
EVERYBODY = "全部"


class FellowPanel(RecordPanel):
    """引荐, 分组 and 基本."""

    group_chosen = Signal(str, str)  # (trade | residence, its words; 全部 for all)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines = RecordLines(desk)
        self._by, self._groups = Chooser(), LineTable(_HEADS, frozenset({1, 2, 3, 4}))
        self._by.addItems(list(_BY))
        grouped = column(self._by, self._groups)
        for page, title in ((self._lines, "引荐"), (grouped, "分组"), (self.facts, "基本")):
            self.pages.addTab(page, title)
        self._by.currentIndexChanged.connect(lambda _: self._show_groups())
        self._groups.cellClicked.connect(self._choose_group)

    def show_pages(self, key: str) -> None:
        """Shows that person; numbers stay hidden as in the list."""
        with self.desk.read() as session:
            (row,) = fellows.listing().rows(session, [key]) or (None,)
            brought = fellows.brought(session, key)
        assert row is not None
        self.name.setText(row.name)
        self.under.setText(
            " · ".join(filter(None, (row.trade, row.residence, "招商大使" if row.is_ambassador else "")))
        )
        self._lines.show_records([(one.kind, one.id, one.name, one.state, one.on, one.amount) for one in brought])
        self.pages.setTabText(0, f"引荐 {len(brought)}")
        names = ("employer+title", "origin", "phone", "wechat", "leader", "last_contact_on")
        due = (_FIELDS.title("next_contact_on"), row.next_contact_on.text() if row.next_contact_on else "")
        unit = self.desk.money_unit
        self.facts.show_lines(
            [
                *facts_of(_FIELDS, row, names, unit),
                (*due, self._is_due(row)),
                *facts_of(_FIELDS, row, ("resources", "note"), unit),
            ]
        )
        self._show_groups()

    def _is_due(self, row: fellows.FellowRow) -> bool:
        return row.next_contact_on is not None and row.next_contact_on.last < self.desk.today

    def _show_groups(self) -> None:
        with self.desk.read() as session:
            groups = fellows.groups(session, _BY[self._by.currentText()])
        sums = [
            sum(getattr(group, name) for group in groups) for name in ("people", "ambassadors", "leads", "projects")
        ]
        lines = [Line(EVERYBODY, (EVERYBODY, *map(str, sums)))]
        for group in groups:
            figures = (group.people, group.ambassadors, group.leads, group.projects)
            lines.append(Line(group.title, (group.title, *map(str, figures))))
        self._groups.show_lines(lines)

    def _choose_group(self, _row: int, _column: int) -> None:
        self.group_chosen.emit(_BY[self._by.currentText()], self._groups.current_id())
