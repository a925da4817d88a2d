"""The columns of the list of 客商企业."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("name", "企业名称", Kind.TEXT, 220),
    Column("credit_code", "统一社会信用代码", Kind.CODE, 160),
    Column("place", "所在地", Kind.TEXT, 110),
    Column("industry", "产业", Kind.TEXT, 76),
    Column("kind", "企业类别", Kind.TEXT, 90),
    Column("contact", "联系人", Kind.TEXT, 76),
    Column("contact_title", "职务", Kind.TEXT, 76),
    Column("phone", "联系电话", Kind.CODE, 120),
    Column("note", "备注", Kind.LONG, 160),
)
LEDGER = COLUMNS
