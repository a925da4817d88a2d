"""The columns of the list of 责任单位."""

from app.columns.column import ColumnsOf
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["units"])

COLUMNS = (
    _of("name", 160),
    _of("kind", 80),
    _of("parent", 120),
    _of("head", 80),
    _of("phone", 120),
    _of("liaison", 80),
    _of("group_name", 80),
)
LEDGER = COLUMNS[:6]
