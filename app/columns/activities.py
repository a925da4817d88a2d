"""The columns of the register of 招商活动."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["activities"])

LEDGER = (
    _of("held_on", 96),
    _of("ended_on", 96),
    _of("kind", 80),
    _of("name", 150),
    _of("place", 110),
    _of("area", 76),
    _of("days", 52),
    _of("people", 66),
    _of("visitors", 66),
    _of("team", 84),
    _of("leader", 84),
    _of("unit", 96),
    _of("participants", 130),
    _of("firms", 180),
    _of("dealings", 180),
    _of("outcome", 150),
    _of("follow_up", 120),
    _of("cost", 84, total=True),
    _of("note", 120),
)
COLUMNS = (
    LEDGER[0],
    *LEDGER[2:-2],
    Column("leads", "线索数", Kind.COUNT, 62),
    Column("valid_leads", "有效线索", Kind.COUNT, 70),
    *LEDGER[-2:],
)
FURTHER = (LEDGER[1],)

# 外出招商考勤表: the first heading says by what; the months stand between. A trip's days count in the month it began.
_AWAY = "外出天数（记在出发月份）"
ATTENDANCE = (
    Column("title", "招商小分队", Kind.TEXT, 110),
    Column("trips", "外出次数", Kind.COUNT, 64, total=True),
    Column("people", "外出人数", Kind.COUNT, 64, total=True),
    *(Column(f"month{month}", f"{month}月", Kind.COUNT, 40, _AWAY, total=True) for month in range(1, 13)),
    Column("days", "合计", Kind.COUNT, 52, _AWAY, total=True),
    Column("where", "地点", Kind.LONG, 180),
    Column("note", "备注", Kind.TEXT, 90),
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
    _of("cost", 84),
)
