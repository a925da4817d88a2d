"""The columns of the month's reports of all units, and of the units that are missing."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["monthly_reports"])

COLUMNS = (
    _of("unit", 110),
    _of("done", 250),
    _of("plan", 190),
    _of("next_target", 130),
    _of("reason", 150),
    _of("reported_on", 92),
    Column("state", "状态", Kind.TEXT, 76),
)
MISSING = (
    _of("unit", 140),
    Column("person", "联络员", Kind.TEXT, 90),
    Column("phone", "联系电话", Kind.CODE, 130),
    Column("state", "状态", Kind.TEXT, 90),
    Column("days_late", "逾期天数", Kind.COUNT, 90),
    Column("note", "备注", Kind.LONG, 180),
)
