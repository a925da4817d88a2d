"""Rows of 月报: one for each unit and month, matched by both; what nothing speaks for is taken and said."""

from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from app.errors import Refused
from app.jobs.imports.answers import Answers
from app.jobs.imports.counts import Outcome, outcome
from app.jobs.imports.periods import period_of
from app.jobs.imports.rows import ImportRow, changes
from app.jobs.imports.units import unit_named
from app.services import monthly_reports
from app.services.monthly_reports import MonthEntry
from app.values.dates import PartialDate, Precision

_TEXTS = ("done", "plan", "next_target", "reason")


class Importer:
    """Takes the rows of the months that units have reported."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session
        self._moved: dict[tuple[int, int], frozenset[str]] = {}

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's report; a unit that stands in the table and says nothing has not reported."""
        unit = unit_named(self._session, row, "unit")
        if not unit:
            raise row.reject("unit", "没有写明责任单位，这一行没有读入。")
        year, month = self._month(row)
        key = monthly_reports.find(self._session, year, month, unit)
        before = monthly_reports.entry(self._session, key) if key else MonthEntry(year, month, unit)
        if key is None and not any(row.text(name) for name in _TEXTS):
            row.warn("done", f"{unit}{year}年{month}月没有填写内容，仍按未报统计。")
            return Outcome.SKIPPED
        row.must_be_first((year, month, unit), "done")
        row.claim((year, month, unit), "done")
        entry = replace(before, **changes(row, {name: partial(row.text, name) for name in _TEXTS}))
        entry = replace(entry, reported_on=self._day(row) or before.reported_on)
        if key is not None and entry == before:
            return Outcome.SKIPPED
        self._warn_of_silence(row, entry)
        monthly_reports.keep(self._session, entry, row.today)
        return outcome(is_new=key is None, changed=True)

    def _month(self, row: ImportRow) -> tuple[int, int]:
        year, month = period_of(row)
        if year is None or month is None:
            name = "year" if year is None else "month"
            raise row.reject(name, "没有写明是哪一年哪一月的月报，请在表题或“年度”“月份”栏写上。")
        return year, month

    def _day(self, row: ImportRow) -> PartialDate | None:
        day = row.date("reported_on")
        if day is not None and day.precision is not Precision.DAY:
            row.warn("reported_on", "报送日期没有写到日，看不出是否按时，按今天登记。")
            return None
        return day

    def _warn_of_silence(self, row: ImportRow, entry: MonthEntry) -> None:
        """What the form would refuse: another office's table is taken as it is, and the clerk asks the unit."""
        month = (entry.year, entry.month)
        if month not in self._moved:
            self._moved[month] = monthly_reports.moved_units(self._session, *month)
        try:
            monthly_reports.must_be_said(entry, moved=entry.unit in self._moved[month])
        except Refused as refused:
            row.warn(refused.field, refused.message)
