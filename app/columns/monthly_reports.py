"""The columns of the month's reports of all units, and of the units that are missing."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("unit", "责任单位", Kind.TEXT, 110),
    Column("done", "本月完成情况", Kind.LONG, 250),
    Column("plan", "下月计划", Kind.LONG, 190),
    Column("next_target", "下月目标", Kind.LONG, 130),
    Column("reason", "未进展原因", Kind.LONG, 150),
    Column("reported_on", "报送日期", Kind.DATE, 92),
    Column("state", "状态", Kind.TEXT, 76),
)
MISSING = (
    Column("unit", "责任单位", Kind.TEXT, 140),
    Column("person", "联络员", Kind.TEXT, 90),
    Column("phone", "联系电话", Kind.CODE, 130),
    Column("state", "状态", Kind.TEXT, 90),
    Column("days_late", "逾期天数", Kind.COUNT, 90),
    Column("note", "备注", Kind.LONG, 180),
)
