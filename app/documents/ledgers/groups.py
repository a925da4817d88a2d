"""Tells records from what stands between them: group headings, sums, remarks, examples, repeated headers."""

import re
from dataclasses import dataclass, field
from enum import Enum, auto

_SPACE = re.compile(r"\s+")
_SUM = re.compile(
    r"(?:全[镇乡县区市]|全街道|本[页月年]|全部|以上|项目|[一二三四五六七八九十]+[、.])?(?P<word>合计|总计|共计|小计|累计|平均)"
    r"(?:[（(:：\d共].*)?"
)
# Of a part alone: 南岭村小计, 加工业合计（3个）. No record is called so.
_PART_SUM = re.compile(r".{1,20}(?:合计|总计|共计|小计)(?:[（(:：\d共].*)?")
_REMARK = re.compile(
    r"(?:备注|说明|填表说明|填报说明|填写说明|注|附注)(?:\d?[:：.、]|[\d一二三](?=[:：.、])|$)|"
    r"(?:填报人|填表人|制表人?|审核人?|审签人?|单位负责人|分管领导|主要领导|统计负责人|负责人|经办人|复核人?|报送人|联系人|填报单位|"
    r"填表单位|报送单位|填报日期|填表日期|填报时间|制表日期|报送时间|报送日期|联系电话|签字|盖章)(?:[（(][^）)]*[)）])?\s*[:：]"
)
_TELLING = re.compile("[计均中注明例:：]")  # one of these is in every line that is no record
_EXAMPLE = re.compile(r"(?:填写|填表)?(?:示例|样例|范例|例如|例)(?:[:：]|[\d一二三]?$)")
_ORDINAL = re.compile(
    r"(?P<one>[一二三四五六七八九十]+[、.．\s])|(?P<two>[（(][一二三四五六七八九十\d]+[)）][、.]?)|第[一二三四五六七八]类[:：、]?"
)
_COUNT = re.compile(r"[（(【][^（）()【】]*[)）】]|[:：]?(?:共计?|合计)?\s*\d+\s*[个项家宗条].*$|[:：]$|计划总投资.*$")
_COUNTED = re.compile(r"(?:[（(【]\s*)?(?:共计?|合计|计)?\s*\d+\s*[个项家宗条](?:项目)?(?:\s*[)）】])?$")
_STAGE = re.compile(
    r"储备|策划|谋划|包装|在谈|洽谈|意向|拟签约|签约|落地|注册|前期|拟开工|未开工|开工|在建|续建|新建|竣工|投产|达产|达效|终止|退库|停工|停建|停产|退出|清退|搁置|暂停|对接|推介"
)
_INDUSTRY = re.compile(
    r"(?:业|其他|其它|[一二三]产|制造|加工|能源|材料|建材|食品|医药|康养|文旅|旅游|电子|信息|装备|物流|商贸|地产|基础设施|农产品)$"
)
_UNIT = re.compile(
    r"(?:村|社区|居委会|村委会|办|局|中心|站|所|园区|街道|镇|乡|公司|办公室|小组|专班|分局|支部|部门|单位)$"
)
_LONG = 60
_LONGEST_STAGE = 14  # 2026年1-10月签约
_OF_A_PAGE = re.compile(
    r"第?\s*\d+\s*页.*|.*(?:台账|[表册单]|名录)(?:[（(].*[)）])?|[（(]?续表?[)）]?"
)  # no group ends there
_SAYS_NOTHING = re.compile(
    r"(?:本[镇乡县]|全[镇乡县]|招商引资|招商|重点|全部|所有)*(?:项目|线索|企业|资金|活动|任务|问题|人员|情况|部分)*"
)


class Line(Enum):
    """What a row under the header is."""

    RECORD = auto()
    TOTAL = auto()
    SUBTOTAL = auto()
    PART = auto()  # 其中：亿元以上: a part of the row above
    REMARK = auto()
    EXAMPLE = auto()


def line_of(text: str) -> Line:
    """What a row is by the first text in it."""
    if not _TELLING.search(text):
        return Line.RECORD
    words = _SPACE.sub("", text)
    if found := _SUM.fullmatch(words):
        return Line.TOTAL if found["word"] in {"合计", "总计", "共计"} else Line.SUBTOTAL
    if _PART_SUM.fullmatch(words):
        return Line.SUBTOTAL
    if re.match(r"其中[:：].", words):
        return Line.PART
    if _REMARK.match(words) or re.fullmatch(r"其中[:：]?", words):
        return Line.REMARK
    return Line.EXAMPLE if _EXAMPLE.match(words) else Line.RECORD


def is_heading(text: str, merged: bool) -> bool:
    """Whether the only text of a row is a group's heading: it is merged across, numbered 一、, or names a group."""
    words = _SPACE.sub("", text)
    return len(words) <= _LONG and (merged or has_ordinal(text) or names_group(text))


def has_ordinal(text: str) -> bool:
    """Whether a text begins as groups do: 一、 or （一）."""
    return _ORDINAL.match(text.strip()) is not None


def is_ordinal(text: str) -> bool:
    """Whether a 序号 numbers a group and not a record: 一, （一）."""
    return re.fullmatch(r"[（(]?[一二三四五六七八九十]+[)）]?[、.]?", _SPACE.sub("", text)) is not None


def counts_group(text: str) -> bool:
    """Whether a text names a group with the number of what stands in it: 签约项目（2个）; sums may stand beside it."""
    return _COUNTED.search(text) is not None and _words(text).endswith(("项目", "类", "企业", "线索"))


def names_group(text: str) -> bool:
    """Whether a text is only the name of a stage, an industry or a count of projects, and not a record's own name."""
    words = _words(text)
    if _COUNT.search(text) and words.endswith(("项目", "类", "企业", "线索")):
        return True
    stem = re.sub(r"(?:招商)?(?:项目|类|产业)+$", "", words)
    return bool(words != stem or len(stem) <= 3) and bool(
        re.fullmatch(rf"(?:已|新|拟|未|正在)?(?:{_STAGE.pattern})(?:阶段)?", stem)
        or re.fullmatch(r"(?:农|工|服务|加工|制造|旅游|商贸|建筑|文旅)业?|其他|其它|第?[一二三]产?业?", stem)
    )


def _words(text: str) -> str:
    return _COUNT.sub("", _ORDINAL.sub("", text.strip(), count=1)).strip(" 、:：")


@dataclass(frozen=True)
class _Group:
    """A heading that stands over the rows below it."""

    level: int
    about: str
    words: str
    shape: object


@dataclass
class Groups:
    """The headings that stand over the current row; each gives its rows a stage, an industry or a unit."""

    _open: list[_Group] = field(default_factory=list)

    def enter(self, text: str, shape: object = None) -> bool:
        """Begins the group that a heading names, ending those of its own level and below.

        ``shape`` is how it stands in its row: what stands alike is of one level. Says whether its words are of use:
        they name a stage, an industry or a unit, or nothing but what stands below.
        """
        about, words = self._meaning(text)
        if _OF_A_PAGE.fullmatch(text.strip()):
            return True
        level = self._level(text, about, shape)
        self._open = [group for group in self._open if group.level < level]
        self._open.append(_Group(level, about, words, shape))
        return bool(about) or _SAYS_NOTHING.fullmatch(words) is not None

    def meaning(self, about: str) -> str:
        """The stage, industry or unit that the headings give to the current row; "" for none."""
        return next((group.words for group in reversed(self._open) if group.about == about), "")

    def _level(self, text: str, about: str, shape: object) -> int:
        found = _ORDINAL.match(text.strip())
        if found:
            return 2 if found["two"] else 1
        same = [group.level for group in self._open if group.about == about]
        alike = [group.level for group in self._open if not about and group.shape == shape]
        deeper = 1 + max((group.level for group in self._open), default=0)
        return (same or alike or [deeper])[0]

    @staticmethod
    def _meaning(text: str) -> tuple[str, str]:
        words = _words(text)
        stem = re.sub(r"(?:招商)?(?:项目|类)+$", "", words)
        if _STAGE.search(stem) and len(stem) <= _LONGEST_STAGE:
            return "stage", stem
        if _UNIT.search(stem) and len(stem) <= 16:
            return "unit", stem
        industry = re.sub(r"产业$", "", stem) if len(stem) > 4 else stem
        return ("industry", industry) if _INDUSTRY.search(stem) and len(stem) <= 12 else ("", words)
