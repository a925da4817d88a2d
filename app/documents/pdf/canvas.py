"""Drawing text, rules and pictures on a PDF page, measured in points from the page's top left corner."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from app.documents.fonts import Faces, Role
from app.documents.fonts.typefaces import visible
from app.documents.layout.flow import Flowable, Frame
from app.documents.layout.pages import Page
from app.documents.layout.type import Style, Type
from app.paths import whole_file

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_RED, _BLACK = (1, 0, 0), (0, 0, 0)


class CanvasPen:
    """Draws on the current page of a canvas; ``y`` grows downward."""

    def __init__(self, canvas: "Canvas", faces: Faces, width: float, height: float) -> None:
        self.canvas = canvas
        self.type = Type(faces)
        self._width, self._height = width, height

    def turn(self, width: float, height: float) -> None:
        """Give the current page another size."""
        if height != self._height or width != self._width:
            self._width, self._height = width, height
            self.canvas.setPageSize((width, height))

    def text(self, x: float, baseline: float, text: str, style: Style, extra: float = 0.0) -> None:
        """Draw one line with its left edge at ``x``; ``extra`` spreads its gaps to justify it."""
        faces = self.type.faces
        drawn = self.canvas.beginText(x, self._height - baseline)
        stroke = faces.strokes.get(style.role)
        if style.red:
            drawn.setFillColorRGB(*_RED)
            drawn.setStrokeColorRGB(*_RED)
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
        if style.red:
            drawn.setFillColorRGB(*_BLACK)
            drawn.setStrokeColorRGB(*_BLACK)
        self.canvas.drawText(drawn)

    def centred(self, x: float, width: float, baseline: float, text: str, style: Style) -> None:
        """Draw one line in the middle of ``width`` points from ``x``."""
        self.text(x + (width - self.type.width(text, style) + style.tracking) / 2, baseline, text, style)

    def right(self, edge: float, baseline: float, text: str, style: Style) -> None:
        """Draw one line that ends at ``edge``."""
        self.text(edge - self.type.width(text, style) + style.tracking, baseline, text, style)

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float, *, red: bool = False) -> None:
        """Draw a straight line ``width`` points thick."""
        self.canvas.setLineWidth(width)
        if red:
            self.canvas.setStrokeColorRGB(*_RED)
        self.canvas.line(x1, self._height - y1, x2, self._height - y2)
        if red:
            self.canvas.setStrokeColorRGB(*_BLACK)

    def fill(self, x: float, top: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle: 0 is black, 1 is white."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x, self._height - top - height, width, height, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def frame(self, x: float, top: float, width: float, height: float, line: float) -> None:
        """Draw a rectangle's outline."""
        self.canvas.setLineWidth(line)
        self.canvas.rect(x, self._height - top - height, width, height)

    def picture(self, content: bytes, x: float, top: float, width: float, height: float) -> None:
        """Draw a picture into a rectangle."""
        from reportlab.lib.utils import ImageReader

        self.canvas.drawImage(ImageReader(BytesIO(content)), x, self._height - top - height, width, height)

    def bookmark(self, name: str) -> None:
        """Mark the current page in the outline, by which a reader on screen jumps to it."""
        key = f"page-{self.canvas.getPageNumber()}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(name, key)


def draw_flowables(pen: CanvasPen, flowables: Sequence[Flowable], page: Page) -> None:
    """Draw one page's flowables from the top of the 版心, and the frames around tables."""
    top, frames = page.top, dict[Frame, tuple[float, float]]()
    for each in flowables:
        each.draw(pen, page.left, top)
        if each.frame:
            frames[each.frame] = (frames.get(each.frame, (top, 0))[0], top + each.height)
        top += each.height
    for frame, (begin, end) in frames.items():
        pen.frame(page.left, begin, frame.width, end - begin, frame.line)


@contextmanager
def canvas_on(
    path: Path, page: Page, faces: Faces, title: str, *, author: str = "", note: str = "", made: datetime | None = None
) -> Iterator[CanvasPen]:
    """A pen on a new PDF file, which is there only when the block ends well.

    ``note`` stands among its properties as its keywords, ``made`` dates it there.
    """
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # text for a wire of seven bits: a fifth more bytes, and half a second for each photo
    with whole_file(path) as part:
        face = faces.typeface(Role.BODY).glyph(" ")[0]  # else every page names Helvetica, which is not embedded
        canvas = Canvas(
            str(part),
            (page.width, page.height),
            invariant=1,  # the system's clock stays out of the file
            pageCompression=1,
            initialFontName=face,  # type: ignore[arg-type]  # the stubs have it as a number
        )
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setSubject(title)
        canvas.setKeywords(note)
        canvas.setCreator("乡镇招商台账")
        canvas.setDateFormatter(lambda *_moment: made.strftime("D:%Y%m%d%H%M%S") if made else "")
        yield CanvasPen(canvas, faces, page.width, page.height)
        canvas.save()
