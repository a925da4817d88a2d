"""The columns of the sheet of figures kept by hand."""

from app.columns.column import Column, Kind

LEDGER = (
    Column("year", "年度", Kind.COUNT, 60),
    Column("month", "月份", Kind.COUNT, 50),
    Column("unit", "责任单位", Kind.TEXT, 120),
    Column("indicator", "指标", Kind.TEXT, 160),
    Column("amount", "完成数", Kind.QUANTITY, 96),
    Column("measure", "计量单位", Kind.TEXT, 76),
    Column("note", "备注", Kind.LONG, 140),
)
