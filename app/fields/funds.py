"""到位资金, and months whose figures have gone out."""

from app.fields.field import Field, FieldKind, Record
from app.fields.words import VOUCHER_KINDS

_CLOSING = "月份请用“月度结账”办理。"

FUNDS = Record(
    "funds",
    "到位资金",
    (
        Field("project_id", "项目", FieldKind.LINK, act="到位资金不能移到别的项目；请删除后在那个项目里登记。"),
        Field("received_on", "到账日期", FieldKind.DATE),
        Field("correction_reason", "更正原因", act="更正原因在改动已结账月份的资金时填写。"),
        Field("currency", "币种", FieldKind.CHOICE),
        Field("amount", "金额", FieldKind.CASH),
        Field("rate", "汇率", FieldKind.QUANTITY, measure="1美元合人民币元"),
        Field("source", "资金来源", FieldKind.CHOICE, for_many=True),
        Field("voucher_kind", "凭证类型", offered=VOUCHER_KINDS, for_many=True),
        Field("voucher_number", "凭证号", FieldKind.CODE),
        Field("use", "用途", for_many=True),
        Field("status", "认定状态", FieldKind.CHOICE),
        Field("recognised_amount", "认定金额", FieldKind.CASH),
        Field("verified_by", "核实人", FieldKind.COLLEAGUE, for_many=True),
        Field("verified_on", "核实日期", FieldKind.DATE, for_many=True),
        Field("note", "备注", FieldKind.LONG),
        Field("is_opening", "期初数", FieldKind.FLAG, act="期初数由导入台账记下。", unlisted="备注里写明"),
        Field("corrects_id", "更正的记录", FieldKind.LINK, act="更正时自动记下。", unlisted="更正原因已列出"),
    ),
)

CLOSED_MONTHS = Record(
    "closed_months",
    "结账",
    (
        Field("year", "年度", FieldKind.COUNT, act=_CLOSING),
        Field("month", "月份", FieldKind.COUNT, act=_CLOSING),
        Field("reason", "说明"),
    ),
)
