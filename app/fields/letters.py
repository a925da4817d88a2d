"""责任书: letters with their clauses and targets, and the template they are drafted from."""

from app.fields.field import Field, FieldKind, Record
from app.fields.words import LETTER_TITLES, OCCASIONS, THIRD_ROLES

_OF_LETTER = "属于一份责任书，不能移到别的责任书。"
_BY_PROGRAM = "由起草、打印和签订记下。"

LETTERS = Record(
    "letters",
    "责任书",
    (
        Field("number", "编号", FieldKind.CODE),
        Field("title", "标题"),
        Field("party_style", "甲乙方写法", FieldKind.CHOICE),
        Field("copies", "一式份数", FieldKind.COUNT),
        Field("responsible", "责任人", FieldKind.COLLEAGUE),
        Field("liaison", "联络员", FieldKind.COLLEAGUE),
        Field("third_name", "第三方姓名或名称"),
        Field("begins_on", "责任期自", FieldKind.DATE),
        Field("ends_on", "责任期至", FieldKind.DATE),
        Field("note", "备注", FieldKind.LONG),
        Field("opening", "开头", FieldKind.LONG),
        Field("signed_on", "签订日期", FieldKind.DATE),
        Field("year", "年度", FieldKind.COUNT, act=_BY_PROGRAM),
        Field("serial", "序号", FieldKind.COUNT, act=_BY_PROGRAM),
        Field("unit", "责任单位", FieldKind.UNIT, act=_BY_PROGRAM),
        Field("occasion", "事项", act="另签一份时写明，如“百日竞赛”。", offered=OCCASIONS),
        Field("status", "状态", FieldKind.CHOICE, act=_BY_PROGRAM),
        Field("printed_on", "打印日期", FieldKind.DATE, act=_BY_PROGRAM),
        Field("as_signed", "签订时的文本", FieldKind.DATA, act=_BY_PROGRAM),
    ),
)

LETTER_CLAUSES = Record(
    "letter_clauses",
    "责任书条款",
    (
        Field("letter_id", "责任书", FieldKind.LINK, act=_OF_LETTER),
        Field("position", "顺序", FieldKind.COUNT),
        Field("heading", "标题"),
        Field("text", "正文", FieldKind.LONG),
        Field("level", "层级", FieldKind.COUNT),
    ),
)

LETTER_TARGETS = Record(
    "letter_targets",
    "责任书指标",
    (
        Field("letter_id", "责任书", FieldKind.LINK, act=_OF_LETTER),
        Field("position", "顺序", FieldKind.COUNT, act=_BY_PROGRAM),
        Field("indicator", "指标", FieldKind.TOKEN, act=_BY_PROGRAM),
        Field("title", "名称", act=_BY_PROGRAM),
        Field("measure", "计量单位", act=_BY_PROGRAM),
        Field("amount", "目标", FieldKind.QUANTITY, act=_BY_PROGRAM),
        Field("stretch", "奋斗目标", FieldKind.QUANTITY, act=_BY_PROGRAM),
        Field("year", "年度", FieldKind.COUNT, act=_BY_PROGRAM),
    ),
)

RESPONSIBILITIES = Record(
    "responsibilities",
    "责任人",
    (
        Field("letter_id", "责任书", FieldKind.LINK, act=_OF_LETTER),
        Field("name", "责任人", FieldKind.COLLEAGUE),
        Field("since", "变动日期", FieldKind.DATE),
        Field("reason", "变动原因", FieldKind.LONG),
    ),
)

LETTER_TEMPLATES = Record(
    "letter_templates",
    "责任书模板",
    (
        Field("year", "年度", FieldKind.COUNT, act="每年一份模板。"),
        Field("title_word", "文种", offered=LETTER_TITLES),
        Field("party_style", "甲乙方写法", FieldKind.CHOICE),
        Field("targets_place", "目标写法", FieldKind.CHOICE),
        Field("copies", "一式份数", FieldKind.COUNT),
        Field("opening", "开头", FieldKind.LONG),
        Field("deposit", "风险抵押金", FieldKind.MONEY, measure="元"),
        Field("deposit_due_on", "缴纳期限", FieldKind.DATE),
        Field("rule", "考核办法"),
        Field("recognised_on", "认定截止日期", FieldKind.DATE),
        Field("first_parties", "甲方", FieldKind.LONG),
        Field("third_role", "第三方", offered=THIRD_ROLES),
        Field("third_name", "第三方名称"),
        Field("targets_heading", "目标部分的标题"),
        Field("annex_title", "目标表的名称"),
        Field("scheme_annex", "附考核办法", FieldKind.CHOICE),
        Field("signs_liaison", "落款写联络员", FieldKind.FLAG),
    ),
)

TEMPLATE_CLAUSES = Record(
    "template_clauses",
    "模板条款",
    (
        Field("template_id", "模板", FieldKind.LINK, act="属于一份模板。"),
        Field("position", "顺序", FieldKind.COUNT),
        Field("key", "条款", FieldKind.TOKEN, act="由程序给出。"),
        Field("heading", "标题"),
        Field("text", "正文", FieldKind.LONG),
        Field("level", "层级", FieldKind.COUNT),
        Field("is_optional", "可选", FieldKind.FLAG),
        Field("is_on", "启用", FieldKind.FLAG),
        Field("reminder", "提示", act="由程序给出。"),
    ),
)
