"""Facts in a ruled grid: label and value, two to a row where both are short, a row of its own for a long text."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.layout.cells import Cell, row, tallest
from app.documents.layout.flow import Flowable, Frame
from app.documents.layout.type import Type
from app.documents.layout.widths import TableStyle

Fact = tuple[str, str]
LABEL = 7.0  # characters that a label has room for before it takes a second line


@dataclass(frozen=True)
class SetFacts:
    """A grid of facts with everything decided: its rows of one or two facts, its style, its width in points."""

    rows: tuple[tuple[Fact, ...], ...]
    style: TableStyle
    width: float

    @property
    def label(self) -> float:
        """How wide a label's cell is."""
        return LABEL * self.style.size + 2 * self.style.padding


def fitted_facts(kind: Type, facts: Sequence[Fact], style: TableStyle, width: float) -> SetFacts:
    """The facts by rows: two side by side where the values of both stand on one line."""
    room = width / 2 - LABEL * style.size - 4 * style.padding
    rows: list[tuple[Fact, ...]] = []
    for fact in facts:
        is_short = kind.width(fact[1], style.text) <= room and "\n" not in fact[1]
        half_open = bool(rows) and len(rows[-1]) == 1 and kind.width(rows[-1][0][1], style.text) <= room
        if is_short and half_open and "\n" not in rows[-1][0][1]:
            rows[-1] = (*rows[-1], fact)
        else:
            rows.append((fact,))
    return SetFacts(tuple(rows), style, width)


def fact_heights(kind: Type, made: SetFacts) -> tuple[float, ...]:
    """How high each row of the grid is."""
    return tuple(tallest(_cells(kind, made, facts)) for facts in made.rows)


def facts_flowables(kind: Type, made: SetFacts) -> list[Flowable]:
    """The grid."""
    frame = Frame(made.width)
    return [row(_cells(kind, made, facts), frame) for facts in made.rows]


def _cells(kind: Type, made: SetFacts, facts: tuple[Fact, ...]) -> list[Cell]:
    label, style = made.label, made.style
    half = made.width / 2 if len(facts) == 2 else made.width
    cells: list[Cell] = []
    for place, (name, value) in enumerate(facts):
        left = place * half
        names = kind.wrapped(name, style.head, label - 2 * style.padding)
        cells.append(Cell(names, left, label, "centre", style.head, style))
        values = kind.wrapped(value, style.text, half - label - 2 * style.padding)
        cells.append(Cell(values, left + label, half - label, "left", style.text, style))
    return cells
