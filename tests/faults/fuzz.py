"""Files made to break their readers: mutated workbooks, manifests, scans, photos; none crashes or hangs."""

import random
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter

from app.database.engine import open_database
from app.database.manifest import NAME, read_manifest
from app.documents.ledgers.workbook import read_here
from app.documents.photos import checked_file
from app.errors import Refused
from app.jobs.submission import submit
from tests.faults import records
from tests.faults.child import killed
from tests.faults.damage import hurt
from tests.faults.records import CLOCK
from tests.faults.row import Row

_SECONDS = 10


def of_readers(folder: Path, n: int) -> Row:
    """Each reader in a child of its own gives an answer or a sentence within ten seconds."""
    row, rng = Row("mutated workbooks, manifests, scans, photos"), random.Random(61)
    seeds = _seeds(folder)
    for number in range(n):
        path, read = seeds[number % len(seeds)]
        mutant = folder / f"变{path.suffix}"
        content = path.read_bytes()
        for _ in range(rng.choice((1, 1, 2, 5))):
            content = hurt(content, rng) or b"\0"
        mutant.write_bytes(content)
        begun = time.monotonic()
        outcome = killed(lambda say, one=mutant, by=read: say(_answer(by, one)), _SECONDS)
        said = str(outcome.said[-1]) if outcome.said else "nothing: the reader died"
        slow = time.monotonic() - begun > _SECONDS
        row.judge(f"+{said}" if said in {"read", "refused"} and not slow else f"wrong: {path.suffix} {said}")
    return row


def _answer(read: Callable[[Path], object], path: Path) -> str:
    try:
        read(path)
    except Refused as refused:
        return "refused" if refused.message.endswith("。") else f"no sentence {refused.message}"
    except Exception as error:  # noqa: BLE001 - what a clerk would see as a trace is what is looked for
        return f"trace {error!r}"
    return "read"


def _seeds(folder: Path) -> list[tuple[Path, Callable[[Path], object]]]:
    book = Workbook()
    for cells in (("项目名称", "投资方", "总投资（万元）"), ("甲项目", "乙公司", 100), ("丙项目", "丁公司", 250.5)):
        book.active.append(cells)
    book.save(folder / "种.xlsx")
    (folder / "种.csv").write_text("项目名称,投资方,总投资（万元）\n甲,乙,100\n", encoding="gb18030")
    Image.new("RGB", (300, 200), "red").save(folder / "种.jpg")
    Image.new("RGB", (300, 200), "blue").save(folder / "种.png")
    writer = PdfWriter()
    writer.add_blank_page(200, 300)
    writer.write(folder / "种.pdf")
    database = open_database(records.fresh(records.township(folder), folder / "种.db"), CLOCK)
    manifest = submit(database, folder / "usb-种").folder / NAME
    database.close()
    return [
        (folder / "种.xlsx", read_here),
        (folder / "种.csv", read_here),
        (folder / "种.jpg", checked_file),
        (folder / "种.png", checked_file),
        (folder / "种.pdf", checked_file),
        (manifest, read_manifest),
    ]
