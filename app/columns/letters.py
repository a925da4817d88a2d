"""The columns of the list of accountability letters."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["letters"])

COLUMNS = (
    _of("number", 152),
    _of("unit", 120),
    Column("kind", "类别", Kind.TEXT, 56),
    _of("occasion", 76),
    _of("status", 64),
    Column("targets", "目标（项）", Kind.COUNT, 88),
    _of("responsible", 70),
    _of("liaison", 70),
    _of("printed_on", 96),
    _of("signed_on", 96),
)
