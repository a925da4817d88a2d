"""The columns of the 项目问题台账."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["problems"])

COLUMNS = (
    Column("project", "项目名称", Kind.TEXT, 200),
    _of("description", 220),
    _of("kind", 62),
    _of("raised_on", 96),
    _of("unit", 96),
    _of("due_on", 96),
    _of("progress", 160),
    _of("closed_on", 96),
)
LEDGER = COLUMNS
ALL = (*COLUMNS, _of("outcome", 160), _of("origin", 84))

# Beside one project.
OF_PROJECT = (
    _of("description", 170),
    _of("unit", 84),
    _of("due_on", 88),
    _of("closed_on", 88),
    _of("kind", 60),
    _of("raised_on", 88),
    _of("progress", 150),
)
