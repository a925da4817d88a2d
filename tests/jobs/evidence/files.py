"""Files as offices keep them with their records, made small: scans of one size and turn or another, photos."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Rectangle
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def scan(path: Path, words: str, pages: int = 1, *, size: tuple[float, float] = A4, turn: int = 0) -> Path:
    """A PDF whose pages say ``words`` and their numbers; one that was laid sideways says by how much to ``turn`` it."""
    canvas = Canvas(str(path), size)
    for number in range(1, pages + 1):
        if turn == 90:
            canvas.translate(size[0], 0)
            canvas.rotate(90)
        canvas.drawString(40, size[0] / 2, f"{words} {number}")
        canvas.showPage()
    canvas.save()
    if turn:
        writer = PdfWriter(clone_from=path)
        for page in writer.pages:
            page.rotate(turn)
        writer.write(path)
    return path


def stamped(path: Path, words: str) -> Path:
    """A PDF whose words stand in an annotation, as the seal of a signature program does."""
    writer = PdfWriter(PdfReader(scan(path, "agreement")))
    box = (100.0, 100.0, 300.0, 140.0)
    font = DictionaryObject({NameObject("/F1"): _font()})
    look = DecodedStreamObject()
    look.set_data(f"BT /F1 12 Tf 5 5 Td ({words}) Tj ET".encode())
    look[NameObject("/Subtype")] = NameObject("/Form")
    look[NameObject("/BBox")] = ArrayObject([FloatObject(each) for each in (0, 0, 200, 40)])
    look[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): font})
    seal = Rectangle(rect=box)
    seal[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    writer.add_annotation(0, seal)
    out = BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())
    return path


def photo(path: Path, width: int = 320, height: int = 240) -> Path:
    """A photo of one colour, another for each name."""
    Image.new("RGB", (width, height), (len(path.name) * 7 % 255, sum(map(ord, path.stem)) % 255, 90)).save(path)
    return path


def _font() -> DictionaryObject:
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
