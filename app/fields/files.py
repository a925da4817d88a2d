"""What the file keeps beside the office's records: attachments, settings, filters, days off, copies handed in."""

from app.fields.field import Field, FieldKind, Record

_BY_PROGRAM = "由程序记下。"


def _kept(name: str, title: str, kind: FieldKind = FieldKind.TOKEN) -> Field:
    return Field(name, title, kind, act=_BY_PROGRAM)


ATTACHMENTS = Record(
    "attachments",
    "附件",
    (
        Field("caption", "说明", FieldKind.LONG),
        Field("taken_on", "拍摄日期", FieldKind.DATE),
        Field("name", "文件名", act=_BY_PROGRAM),
        _kept("owner_kind", "所属"),
        _kept("owner_id", "所属记录"),
        _kept("media_type", "格式"),
        Field("size", "大小", FieldKind.COUNT, measure="字节", act=_BY_PROGRAM),
        _kept("sha256", "校验码"),
        _kept("thumbnail", "缩略图", FieldKind.DATA),
    ),
)
ATTACHMENT_CONTENTS = Record(
    "attachment_contents",
    "附件内容",
    (_kept("attachment_id", "附件", FieldKind.LINK), _kept("content", "内容", FieldKind.DATA)),
)
SETTINGS = Record("settings", "设置", (_kept("key", "名称"), _kept("value", "内容", FieldKind.DATA)))
SAVED_FILTERS = Record(
    "saved_filters",
    "我的筛选",
    (Field("name", "名字"), _kept("list_name", "列表"), _kept("query", "条件", FieldKind.DATA)),
)
IMPORT_MAPPINGS = Record(
    "import_mappings",
    "导入对照",
    (_kept("kind", "类别"), _kept("signature", "表头"), _kept("mapping", "对照", FieldKind.DATA)),
)
HOLIDAYS = Record(
    "holidays",
    "节假日",
    (Field("day", "日期", FieldKind.CODE), Field("kind", "安排", FieldKind.CHOICE), Field("name", "名称")),
)
SUBMISSIONS = Record(
    "submissions",
    "报送",
    (
        _kept("sequence", "序号", FieldKind.COUNT),
        _kept("written_at", "报送时间"),
        _kept("folder", "文件夹"),
        _kept("file_name", "文件名"),
        Field("size", "大小", FieldKind.COUNT, measure="字节", act=_BY_PROGRAM),
        _kept("sha256", "校验码"),
        _kept("manifest_sha256", "清单校验码"),
        _kept("without_people", "不含人员", FieldKind.COUNT),
    ),
)
INTAKES = Record(
    "intakes",
    "汇总",
    (
        _kept("office_code", "单位代码", FieldKind.CODE),
        _kept("sequence", "序号", FieldKind.COUNT),
        _kept("taken_at", "汇总时间"),
        _kept("sha256", "校验码"),
        _kept("manifest_sha256", "清单校验码"),
    ),
)
