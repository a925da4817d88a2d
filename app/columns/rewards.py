"""The columns of 引资人 rewards: the list of steps, and the list that the recipients sign."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["rewards"])

COLUMNS = (
    Column("project", "项目名称", Kind.TEXT, 190),
    Column("unit", "责任单位", Kind.TEXT, 110),
    _of("introducer", 90),
    _of("step", 190),
    Column("yuan", "金额（元）", Kind.QUANTITY, 100),
    Column("state", "状态", Kind.TEXT, 64),
    _of("paid_on", 96),
    _of("review_number", 150),
    _of("note", 160),
)
CASHING = (
    Column("project", "项目名称", Kind.TEXT, 160),
    _of("introducer", 80),
    _of("step", 150),
    _of("amount", 90, title="发放金额", why="发放签字表", total=True),
    Column("capitals", "大写金额", Kind.TEXT, 160),
    _of("review_number", 110),
    _of("paid_on", 84),
    Column("signature", "领款人签字", Kind.CODE, 150),
)
