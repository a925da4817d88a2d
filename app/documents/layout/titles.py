"""Breaking a long title into lines that form a 梯形 or 菱形, at the ends of words, as official pages ask."""

import math
from collections.abc import Callable
from itertools import accumulate, combinations, pairwise

from app.documents.layout.lines import CLOSING, OPENING

# Words of the trade that a title is never broken within; longer ones hold the shorter ones in them.
WHOLE = (
    "人民政府",
    "人民代表大会",
    "党工委",
    "管委会",
    "办事处",
    "委员会",
    "招商引资",
    "目标责任书",
    "责任书",
    "承诺书",
    "目标任务",
    "分解表",
    "统计表",
    "一览表",
    "明细表",
    "台账",
    "工作",
    "情况",
    "通报",
    "项目",
    "资金",
    "到位",
    "完成",
    "签约",
    "落地",
    "开工",
    "竣工",
    "投产",
    "自查",
    "报告",
    "总结",
    "考核",
    "结果",
    "年度",
    "月份",
    "季度",
    "有限公司",
    "自治县",
    "自治区",
    "街道",
    "开发区",
    "产业园",
    "关于",
    "以及",
    "先进",
    "单位",
    "个人",
    "奖励",
    "任务",
    "目标",
)
WORD, UNEVEN, SHAPE, LINE = 40.0, 1.0, 30.0, 20.0  # cost of a broken word, a long line, a wrong shape, one line more
TAILS, TAIL = frozenset("镇乡村县市区省局办的"), 20.0  # what ends a name or phrase should not begin a line
LIST = 8.0  # cost of parting what stands in a row: 签约、/开工
MOST_LINES = 4


def title_lines(title: str, advance: Callable[[str], float], measure: float) -> list[str]:
    """``title`` in few lines that fit ``measure``, shaped: two or more lines are neither a block nor an hourglass.

    ``advance`` gives a character's width in the unit of ``measure``.
    """
    reach = [0.0, *accumulate(map(advance, title))]
    if reach[-1] <= measure:
        return [title]
    places = [place for place in range(1, len(title)) if _allowed(title, place)]
    broken = {place: _parted(title, place) for place in places}
    options = []
    fewest = math.ceil(reach[-1] / measure)
    for count in range(fewest, min(fewest + 1, MOST_LINES) + 1):
        for cuts in combinations(places, count - 1):
            edges = (0, *cuts, len(title))
            widths = [reach[end] - reach[begin] for begin, end in pairwise(edges)]
            if max(widths) <= measure:
                cost = sum(broken[cut] for cut in cuts) + LINE * count + _misshape(widths, advance("国"))
                options.append((cost, [title[begin:end].strip() for begin, end in pairwise(edges)]))
    return min(options)[1] if options else _filled(title, advance, measure)


def _allowed(title: str, place: int) -> bool:
    before, after = title[place - 1], title[place]
    digits = before.isascii() and before.isalnum() and ((after.isascii() and after.isalnum()) or after in "年月")
    return not (digits or "—" in (before, after) or after in CLOSING or before in OPENING)  # 1—10月 is one word


def _parted(title: str, place: int) -> float:
    """What a break here costs in sense: a word, a day or a row of things parted, a name's end torn off."""
    before, after = title[place - 1], title[place]
    day = before == "年" and (after.isdecimal() or after == "第")  # 2026年1—8月 and 2026年第四季度 are one
    return WORD * (_inside_word(title, place) or day) + TAIL * (after in TAILS) + LIST * (before == "、")


def _inside_word(title: str, place: int) -> bool:
    """Whether a break here would cut one of the words kept whole."""
    return any(
        title.startswith(word, place - offset) for word in WHOLE for offset in range(1, min(len(word), place + 1))
    )


def _misshape(widths: list[float], em: float) -> float:
    """How far the lines are from a 梯形 (steadily longer or shorter) or 菱形 (longest in the middle)."""
    steps = [(after - before) / em for before, after in pairwise(widths)]
    cost = sum(UNEVEN * abs(abs(step) - 2) for step in steps)  # two characters' difference looks intended
    if any(abs(step) < 1 for step in steps):
        cost += SHAPE
    if any(before < 0 < after for before, after in pairwise(steps)):
        cost += SHAPE
    return cost


def _filled(title: str, advance: Callable[[str], float], measure: float) -> list[str]:
    """Too long for any shape, or without a place to break: fill the lines."""
    lines, room = [""], measure
    for char in title:
        if lines[-1] and advance(char) > room:
            lines.append("")
            room = measure
        lines[-1] += char
        room -= advance(char)
    return lines
