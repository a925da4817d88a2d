"""The outline of a character, drawn in cubic curves and kept as TrueType wants it: quadratic, the other way round.

fontTools' own pens say the same with four objects to each contour, and take twice as long.
"""

# ruff: noqa: N802, N815 - the names are fontTools'

from array import array

from fontTools.cu2qu import curve_to_quadratic
from fontTools.pens.basePen import AbstractPen
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.ttProgram import Program

Point = tuple[float, float]
ON, OFF = 1, 0  # on the curve, and a handle of it


class Outline(AbstractPen):
    """Takes closed contours; :meth:`glyph` is what they make. No curve strays by more than ``error``."""

    def __init__(self, error: float) -> None:
        self._error = error
        self._points: list[Point] = []
        self._kinds: list[int] = []
        self._ends: list[int] = []
        self._contour: list[Point] = []
        self._contour_kinds: list[int] = []

    def glyph(self) -> Glyph:
        """The character, without hints."""
        made = Glyph()
        made.numberOfContours = len(self._ends)
        made.coordinates, made.flags = GlyphCoordinates(self._points), array("B", self._kinds)
        made.endPtsOfContours = self._ends
        made.program = Program()
        made.program.fromBytecode(b"")
        return made

    def moveTo(self, point: Point) -> None:
        """Begins a contour."""
        self._contour, self._contour_kinds = [point], [ON]

    def lineTo(self, point: Point) -> None:
        """Goes straight on."""
        self._contour.append(point)
        self._contour_kinds.append(ON)

    def curveTo(self, *handles_and_end: Point) -> None:
        """Goes on in one cubic curve, kept as quadratic ones."""
        made = curve_to_quadratic((self._contour[-1], *handles_and_end), self._error)
        self._contour += made[1:]
        self._contour_kinds += [OFF] * (len(made) - 2) + [ON]

    def closePath(self) -> None:
        """Keeps the contour, from its first point, the other way round; a lone point is an anchor and is left out."""
        points, kinds = self._contour, self._contour_kinds
        if len(points) > 1 and points[0] == points[-1]:
            del points[-1], kinds[-1]
        if len(points) > 1:
            self._points += [points[0], *reversed(points[1:])]
            self._kinds += [ON, *reversed(kinds[1:])]
            self._ends.append(len(self._points) - 1)

    endPath = closePath
