"""月报: which units have reported the month, what they said, and what the records say beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.errors import Refused
from app.jobs.monthly_reports import print_missing, print_month
from app.services import monthly_reports
from app.ui.buttons import button, menu_button
from app.ui.confirm import sure
from app.ui.dialogs import ledger_actions
from app.ui.tabs.letters.monthly_form import MonthlyForm, ReportTermForm
from app.ui.tabs.letters.monthly_model import HEADS, MonthlyModel
from app.ui.tabs.letters.monthly_panel import MonthlyPanel
from app.ui.tabs.letters.unit_page import UnitPage
from app.ui.widgets.chooser import Chooser
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.services.monthly_reports import MonthRow, MonthSheet
    from app.ui.desk import Desk

_SIDE = 360
_NAMED = 8  # missing units named above the table; the list to print names all


class MonthlyPage(UnitPage):
    """The month is chosen above; a double click opens the report of a unit."""

    def __init__(self, desk: Desk) -> None:
        model, panel = MonthlyModel(), MonthlyPanel()
        super().__init__(model, panel)
        self.model, self.panel = model, panel
        self._desk = desk
        self._month = Chooser()
        self._build()
        self._connect()
        self._month.setCurrentIndex(_month_at_hand(desk) - 1)
        self.refresh()

    @property
    def month(self) -> int:
        """The month that is shown."""
        return self._month.currentIndex() + 1

    def refresh(self) -> None:
        """Shows the month anew; the cursor stays on its unit."""
        kept = self.row
        with self._desk.read() as session:
            sheet = monthly_reports.month_sheet(session, self._desk.year, self.month, self._desk.today)
            term = monthly_reports.term(session)
        self.model.show_rows(sheet.rows)
        self.say(_counts(sheet, term.text()))
        places = [place for place, row in enumerate(sheet.rows) if kept and row.unit_id == kept.unit_id]
        self.view.go_to(places[0] if places else 0)
        self._follow()

    def choose_month(self, month: int) -> None:
        """Shows another month of the year."""
        self._month.setCurrentIndex(month - 1)
        self.refresh()

    def show_unit(self, unit_id: str) -> None:
        """Puts the cursor on a unit, in the month that it owes: the last one where it did not report that."""
        self.choose_month(max(self._desk.today.month - 1, 1))
        if any(row.unit_id == unit_id and row.is_in for row in self.model.rows):
            self.choose_month(self._desk.today.month)
        for place, row in enumerate(self.model.rows):
            if row.unit_id == unit_id:
                self.view.go_to(place)

    @property
    def row(self) -> MonthRow | None:
        """The unit under the cursor."""
        place = self.view.row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def change(self) -> None:
        """Opens the report of the unit under the cursor; once it is kept, goes to the next that is missing."""
        if MonthlyForm(self._desk, self._needed(), self).exec():
            self.go_to_missing()

    def go_to_missing(self) -> None:
        """Puts the cursor on the next unit below that has not reported, else on the first; stays where none is."""
        here = self.view.row()
        places = [place for place, row in enumerate(self.model.rows) if not row.is_in]
        if places:
            following = next((place for place in places if place > here), places[0])
            self.view.go_to(following)

    def remove(self) -> None:
        """Takes the report under the cursor away, after a question."""
        row = self._needed()
        if row.id is None:
            raise Refused(f"{row.unit}{self.month}月还没有报送，没有可以撤销的。")
        if sure(self, f"撤销{row.unit}{self.month}月的月报？撤销后按未报统计。", "撤销"):
            with self._desk.work(f"撤销{row.unit}{self.month}月月报") as session:
                monthly_reports.remove(session, [row.id], self._desk.clock.now())

    def set_term(self) -> None:
        """Asks by which day units report."""
        ReportTermForm(self._desk, self).exec()

    def print_month(self) -> None:
        """Shows what all units reported as it will print."""
        database, year, month = self._desk.database, self._desk.year, self.month
        title = f"{year}年{month}月月报汇总表"
        preview(self._desk, self, title, lambda path: print_month(database, year, month, path), other=".xlsx")

    def print_missing(self) -> None:
        """Shows the list of units that have not reported as it will print."""
        database, year, month = self._desk.database, self._desk.year, self.month
        title = f"{year}年{month}月月报未报送单位名单"
        preview(self._desk, self, title, lambda path: print_missing(database, year, month, path), other=".xlsx")

    def _needed(self) -> MonthRow:
        if self.row is None:
            raise Refused("请先选中一个单位；没有单位时，请先在“目标分解”中下达目标。")
        return self.row

    def _follow(self) -> None:
        self.panel.show_row(self.row)

    def _build(self) -> None:
        for month in range(1, 13):
            self._month.addItem(f"{month}月")
        more = QMenu(self)
        more.addAction("打印未报送单位名单", self.print_missing)
        more.addAction("撤销选中的月报", self.remove)
        more.addAction("报送期限…", self.set_term)
        left = (button("填写月报", self.change, primary=True, hint="双击一个单位或按回车也可以"),)
        right = (
            button("导入", lambda: ledger_actions.import_ledger(self._desk, self), hint="读入各单位交来的月报表"),
            button("导出", lambda: ledger_actions.export(self._desk, self, "monthly")),
            button("打印汇总表", self.print_month),
            menu_button("更多", more),
        )
        self.lay_out((("月份", self._month),), left, right, words="soft", side=_SIDE)
        self.view.widen([width for _, width in HEADS])

    def _connect(self) -> None:
        self._month.activated.connect(lambda _: self.refresh())
        self.view.moved.connect(self._follow)
        self.view.opened.connect(self.change)


def _counts(sheet: MonthSheet, term: str) -> str:
    if not sheet.rows:
        return f"{sheet.year}年还没有给各单位下达目标，没有单位需要报送月报。"
    missing = [row.unit for row in sheet.missing]
    due = f"{sheet.due_on.month}月{sheet.due_on.day}日"
    words = f"应报{len(sheet.rows)}个单位，已报{len(sheet.rows) - len(missing)}个，{term}报送（本期{due}）"
    more = f"等{len(missing)}个" if len(missing) > _NAMED else ""
    return f"{words}。未报：{'、'.join(missing[:_NAMED])}{more}。" if missing else f"{words}。都已报送。"


def _month_at_hand(desk: Desk) -> int:
    """The month that is being reported now; December of a year that is over."""
    if desk.year != desk.today.year:
        return 12
    with desk.read() as session:
        follows = monthly_reports.term(session).follows
    return max(desk.today.month - follows, 1)
