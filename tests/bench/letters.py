"""89 letters as one PDF, against a word processor turning the same letters' .docx into a PDF, where it is there."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.clock import fixed
from app.database.engine import open_database
from app.documents.fonts import bundled
from app.documents.writing import write
from app.reports import letters as letter_papers
from app.reports.letters import document
from app.services import letters
from tests.bench.lists import TODAY
from tests.bench.row import Row, seconds

_COUNT = 89
_MEASURED_BEFORE = 17.1  # seconds of mail merge and conversion for 89 letters, where no word processor is at hand


def rows(database: Path, folder: Path) -> Sequence[Row]:
    """From finished sheets to the file."""
    opened = open_database(database, fixed(TODAY))
    with opened.read() as session:
        sheets = letter_papers.sheets(session, 2026)
    opened.close()
    many = [replace(sheets[n % len(sheets)], number=f"清招责〔2026〕{n + 1}号") for n in range(_COUNT)]
    ours = seconds(lambda: write(folder / "责任书.pdf", document(many), faces=bundled()), runs=3)
    peer, name = _word_processor(many, folder)
    return [Row(f"{_COUNT} letters to PDF", ours, peer, name, 1 / 30)]


def _word_processor(sheets: Sequence[letters.LetterSheet], folder: Path) -> tuple[float, str]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return _MEASURED_BEFORE, "mail merge, measured beforehand"
    merged = folder / "合并"
    for number, sheet in enumerate(sheets):
        write(merged / f"{number}.docx", document([sheet]))
    files = [str(path) for path in sorted(merged.iterdir())]
    call = [program, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "转换"), *files]
    return seconds(lambda: subprocess.run(call, check=True, capture_output=True), runs=1), "a word processor's merge"
