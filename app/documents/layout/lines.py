"""Breaking Chinese text into lines: no closing mark begins a line, no opening one ends it (避头尾, GB/T 15834).

Words of Latin letters and digits stay whole, —— and …… are not split. Where a break that keeps all of this would
not leave anything on the line, the word is given up first and the marks last.
"""

from collections.abc import Callable
from dataclasses import dataclass

CLOSING = frozenset("，。、；：？！）》〉」』】〕〗］｝”’…·～〞﹂﹄︰％‰℃°′″,.;:?!)]}%")
OPENING = frozenset("（《〈「『【〔〖［｛“‘〝﹁﹃￥¥＄$([{№＃#")
DOUBLED = frozenset("—…")  # 破折号 and 省略号 take two places and are one mark
BLANK = frozenset(" \u3000")
WORD_MARKS = frozenset(".,:;/-_@&+'")
FREE, INSIDE_WORD, FORBIDDEN = range(3)
TOLERANCE = 0.01  # points; what a line may pass its measure by, for sums of floats


@dataclass(frozen=True)
class BrokenLine:
    """One line; ``width`` is its natural width in points, ``last`` that it ends its paragraph."""

    text: str
    width: float
    last: bool


def break_lines(
    text: str, advance: Callable[[str], float], first: float, rest: float | None = None, *, seam: float = 0.0
) -> list[BrokenLine]:
    """``text`` (one paragraph) in lines not wider than ``first`` and then ``rest`` points.

    ``advance`` gives a character's width in points, ``seam`` what is added where Chinese meets Latin or digits.
    A measure too narrow for one character still takes one.
    """
    advances = [advance(char) for char in text]
    if seam:
        for place in range(len(text) - 1):
            if _is_latin(text[place]) is not _is_latin(text[place + 1]):
                advances[place] += seam
    bars = [_bar(text, place) for place in range(1, len(text))]
    lines: list[BrokenLine] = []
    begin, measure = 0, first
    while begin < len(text):
        end = _end_of_line(text, advances, bars, begin, measure)
        shown = text[begin:end].rstrip(" \u3000")
        width = sum(advances[begin : begin + len(shown)])
        begin = _past_blanks(text, end)
        lines.append(BrokenLine(shown, width, last=begin >= len(text)))
        measure = first if rest is None else rest
    return lines or [BrokenLine("", 0.0, last=True)]


def _end_of_line(text: str, advances: list[float], bars: list[int], begin: int, measure: float) -> int:
    """Where the line from ``begin`` ends: the last place that fits and breaks least; blanks may hang over."""
    fits, room = begin, measure + TOLERANCE
    while fits < len(text) and (room >= advances[fits] or text[fits] in BLANK):
        room -= advances[fits]
        fits += 1
    if fits == len(text):
        return fits
    if fits <= begin + 1:
        return begin + 1
    for bar in (FREE, INSIDE_WORD):
        for end in range(fits, begin, -1):
            if bars[end - 1] <= bar:
                return end
    return fits


def _bar(text: str, place: int) -> int:
    """How much stands against a break before ``text[place]``; at blanks the place after them is asked."""
    after = text[place]
    solid = text[:place].rstrip(" \u3000")[-1:] if text[place - 1] in BLANK else text[place - 1]
    if after in BLANK or after in CLOSING or solid in OPENING or (after in DOUBLED and solid == after):
        return FORBIDDEN
    return INSIDE_WORD if _in_word(text[place - 1]) and _in_word(after) else FREE


def _in_word(char: str) -> bool:
    """Part of a run of Latin letters, digits and the marks inside numbers, dates and addresses."""
    return char in WORD_MARKS or (char.isalnum() and _is_latin(char))


def _is_latin(char: str) -> bool:
    return char < "\u0250"


def _past_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place] in BLANK:
        place += 1
    return place
