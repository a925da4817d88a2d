"""The columns of the list of accountability letters."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("number", "编号", Kind.CODE, 152),
    Column("unit", "责任单位", Kind.TEXT, 120),
    Column("kind", "类别", Kind.TEXT, 52),
    Column("status", "状态", Kind.TEXT, 64),
    Column("targets", "目标（项）", Kind.COUNT, 76),
    Column("responsible", "责任人", Kind.TEXT, 70),
    Column("liaison", "联络员", Kind.TEXT, 70),
    Column("printed_on", "打印日期", Kind.DATE, 96),
    Column("signed_on", "签订日期", Kind.DATE, 96),
)
