"""在外乡贤: everything of them is personal, and the whole record stays at home."""

from app.fields.field import Field, FieldKind, Record
from app.fields.words import GENDERS

FELLOWS = Record(
    "fellows",
    "在外乡贤",
    (
        Field("name", "姓名", FieldKind.PERSON, personal=True),
        Field("gender", "性别", personal=True, offered=GENDERS),
        Field("born_on", "出生年月", FieldKind.DATE, personal=True),
        Field("origin", "籍贯（村组）", personal=True, for_many=True),
        Field("residence", "现居住地（省市）", personal=True, for_many=True),
        Field("employer", "工作单位（企业名称）", personal=True),
        Field("title", "职务", personal=True),
        Field("trade", "从事行业", for_many=True),
        Field("employer_size", "企业规模"),
        Field("phone", "联系电话", FieldKind.PHONE, personal=True),
        Field("wechat", "微信", FieldKind.CODE, personal=True),
        Field("relatives", "家乡亲属及电话", personal=True),
        Field("resources", "投资意向/可引荐资源", FieldKind.LONG, personal=True),
        Field("leader", "联系（包保）领导", FieldKind.COLLEAGUE, for_many=True),
        Field("last_contact_on", "最近联系时间", FieldKind.DATE),
        Field("next_contact_on", "下次联系时间", FieldKind.DATE, for_many=True),
        Field("is_ambassador", "招商大使", FieldKind.FLAG),
        Field("note", "备注", FieldKind.LONG, personal=True),
    ),
)
