"""The columns of 引资人 rewards: the list of steps, and the list that the recipients sign."""

from app.columns.column import Column, Kind

COLUMNS = (
    Column("project", "项目名称", Kind.TEXT, 190),
    Column("unit", "责任单位", Kind.TEXT, 110),
    Column("introducer", "引资人", Kind.TEXT, 90),
    Column("step", "发放步骤", Kind.TEXT, 190),
    Column("yuan", "金额（元）", Kind.QUANTITY, 100),
    Column("state", "状态", Kind.TEXT, 64),
    Column("paid_on", "发放日期", Kind.DATE, 96),
    Column("review_number", "审查文号", Kind.CODE, 150),
    Column("note", "备注", Kind.LONG, 160),
)
CASHING = (
    Column("project", "项目名称", Kind.TEXT, 160),
    Column("introducer", "引资人", Kind.TEXT, 80),
    Column("step", "发放步骤", Kind.TEXT, 150),
    Column("amount", "发放金额", Kind.MONEY, 90, total=True),
    Column("capitals", "大写金额", Kind.TEXT, 160),
    Column("review_number", "审查文号", Kind.CODE, 110),
    Column("paid_on", "发放日期", Kind.DATE, 84),
    Column("signature", "领款人签字", Kind.CODE, 150),
)
