"""What is exported can be imported again without change, for every kind of ledger."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.clock import fixed
from app.database.engine import open_database
from app.demo import make_demo
from app.jobs.exports import export
from app.jobs.imports import import_ledger
from app.models.projects import Project
from app.values.kinds import LedgerKind
from tests.builders import build
from tests.documents.pages import texts_of
from tests.documents.reading import plain

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


def test_a_printed_list_has_no_column_that_nobody_filled_in_and_its_workbook_has_all(database, tmp_path: Path) -> None:
    with database.work("登记") as session:
        build(session, Project, name="电子项目", investor="某公司", total_investment=0)
    for ending in ("pdf", "xlsx"):
        export(database, LedgerKind.PROJECTS, tmp_path / f"a.{ending}")
    printed = plain("".join(texts_of(tmp_path / "a.pdf")))
    assert "电子项目" in printed
    assert "总投资" in printed, "a nought is said"
    assert "合同引资额" not in printed
    assert "包保领导" not in printed
    heads = {str(cell.value) for row in load_workbook(tmp_path / "a.xlsx").active["A3:AZ4"] for cell in row}
    assert {"总投资", "合同引资额", "包保领导"} <= heads


def test_every_ledger_prints(demo: Path, tmp_path: Path) -> None:
    database = open_database(demo, fixed(TODAY))
    for kind in LedgerKind:
        out = tmp_path / f"{kind}.pdf"
        export(database, kind, out)
        assert out.read_bytes().startswith(b"%PDF-")
    database.close()
