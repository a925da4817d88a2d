"""The year and the month that a row of figures is for: its own columns say it, else the title."""

from app.errors import Refused
from app.jobs.imports.rows import ImportRow
from app.values.dates import PartialDate, Precision, read_date
from app.values.words import clean


def year_of(row: ImportRow) -> int | None:
    """The year of 年度 (2026, 2026年度), else the title's; None where neither says one. Rejected for other words."""
    words = row.text("year")
    if not words:
        return row.ledger.year
    when = _date(words, None)
    if when is None or when.precision is not Precision.YEAR:
        raise row.reject("year", f"“{words}”看不出是哪一年，这一行没有读入，请写成2026。")
    row.stored["year"] = when.year
    return when.year


def period_of(row: ImportRow) -> tuple[int | None, int | None]:
    """Year and month of 月份 (10, 10月份, 十月, 2026年10月), else of 年度 and the title; None for what none says.

    Rejected for several months (1-10月, 上半年) and for the month of another year than the row's.
    """
    words, year = row.text("month"), year_of(row)
    if not words:
        return year, row.ledger.month
    plain = clean(row.row.cells["month"].value).removesuffix(".0").removesuffix(".00")
    plain = f"{plain}月" if plain.isdigit() else plain
    when = _date(plain, year or row.today.year)
    if when is None or when.precision is not Precision.MONTH or when.year != (year or when.year):
        raise row.reject("month", f"“{words}”看不出是哪一个月，这一行没有读入；每行写一个月，如10月。")
    row.stored["month"] = when.month
    return year or (when.year if _date(plain, None) else None), when.month


def _date(words: str, year: int | None) -> PartialDate | None:
    try:
        return read_date(words, year)
    except Refused:
        return None
