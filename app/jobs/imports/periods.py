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


def month_of(row: ImportRow) -> int | None:
    """The month of 月份 (10, 10月份, 十月, 2026年10月), else the title's; None where neither says one.

    Rejected for several months (1-10月, 上半年) and for the month of another year than the row's.
    """
    words = row.text("month")
    if not words:
        return row.ledger.month
    year = year_of(row) or 2000
    plain = clean(row.row.cells["month"].value).removesuffix(".0").removesuffix(".00")
    when = _date(f"{plain}月" if plain.isdigit() else plain, year)
    if when is None or when.precision is not Precision.MONTH or when.year != year:
        raise row.reject("month", f"“{words}”看不出是哪一个月，这一行没有读入；每行写一个月，如10月。")
    row.stored["month"] = when.month
    return when.month


def _date(words: str, year: int | None) -> PartialDate | None:
    try:
        return read_date(words, year)
    except Refused:
        return None
