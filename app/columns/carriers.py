"""The columns of the register of carriers; areas in square metres."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["carriers"])

COLUMNS = (
    _of("name", 150),
    _of("kind", 76),
    _of("area", 104, title="面积（平方米）", why="写明单位", total=True),
    _of("area_let", 96, title="已租（出让）", why="前一栏已写面积", total=True),
    Column("area_free", "空置", Kind.QUANTITY, 84, total=True),
    Column("projects", "入驻项目", Kind.COUNT, 72),
    _of("unit", 96),
    _of("place", 140),
    _of("started_on", 90),
    _of("completed_on", 90),
    _of("note", 140),
)
OFFICE = Column("office", "填报单位", Kind.TEXT, 110)  # where a county looks at several
LEDGER = COLUMNS
SUMMARY = (
    OFFICE,
    _of("unit", 110),
    _of("kind", 80),
    Column("count", "个数", Kind.COUNT, 60, total=True),
    _of("area", 110, title="面积（平方米）", why="写明单位", total=True),
    _of("area_let", 110, title="已租（出让）", why="前一栏已写面积", total=True),
    Column("area_free", "空置", Kind.QUANTITY, 110, total=True),
    Column("projects", "入驻项目", Kind.COUNT, 80, total=True),
)
