"""Word files and workbooks are packed in memory: what packs them onto a full disk fails once more when it is let go."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

if TYPE_CHECKING:
    from openpyxl import Workbook


def packed(save: Callable[[IO[bytes]], object]) -> bytes:
    """What ``save`` writes into an open file."""
    out = BytesIO()
    save(out)
    return out.getvalue()


def packed_workbook(book: Workbook) -> bytes:
    """A workbook; openpyxl by itself would write each sheet into a temporary file of the system first."""
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    kept = BytesIO()
    archive = ZipFile(kept, "w", ZIP_DEFLATED, allowZip64=True)

    class InMemory(ExcelWriter):
        """Packs sheets without the temporary file; ours hold neither charts nor pictures."""

        def write_worksheet(self, ws: Any) -> None:
            """One sheet."""
            out = BytesIO()
            writer: Any = WorksheetWriter(ws, out)
            writer.write()
            ws._rels = writer._rels  # noqa: SLF001 - what the sheet points to, of which the library packs the rest
            archive.writestr(ws.path[1:], out.getvalue())
            self.manifest.append(ws)

    with archive:
        InMemory(book, archive).write_data()
    return kept.getvalue()
