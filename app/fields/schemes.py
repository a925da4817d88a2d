"""考核办法 with their items, units and marks; deposits and rewards that follow from them."""

from app.fields.field import Field, FieldKind, Record

_OF_SCHEME = "属于一份考核办法，不能移到别的办法。"

SCHEMES = Record(
    "schemes",
    "考核办法",
    (
        Field("title", "办法名称"),
        Field("group_name", "考核组别"),
        Field("note", "备注", FieldKind.LONG),
        Field("rules", "总则", FieldKind.LONG),
        Field("year", "年度", FieldKind.COUNT, act="年度定下是哪一份办法，不能改；请复制到那一年。"),
    ),
)

SCHEME_ITEMS = Record(
    "scheme_items",
    "考核项目",
    (
        Field("scheme_id", "考核办法", FieldKind.LINK, act=_OF_SCHEME),
        Field("position", "顺序", FieldKind.COUNT),
        Field("title", "考核项目"),
        Field("indicator", "指标", FieldKind.TOKEN),
        Field("points", "分值", FieldKind.QUANTITY),
        Field("shape", "计分方法", FieldKind.CHOICE),
        Field("parameters", "计分参数", FieldKind.DATA),
        Field("cap", "最高得分", FieldKind.QUANTITY),
        Field("floor", "最低得分", FieldKind.QUANTITY),
        Field("basis", "口径", FieldKind.CHOICE),
        Field("against", "对照", FieldKind.CHOICE),
        Field("evidence", "佐证材料", FieldKind.LONG),
    ),
)

SCHEME_UNITS = Record(
    "scheme_units",
    "考核单位",
    (
        Field("scheme_id", "考核办法", FieldKind.LINK, act=_OF_SCHEME),
        Field("unit", "责任单位", FieldKind.UNIT),
        Field("position", "顺序", FieldKind.COUNT),
    ),
)

MARKS = Record(
    "marks",
    "手工评分",
    (
        Field("item_id", "考核项目", FieldKind.LINK),
        Field("unit", "责任单位", FieldKind.UNIT, act="在那个单位的一行里评分。"),
        Field("month", "月份", FieldKind.COUNT, act="在那个月里评分。"),
        Field("value", "评分或完成数", FieldKind.QUANTITY),
        Field("correction", "更正得分", FieldKind.QUANTITY),
        Field("reason", "原因", FieldKind.LONG),
    ),
)

DEPOSITS = Record(
    "deposits",
    "风险抵押金",
    (
        Field("unit", "责任单位", FieldKind.UNIT),
        Field("person", "缴纳人", FieldKind.COLLEAGUE),
        Field("amount", "金额", FieldKind.MONEY, measure="元"),
        Field("due_on", "应缴日期", FieldKind.DATE),
        Field("note", "备注", FieldKind.LONG),
        Field("year", "年度", FieldKind.COUNT, act="抵押金按年登记。"),
        Field("state", "状态", FieldKind.CHOICE, act="状态由登记缴纳、返还和不予返还记下。"),
        Field("paid_on", "缴纳日期", FieldKind.DATE, act="缴纳日期由“登记缴纳”记下。"),
        Field("settled_on", "处理日期", FieldKind.DATE, act="处理日期由返还和不予返还记下。"),
        Field("bonus", "奖励", FieldKind.MONEY, measure="元", act="奖励由返还记下。"),
        Field("deducted", "扣减", FieldKind.MONEY, measure="元", act="扣减由“扣减后返还”记下。"),
    ),
)

REWARDS = Record(
    "rewards",
    "奖励",
    (
        Field("project_id", "项目", FieldKind.LINK),
        Field("introducer", "引资人", FieldKind.PERSON, personal=True),
        Field("step", "发放步骤"),
        Field("amount", "金额", FieldKind.MONEY, measure="元"),
        Field("review_number", "审查文号", FieldKind.CODE),
        Field("note", "备注", FieldKind.LONG),
        Field("paid_on", "发放日期", FieldKind.DATE, act="发放日期由“登记发放”记下。"),
    ),
)
