"""What is exported can be imported again without change, for every kind of ledger."""

from datetime import date
from pathlib import Path

import pytest

from app.clock import fixed
from app.database.engine import open_database
from app.demo import make_demo
from app.jobs.exports import export
from app.jobs.imports import import_ledger
from app.values.kinds import LedgerKind

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "示例.db"
    make_demo(path, today=TODAY, projects=60, seed=7)
    return path


@pytest.mark.parametrize("kind", list(LedgerKind))
def test_an_exported_ledger_imports_again_without_a_difference(demo: Path, tmp_path: Path, kind: LedgerKind) -> None:
    database = open_database(demo, fixed(TODAY))
    out = tmp_path / "台账.xlsx"
    count = export(database, kind, out)
    report = import_ledger(database, out)
    database.close()
    assert count > 0
    assert report.kind is kind
    assert (report.created, report.updated, report.skipped, report.rejected) == (0, 0, count, [])
    assert report.warnings == []


def test_every_ledger_prints(demo: Path, tmp_path: Path) -> None:
    database = open_database(demo, fixed(TODAY))
    for kind in LedgerKind:
        out = tmp_path / f"{kind}.pdf"
        export(database, kind, out)
        assert out.read_bytes().startswith(b"%PDF-")
    database.close()
