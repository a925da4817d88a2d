"""打印 of 线索跟踪: which papers each of its lists offers, and the period that a statistic asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app.database.engine import Database
from app.errors import Refused
from app.ui.desk import Desk
from app.ui.widgets.field_edits import DateField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate

Paper = Callable[[Database, Path], object]
_BY = {"带队领导": "leader", "参加人员": "person", "片区": "area", "责任单位": "unit"}


def offer(menu: QMenu, desk: Desk, parent: QWidget, kind: str) -> None:
    """Adds the papers of one kind of list to a 打印 menu."""
    from app.jobs import lead_papers as papers

    def plain(title: str, write: Paper, other: str = ".xlsx") -> None:
        menu.addAction(f"{title}…", lambda: show(desk, parent, title, write, other))

    if kind == "leads":
        plain("线索一周通报", papers.week_bulletin, ".docx")
        plain("招商线索台账", papers.lead_ledger)
        plain("重要线索项目情况表", papers.major_leads)
    elif kind == "enterprises":
        plain("领导领衔联系重点企业一览表", papers.key_firms)
        plain("客商企业一览表", papers.firm_list)
    elif kind == "fellows":
        plain("在外乡贤名录", papers.fellow_list)
        plain("在外乡贤分产业统计表", lambda database, out: papers.fellow_groups(database, out, "trade"))
        plain("在外乡贤分所在地统计表", lambda database, out: papers.fellow_groups(database, out, "residence"))
    else:
        menu.addAction("外出招商情况统计表…", lambda: TripFigures(desk, parent).exec())


def show(desk: Desk, parent: QWidget, title: str, write: Paper, other: str) -> None:
    """Shows one paper as it will print."""
    from app.ui.widgets.paper_preview import preview

    database = desk.database
    preview(desk, parent, title, lambda out: write(database, out), other=other)


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
        from app.jobs.lead_papers import trip_figures

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
