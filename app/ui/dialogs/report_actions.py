"""Printed reports from the menu: which paper, of which months, with which tables and number; then the preview."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.jobs.reports import Asked, number, report
from app.reports.circulars import catalogue
from app.reports.statements import Beside
from app.services import circulars, official_pages
from app.ui.widgets.card import soft_label
from app.ui.widgets.checks_field import ChecksField
from app.ui.widgets.field_edits import DateField, FlagField, LineField, NumberField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.paper_preview import preview
from app.values.dates import PartialDate
from app.values.papers import TITLES, PaperKind

if TYPE_CHECKING:
    from app.ui.desk import Desk

_OFFERED = (
    *(PaperKind.MONTH, PaperKind.WEEK, PaperKind.FLASH, PaperKind.QUARTER, PaperKind.BOARD),
    *(PaperKind.TRIPS, PaperKind.TEAMS, PaperKind.SUMMARY, PaperKind.PLAN),
)


def bulletin(desk: Desk, parent: QWidget) -> None:
    """Asks for the paper and shows it as it will print."""
    ReportForm(desk, parent).exec()


class ReportForm(FormDialog):
    """A circular, summary or plan. The tables that are ticked are remembered for their kind."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("通报和总结", parent, save_text="预览")
        self._desk, self._parent = desk, parent
        self.setMinimumWidth(480)
        self._build()
        self._kind.currentTextChanged.connect(lambda _: self._suit())
        for field in (self._year, self._month):
            field.textChanged.connect(lambda _: self._show_number())
        self._suit()
        self.on_save(self._preview)

    def _build(self) -> None:
        desk = self._desk
        self._kind = WordField(tuple(TITLES[kind] for kind in _OFFERED))
        self._year, self._month = NumberField(), NumberField()
        self._year.show_value(desk.year)
        self._month.show_value(desk.today.month)
        self._day = DateField(lambda: PartialDate.of(desk.today))
        self._project = LineField("项目名称或编号；不填为最近签约、开工或投产的一个")
        self._tables = ChecksField([choice.title for choice in catalogue.CHOICES.values()])
        self._gives, self._number = FlagField("编发文字号"), NumberField()
        self.add("kind", "文书", self._kind)
        self.add("year", "年度", self._year)
        self.add("month", "截至月份", self._month)
        self.add("day", "哪一周（其中一天）", self._day)
        self.add("project", "项目", self._project)
        self.add("tables", "附表", self._tables)
        self.add("gives", "", self._gives)
        self.add("number", "发文字号的序号", self._number)
        self.form.addRow(
            soft_label("附表按文书种类记住；没有数据的附表不印。红头、落款、抄送等在“打印—公文格式”中设置。")
        )

    @property
    def kind(self) -> PaperKind:
        """The paper that is chosen."""
        return next(kind for kind in _OFFERED if TITLES[kind] == self._kind.value())

    def _suit(self) -> None:
        """Shows only what the kind asks for."""
        kind = self.kind
        shown = {
            self._day: kind is PaperKind.WEEK,
            self._project: kind is PaperKind.FLASH,
            self._tables: kind in catalogue.WITH_TABLES,
        }
        for field, is_shown in shown.items():
            self.form.setRowVisible(field, is_shown)
        with self._desk.read() as session:
            is_numbered = official_pages.rule(session, kind).numbered
            keys = circulars.tables(session, kind, catalogue.usual(kind))
        self._tables.show_value(catalogue.CHOICES[key].title for key in keys if key in catalogue.CHOICES)
        for field in (self._gives, self._number):
            self.form.setRowVisible(field, is_numbered)
        self._show_number()
        self.resize(self.width(), self.minimumSizeHint().height())
        self.make_room()

    def _show_number(self) -> None:
        """The number that the paper has, else the one that comes next."""
        try:
            asked = self._asked()
        except Refused:
            return  # a year is being typed
        with self._desk.read() as session:
            if not self._desk.office or not official_pages.rule(session, self.kind).numbered:
                return
            subject = asked.subject(self.kind, self._desk.today)
            kept = official_pages.number(session, self.kind, asked.year, subject)
            self._gives.show_value(kept is not None)
            self._number.show_value(kept or official_pages.next_number(session, self.kind, asked.year))

    def _asked(self) -> Asked:
        year, month, day = self.read("year"), self.read("month"), self.read("day")
        if year is None or not 2000 <= year <= 2100:
            raise Refused("请填写年度，如2026。", field="year")
        if month is None or not 1 <= month <= 12:
            raise Refused("月份应在1到12之间。", field="month")
        project = self._project.value() if self.kind is PaperKind.FLASH else ""
        is_week = self.kind is PaperKind.WEEK and day is not None
        return Asked(year, month, day=day.first if is_week else None, project=project)

    def _preview(self) -> None:
        asked, kind, database = self._asked(), self.kind, self._desk.database
        if kind in catalogue.WITH_TABLES:
            ticked = set(self._tables.value())
            keys = [key for key, choice in catalogue.CHOICES.items() if choice.title in ticked]
            with self._desk.read() as session:
                kept = circulars.tables(session, kind, catalogue.usual(kind))
            if set(keys) != set(kept):
                with self._desk.work("选择通报的附表") as session:
                    circulars.set_tables(session, kind, keys)
        if self.form.isRowVisible(self._number) and self._gives.value():
            number(database, kind.value, asked, self.read("number"))
            self._desk.note_saved()

        def draw(out: Path) -> Beside:
            return report(database, kind, asked.year, asked.month, out, day=asked.day, project=asked.project)

        preview(self._desk, self._parent, f"{asked.year}年{asked.month}月招商引资{TITLES[kind]}", draw)
