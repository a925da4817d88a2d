"""客商企业, and the carriers that firms sit in."""

from app.fields.field import Field, FieldKind, Record
from app.fields.words import ENTERPRISE_KINDS, INDUSTRIES

ENTERPRISES = Record(
    "enterprises",
    "客商企业",
    (
        Field("name", "企业名称"),
        Field("credit_code", "统一社会信用代码", FieldKind.CODE),
        Field("place", "所在地", for_many=True),
        Field("industry", "产业", offered=INDUSTRIES, for_many=True),
        Field("kind", "企业类别", offered=ENTERPRISE_KINDS, for_many=True),
        Field("size", "企业规模"),
        Field("contact", "联系人", FieldKind.PERSON, personal=True),
        Field("contact_title", "职务", personal=True),
        Field("phone", "联系电话", FieldKind.PHONE, personal=True),
        Field("leader", "联系领导", FieldKind.COLLEAGUE, for_many=True),
        Field("note", "备注", FieldKind.LONG),
    ),
)

CARRIERS = Record(
    "carriers",
    "载体",
    (
        Field("name", "载体名称"),
        Field("kind", "类别", FieldKind.CHOICE),
        Field("unit", "责任单位", FieldKind.UNIT),
        Field("place", "地点"),
        Field("area", "面积", FieldKind.AREA, measure="平方米"),
        Field("area_let", "已租（出让）面积", FieldKind.AREA, measure="平方米"),
        Field("started_on", "开工时间", FieldKind.DATE),
        Field("completed_on", "竣工时间", FieldKind.DATE),
        Field("note", "备注", FieldKind.LONG),
    ),
)
