"""The columns of 风险抵押金: the ledger, and the list that its payers sign."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("unit", "责任单位", Kind.TEXT, 120),
    Column("person", "缴纳人", Kind.TEXT, 76),
    Column("yuan", "抵押金（元）", Kind.QUANTITY, 100),
    Column("due_on", "应缴日期", Kind.DATE, 96),
    Column("state", "状态", Kind.TEXT, 84),
    Column("paid_on", "缴纳日期", Kind.DATE, 96),
    Column("settled_on", "处理日期", Kind.DATE, 96),
    Column("bonus_yuan", "奖励（元）", Kind.QUANTITY, 92),
    Column("note", "备注", Kind.LONG, 180),
)
PAPER = (
    Column("unit", "责任单位", Kind.TEXT, 110),
    Column("person", "缴纳人", Kind.TEXT, 64),
    Column("amount", "抵押金", Kind.MONEY, 80, total=True),
    Column("capitals", "大写金额", Kind.TEXT, 150),
    Column("due_on", "应缴日期", Kind.DATE, 84),
    Column("state", "状态", Kind.TEXT, 70),
    Column("paid_on", "缴纳日期", Kind.DATE, 84),
    Column("settled_on", "处理日期", Kind.DATE, 84),
    Column("bonus", "奖励", Kind.MONEY, 80, total=True),
    Column("note", "备注", Kind.LONG, 120),
)
CASHING = (
    Column("unit", "责任单位", Kind.TEXT, 120),
    Column("person", "领款人", Kind.TEXT, 70),
    Column("amount", "返还抵押金", Kind.MONEY, 90, total=True),
    Column("bonus", "等额奖励", Kind.MONEY, 90, total=True),
    Column("returned", "实发金额", Kind.MONEY, 90, total=True),
    Column("returned_capitals", "大写金额", Kind.TEXT, 170),
    Column("signature", "领款人签字", Kind.CODE, 110),
    Column("note", "备注", Kind.LONG, 110),
)
