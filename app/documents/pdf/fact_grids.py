"""Facts in a ruled grid: label and value, two to a row where both are short, a row of its own for a long text."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.fonts import Role
from app.documents.pdf.paper import Box, Strip
from app.documents.pdf.pen import ASCENT, Pen, Style, Type
from app.documents.pdf.tables import THIN, TableLook

Fact = tuple[str, str]
LABEL = 7.0  # characters that a label has room for before it takes a second line


@dataclass(frozen=True)
class _Cell:
    """Lines at their place in a row."""

    x: float
    width: float
    lines: tuple[str, ...]
    style: Style
    is_label: bool = False


def fact_rows(kind: Type, facts: Sequence[Fact], look: TableLook, width: float) -> list[tuple[Fact, ...]]:
    """The facts by rows: two side by side where the values of both stand on one line."""
    room = width / 2 - LABEL * look.size - 4 * look.padding
    rows: list[tuple[Fact, ...]] = []
    for fact in facts:
        is_short = kind.width(fact[1], look.text) <= room and "\n" not in fact[1]
        half_open = bool(rows) and len(rows[-1]) == 1 and kind.width(rows[-1][0][1], look.text) <= room
        if is_short and half_open and "\n" not in rows[-1][0][1]:
            rows[-1] = (*rows[-1], fact)
        else:
            rows.append((fact,))
    return rows


def fact_strips(kind: Type, facts: Sequence[Fact], look: TableLook, width: float) -> list[Strip]:
    """The grid ``width`` points wide."""
    box = Box(0, width)
    return [_row(kind, row, look, width, box) for row in fact_rows(kind, facts, look, width)]


def _row(kind: Type, row: tuple[Fact, ...], look: TableLook, width: float, box: Box) -> Strip:
    label = LABEL * look.size + 2 * look.padding
    half = width / 2 if len(row) == 2 else width
    cells: list[_Cell] = []
    for place, (name, value) in enumerate(row):
        left = place * half
        cells.append(
            _Cell(left, label, _lines(kind, name, look.head, label - 2 * look.padding), look.head, is_label=True)
        )
        room = half - label - 2 * look.padding
        cells.append(_Cell(left + label, half - label, _lines(kind, value, look.text, room), look.text))
    height = max(max(len(cell.lines) for cell in cells) * look.leading + 2 * look.padding, look.least_height)

    def draw(pen: Pen, edge: float, top: float) -> None:
        for cell in cells:
            _draw(pen, cell, look, edge, top, height)

    return Strip(height, draw, box=box)


def _lines(kind: Type, text: str, style: Style, measure: float) -> tuple[str, ...]:
    return tuple(line.text for part in text.splitlines() or [""] for line in kind.lines(part, style, measure))


def _draw(pen: Pen, cell: _Cell, look: TableLook, edge: float, top: float, height: float) -> None:
    """The cell's rules and its lines in the middle of its height: a label centred, a value from the left."""
    pen.frame(edge + cell.x, top, cell.width, height, THIN)
    begin = top + (height - (len(cell.lines) - 1) * look.leading - look.size) / 2
    x, width = edge + cell.x + look.padding, cell.width - 2 * look.padding
    for number, line in enumerate(cell.lines):
        baseline = begin + number * look.leading + ASCENT * look.size
        if cell.is_label:
            pen.centred(x, width, baseline, line, cell.style)
        else:
            pen.text(x, baseline, line, cell.style)


BODY_LOOK = TableLook(12, 18, 5, 30, Role.BODY)
