"""A chart for Word: the strokes that the PDF has, of the same data, as vectors and as a picture of 300 dots to an inch.

Word of 2016 and later shows the vectors (SVG), every other program the picture that they stand with.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from app.documents.fonts.typefaces import visible
from app.documents.layout.charts import chart_height, draw_at_origin
from app.documents.layout.flow import Pen
from app.documents.layout.type import Style, Type
from app.documents.word.vectors import VectorPen
from app.reports.blocks import Chart

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_DOTS = 300 / 72  # to a point


@dataclass(frozen=True)
class DrawnChart:
    """One chart drawn twice; width and height in points."""

    png: bytes
    svg: bytes
    width: float
    height: float


def drawn_chart(kind: Type, block: Chart, width: float, most: float) -> DrawnChart:
    """The chart for a page ``width`` points wide, at most ``most`` high."""
    height = chart_height(block, most - 40)
    pen, vectors = _PicturePen(kind, width, height), VectorPen(kind, width, height)
    pens: tuple[Pen, ...] = (pen, vectors)
    for each in pens:
        draw_at_origin(each, kind, block, width, height)
    return DrawnChart(pen.png(), vectors.svg(), width, height)


class _PicturePen:
    """Draws what a page's pen draws, on a white picture."""

    def __init__(self, kind: Type, width: float, height: float) -> None:
        from PIL import Image, ImageDraw

        self._type = kind
        self._image = Image.new("L", (round(width * _DOTS), round(height * _DOTS)), 255)
        self._draw = ImageDraw.Draw(self._image)
        self._fonts: dict[tuple[str, float], FreeTypeFont] = {}

    def png(self) -> bytes:
        """The picture so far."""
        out = BytesIO()
        self._image.save(out, "PNG", dpi=(300, 300), optimize=True)
        return out.getvalue()

    def text(self, x: float, baseline: float, text: str, style: Style, extra: float = 0.0) -> None:  # noqa: ARG002
        """See :class:`Pen`; labels are not spread."""
        for char in visible(text):
            face, advance = self._type.faces.typeface(style.role).glyph(char)
            place = (x * _DOTS, baseline * _DOTS)
            self._draw.text(place, char, fill=0, font=self._font(face, style.size), anchor="ls")
            x += advance * style.size + style.tracking

    def centred(self, x: float, width: float, baseline: float, text: str, style: Style) -> None:
        """See :class:`Pen`."""
        self.text(x + (width - self._type.width(text, style)) / 2, baseline, text, style)

    def right(self, edge: float, baseline: float, text: str, style: Style) -> None:
        """See :class:`Pen`."""
        self.text(edge - self._type.width(text, style), baseline, text, style)

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float, *, red: bool = False) -> None:  # noqa: ARG002
        """See :class:`Pen`."""
        ends = tuple(round(each * _DOTS) for each in (x1, y1, x2, y2))
        self._draw.line(ends, fill=0, width=max(1, round(width * _DOTS)))

    def fill(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """See :class:`Pen`."""
        self._draw.rectangle(self._box(x, top, width, height), fill=round(grey * 255))

    def frame(self, x: float, top: float, width: float, height: float, line: float) -> None:
        """See :class:`Pen`."""
        self._draw.rectangle(self._box(x, top, width, height), outline=0, width=max(1, round(line * _DOTS)))

    def picture(self, content: bytes, x: float, top: float, width: float, height: float) -> None:
        """See :class:`Pen`; a chart has none."""
        raise NotImplementedError

    @staticmethod
    def _box(x: float, top: float, width: float, height: float) -> tuple[float, float, float, float]:
        return round(x * _DOTS), round(top * _DOTS), round((x + width) * _DOTS), round((top + height) * _DOTS)

    def _font(self, face: str, size: float) -> "FreeTypeFont":
        """A face by its registered name: path#index."""
        from PIL import ImageFont

        if (face, size) not in self._fonts:
            path, _, index = face.rpartition("#")
            self._fonts[face, size] = ImageFont.truetype(path, round(size * _DOTS), int(index))
        return self._fonts[face, size]
