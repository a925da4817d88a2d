"""线索, what was done about them, and the plan for one that is stuck."""

from app.fields.field import Field, FieldKind, Record
from app.fields.words import INDUSTRIES

LEADS = Record(
    "leads",
    "线索",
    (
        Field("name", "线索名称"),
        Field("code", "线索编号", FieldKind.CODE),
        Field("registered_on", "登记日期", FieldKind.DATE),
        Field("investor", "投资方"),
        Field(
            "enterprise_id", "客商企业", FieldKind.LINK, act="客商企业按投资方的名称自动关联。", unlisted="投资方已列出"
        ),
        Field("intended_amount", "意向投资额", FieldKind.MONEY),
        Field("industry", "产业", offered=INDUSTRIES, for_many=True),
        Field("contact", "联系人", FieldKind.PERSON, personal=True),
        Field("contact_title", "职务", personal=True),
        Field("phone", "联系电话", FieldKind.PHONE, personal=True),
        Field("source", "线索来源", FieldKind.CHOICE),
        Field("introducer", "引荐人", FieldKind.PERSON, personal=True),
        Field("fellow_id", "名录中的乡贤", FieldKind.LINK, unlisted="引荐人已列出"),
        Field("activity_id", "来自招商活动", FieldKind.LINK, unlisted="在活动那边列出线索数"),
        Field("land_need", "用地（厂房）需求"),
        Field("note", "备注", FieldKind.LONG),
        Field("state", "状态", FieldKind.CHOICE),
        Field("dealings", "对接情况", FieldKind.LONG),
        Field("last_followed_on", "最近跟进日期", FieldKind.DATE, act="最近跟进日期由“登记跟进”记下。"),
        Field("next_step", "下步措施", FieldKind.LONG, for_many=True),
        Field("next_on", "下步时限", FieldKind.DATE, for_many=True),
        Field("unit", "责任单位", FieldKind.UNIT, for_many=True),
        Field("leader", "责任领导", FieldKind.COLLEAGUE, for_many=True),
        Field("person", "责任人", FieldKind.COLLEAGUE, for_many=True),
        Field("judgement", "研判结果", FieldKind.CHOICE, act="研判请用列表上方的“研判”办理。"),
        Field("judged_on", "研判日期", FieldKind.DATE, act="研判请用列表上方的“研判”办理。"),
        Field("judged_by", "研判人", FieldKind.COLLEAGUE, act="研判请用列表上方的“研判”办理。", unlisted="详情里有"),
        Field("judgement_note", "研判说明", act="研判请用列表上方的“研判”办理。", unlisted="详情里有"),
        Field(
            "end_reason",
            "搁置或失败原因",
            FieldKind.LONG,
            act="原因在“搁置或失败”里填写。",
            unlisted="详情里有",
        ),
        Field("obstacles", "存在的困难", FieldKind.LONG, act="存在的困难在“一企一策”里填写。", unlisted="一企一策里有"),
    ),
)

LEAD_FOLLOW_UPS = Record(
    "lead_followups",
    "线索跟进",
    (
        Field("lead_id", "线索", FieldKind.LINK, act="跟进登记后不能移到别的线索。"),
        Field("happened_on", "跟进日期", FieldKind.DATE),
        Field("kind", "方式", FieldKind.CHOICE),
        Field("people", "参加人员", personal=True),
        Field("content", "谈了什么", FieldKind.LONG),
        Field("next_step", "下步措施", FieldKind.LONG),
        Field("next_on", "下步时限", FieldKind.DATE),
    ),
)

LEAD_ACTIONS = Record(
    "lead_actions",
    "一企一策",
    (
        Field("lead_id", "线索", FieldKind.LINK, act="措施登记后不能移到别的线索。"),
        Field("action", "要做的事", FieldKind.LONG),
        Field("person", "责任人", FieldKind.COLLEAGUE),
        Field("due_on", "时限", FieldKind.DATE),
        Field("done_on", "完成日期", FieldKind.DATE),
    ),
)
