"""回执: the page beside a submission, short enough to be compared by eye at the county's counter."""

from datetime import datetime

from app.database.manifest import Manifest

NAME = "回执.txt"
_COUNTED = (
    ("projects", "项目", "个"),
    ("leads", "线索", "条"),
    ("funds", "到位资金", "笔"),
    ("enterprises", "客商企业", "家"),
    ("fellows", "在外乡贤", "人"),
    ("activities", "招商活动", "次"),
    ("targets", "目标", "项"),
    ("letters", "责任书", "份"),
)


def page(manifest: Manifest, now: datetime) -> str:
    """The receipt of a submission made ``now``; the check code is the first and last eight signs of the hash."""
    counts = [
        f"{title}{manifest.tables[table].count}{measure}"
        for table, title, measure in _COUNTED
        if table in manifest.tables
    ]
    lines = (
        "招商项目台账报送回执",
        "",
        f"报送单位：{manifest.office_name}（{manifest.office_code}）",
        f"报送序号：第{manifest.sequence}号",
        f"报送时间：{now:%Y}年{now.month}月{now.day}日 {now:%H:%M}",
        f"文件名称：{manifest.file}",
        f"文件大小：{manifest.size}字节",
        f"校验码：{manifest.sha256[:8]} …… {manifest.sha256[-8:]}",
        f"内容：{'、'.join(counts)}{'（不含乡贤、引资人和联系方式）' if manifest.without_people else ''}",
        "",
        "收件人核对文件大小和校验码一致后签收。",
        "报送人（签字）：                收件人（签字）：",
        "                                        年    月    日",
    )
    return "\n".join(lines) + "\n"
