"""目标任务, figures kept by hand, the office's own indicators, and units' monthly reports."""

from app.fields.field import Field, FieldKind, Record

_PLACE = "年度、月份、单位和指标定下是哪一项，不能改；请删除后重新填写。"

TARGETS = Record(
    "targets",
    "目标任务",
    (
        Field("year", "年度", FieldKind.COUNT, act=_PLACE),
        Field("unit", "责任单位", FieldKind.UNIT, act=_PLACE),
        Field("indicator", "指标", FieldKind.TOKEN, act=_PLACE),
        Field("amount", "确保目标", FieldKind.QUANTITY),
        Field("stretch", "奋斗目标", FieldKind.QUANTITY),
        Field("schedule", "序时计划", FieldKind.DATA, unlisted="在目标的窗口里填写"),
        Field("change_reason", "调整原因", FieldKind.LONG, unlisted="历史里有"),
        Field("note", "备注", FieldKind.LONG),
        Field("state", "状态", FieldKind.CHOICE, act="责任书签订时自动改为已下达。", unlisted="责任书那边列出"),
    ),
)

ACHIEVEMENTS = Record(
    "achievements",
    "手工完成数",
    (
        Field("year", "年度", FieldKind.COUNT, act=_PLACE),
        Field("month", "月份", FieldKind.COUNT, act=_PLACE),
        Field("unit", "责任单位", FieldKind.UNIT, act=_PLACE),
        Field("indicator", "指标", FieldKind.TOKEN, act=_PLACE),
        Field("amount", "完成数", FieldKind.QUANTITY),
        Field("note", "备注", FieldKind.LONG),
    ),
)

OWN_INDICATORS = Record(
    "own_indicators",
    "自定指标",
    (
        Field("title", "指标名称"),
        Field("measure", "计量单位"),
        Field("key", "名称", FieldKind.TOKEN, act="由程序给出。"),
        Field("is_rate", "是否比率", FieldKind.FLAG),
        Field("definition", "统计口径", FieldKind.DATA),
        Field("note", "备注", FieldKind.LONG),
    ),
)

MONTHLY_REPORTS = Record(
    "monthly_reports",
    "单位月报",
    (
        Field("year", "年度", FieldKind.COUNT, act=_PLACE),
        Field("month", "月份", FieldKind.COUNT, act=_PLACE),
        Field("unit", "责任单位", FieldKind.UNIT, act=_PLACE),
        Field("done", "本月完成情况", FieldKind.LONG),
        Field("plan", "下月计划", FieldKind.LONG),
        Field("next_target", "下月目标", FieldKind.LONG),
        Field("reason", "未进展原因", FieldKind.LONG),
        Field("reported_on", "报送日期", FieldKind.DATE),
    ),
)
