"""The columns of the list of 客商企业."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["enterprises"])

LEDGER = (
    _of("name", 220),
    _of("credit_code", 160),
    _of("place", 110),
    _of("industry", 76),
    _of("kind", 90),
    _of("contact", 76),
    _of("contact_title", 76),
    _of("phone", 120),
    _of("size", 84),
    _of("leader", 84),
    _of("note", 160),
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
    _of("leader", 84, title="领衔联系领导", why="领导领衔联系重点企业的专表"),
    _of("name", 180),
    _of("place", 100),
    _of("industry", 66),
    _of("kind", 84),
    _of("contact", 72),
    _of("contact_title", 72),
    _of("phone", 110),
    Column("intentions", "对接线索（项目）", Kind.LONG, 180),
    Column("amount", "意向（计划）投资额", Kind.MONEY, 92, total=True),
    Column("last_contact_on", "最近联系", Kind.DATE, 84),
    Column("progress", "进展情况", Kind.LONG, 200),
)
