"""The columns of the register of 招商活动."""

from app.columns.column import Column, Kind

LEDGER = (
    Column("held_on", "日期", Kind.DATE, 96),
    Column("ended_on", "结束日期", Kind.DATE, 96),
    Column("kind", "形式", Kind.TEXT, 80),
    Column("name", "活动名称", Kind.TEXT, 150),
    Column("place", "地点", Kind.TEXT, 110),
    Column("area", "片区", Kind.TEXT, 76),
    Column("days", "天数", Kind.COUNT, 52),
    Column("leader", "带队领导", Kind.TEXT, 84),
    Column("unit", "责任单位", Kind.TEXT, 96),
    Column("participants", "参加人员", Kind.LONG, 130),
    Column("firms", "拜访企业/接待客商", Kind.LONG, 180),
    Column("dealings", "洽谈内容", Kind.LONG, 180),
    Column("outcome", "成果/线索", Kind.LONG, 150),
    Column("follow_up", "后续", Kind.LONG, 120),
    Column("cost", "费用", Kind.MONEY, 84, total=True),
    Column("note", "备注", Kind.LONG, 120),
)
COLUMNS = (
    LEDGER[0],
    *LEDGER[2:-2],
    Column("leads", "线索数", Kind.COUNT, 62),
    Column("valid_leads", "有效线索", Kind.COUNT, 70),
    *LEDGER[-2:],
)

# 外出招商统计: the first heading says by what the trips are counted.
FIGURES = (
    Column("title", "带队领导", Kind.TEXT, 110),
    Column("trips", "外出次数", Kind.COUNT, 70),
    Column("days", "外出天数", Kind.COUNT, 70),
    Column("firms", "拜访企业数", Kind.COUNT, 80),
    Column("leads", "获得线索数", Kind.COUNT, 80),
    Column("valid_leads", "其中有效线索", Kind.COUNT, 84),
    Column("signings", "签约项目数", Kind.COUNT, 80),
    Column("amount_signed", "签约金额", Kind.MONEY, 92),
    Column("cost", "费用", Kind.MONEY, 84),
)
