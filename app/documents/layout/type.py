"""Type: how a piece of text is set, and how wide it is then."""

from dataclasses import dataclass
from functools import lru_cache

from app.documents.fonts import Faces, Role
from app.documents.fonts.typefaces import Typeface, visible
from app.documents.layout.lines import BrokenLine, break_lines
from app.documents.layout.pages import PITCH

ASCENT = 0.88  # of the type size: from a Chinese character's top to its baseline
THIRD, SECOND, FOURTH = 16.0, 22.0, 14.0  # 三号, 二号, 四号
TRACKING = -0.25  # 28 characters of 16 pt are 448 pt, the page has 442.2; Word knows twentieths of a point only
TO_GRID = PITCH - THIRD - TRACKING  # what a line that is not justified is spread by to stand on the grid of 28


@dataclass(frozen=True)
class Style:
    """How text is set: role, size in points, ``tracking`` added after each character, black or red."""

    role: Role
    size: float
    tracking: float = 0.0
    red: bool = False


BODY = Style(Role.BODY, THIRD, TRACKING)
HEADING = Style(Role.HEADING, THIRD, TRACKING)
SUBHEADING = Style(Role.CLAUSE, THIRD, TRACKING)
TITLE = Style(Role.TITLE, SECOND)


@dataclass(frozen=True)
class Type:
    """Measures text in a set of faces."""

    faces: Faces

    def width(self, text: str, style: Style) -> float:
        """Width of ``text`` in points."""
        shown = visible(text)
        return self.faces.typeface(style.role).width(shown) * style.size + style.tracking * len(shown)

    def widest(self, text: str, style: Style) -> float:
        """The width of the longest line of a text, each line of which stands alone."""
        return max(self.width(line, style) for line in text.split("\n")) if "\n" in text else self.width(text, style)

    def gaps(self, text: str, style: Style) -> int:
        """How many places of a line can be spread to justify it: not those inside Latin words and numbers."""
        runs = self.faces.typeface(style.role).runs(visible(text))
        return sum(len(run.text) for run in runs if not run.tight) - 1

    def lines(
        self, text: str, style: Style, first: float, rest: float | None = None, seam: float = 0.0
    ) -> tuple[BrokenLine, ...]:
        """One paragraph broken to ``first`` points, then ``rest``; with a ``seam`` where Chinese meets Latin."""
        typeface = self.faces.typeface(style.role)
        return _broken(visible(text), typeface, style, first, rest, seam)

    def wrapped(self, text: str, style: Style, measure: float) -> tuple[str, ...]:
        """A text of several paragraphs in lines of ``measure`` points."""
        return tuple(line.text for part in text.splitlines() or [""] for line in self.lines(part, style, measure))


@lru_cache(maxsize=16384)  # letters to many units say most paragraphs alike
def _broken(
    text: str, typeface: Typeface, style: Style, first: float, rest: float | None, seam: float
) -> tuple[BrokenLine, ...]:
    def advance(char: str) -> float:
        return typeface.glyph(char)[1] * style.size + style.tracking

    return tuple(break_lines(text, advance, first, rest, seam=seam))
