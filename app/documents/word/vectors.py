"""Strokes as SVG, which Word shows in place of the picture beside it where it can; each character in its place."""

from xml.sax.saxutils import escape

from app.documents.fonts.typefaces import visible
from app.documents.layout.type import Style, Type
from app.documents.word import styles


class VectorPen:
    """Draws what a page's pen draws; measures are points, as the picture's own."""

    def __init__(self, kind: Type, width: float, height: float) -> None:
        self._type, self._width, self._height = kind, width, height
        self._pieces: list[str] = []

    def svg(self) -> bytes:
        """The drawing so far."""
        width, height = f"{self._width:.2f}", f"{self._height:.2f}"
        size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
        head = f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" version="1.1" {size}>'
        ground = '<rect width="100%" height="100%" fill="#ffffff"/>'
        return "\n".join((head, ground, *self._pieces, "</svg>")).encode()

    def text(self, x: float, baseline: float, text: str, style: Style, extra: float = 0.0) -> None:  # noqa: ARG002
        """See :class:`Pen`; another face of the same width elsewhere, as every character has a place of its own."""
        said, places = visible(text), []
        for char in said:
            _, advance = self._type.faces.typeface(style.role).glyph(char)
            places.append(f"{x:.2f}")
            x += advance * style.size + style.tracking
        faces = f"{styles.LATIN if said.isascii() else styles.SONGTI}, SimSun, serif"
        self._pieces.append(
            f'<text x="{" ".join(places)}" y="{baseline:.2f}" font-family="{faces}" font-size="{style.size:g}" '
            f'xml:space="preserve">{escape(said)}</text>'
        )

    def centred(self, x: float, width: float, baseline: float, text: str, style: Style) -> None:
        """See :class:`Pen`."""
        self.text(x + (width - self._type.width(text, style)) / 2, baseline, text, style)

    def right(self, edge: float, baseline: float, text: str, style: Style) -> None:
        """See :class:`Pen`."""
        self.text(edge - self._type.width(text, style), baseline, text, style)

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float, *, red: bool = False) -> None:  # noqa: ARG002
        """See :class:`Pen`; a chart has no red."""
        ends = f'x1="{x1:.2f}" y1="{y1:.2f}" x2="{x2:.2f}" y2="{y2:.2f}"'
        self._pieces.append(f'<line {ends} stroke="#000000" stroke-width="{width:.2f}"/>')

    def fill(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """See :class:`Pen`."""
        shade = f"{round(grey * 255):02x}"
        self._pieces.append(f'<rect {_box(x, top, width, height)} fill="#{shade * 3}"/>')

    def frame(self, x: float, top: float, width: float, height: float, line: float) -> None:
        """See :class:`Pen`."""
        edge = f'fill="none" stroke="#000000" stroke-width="{line:.2f}"'
        self._pieces.append(f"<rect {_box(x, top, width, height)} {edge}/>")

    def picture(self, content: bytes, x: float, top: float, width: float, height: float) -> None:
        """See :class:`Pen`; a chart has none."""
        raise NotImplementedError


def _box(x: float, top: float, width: float, height: float) -> str:
    return f'x="{x:.2f}" y="{top:.2f}" width="{width:.2f}" height="{height:.2f}"'
