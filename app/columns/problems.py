"""The columns of the 项目问题台账."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("project", "项目名称", Kind.TEXT, 200),
    Column("description", "问题", Kind.LONG, 220),
    Column("kind", "类别", Kind.TEXT, 62),
    Column("raised_on", "提出日期", Kind.DATE, 96),
    Column("unit", "责任单位", Kind.TEXT, 96),
    Column("due_on", "解决时限", Kind.DATE, 96),
    Column("progress", "进展", Kind.LONG, 160),
    Column("closed_on", "销号日期", Kind.DATE, 96),
)
LEDGER = COLUMNS
