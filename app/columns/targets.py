"""The columns of the two small ledgers of ours: targets, and figures kept by hand."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["targets"])

LEDGER = (
    _of("year", 60),
    _of("unit", 120),
    _of("indicator", 160),
    _of("amount", 96, title="年度目标", why="接口规定的台账表头"),
    _of("stretch", 96),
    Column("measure", "计量单位", Kind.TEXT, 76),
    _of("note", 140),
)
