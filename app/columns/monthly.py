"""The columns of the ledger of all months that units reported."""

from app.columns.column import ColumnsOf
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["monthly_reports"])

LEDGER = (
    _of("year", 60),
    _of("month", 50),
    _of("unit", 120),
    _of("done", 250),
    _of("plan", 190),
    _of("next_target", 130),
    _of("reason", 150),
    _of("reported_on", 92),
)
