"""The columns of the ledger of all months that units reported."""

from app.columns.column import Column, Kind

LEDGER = (
    Column("year", "年度", Kind.COUNT, 60),
    Column("month", "月份", Kind.COUNT, 50),
    Column("unit", "责任单位", Kind.TEXT, 120),
    Column("done", "本月完成情况", Kind.LONG, 250),
    Column("plan", "下月计划", Kind.LONG, 190),
    Column("next_target", "下月目标", Kind.LONG, 130),
    Column("reason", "未进展原因", Kind.LONG, 150),
    Column("reported_on", "报送日期", Kind.DATE, 92),
)
