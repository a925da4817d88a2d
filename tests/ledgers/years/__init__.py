"""Five years of five offices as their clerks would have typed them, one module each; see the README beside.

They follow the kinds of year that five published summaries tell: a county's year with a reserve by industry, a
township's year of 2009, a centre that sends people away and waits for leads, a county that reviews and ends
agreements, and a district's half-year with foreign money. Names are invented.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy.orm import Session

Row = Sequence[object]


@dataclass(frozen=True)
class Sheet:
    """One workbook: lines above the header, header rows, rows, lines below; ``options`` as the terminal takes them."""

    kind: str
    header: Sequence[Row]
    rows: Sequence[Row]
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    merges: Sequence[str] = ()
    options: Sequence[str] = ()

    def write(self, path: Path) -> Path:
        """The workbook at ``path``."""
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for line in self.above:
            sheet.append([line])
        for row in (*self.header, *self.rows):
            sheet.append(list(row))
        for line in self.below:
            sheet.append([line])
        for area in self.merges:
            sheet.merge_cells(area)
        book.save(path)
        return path


@dataclass(frozen=True)
class Year:
    """One office's year: who it is, when it reports, its ledgers in the order in which they are handed over."""

    name: str
    code: str
    year: int
    month: int
    sheets: Sequence[Sheet] = field(default=())
    in_the_window: Callable[[Session], None] | None = None  # what was done by hand after the import
