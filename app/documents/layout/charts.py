"""Charts on paper, drawn with a pen's own strokes: black on white, series told apart by their hatching, all labelled.

Sizes are points; a chart is as wide as the page and as high as its rows or columns ask.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.fonts import Role
from app.documents.layout.flow import Flowable, Pen
from app.documents.layout.type import Style, Type
from app.reports.blocks import Chart, Series
from app.values.scales import plain_number, round_ticks

WORDS, SMALL = Style(Role.TABLE, 9), Style(Role.TABLE, 7.5)
_ROW, _BAR = 19.0, 0.62  # of a lying bar with its neighbours; how much of it one series fills
_COLUMNS = 210.0  # height of standing columns
_HEAD, _FOOT, _NOTE = 18.0, 16.0, 14.0
_LONGEST = 130.0  # of a name at the left; longer ones are cut
_GAP = 4.0
_THIN, _LINE, _MARK = 0.25, 0.6, 1.8
_HATCH = 3.6  # between the strokes of a hatching


@dataclass(frozen=True)
class _Ground:
    """Where figures are drawn: its left upper corner, width and height."""

    left: float
    top: float
    width: float
    height: float


def chart_height(block: Chart, most: float) -> float:
    """How high a chart stands."""
    rows = len(block.names) * (_ROW + 7 * (len(block.series) - 1)) + _GAP
    body = rows if block.lying else _COLUMNS + _FOOT
    return min(most, _HEAD + body + (_NOTE if block.note else 0))


def chart(kind: Type, block: Chart, width: float, most: float) -> Flowable:
    """The chart as one piece of a page; ``most`` is the height that there is."""
    height = chart_height(block, most - 40)
    return Flowable(height + 8, lambda pen, left, top: paint(pen, kind, block, _Ground(left, top, width, height)))


def draw_at_origin(pen: Pen, kind: Type, block: Chart, width: float, height: float) -> None:
    """The same on a picture of its own."""
    paint(pen, kind, block, _Ground(0, 0, width, height))


def paint(pen: Pen, kind: Type, block: Chart, place: _Ground) -> None:
    """Legend, axes, bars and labels."""
    _legend(pen, kind, block, place)
    below = _NOTE if block.note else 0.0
    inner = _Ground(place.left, place.top + _HEAD, place.width, place.height - _HEAD - below)
    (_lying if block.lying else _standing)(pen, kind, block, inner)
    if block.note:
        pen.text(place.left, place.top + place.height - 3, block.note, SMALL)


def _legend(pen: Pen, kind: Type, block: Chart, place: _Ground) -> None:
    """The measure at the left; at the right each series' hatch with its name, where there are several."""
    pen.text(place.left, place.top + 10, f"单位：{block.measure}", SMALL)
    named = list(enumerate(block.series)) if len(block.series) > 1 or block.mark else []
    x = place.left + place.width
    if block.mark:
        x -= kind.width(block.mark.name, SMALL)
        pen.text(x, place.top + 10, block.mark.name, SMALL)
        pen.rule(x - 8, place.top + 3, x - 8, place.top + 12, _MARK)
        x -= 22
    for number, series in reversed(named):
        x -= kind.width(series.name, SMALL)
        pen.text(x, place.top + 10, series.name, SMALL)
        _box(pen, x - 16, place.top + 3, 12, 8, number + _first(block))
        x -= 28


def _lying(pen: Pen, kind: Type, block: Chart, place: _Ground) -> None:
    names = [_cut(kind, name, _LONGEST) for name in block.names]
    left = max((kind.width(name, WORDS) for name in names), default=0) + 2 * _GAP
    words = [text for series in block.series for text in series.texts]
    right = max((kind.width(text, SMALL) for text in words), default=0) + 3 * _GAP
    longest = _largest((*block.series, *([block.mark] if block.mark else [])))
    scale = (place.width - left - right) / longest
    row = (place.height - _GAP) / max(len(names), 1)
    base = place.left + left
    for number, name in enumerate(names):
        top = place.top + number * row
        pen.right(base - _GAP, top + row / 2 + 3, name, WORDS)
        thick = row * _BAR / len(block.series)
        begin = top + (row - thick * len(block.series)) / 2
        mark = block.mark.values[number] if block.mark else None
        at = None if mark is None else base + float(mark) * scale
        for which, series in enumerate(block.series):
            value, y = series.values[number], begin + which * thick
            size = max(float(value or 0), 0.0) * scale
            if size:
                _box(pen, base, y, size, thick * 0.92, which + _first(block))
            begins = base + size + _GAP
            if at and begins - 2 < at < begins + kind.width(series.texts[number], SMALL) + 2:
                begins = at + _GAP  # a figure that would lie across the stroke moves to its other side
            pen.text(begins, y + thick / 2 + 2.6, series.texts[number], SMALL)
        if at:
            pen.rule(at, top + row * 0.08, at, top + row * 0.92, _MARK)
    pen.rule(base, place.top, base, place.top + place.height - _GAP, _LINE)


def _standing(pen: Pen, kind: Type, block: Chart, place: _Ground) -> None:
    ticks = round_ticks(_largest(block.series))
    left = max(kind.width(plain_number(tick), SMALL) for tick in ticks) + 2 * _GAP
    ground = _Ground(place.left + left, place.top + 10, place.width - left, place.height - _FOOT - 10)
    scale, bottom = ground.height / ticks[-1], ground.top + ground.height
    for tick in ticks:
        y = bottom - tick * scale
        pen.rule(ground.left, y, ground.left + ground.width, y, _LINE if tick == 0 else _THIN)
        pen.right(ground.left - _GAP, y + 2.6, plain_number(tick), SMALL)
    slot = ground.width / max(len(block.names), 1)
    thick = min(34.0, slot * 0.72 / len(block.series))
    for number, name in enumerate(block.names):
        middle = ground.left + (number + 0.5) * slot
        begin = middle - thick * len(block.series) / 2
        for which, series in enumerate(block.series):
            value, x = series.values[number], begin + which * thick
            size = max(float(value or 0), 0.0) * scale
            if size:
                _box(pen, x, bottom - size, thick * 0.94, size, which)
            if value is not None and kind.width(series.texts[number], SMALL) <= slot / len(block.series) + 6:
                broad = kind.width(series.texts[number], SMALL)
                pen.fill(x + (thick - broad) / 2 - 1, bottom - size - 9, broad + 2, 8, 1.0)  # over the hairlines
                pen.centred(x - 20, thick + 40, bottom - size - 2.5, series.texts[number], SMALL)
        pen.centred(middle - slot / 2, slot, bottom + 11, _cut(kind, name, slot - 2), SMALL)


def _first(block: Chart) -> int:
    """Under a stroke bars are hatched, for a black one would hide it."""
    return 2 if block.mark else 0


def _largest(several: Sequence[Series]) -> float:
    return max([1e-9, *(float(value) for series in several for value in series.values if value is not None)])


def _cut(kind: Type, name: str, room: float) -> str:
    """A name that fits, with … where it was longer."""
    if kind.width(name, WORDS) <= room:
        return name
    while len(name) > 1 and kind.width(f"{name}…", WORDS) > room:
        name = name[:-1]
    return f"{name}…"


def _box(pen: Pen, x: float, top: float, width: float, height: float, which: int) -> None:
    """A bar in the hatch of its series: black, white, strokes one way, strokes both ways."""
    pen.fill(x, top, width, height, (0.25, 1.0, 1.0, 1.0)[which % 4])
    if which % 4 in {2, 3}:
        for line in _strokes(x, top, width, height, rising=True):
            pen.rule(*line, _THIN)
    if which % 4 == 3:
        for line in _strokes(x, top, width, height, rising=False):
            pen.rule(*line, _THIN)
    pen.frame(x, top, width, height, _LINE)


def _strokes(
    x: float, top: float, width: float, height: float, *, rising: bool
) -> Iterator[tuple[float, float, float, float]]:
    """Strokes at 45 degrees that end at the rectangle's edges."""
    reach = _HATCH
    while reach < width + height:
        first = (min(reach, width), max(reach - width, 0.0))
        last = (max(reach - height, 0.0), min(reach, height))
        if rising:
            yield x + first[0], top + first[1], x + last[0], top + last[1]
        else:
            yield x + width - first[0], top + first[1], x + width - last[0], top + last[1]
        reach += _HATCH
