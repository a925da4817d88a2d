"""The columns of the 在外乡贤名录."""

from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

_of = ColumnsOf(RECORDS["fellows"])

LEDGER = (
    _of("name", 76),
    _of("gender", 46),
    _of("born_on", 84),
    _of("origin", 110),
    _of("residence", 120),
    _of("employer", 180),
    _of("title", 84),
    _of("trade", 90),
    _of("employer_size", 76),
    _of("phone", 120),
    _of("wechat", 100),
    _of("relatives", 140),
    _of("resources", 180),
    _of("leader", 90),
    _of("last_contact_on", 96),
    _of("next_contact_on", 96),
    _of("is_ambassador", 76, title="是否招商大使", why="台账里填“是”的一栏"),
    _of("note", 120),
)
# Shorter words for the headings on screen.
_SHORT = {
    "residence": _of("residence", 92, title="现居住地", why="屏幕上要短"),
    "employer": _of("employer", 150, title="工作单位", why="屏幕上要短"),
    "leader": _of("leader", 76, title="包保领导", why="屏幕上要短"),
}
_KNOWN = {column.field: column for column in LEDGER} | _SHORT
_FIRST = ("name", "trade", "residence", "employer", "title", "phone", "leader", "last_contact_on", "next_contact_on")

# On screen what a clerk goes by stands first: 产业, 所在地, 包保领导 and when they spoke.
COLUMNS = (
    *(_KNOWN[field] for field in _FIRST),
    Column("leads", "引荐线索", Kind.COUNT, 70),
    Column("projects", "引荐项目", Kind.COUNT, 70),
    *(column for column in LEDGER if column.field not in _FIRST),
)

# The people of one 产业 or 所在地; the first heading says which.
GROUPS = (
    Column("title", "产业", Kind.TEXT, 140),
    Column("people", "人数", Kind.COUNT, 62, total=True),
    Column("ambassadors", "其中招商大使", Kind.COUNT, 84, total=True),
    Column("leads", "引荐线索", Kind.COUNT, 70, total=True),
    Column("projects", "引荐项目", Kind.COUNT, 70, total=True),
)
