"""How what is left of a table's width is shared: each piece goes where it saves most lines and torn ends."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_RUNT, _TORN = 2, 0.5  # characters alone on a cell's last line, and what they count beside a line
_TALL = 3  # the power of its lines that a cell counts by, since the tallest makes the row
_BROKEN = 4.0  # as so many lines more counts a word or a code that is broken
_STEPS = 40  # half characters that a column is tried with at most
_PARTS = re.compile(r"(\n)|([!-~]+)|([^\n!-~]+)")

Piece = tuple[float, bool]  # its width in characters, and whether it can be broken anywhere
Text = tuple[Piece, ...]
_NEW_LINE: Piece = (-1.0, False)


def text_of(words: str, width: Callable[[str], float]) -> Text:
    """A cell's text as pieces, its width given by ``width`` in characters of its size."""
    found = _PARTS.finditer(words)
    return tuple(_NEW_LINE if part[1] else (width(part[0]), part[3] is not None) for part in found)


@dataclass(frozen=True)
class Wish:
    """What one column may still use: its ``width`` so far and what it never needs more than, in points, its texts."""

    width: float
    most: float
    texts: Sequence[Text]
    size: float

    def tried(self, room: float) -> list[tuple[float, float]]:
        """(what it is given, how bad its cells are then), from nothing on."""
        step, most = self.size / 2, min(self.most - self.width, room)
        given = [step * count for count in range(min(int(most / step) + 1, _STEPS))] or [0.0]
        if most - given[-1] > 0 and len(given) < _STEPS:
            given.append(most)
        across = [max((self.width + more) / self.size, 1.0) for more in given]
        return [(more, sum(_badness(text, at) for text in self.texts)) for more, at in zip(given, across, strict=True)]


def _badness(text: Text, across: float) -> float:
    """How tall a cell is, and more so where its end is torn off."""
    lines, used, broken = _set(text, across)
    return float((lines + _TORN * (lines > 1 and 0 < used <= _RUNT) + _BROKEN * broken) ** _TALL)


def lines_at(text: Text, across: float) -> int:
    """How many lines a text takes across so many characters."""
    return _set(text, max(across, 1.0))[0]


def _set(text: Text, across: float) -> tuple[int, float, int]:
    """(lines, what its last line takes, words broken) of a text ``across`` so many characters."""
    lines, used, broken, whole = 1, 0.0, 0, max(int(across + 0.01), 1)
    for width, is_free in text:
        if width < 0:
            lines, used = lines + 1, 0.0
        elif used + width <= across + 0.01:
            used += width
        elif is_free:
            left = width - int(across - used + 0.01)
            more = math.ceil(left / whole - 0.01)
            lines, used = lines + more, left - (more - 1) * whole
        else:
            more = math.ceil(width / across - 0.01)
            lines, used, broken = lines + more - (used == 0), width - (more - 1) * across, broken + (more > 1)
    return lines, used, broken


def shared(wishes: Sequence[Wish], room: float) -> list[float]:
    """What each column is given of ``room``; what mends nothing stays unused."""
    tried = [wish.tried(room) for wish in wishes]
    at = [0] * len(wishes)
    while True:
        best = (0.0, 0, 0)
        for place, several in enumerate(tried):
            given, badness = several[at[place]]
            for step in range(at[place] + 1, len(several)):
                more, better = several[step][0] - given, badness - several[step][1]
                if more > room:
                    break
                best = max(best, (better / more, place, step))
        gain, place, step = best
        if gain <= 0:
            return [several[step][0] for several, step in zip(tried, at, strict=True)]
        room -= tried[place][step][0] - tried[place][at[place]][0]
        at[place] = step
