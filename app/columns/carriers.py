"""The columns of the register of carriers; areas in square metres."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("name", "载体名称", Kind.TEXT, 150),
    Column("kind", "类别", Kind.TEXT, 76),
    Column("area", "面积（平方米）", Kind.QUANTITY, 104, total=True),
    Column("area_let", "已租（出让）", Kind.QUANTITY, 96, total=True),
    Column("area_free", "空置", Kind.QUANTITY, 84, total=True),
    Column("projects", "入驻项目", Kind.COUNT, 72),
    Column("unit", "责任单位", Kind.TEXT, 96),
    Column("place", "地点", Kind.TEXT, 140),
    Column("started_on", "开工时间", Kind.DATE, 90),
    Column("completed_on", "竣工时间", Kind.DATE, 90),
    Column("note", "备注", Kind.LONG, 140),
)
OFFICE = Column("office", "填报单位", Kind.TEXT, 110)  # where a county looks at several
LEDGER = COLUMNS
SUMMARY = (
    OFFICE,
    Column("unit", "责任单位", Kind.TEXT, 110),
    Column("kind", "类别", Kind.TEXT, 80),
    Column("count", "个数", Kind.COUNT, 60, total=True),
    Column("area", "面积（平方米）", Kind.QUANTITY, 110, total=True),
    Column("area_let", "已租（出让）", Kind.QUANTITY, 110, total=True),
    Column("area_free", "空置", Kind.QUANTITY, 110, total=True),
    Column("projects", "入驻项目", Kind.COUNT, 80, total=True),
)
