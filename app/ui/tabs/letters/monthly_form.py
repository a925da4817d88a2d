"""填写月报: a unit's month in four fields; the figures beside it come from the records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import monthly_reports
from app.services.monthly_reports import ReportTerm
from app.ui.tabs.letters.monthly_panel import figure_words
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, NumberField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from app.services.monthly_reports import MonthRow
    from app.ui.desk import Desk

_WIDTH = 560
_SHOWN = 6  # figures; the panel shows all of them
_MONTHS = ("当月", "次月")


class MonthlyForm(FormDialog):
    """One unit and month; what the unit announced the month before stands above."""

    record = RECORDS["monthly_reports"]

    def __init__(self, desk: Desk, row: MonthRow, parent: QWidget | None = None) -> None:
        entry = row.entry
        super().__init__(f"月报 — {row.unit} {entry.year}年{entry.month}月", parent)
        self._desk, self._row = desk, row
        self.setMinimumWidth(_WIDTH)
        for caption, words in _beside(row):
            self.form.addRow(soft_label(caption), soft_label(words))
        self.add_field("done", ProseField(4))
        self.add_field("plan", ProseField(3))
        self.add_field("next_target", ProseField(2))
        self.add_field("reason", ProseField(2))
        self.add_field("reported_on", DateField(lambda: PartialDate.of(desk.today)))
        self.show_entry(replace(entry, reported_on=entry.reported_on or PartialDate.of(desk.today)))
        self.on_save(self._keep)

    def _keep(self) -> None:
        entered = self.collect(self._row.entry)
        with self._desk.work(f"填报{entered.unit}{entered.month}月月报") as session:
            monthly_reports.save(session, entered, self._desk.today)


class ReportTermForm(FormDialog):
    """报送日期: by which day of which month units report."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("月报报送期限", parent)
        self._desk = desk
        with desk.read() as session:
            kept = monthly_reports.term(session)
        self.form.addRow(soft_label("遇休息日顺延到下一个工作日。"))
        self._month, self._day = WordField(_MONTHS), NumberField(1, "1到28")
        self.add("month", "在哪个月报送", self._month)
        self.add("day", "几日前", self._day)
        self._month.show_value(_MONTHS[kept.follows])
        self._day.show_value(kept.day)
        self.on_save(self._keep)

    def _keep(self) -> None:
        day = self.read("day")
        if day is None:
            raise Refused("请填写几日前报送。", field="day")
        with self._desk.work("修改月报报送期限") as session:
            monthly_reports.set_term(session, ReportTerm(day, self._month.value() == _MONTHS[1]))


def _beside(row: MonthRow) -> list[tuple[str, str]]:
    """What the form shows without asking: the records' figures, and what was announced."""
    moved = [figure for figure in row.figures if figure.moved]
    figures = "\n".join(f"{figure.title}：{figure_words(figure)}" for figure in moved[:_SHOWN])
    lines = (
        ("台账数字", figures or "本月各项指标都没有变化，请写明未进展原因。"),
        ("上月计划", row.planned),
        ("上月所报目标", row.aimed),
    )
    return [(caption, words) for caption, words in lines if words]
