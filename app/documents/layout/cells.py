"""One cell of a ruled table: its lines, set in the middle of its height, between its rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.layout.flow import Flowable, Frame, Pen
from app.documents.layout.type import ASCENT, Style
from app.documents.layout.widths import TableStyle
from app.reports.blocks import Align

THIN = 0.5


@dataclass(frozen=True)
class Cell:
    """A cell broken into lines, with its place in the row in points."""

    lines: tuple[str, ...]
    x: float
    width: float
    align: Align
    face: Style
    style: TableStyle

    @property
    def height(self) -> float:
        """The least height that holds the lines."""
        return self.style.height(len(self.lines))

    def draw(self, pen: Pen, left: float, top: float, height: float) -> None:
        """Draw the cell's rules, and its lines in the middle of ``height``."""
        pen.frame(left + self.x, top, self.width, height, THIN)
        x, width = left + self.x + self.style.padding, self.width - 2 * self.style.padding
        begin = top + (height - (len(self.lines) - 1) * self.style.leading - self.style.size) / 2
        for number, line in enumerate(self.lines):
            baseline = begin + number * self.style.leading + ASCENT * self.style.size
            if self.align == "centre":
                pen.centred(x, width, baseline, line, self.face)
            elif self.align == "right":
                pen.right(x + width, baseline, line, self.face)
            else:
                pen.text(x, baseline, line, self.face)


def tallest(cells: Sequence[Cell]) -> float:
    """The height of a row of ``cells``."""
    return max((cell.height for cell in cells), default=0.0)


def row(cells: Sequence[Cell], frame: Frame, head: Flowable | None = None) -> Flowable:
    """One row of a table under its ``head``."""
    height = tallest(cells)

    def draw(pen: Pen, left: float, top: float) -> None:
        for cell in cells:
            cell.draw(pen, left, top, height)

    return Flowable(height, draw, repeat=head, frame=frame)
