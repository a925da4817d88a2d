"""The one door to paper: a document written to a file in the way that its ending says."""

from collections.abc import Sequence
from pathlib import Path

from app.documents.fonts import Faces, installed
from app.documents.printing import PLAIN, Printing
from app.errors import Refused
from app.reports.blocks import Document


def write(path: Path, document: Document, printing: Printing = PLAIN, faces: Faces | None = None) -> tuple[str, ...]:
    """Writes ``document`` to ``path``, whole or not at all: .pdf, .docx or .xlsx, as far as the document allows them.

    Pages are set in ``faces``, else in those of this machine. Refused for another ending, for a place that cannot be
    written and for a character that cannot be printed; of many letters those with one are left out, and named in what
    is returned.
    """
    must_end_with(path, document.formats)
    if path.suffix.lower() == ".pdf":
        from app.documents.pdf.writer import write_pdf

        return write_pdf(path, document, faces or installed(), printing)
    if path.suffix.lower() == ".docx":
        from app.documents.word.writer import write_word

        write_word(path, document, faces or installed(), printing)
    else:
        from app.documents.sheet.writer import write_workbook

        write_workbook(path, _in_workbook(document))
    return ()


def _in_workbook(document: Document) -> Document:
    """What a workbook holds of a document: another one may stand for it there, and for that again."""
    return document if document.workbook is None else _in_workbook(document.workbook)


def must_end_with(path: Path, formats: Sequence[str]) -> None:
    """Refused unless the file's name ends in one of ``formats``."""
    if path.suffix.lower() not in formats:
        only = f"只能存为 {formats[0].strip('.').upper()}，" if len(formats) == 1 else ""
        raise Refused(f"{only}文件的名字应以 {' 或 '.join(formats)} 结尾。", field="out")
