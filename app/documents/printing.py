"""How a document goes to the printer or to Word: originals, both sides of the sheet, the office's own styles."""

from dataclasses import dataclass
from pathlib import Path

from app.values.page_numbers import PageNumbers


@dataclass(frozen=True)
class Printing:
    """``numbers`` says where those of pages stand, ``duplex`` begins each part on the front of a sheet.

    ``originals`` prints as many of a part as its copies say.

    ``template`` is an office's own .docx whose styles are kept.
    """

    numbers: PageNumbers = "outer"
    duplex: bool = False
    originals: bool = False
    template: Path | None = None


PLAIN = Printing()
