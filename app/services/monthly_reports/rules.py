"""What a month's report must say, and which months can be reported at all."""

from datetime import date

from app.errors import Refused
from app.values.dates import PartialDate, Precision

_YEARS = range(1990, 2101)


def must_be_month(year: int, month: int) -> None:
    """Refuses what is no month."""
    if year not in _YEARS:
        raise Refused(f"{year}年不对，请核对年度。", field="year")
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")


def must_be_possible(year: int, month: int, reported: PartialDate, today: date) -> None:
    """Refuses a month that has not begun, and a day of reporting before it or after ``today``."""
    must_be_month(year, month)
    begins = date(year, month, 1)
    if begins > today:
        raise Refused(f"{year}年{month}月还没有开始，不能填报。", field="month")
    if reported.precision is not Precision.DAY:
        raise Refused("报送日期请填写到日，才能看出是否按时。", field="reported_on")
    if reported.first > today:
        raise Refused("报送日期晚于今天，请核对。", field="reported_on")
    if reported.first < begins:
        raise Refused(f"报送日期早于{month}月，请核对。", field="reported_on")


def must_say_something(unit: str, month: int, done: str, reason: str, *, moved: bool) -> None:
    """Refuses a report without a reason where nothing ``moved``, and one that does not say what was done."""
    if reason.strip():
        return
    if not moved:
        raise Refused(f"按台账，{unit.strip()}{month}月各项指标都没有变化，请写明未进展原因。", field="reason")
    if not done.strip():
        raise Refused("请填写本月完成情况。", field="done")
