"""The columns of 风险抵押金: the ledger, and the list that its payers sign."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["deposits"])

COLUMNS = (
    _of("unit", 120),
    _of("person", 76),
    Column("yuan", "抵押金（元）", Kind.QUANTITY, 100),
    _of("due_on", 96),
    _of("state", 84),
    _of("paid_on", 96),
    _of("settled_on", 96),
    Column("bonus_yuan", "奖励（元）", Kind.QUANTITY, 92),
    Column("deducted_yuan", "扣减（元）", Kind.QUANTITY, 92),
    _of("note", 180),
)
PAPER = (
    _of("unit", 110),
    _of("person", 64),
    _of("amount", 80, title="抵押金", why="与奖励金额分开", total=True),
    Column("capitals", "大写金额", Kind.TEXT, 150),
    _of("due_on", 84),
    _of("state", 70),
    _of("paid_on", 84),
    _of("settled_on", 84),
    _of("bonus", 80, total=True),
    _of("deducted", 80, total=True),
    _of("note", 120),
)
CASHING = (
    _of("unit", 120),
    _of("person", 70, title="领款人", why="发放签字表"),
    _of("amount", 90, title="已缴抵押金", why="发放签字表", total=True),
    _of("deducted", 80, total=True),
    Column("refunded", "返还抵押金", Kind.MONEY, 90, total=True),
    _of("bonus", 90, title="等额奖励", why="发放签字表", total=True),
    Column("returned", "实发金额", Kind.MONEY, 90, total=True),
    Column("returned_capitals", "大写金额", Kind.TEXT, 170),
    Column("signature", "领款人签字", Kind.CODE, 110),
    _of("note", 110),
)
