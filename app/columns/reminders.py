"""The columns of 待办."""

from app.columns.column import Column, Kind

_PERSON = Column("person", "责任人", Kind.TEXT, 76)
COLUMNS = (
    Column("due_on", "时限", Kind.DATE, 96),
    Column("days_late", "超期（天）", Kind.DAYS, 88),
    Column("kind", "事项", Kind.TEXT, 76),
    Column("title", "名称", Kind.TEXT, 200),
    Column("what", "要做的事", Kind.LONG, 260),
    _PERSON,
    Column("unit", "责任单位", Kind.TEXT, 100),
)

# For the Monday meeting, person by person.
MEETING = (_PERSON, *(column for column in COLUMNS if column is not _PERSON))
