"""The columns of the register of 招商活动."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("held_on", "日期", Kind.DATE, 96),
    Column("kind", "形式", Kind.TEXT, 80),
    Column("name", "活动名称", Kind.TEXT, 150),
    Column("place", "地点", Kind.TEXT, 110),
    Column("leader", "带队领导", Kind.TEXT, 84),
    Column("unit", "责任单位", Kind.TEXT, 96),
    Column("participants", "参加人员", Kind.LONG, 130),
    Column("firms", "拜访企业/接待客商", Kind.LONG, 180),
    Column("dealings", "洽谈内容", Kind.LONG, 180),
    Column("outcome", "成果/线索", Kind.LONG, 150),
    Column("follow_up", "后续", Kind.LONG, 120),
)
LEDGER = COLUMNS
