"""项目, and what belongs to one: dates, notes, decisions, agreements, shares, problems, formalities."""

from app.fields.field import Field, FieldKind, Record
from app.fields.words import CONSTRUCTION_KINDS, INDUSTRIES, PROBLEM_ORIGINS

_MOVED = "不能移到别的项目；请在那个项目里重新登记。"

PROJECTS = Record(
    "projects",
    "项目",
    (
        Field("name", "项目名称"),
        Field("code", "项目编号", FieldKind.CODE),
        Field("investor", "投资方"),
        Field("investor_place", "投资方所在地", for_many=True),
        Field("nature", "资金性质", FieldKind.CHOICE, for_many=True),
        Field("industry", "产业", offered=INDUSTRIES, for_many=True),
        Field("category", "国民经济门类", FieldKind.CODE),
        Field("construction_kind", "建设性质", offered=CONSTRUCTION_KINDS, for_many=True),
        Field("site", "建设地点", for_many=True),
        Field("total_investment", "总投资", FieldKind.MONEY),
        Field("fixed_investment", "固定资产投资", FieldKind.MONEY),
        Field("contract_amount", "合同引资额", FieldKind.MONEY),
        Field("contract_fdi", "合同外资", FieldKind.DOLLARS, measure="万美元"),
        Field("content", "主要建设内容", FieldKind.LONG),
        Field("unit", "责任单位", FieldKind.UNIT, for_many=True),
        Field("lead_unit", "牵头单位", FieldKind.UNIT, for_many=True),
        Field("leader", "包抓领导", FieldKind.COLLEAGUE, for_many=True),
        Field("person", "责任人", FieldKind.COLLEAGUE, for_many=True),
        Field("phone", "联系电话", FieldKind.PHONE, personal=True, for_many=True),
        Field("introducer", "引资人", FieldKind.PERSON, personal=True, for_many=True),
        Field("credit_code", "统一社会信用代码", FieldKind.CODE),
        Field("team", "工作专班", FieldKind.COLLEAGUE, for_many=True),
        Field("output_value", "预计年产值", FieldKind.MONEY),
        Field("tax", "预计年税收", FieldKind.MONEY),
        Field("land_need", "用地（厂房）需求"),
        Field("progress", "项目进展情况", FieldKind.LONG),
        Field("problem", "存在问题", FieldKind.LONG),
        Field("note", "备注", FieldKind.LONG),
        Field("stage", "阶段", FieldKind.CHOICE, act="阶段请用“推进”或“退回”办理，会同时记下日期。"),
        Field("end_reason", "终止原因", FieldKind.LONG, act="终止原因在“推进”到终止时填写。", unlisted="详情里有"),
        Field("enterprise_id", "客商企业", FieldKind.LINK, act="客商企业按投资方自动关联。", unlisted="投资方已列出"),
        Field("fellow_id", "引荐的乡贤", FieldKind.LINK, act="引荐的乡贤随线索转来。", unlisted="详情里有"),
        Field("lead_id", "来自线索", FieldKind.LINK, act="项目由线索转来时自动记下。", unlisted="详情里有"),
        Field("carrier_id", "载体", FieldKind.LINK, act="载体请在“载体”里选项目。", unlisted="载体那边列出"),
        Field("predecessor_id", "原项目", FieldKind.LINK, act="原项目由“二次招商”记下。", unlisted="详情里有"),
    ),
)

MILESTONES = Record(
    "milestones",
    "进程",
    (
        Field("project_id", "项目", FieldKind.LINK, act=f"进程{_MOVED}"),
        Field("kind", "事项", FieldKind.CHOICE),
        Field("planned_on", "计划日期", FieldKind.DATE),
        Field("actual_on", "实际日期", FieldKind.DATE),
        Field("evidence", "依据"),
    ),
)

PROGRESS_NOTES = Record(
    "progress_notes",
    "跟踪记录",
    (
        Field("project_id", "项目", FieldKind.LINK, act=f"跟踪记录{_MOVED}"),
        Field("noted_on", "跟踪日期", FieldKind.DATE),
        Field("content", "进展", FieldKind.LONG),
        Field("person", "跟踪人", FieldKind.COLLEAGUE),
    ),
)

GATES = Record(
    "gates",
    "评审和会议",
    (
        Field("project_id", "项目", FieldKind.LINK, act=f"评审和会议{_MOVED}"),
        Field("kind", "事项", FieldKind.CHOICE),
        Field("decided_on", "日期", FieldKind.DATE),
        Field("result", "结果", FieldKind.CHOICE),
        Field("document_number", "文号（纪要号）", FieldKind.CODE),
        Field("opinions", "评审意见", FieldKind.DATA),
        Field("note", "意见、备注", FieldKind.LONG),
    ),
)

AGREEMENTS = Record(
    "agreements",
    "协议",
    (
        Field("project_id", "项目", FieldKind.LINK, act=f"协议{_MOVED}"),
        Field("kind", "协议类别", FieldKind.CHOICE),
        Field("number", "协议编号", FieldKind.CODE),
        Field("signed_on", "签订日期", FieldKind.DATE),
        Field("amount", "协议金额", FieldKind.MONEY),
        Field("bond_due", "应缴保证金", FieldKind.MONEY),
        Field("bond_due_on", "保证金缴纳期限", FieldKind.DATE),
        Field("bond_paid", "实缴保证金", FieldKind.MONEY),
        Field("bond_paid_on", "保证金到账日期", FieldKind.DATE),
        Field("our_promises", "我方承诺", FieldKind.LONG),
        Field("their_promises", "投资方承诺", FieldKind.LONG),
        Field("note", "备注", FieldKind.LONG),
    ),
)

SHARES = Record(
    "shares",
    "分解",
    (
        Field("project_id", "项目", FieldKind.LINK, act=f"分解{_MOVED}"),
        Field("unit", "单位", FieldKind.UNIT),
        Field("measure", "分解内容", FieldKind.CHOICE),
        Field("part", "比例", FieldKind.SHARE, measure="%"),
    ),
)

PROBLEMS = Record(
    "problems",
    "问题",
    (
        Field("project_id", "项目", FieldKind.LINK, act=f"问题{_MOVED}"),
        Field("description", "问题", FieldKind.LONG),
        Field("kind", "类别", FieldKind.CHOICE, for_many=True),
        Field("origin", "来源", offered=PROBLEM_ORIGINS, for_many=True),
        Field("raised_on", "提出日期", FieldKind.DATE),
        Field("unit", "责任单位", FieldKind.UNIT, for_many=True),
        Field("due_on", "解决时限", FieldKind.DATE, for_many=True),
        Field("progress", "进展", FieldKind.LONG),
        Field("closed_on", "销号日期", FieldKind.DATE),
        Field("outcome", "解决情况", FieldKind.LONG),
    ),
)

PROCEDURES = Record(
    "procedures",
    "手续",
    (
        Field("project_id", "项目", FieldKind.LINK, act=f"手续{_MOVED}"),
        Field("title", "手续名称"),
        Field("state", "状态", FieldKind.CHOICE),
        Field("unit", "帮办单位", FieldKind.UNIT),
        Field("due_on", "时限", FieldKind.DATE),
        Field("done_on", "办结日期", FieldKind.DATE),
        Field("note", "说明", FieldKind.LONG),
    ),
)
