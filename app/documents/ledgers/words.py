"""Brings headings to one form, so that 总投资（万元）, 其中：总 投 资 and 总投资/亿元 are the same words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from app.values.words import clean

_ORDINAL = re.compile(r"^(?:[（(]?[一二三四五六七八九十]+[)）、.]|[（(]?\d{1,2}[)）、.](?!\d))")
_BRACKETS = re.compile(r"[（(\[【〔][^（）()\[\]【】〔〕]*[)）\]】〕]")
_BRACKET_SIGNS = re.compile(r"[（）()\[\]【】〔〕]")
_MARKS = re.compile(r"[\s*★☆▲#＊※_/／\\|、,，。;；]+|(?:必填|选填|可不填)")
_OF_WHICH = re.compile(r"^其中[:：]?|[:：]$")
_MONEY_TAIL = re.compile(r"(?<=.)(?:单位)?[:：]?(?:人民币)?(?:[万亿]美?元|美元|元)$")
_MONTHS = re.compile(r"(?:20\d\d年)?1(?:月份?)?[-—–~～至到]+(?:\d{1,2}|本)月份?(?:累计)?")
_MONTH = re.compile(r"(?<!\d)(?:20\d\d年)?\d{1,2}月份?(?!\d|日)")
_YEAR = re.compile(r"(20\d\d)年(?:度)?")
_UNIT_WORD = re.compile(
    r"[（(]?(?:单位[:：])?(?:人民币)?(?:[万亿]?美?元|亩|公顷|个|家|条|项|次|批|批次|场|人|人次|%|％|平方米|㎡|万平方米)[)）]?"
)
# Words that say something only together with the heading above them.
GENERIC = frozenset(
    re.findall(
        r"\S+",
        """
        计划 实际 本月 累计 本年累计 上年累计 本年 当年 上年 当月 目标 完成 数量 金额 时间 日期 名称 姓名 电话 职务
        单位 情况 类别 性质 内容 合计 小计 上年同期 同期 同比 增幅 说明 其他 个数 投资 状态 规模 来源 地点 形式 类型
        类 分类
        """,
    )
)
_NEUTRAL_PARENT = re.compile(r"基本|概况|信息|项目情况|项目$|综合|台账|本年工作|建设情况|推进")


@lru_cache(maxsize=8192)
def full(label: str, year: int | None = None) -> str:
    """A heading's words with what stands in brackets, without blanks, signs, ordinals and units."""
    return _plain(_BRACKET_SIGNS.sub("", _BRACKETS.sub(_unless_unit, _dated(label, year))))


@lru_cache(maxsize=8192)
def bare(label: str, year: int | None = None) -> str:
    """A heading's words without what stands in brackets; all of it where nothing else is there."""
    return _plain(_BRACKETS.sub("", _dated(label, year))) or full(label, year)


def is_unit_word(label: str) -> bool:
    """Whether a label says only a unit, as the lowest row of some headers does."""
    return _UNIT_WORD.fullmatch(re.sub(r"\s", "", clean(label))) is not None


def variants(path: Sequence[str], year: int | None = None) -> list[tuple[str, int]]:
    """The ways to say a heading of one to three levels, best first, each with how far it is from the whole."""
    levels = [level for level in path if not is_unit_word(level)] or list(path)
    ways = [("".join(full(level, year) for level in levels), 0), ("".join(bare(level, year) for level in levels), 0)]
    if len(levels) > 1:
        upper, lower = bare(levels[-2], year), bare(levels[-1], year)
        ways += [(upper + lower, 1), (lower + upper, 1)]
        if lower not in GENERIC or _NEUTRAL_PARENT.search(upper):
            ways += [(full(levels[-1], year), 2), (lower, 2)]
    return list(dict.fromkeys((words, distance) for words, distance in ways if words))


def _dated(label: str, year: int | None) -> str:
    """Replaces a written year or month by 本年, 上年, 本月 and 本年累计, which the known headings use."""
    text = re.sub(r"\s+", "", clean(label))
    text = _ORDINAL.sub("", text)
    text = _MONTHS.sub("本年累计", text)
    text = _MONTH.sub("本月", text)
    return _YEAR.sub(lambda found: "上年" if year and int(found[1]) == year - 1 else "本年", text)


def _plain(text: str) -> str:
    text = _MARKS.sub("", _OF_WHICH.sub("", text))
    return _MONEY_TAIL.sub("", _OF_WHICH.sub("", text))


def _unless_unit(found: re.Match[str]) -> str:
    return "" if is_unit_word(found.group()) else found.group()
