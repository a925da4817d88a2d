"""A funds entry on paper: its sheet, each photo of a voucher on a page with its caption, the scanned PDFs behind."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

from app.documents.fonts import Faces, Role, bundled
from app.documents.pdf.covers import centred_on
from app.documents.pdf.fact_grids import fact_strips
from app.documents.pdf.paper import Strip, draw_strips, page_in_mm, pdf, strings_in
from app.documents.pdf.pen import ASCENT, Pen, Style, Type
from app.documents.pdf.tables import TableLook
from app.errors import Refused
from app.paths import whole_file
from app.services.funds.sheets import FundsSheet, VoucherPicture

PAGE = page_in_mm(210, 297, top=20, right=18, bottom=18, left=22)
LOOK = TableLook(10.5, 15, 3.5, 24)
TITLE, LINE = Style(Role.TITLE, 20), Style(Role.BODY, 10.5)
LEADING, GAP = 16.0, 10.0
SIGNED = "填表人：　　　　　　　　审核人：　　　　　　　　单位（盖章）：　　　　　　　　"


def draw_funds_sheet(
    path: Path, sheet: FundsSheet, faces: Faces | None = None, *, made: datetime | None = None
) -> None:
    """Write the sheet with its vouchers to a PDF at ``path``, whole or not at all.

    Refused for a character that cannot be printed and for a scan that cannot be read.
    """
    faces = faces or bundled()
    texts = (sheet.title, sheet.subtitle, SIGNED, sheet.facts, [picture.caption for picture in sheet.pictures])
    faces.require(strings_in(texts))
    with whole_file(path) as part:
        own = part.with_name(f"{part.name}.own.pdf") if sheet.scans else part
        try:
            with pdf(own, PAGE, faces, sheet.title, author=sheet.issuer, made=made) as pen:
                draw_strips(pen, _strips(Type(faces), sheet), PAGE)
                pen.canvas.showPage()
                for picture in sheet.pictures:
                    _draw_picture(pen, picture)
            if sheet.scans:
                _bind(own, sheet, part)
        finally:
            if own != part:
                own.unlink(missing_ok=True)


def _strips(kind: Type, sheet: FundsSheet) -> list[Strip]:
    strips = [centred_on(sheet.title, TITLE, 32, PAGE), centred_on(sheet.subtitle, LINE, 22, PAGE)]
    strips += fact_strips(kind, sheet.facts, LOOK, PAGE.inner_width)

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.text(left, top + GAP + ASCENT * LINE.size, SIGNED, LINE)

    return [*strips, Strip(LEADING + GAP, draw)]


def _draw_picture(pen: Pen, picture: VoucherPicture) -> None:
    """A picture as large as the page lets it be, its caption under it."""
    from reportlab.lib.utils import ImageReader

    lines = [line.text for text in picture.caption for line in pen.type.lines(text, LINE, PAGE.inner_width)]
    room = PAGE.inner_height - len(lines) * LEADING - GAP
    image = ImageReader(BytesIO(picture.content))
    width, height = image.getSize()
    scale = min(PAGE.inner_width / width, room / height)
    left = PAGE.left + (PAGE.inner_width - width * scale) / 2
    bottom = PAGE.height - PAGE.top - height * scale
    pen.canvas.drawImage(image, left, bottom, width * scale, height * scale)
    top = PAGE.top + height * scale + GAP
    for number, text in enumerate(lines):
        pen.text(PAGE.left, top + number * LEADING + ASCENT * LINE.size, text, LINE)
    pen.canvas.showPage()


def _bind(own: Path, sheet: FundsSheet, out: Path) -> None:
    """The sheet's own pages and every page of its scans in one file."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    writer = PdfWriter()
    writer.append(str(own))
    for name, content in sheet.scans:
        try:
            writer.append(PdfReader(BytesIO(content)), import_outline=False)
        except (PyPdfError, ValueError, KeyError, RecursionError) as error:
            raise Refused(f"扫描件“{name}”读不出来，请重新扫描后添加。") from error
    writer.write(str(out))
    writer.close()
