"""招商活动, and the firms met at them."""

from app.fields.field import Field, FieldKind, Record

ACTIVITIES = Record(
    "activities",
    "招商活动",
    (
        Field("kind", "形式", FieldKind.CHOICE),
        Field("held_on", "日期", FieldKind.DATE),
        Field("ended_on", "结束日期", FieldKind.DATE),
        Field("name", "活动名称"),
        Field("place", "地点"),
        Field("area", "片区", for_many=True),
        Field("days", "天数", FieldKind.COUNT),
        Field("people", "外出人数", FieldKind.COUNT),
        Field("visitors", "来访人数", FieldKind.COUNT),
        Field("team", "招商小分队", for_many=True),
        Field("leader", "带队领导", FieldKind.COLLEAGUE, for_many=True),
        Field("unit", "责任单位", FieldKind.UNIT, for_many=True),
        Field("participants", "参加人员", FieldKind.LONG, for_many=True),
        Field("cost", "费用", FieldKind.MONEY, measure="元"),
        Field("firms", "拜访企业/接待客商", FieldKind.LONG),
        Field("dealings", "洽谈内容", FieldKind.LONG),
        Field("outcome", "成果/线索", FieldKind.LONG),
        Field("follow_up", "后续", FieldKind.LONG),
        Field("note", "备注", FieldKind.LONG),
    ),
)

ACTIVITY_FIRMS = Record(
    "activity_firms",
    "活动企业",
    (
        Field("activity_id", "招商活动", FieldKind.LINK, act="对接结果不能移到别的活动。"),
        Field("enterprise_id", "客商企业", FieldKind.LINK, act="对接的企业按活动里写的名称关联。"),
        Field("outcome", "对接结果", FieldKind.LONG),
    ),
)
