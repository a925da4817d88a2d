"""Drawing text and rules on a PDF page, measured in points from the page's top left corner."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.documents.fonts import Faces, Role
from app.documents.fonts.typefaces import Typeface, visible
from app.documents.pdf.lines import BrokenLine, break_lines

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

ASCENT = 0.88  # of the type size: from a Chinese character's top to its baseline


@dataclass(frozen=True)
class Style:
    """How text is set: role, size in points, and ``tracking`` added after each character."""

    role: Role
    size: float
    tracking: float = 0.0


@dataclass(frozen=True)
class Type:
    """Measures text in a set of faces."""

    faces: Faces

    def width(self, text: str, style: Style) -> float:
        """Width of ``text`` in points."""
        shown = visible(text)
        return self.faces.typeface(style.role).width(shown) * style.size + style.tracking * len(shown)

    def gaps(self, text: str, style: Style) -> int:
        """How many places of a line can be spread to justify it: not those inside Latin words and numbers."""
        runs = self.faces.typeface(style.role).runs(visible(text))
        return sum(len(run.text) for run in runs if not run.tight) - 1

    def lines(self, text: str, style: Style, first: float, rest: float | None = None) -> tuple[BrokenLine, ...]:
        """One paragraph broken to ``first`` points, then ``rest``."""
        typeface = self.faces.typeface(style.role)
        return _broken(visible(text), typeface, style, first, rest)


@lru_cache(maxsize=4096)  # letters to many units say most paragraphs alike
def _broken(text: str, typeface: Typeface, style: Style, first: float, rest: float | None) -> tuple[BrokenLine, ...]:
    def advance(char: str) -> float:
        return typeface.glyph(char)[1] * style.size + style.tracking

    return tuple(break_lines(text, advance, first, rest))


class Pen:
    """Draws on the current page of a canvas; ``y`` grows downward."""

    def __init__(self, canvas: "Canvas", faces: Faces, height: float) -> None:
        self.canvas = canvas
        self.type = Type(faces)
        self._height = height

    def text(self, x: float, baseline: float, text: str, style: Style, extra: float = 0.0) -> None:
        """Draw one line with its left edge at ``x``; ``extra`` spreads its gaps to justify it."""
        faces = self.type.faces
        drawn = self.canvas.beginText(x, self._height - baseline)
        stroke = faces.strokes.get(style.role)
        if stroke:
            self.canvas.setLineWidth(stroke * style.size)
            drawn.setTextRenderMode(2)
        for run in faces.typeface(style.role).runs(visible(text)):
            drawn.setFont(run.face, style.size)
            space = style.tracking + (0.0 if run.tight else extra)
            if run.stretch == 1:
                drawn.setCharSpace(space)
                drawn.textOut(run.text)
            else:  # a dash wider than its cell of one em steps back; horizontal scale also scales the space
                drawn.setHorizScale(100 * run.stretch)
                drawn.setCharSpace((space - (run.reach - 1) * style.size) / run.stretch)
                drawn.textOut(run.text)
                drawn.setHorizScale(100)
        if stroke:
            drawn.setTextRenderMode(0)
        self.canvas.drawText(drawn)

    def centred(self, x: float, width: float, baseline: float, text: str, style: Style) -> None:
        """Draw one line in the middle of ``width`` points from ``x``."""
        self.text(x + (width - self.type.width(text, style) + style.tracking) / 2, baseline, text, style)

    def right(self, edge: float, baseline: float, text: str, style: Style) -> None:
        """Draw one line that ends at ``edge``."""
        self.text(edge - self.type.width(text, style) + style.tracking, baseline, text, style)

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float) -> None:
        """Draw a straight line ``width`` points thick."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x1, self._height - y1, x2, self._height - y2)

    def frame(self, x: float, top: float, width: float, height: float, line: float) -> None:
        """Draw a rectangle's outline."""
        self.canvas.setLineWidth(line)
        self.canvas.rect(x, self._height - top - height, width, height)
