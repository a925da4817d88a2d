"""The columns of the 在外乡贤名录."""

from app.columns.column import Column, Kind

LEDGER = (
    Column("name", "姓名", Kind.TEXT, 76),
    Column("gender", "性别", Kind.TEXT, 46),
    Column("born_on", "出生年月", Kind.DATE, 84),
    Column("origin", "籍贯（村组）", Kind.TEXT, 110),
    Column("residence", "现居住地（省市）", Kind.TEXT, 120),
    Column("employer", "工作单位（企业名称）", Kind.TEXT, 180),
    Column("title", "职务", Kind.TEXT, 84),
    Column("trade", "从事行业", Kind.TEXT, 90),
    Column("employer_size", "企业规模", Kind.TEXT, 76),
    Column("phone", "联系电话", Kind.CODE, 120),
    Column("wechat", "微信", Kind.CODE, 100),
    Column("relatives", "家乡亲属及电话", Kind.TEXT, 140),
    Column("resources", "投资意向/可引荐资源", Kind.LONG, 180),
    Column("leader", "联系（包保）领导", Kind.TEXT, 90),
    Column("last_contact_on", "最近联系时间", Kind.DATE, 96),
    Column("next_contact_on", "下次联系时间", Kind.DATE, 96),
    Column("is_ambassador", "是否招商大使", Kind.FLAG, 76),
    Column("note", "备注", Kind.LONG, 120),
)
# Shorter words for the headings on screen.
_SHORT = {
    "residence": Column("residence", "现居住地", Kind.TEXT, 92),
    "employer": Column("employer", "工作单位", Kind.TEXT, 150),
    "leader": Column("leader", "包保领导", Kind.TEXT, 76),
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
