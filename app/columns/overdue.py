"""The columns of 逾期履约: promises of projects that did not come."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["projects"])

COLUMNS = (
    _of("name", 220),
    Column("matter", "约定", Kind.TEXT, 64),
    Column("due_on", "约定日期", Kind.DATE, 92),
    Column("days", "已逾期", Kind.DAYS, 64),
    Column("owed", "欠保证金", Kind.MONEY, 84),
    Column("step", "下一步", Kind.TEXT, 110),
    Column("notice_due", "通知书限期", Kind.DATE, 92),
    _of("person", 72),
    _of("unit", 96),
    _of("investor", 180),
)
