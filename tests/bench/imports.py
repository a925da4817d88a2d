"""Taking a ledger of 2,000 projects, against openpyxl merely reading the same workbook twice."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

from app.clock import fixed
from app.database.engine import open_database
from app.jobs.exports import export
from app.jobs.imports import import_ledger
from app.values.kinds import LedgerKind
from tests.bench.lists import TODAY
from tests.bench.row import Row, seconds


def rows(database: Path, folder: Path) -> Sequence[Row]:
    """A first import into an empty file, and the second, which finds everything as it was."""
    source = open_database(database, fixed(TODAY))
    workbook = folder / "项目台账.xlsx"
    export(source, LedgerKind.PROJECTS, workbook)
    source.close()

    def first() -> None:
        target = folder / "空.db"
        target.unlink(missing_ok=True)
        opened = open_database(target, fixed(TODAY))
        import_ledger(opened, workbook)
        opened.close()

    def second() -> None:
        opened = open_database(folder / "空.db", fixed(TODAY))
        import_ledger(opened, workbook)
        opened.close()

    def read() -> None:
        for row in load_workbook(workbook, data_only=True).worksheets[0].iter_rows(values_only=True):
            assert row is not None

    peer = seconds(read, runs=2)
    return [
        Row("import 2,000 projects, all new", seconds(first, runs=1), peer, "openpyxl reading the workbook", 10.0),
        Row("import 2,000 projects, none changed", seconds(second, runs=1), peer, "openpyxl reading the workbook", 4.0),
    ]
