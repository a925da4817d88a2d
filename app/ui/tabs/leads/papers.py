"""打印 of 线索跟踪: which papers each of its lists offers, and the week or the period that some ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app.database.engine import Database
from app.errors import Refused
from app.jobs import lead_papers as papers
from app.jobs.lead_papers import attendance, trip_figures, week_bulletin
from app.services import activities
from app.ui.desk import Desk
from app.ui.widgets.field_edits import DateField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.paper_preview import preview
from app.values.dates import PartialDate
from app.values.weeks import week_of

Paper = Callable[[Database, Path], object]
BULLETIN = "线索一周通报"
_WEEKS = 9  # weeks to choose from, this one included
_BY = {"带队领导": "leader", "参加人员": "person", "片区": "area", "责任单位": "unit"}


def offer(menu: QMenu, desk: Desk, parent: QWidget, kind: str) -> None:
    """Adds the papers of one kind of list to a 打印 menu."""

    def plain(title: str, write: Paper, other: str = ".xlsx") -> None:
        menu.addAction(f"{title}…", lambda: show(desk, parent, title, write, other))

    if kind == "leads":
        menu.addAction(f"{BULLETIN}…", lambda: WeekForm(desk, parent).exec())
        plain("线索一周情况表", papers.week_table)
        plain("招商线索台账", papers.lead_ledger)
        plain("重要线索项目情况表", papers.major_leads)
    elif kind == "enterprises":
        plain("领导领衔联系重点企业一览表", papers.key_firms)
        plain("重点企业一览表（完整电话）", lambda database, out: papers.key_firms(database, out, bare=True))
        plain("客商企业一览表", papers.firm_list)
    elif kind == "fellows":
        plain("在外乡贤名录", papers.fellow_list)
        plain("在外乡贤名录（完整电话）", lambda database, out: papers.fellow_list(database, out, bare=True))
        plain("在外乡贤分产业统计表", lambda database, out: papers.fellow_groups(database, out, "trade"))
        plain("在外乡贤分所在地统计表", lambda database, out: papers.fellow_groups(database, out, "residence"))
    else:
        menu.addAction("外出招商情况统计表…", lambda: TripFigures(desk, parent).exec())
        menu.addAction("外出招商考勤表…", lambda: AttendanceForm(desk, parent).exec())


def show(desk: Desk, parent: QWidget, title: str, write: Paper, other: str) -> None:
    """Shows one paper as it will print."""
    database = desk.database
    preview(desk, parent, title, lambda out: write(database, out), other=other)


class WeekForm(FormDialog):
    """Asks of which week the bulletin tells: on a Monday usually of the one just past."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(BULLETIN, parent, save_text="预览")
        self._desk, self._parent = desk, parent
        self.setMinimumWidth(360)
        monday, _ = week_of(desk.today)
        mondays = [monday - timedelta(weeks=back) for back in range(_WEEKS)]
        self._mondays = {_week_words(day, back): day for back, day in enumerate(mondays)}
        self._week = WordField(tuple(self._mondays))
        self.add("week", "哪一周", self._week)
        self._week.setCurrentIndex(1 if desk.today == monday else 0)
        self.on_save(self._preview)

    def _preview(self) -> None:
        monday = self._mondays[self._week.value()]
        show(self._desk, self._parent, BULLETIN, lambda database, out: week_bulletin(database, out, monday), ".docx")


def _week_words(monday: date, back: int) -> str:
    sunday = monday + timedelta(days=6)
    span = f"{monday.month}月{monday.day}日—{sunday.month}月{sunday.day}日"
    return f"{('本周', '上周')[back]}（{span}）" if back < 2 else f"{monday.year}年{span}"


class TripFigures(FormDialog):
    """Asks for the period and by whom the trips are counted."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("外出招商情况统计表", parent, save_text="预览")
        self._desk, self._parent = desk, parent
        self.setMinimumWidth(380)

        def today() -> PartialDate:
            return PartialDate.of(desk.today)

        first, last = DateField(today), DateField(today)
        first.show_value(PartialDate(f"{desk.year}-01-01"))
        last.show_value(today() if desk.year == desk.today.year else PartialDate(f"{desk.year}-12-31"))
        self.add("first", "开始日期", first)
        self.add("last", "结束日期", last)
        self._by = WordField(tuple(_BY))
        self.add("by", "按什么统计", self._by)
        self.on_save(self._preview)

    def _preview(self) -> None:
        first, last = self.read("first"), self.read("last")
        for field, day in (("first", first), ("last", last)):
            if day is None:
                raise Refused("请填写日期。", field=field)
        start: date = first.first
        end: date = last.last
        if end < start:
            raise Refused("结束日期早于开始日期，请核对。", field="last")
        by = _BY[self._by.value()]

        def write(database: Database, out: Path) -> int:
            return trip_figures(database, out, start, end, by)

        show(self._desk, self._parent, "外出招商情况统计表", write, ".xlsx")


class AttendanceForm(FormDialog):
    """Asks up to which month, and whether teams or units are listed."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("外出招商考勤表", parent, save_text="预览")
        self._desk, self._parent = desk, parent
        self.setMinimumWidth(340)
        months = [f"1—{month}月" if month > 1 else "1月" for month in range(1, 13)]
        self._months, self._by = WordField(months), WordField(tuple(activities.BY.values()))
        self._months.setCurrentIndex((desk.today.month if desk.year == desk.today.year else 12) - 1)
        self.add("month", f"{desk.year}年", self._months)
        self.add("by", "按什么统计", self._by)
        self.on_save(self._preview)

    def _preview(self) -> None:
        year, month = self._desk.year, self._months.currentIndex() + 1
        by = next(key for key, word in activities.BY.items() if word == self._by.value())

        def write(database: Database, out: Path) -> int:
            return attendance(database, out, year, month, by)

        show(self._desk, self._parent, "外出招商考勤表", write, ".xlsx")
