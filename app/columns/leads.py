"""The columns of the 线索台账."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("name", "线索名称", Kind.TEXT, 200),
    Column("investor", "投资方", Kind.TEXT, 140),
    Column("intended_amount", "意向投资额", Kind.MONEY, 92, total=True),
    Column("state", "状态", Kind.TEXT, 62),
    Column("last_followed_on", "最近跟进", Kind.DATE, 96),
    Column("next_on", "下步时限", Kind.DATE, 96),
    Column("person", "责任人", Kind.TEXT, 72),
    Column("next_step", "下步措施", Kind.LONG, 180),
    Column("judgement", "研判结果", Kind.TEXT, 76),
    Column("source", "线索来源", Kind.TEXT, 80),
    Column("industry", "产业", Kind.TEXT, 66),
    Column("contact", "联系人", Kind.TEXT, 72),
    Column("phone", "联系电话", Kind.CODE, 110),
    Column("introducer", "引荐人", Kind.TEXT, 72),
    Column("registered_on", "登记日期", Kind.DATE, 96),
    Column("leader", "责任领导", Kind.TEXT, 84),
    Column("unit", "责任单位", Kind.TEXT, 96),
    Column("code", "线索编号", Kind.CODE, 100),
)

LEDGER = (
    Column("code", "线索编号", Kind.CODE, 90),
    Column("registered_on", "登记日期", Kind.DATE, 84),
    Column("name", "线索名称", Kind.TEXT, 170),
    Column("investor", "投资方", Kind.TEXT, 140),
    Column("contact", "联系人", Kind.TEXT, 72),
    Column("contact_title", "职务", Kind.TEXT, 72),
    Column("phone", "联系电话", Kind.CODE, 110),
    Column("source", "线索来源", Kind.TEXT, 76),
    Column("introducer", "引荐人", Kind.TEXT, 72),
    Column("intended_amount", "意向投资额", Kind.MONEY, 90, total=True),
    Column("industry", "产业", Kind.TEXT, 66),
    Column("land_need", "用地（厂房）需求", Kind.TEXT, 110),
    Column("dealings", "对接情况", Kind.LONG, 200),
    Column("last_followed_on", "最近跟进日期", Kind.DATE, 84),
    Column("next_step", "下步措施", Kind.LONG, 150),
    Column("next_on", "下步时限", Kind.DATE, 84),
    Column("leader", "责任领导", Kind.TEXT, 72),
    Column("unit", "责任单位", Kind.TEXT, 90),
    Column("person", "责任人", Kind.TEXT, 72),
    Column("judgement", "研判结果", Kind.TEXT, 72),
    Column("judged_on", "研判日期", Kind.DATE, 84),
    Column("state", "状态", Kind.TEXT, 62),
    Column("note", "备注", Kind.LONG, 120),
)

# The same on paper, where two pairs of cells stand together and the sheet has room for the 备注.
PAPER = (
    Column("registered_on", "登记日期", Kind.DATE, 84),
    Column("name", "线索名称", Kind.LONG, 170),
    Column("investor", "投资方", Kind.LONG, 140),
    Column("contact", "联系人及职务", Kind.TEXT, 84),
    Column("phone", "联系电话", Kind.CODE, 104),
    Column("source", "线索来源", Kind.TEXT, 76),
    Column("introducer", "引荐人", Kind.TEXT, 72),
    Column("intended_amount", "意向投资额", Kind.MONEY, 90, total=True),
    Column("industry", "产业", Kind.TEXT, 66),
    Column("land_need", "用地（厂房）需求", Kind.TEXT, 110),
    Column("dealings", "对接情况", Kind.LONG, 200),
    Column("last_followed_on", "最近跟进日期", Kind.DATE, 84),
    Column("next_step", "下步措施及时限", Kind.LONG, 160),
    Column("leader", "责任领导", Kind.TEXT, 72),
    Column("unit", "责任单位", Kind.TEXT, 84),
    Column("person", "责任人", Kind.TEXT, 72),
    Column("judgement", "研判结果", Kind.TEXT, 72),
    Column("state", "状态", Kind.TEXT, 62),
    Column("note", "备注", Kind.LONG, 90),
)

# 重要线索项目情况表: leads and projects of 亿元以上 that are not signed yet.
MAJOR = (
    Column("name", "线索（项目）名称", Kind.TEXT, 180),
    Column("investor", "投资方", Kind.TEXT, 150),
    Column("amount", "投资总额", Kind.MONEY, 90, total=True),
    Column("industry", "产业", Kind.TEXT, 66),
    Column("land_need", "用地（厂房）需求", Kind.TEXT, 110),
    Column("state", "状态", Kind.TEXT, 62),
    Column("leader", "领衔领导", Kind.TEXT, 76),
    Column("unit", "责任单位", Kind.TEXT, 90),
    Column("person", "责任人", Kind.TEXT, 72),
    Column("progress", "进展情况", Kind.LONG, 200),
    Column("problem", "存在问题", Kind.LONG, 140),
    Column("next_step", "下步措施", Kind.LONG, 150),
    Column("next_on", "时限", Kind.DATE, 84),
)

# What the week's bulletin lists as an annex, and the workbook as its only table.
WEEK = (
    Column("happening", "本周情况", Kind.TEXT, 76),
    Column("name", "线索名称", Kind.TEXT, 180),
    Column("investor", "投资方", Kind.TEXT, 150),
    Column("amount", "意向投资额", Kind.MONEY, 90),
    Column("source", "线索来源", Kind.TEXT, 76),
    Column("state", "状态", Kind.TEXT, 62),
    Column("unit", "责任单位", Kind.TEXT, 90),
    Column("person", "责任人", Kind.TEXT, 72),
    Column("words", "情况说明", Kind.LONG, 200),
)
