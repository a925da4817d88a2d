"""责任单位, the people of the office, and the office itself."""

from app.fields.field import Field, FieldKind, Record

UNITS = Record(
    "units",
    "责任单位",
    (
        Field("name", "单位名称"),
        Field("kind", "单位类别", FieldKind.CHOICE),
        Field("parent", "上级单位", FieldKind.UNIT),
        Field("head", "负责人", FieldKind.COLLEAGUE),
        Field("phone", "联系电话", FieldKind.PHONE, personal=True),
        Field("liaison", "联络员", FieldKind.COLLEAGUE),
        Field("group_name", "考核组别"),
        Field("code", "编号", FieldKind.CODE, act="村级代码由导入记下。", unlisted="只供对照"),
        Field("position", "顺序", FieldKind.COUNT, act="责任单位的顺序在列表里上移、下移。", unlisted="就是列表的顺序"),
        Field("retired", "已停用", FieldKind.FLAG, act="停用请用列表上方的按钮。", unlisted="停用的不列出"),
    ),
)

PEOPLE = Record(
    "people",
    "人员",
    (
        Field("name", "姓名", FieldKind.COLLEAGUE),
        Field("title", "职务"),
        Field("unit", "责任单位", FieldKind.UNIT),
        Field("phone", "联系电话", FieldKind.PHONE, personal=True),
        Field("is_leader", "是否领导", FieldKind.FLAG),
        Field("note", "备注", FieldKind.LONG),
    ),
)

OFFICES = Record(
    "offices",
    "本单位",
    (
        Field("name", "单位名称"),
        Field("code", "单位代码", FieldKind.CODE),
        Field("county", "所在县（区）"),
        Field("short_name", "简称"),
        Field("phone", "联系电话", FieldKind.PHONE, personal=True, act="本单位的电话由程序记下。"),
    ),
)
