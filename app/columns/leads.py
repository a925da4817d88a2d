"""The columns of the 线索台账."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["leads"])

COLUMNS = (
    _of("name", 200),
    _of("investor", 140),
    _of("intended_amount", 92, total=True),
    _of("state", 62),
    _of("last_followed_on", 96, title="最近跟进", why="屏幕上要短"),
    _of("next_on", 96),
    _of("person", 72),
    _of("next_step", 180),
    _of("judgement", 76),
    _of("source", 80),
    _of("industry", 66),
    _of("contact", 72),
    _of("phone", 110),
    _of("introducer", 72),
    _of("registered_on", 96),
    _of("leader", 84),
    _of("unit", 96),
    _of("code", 100),
)

# Shown when they are asked for.
FURTHER = (
    _of("contact_title", 76),
    _of("land_need", 120),
    _of("dealings", 200),
    _of("judged_on", 96),
    _of("note", 160),
)

LEDGER = (
    _of("code", 90),
    _of("registered_on", 84),
    _of("name", 170),
    _of("investor", 140),
    _of("contact", 72),
    _of("contact_title", 72),
    _of("phone", 110),
    _of("source", 76),
    _of("introducer", 72),
    _of("intended_amount", 90, total=True),
    _of("industry", 66),
    _of("land_need", 110),
    _of("dealings", 200),
    _of("last_followed_on", 84),
    _of("next_step", 150),
    _of("next_on", 84),
    _of("leader", 72),
    _of("unit", 90),
    _of("person", 72),
    _of("judgement", 72),
    _of("judged_on", 84),
    _of("state", 62),
    _of("note", 120),
)

# The same on paper, where two pairs of cells stand together and the sheet has room for the 备注.
PAPER = (
    _of("registered_on", 84),
    _of("name", 170, wraps=True),
    _of("investor", 140, wraps=True),
    _of("contact", 84, title="联系人及职务", why="一格写两项"),
    _of("phone", 104),
    _of("source", 76),
    _of("introducer", 72),
    _of("intended_amount", 90, total=True),
    _of("industry", 66),
    _of("land_need", 110),
    _of("dealings", 200),
    _of("last_followed_on", 84),
    _of("next_step", 160, title="下步措施及时限", why="一格写两项"),
    _of("leader", 72),
    _of("unit", 84),
    _of("person", 72),
    _of("judgement", 72),
    _of("state", 62),
    _of("note", 90),
)

# 重要线索项目情况表: leads and projects of 亿元以上 that are not signed yet.
MAJOR = (
    _of("name", 180, title="线索（项目）名称", why="线索和项目同列"),
    _of("investor", 150),
    Column("amount", "投资总额", Kind.MONEY, 90, total=True),
    _of("industry", 66),
    _of("land_need", 110),
    _of("state", 62),
    _of("leader", 76, title="领衔领导", why="重要线索由领导领衔"),
    _of("unit", 90),
    _of("person", 72),
    Column("progress", "进展情况", Kind.LONG, 200),
    Column("problem", "存在问题", Kind.LONG, 140),
    _of("next_step", 150),
    _of("next_on", 84, title="时限", why="前一栏已写下步措施"),
)

# What the week's bulletin lists as an annex, and the workbook as its only table.
WEEK = (
    Column("happening", "本周情况", Kind.TEXT, 76),
    _of("name", 180),
    _of("investor", 150),
    Column("amount", "意向投资额", Kind.MONEY, 90),
    _of("source", 76),
    _of("state", 62),
    _of("unit", 90),
    _of("person", 72),
    Column("words", "情况说明", Kind.LONG, 200),
)
