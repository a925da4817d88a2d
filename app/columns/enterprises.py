"""The columns of the list of 客商企业."""

from app.columns.column import Column, Kind

LEDGER = (
    Column("name", "企业名称", Kind.TEXT, 220),
    Column("credit_code", "统一社会信用代码", Kind.CODE, 160),
    Column("place", "所在地", Kind.TEXT, 110),
    Column("industry", "产业", Kind.TEXT, 76),
    Column("kind", "企业类别", Kind.TEXT, 90),
    Column("contact", "联系人", Kind.TEXT, 76),
    Column("contact_title", "职务", Kind.TEXT, 76),
    Column("phone", "联系电话", Kind.CODE, 120),
    Column("size", "企业规模", Kind.TEXT, 84),
    Column("leader", "联系领导", Kind.TEXT, 84),
    Column("note", "备注", Kind.LONG, 160),
)
COLUMNS = (
    *LEDGER[:-1],
    Column("leads", "线索数", Kind.COUNT, 62),
    Column("projects", "项目数", Kind.COUNT, 62),
    Column("last_contact_on", "最近联系", Kind.DATE, 96),
    LEDGER[-1],
)

# 领导领衔联系重点企业一览表
KEY_FIRMS = (
    Column("leader", "领衔联系领导", Kind.TEXT, 84),
    Column("name", "企业名称", Kind.TEXT, 180),
    Column("place", "所在地", Kind.TEXT, 100),
    Column("industry", "产业", Kind.TEXT, 66),
    Column("kind", "企业类别", Kind.TEXT, 84),
    Column("contact", "联系人", Kind.TEXT, 72),
    Column("contact_title", "职务", Kind.TEXT, 72),
    Column("phone", "联系电话", Kind.CODE, 110),
    Column("intentions", "对接线索（项目）", Kind.LONG, 180),
    Column("amount", "意向（计划）投资额", Kind.MONEY, 92, total=True),
    Column("last_contact_on", "最近联系", Kind.DATE, 84),
    Column("progress", "进展情况", Kind.LONG, 200),
)
