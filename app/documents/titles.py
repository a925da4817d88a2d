"""Breaking a long title into lines that form a 梯形 or 菱形, at the ends of words, as official pages ask."""

from collections.abc import Callable
from itertools import combinations, pairwise

from app.documents.lines import CLOSING, OPENING

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
    "任务",
    "目标",
)
WORD, UNEVEN, SHAPE = 40.0, 1.0, 15.0  # what a broken word, a long line, a wrong shape costs


def title_lines(title: str, width: Callable[[str], float], measure: float) -> list[str]:
    """``title`` in as few lines as fit ``measure``, shaped: two or more lines never as a block or an hourglass.

    ``width`` gives a text's width in the unit of ``measure``.
    """
    if width(title) <= measure:
        return [title]
    em = width("国")
    places = [place for place in range(1, len(title)) if _allowed(title, place)]
    costs = {place: WORD * _inside_word(title, place) for place in places}
    for count in (2, 3, 4):
        options = []
        for cuts in combinations(places, count - 1):
            parts = _cut(title, cuts)
            widths = [width(part) for part in parts]
            if max(widths) <= measure:
                options.append((_cost(widths, cuts, costs, em), parts))
        if options:
            return min(options)[1]
    return _filled(title, width, measure)


def _cut(title: str, cuts: tuple[int, ...]) -> list[str]:
    edges = (0, *cuts, len(title))
    return [title[begin:end].strip() for begin, end in pairwise(edges)]


def _allowed(title: str, place: int) -> bool:
    before, after = title[place - 1], title[place]
    digits = before.isascii() and before.isalnum() and ((after.isascii() and after.isalnum()) or after in "年月")
    return not (digits or after in CLOSING or before in OPENING)


def _inside_word(title: str, place: int) -> bool:
    """Whether a break here would cut one of the words kept whole."""
    return any(
        title.startswith(word, place - offset) for word in WHOLE for offset in range(1, min(len(word), place + 1))
    )


def _cost(widths: list[float], cuts: tuple[int, ...], costs: dict[int, float], em: float) -> float:
    """How far the lines are from a 梯形 (steadily longer or shorter) or 菱形 (longest in the middle)."""
    steps = [(after - before) / em for before, after in pairwise(widths)]
    cost = sum(costs[cut] for cut in cuts)
    cost += sum(UNEVEN * abs(abs(step) - 2) for step in steps)  # two characters' difference looks intended
    if any(abs(step) < 1 for step in steps):
        cost += SHAPE
    if any(before < 0 < after for before, after in pairwise(steps)):
        cost += SHAPE
    return cost


def _filled(title: str, width: Callable[[str], float], measure: float) -> list[str]:
    """More than four lines: no shape is left to choose, fill them."""
    lines = [""]
    for char in title:
        if lines[-1] and width(lines[-1] + char) > measure:
            lines.append("")
        lines[-1] += char
    return lines
