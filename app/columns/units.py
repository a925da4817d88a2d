"""The columns of the list of 责任单位."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("name", "单位名称", Kind.TEXT, 160),
    Column("kind", "单位类别", Kind.TEXT, 80),
    Column("parent", "上级单位", Kind.TEXT, 120),
    Column("head", "负责人", Kind.TEXT, 80),
    Column("phone", "联系电话", Kind.CODE, 120),
    Column("liaison", "联络员", Kind.TEXT, 80),
    Column("group_name", "考核组别", Kind.TEXT, 80),
)
LEDGER = COLUMNS[:6]
