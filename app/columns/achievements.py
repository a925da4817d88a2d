"""The columns of the sheet of figures kept by hand."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["achievements"])

LEDGER = (
    _of("year", 60),
    _of("month", 50),
    _of("unit", 120),
    _of("indicator", 160),
    _of("amount", 96),
    Column("measure", "计量单位", Kind.TEXT, 76),
    _of("note", 140),
)
