"""稳妥口径: papers carry no ranking, no veto, no deposits, no reward and no 责任状 wording; the records stay."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app import cli
from app.database.engine import Database
from app.errors import Refused
from app.jobs.comparisons import print_comparison
from app.jobs.consequences import print_deposits
from app.jobs.letters import print_letters
from app.jobs.reports import report
from app.jobs.scores import print_results, print_unit_sheets
from app.models.projects import Milestone, Project
from app.models.schemes import Deposit
from app.services import letters, offices, schemes, targets, units
from app.services.consequences import switch
from app.services.schemes import ItemEntry, SchemeEntry
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate
from app.values.quantities import MICRO
from tests.builders import build

STERN = ("排名", "名次", "否决", "评先评优", "抵押金", "奖励", "责任状")


@pytest.fixture
def office(database: Database) -> Database:
    with database.work("准备") as session:
        offices.establish(session, name="清溪镇", code="510922101")
        for name in ("甲村", "乙村"):
            units.save(session, UnitEntry(name=name))
            targets.save(session, TargetEntry(2026, "新签约项目", 2 * MICRO, name))
        items = (
            ItemEntry("签约", "P1", 10 * MICRO, "projects_signed"),
            ItemEntry("底线", "V1", 0, "projects_signed"),
        )
        schemes.save(session, SchemeEntry(2026, "考核办法", items=items, units=("甲村", "乙村")))
        switch.keep(session, on=True)
        build(session, Deposit, unit_id=units.find(session, "甲村"))
        words = letters.template(session, 2026)
        clauses = tuple(replace(clause, is_on=True) for clause in words.clauses)
        stern = replace(
            words, title_word="责任状", clauses=clauses, deposit=300_000, deposit_due_on=PartialDate("2026-04-15")
        )
        letters.save_template(session, 2026, stern)
        offices.set_value(session, "cautious", True)
    return database


def words_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def test_no_paper_carries_what_is_stern(office: Database, tmp_path: Path) -> None:
    print_letters(office, 2026, tmp_path / "书.pdf")
    report(office, "bulletin", 2026, 10, tmp_path / "通报.pdf")
    print_results(office, 2026, 10, tmp_path / "得分.pdf")
    print_unit_sheets(office, 2026, 10, tmp_path / "计分.pdf")
    for name in ("书", "通报", "得分", "计分"):
        said = words_of(tmp_path / f"{name}.pdf")
        assert not [word for word in STERN if word in said], name
    assert "目标任务书" in words_of(tmp_path / "书.pdf")


def test_a_workbook_of_results_has_no_place(office: Database, tmp_path: Path) -> None:
    print_results(office, 2026, 10, tmp_path / "得分.xlsx")
    cells = [str(cell.value) for row in load_workbook(tmp_path / "得分.xlsx").active.iter_rows() for cell in row]
    assert "名次" not in cells
    assert not any("取消" in cell for cell in cells)


def test_the_terminal_gives_scores_without_places(office: Database, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(office.path)
    office.close()
    call = ["scores", path, "--year", "2026", "--month", "10"]
    assert cli.run(call) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == ["—", "—"]
    assert cli.run([*call, "--json"]) == 0
    said = capsys.readouterr().out
    assert {row["rank"] for row in json.loads(said)["rows"]} == {None}
    assert not [word for word in STERN if word in said]


def test_a_comparison_of_units_has_the_offices_order(office: Database, tmp_path: Path) -> None:
    with office.work("登记") as session:
        project = build(session, Project, unit_id=units.find(session, "甲村"))
        build(session, Milestone, project_id=project.id, actual_on=PartialDate("2026-03-05"))

    def first() -> str:
        out = tmp_path / "对比.xlsx"
        print_comparison(office, "units", 2026, 10, out, indicator="projects_signed")
        rows = list(load_workbook(out).active.iter_rows(values_only=True))
        return str(next(row[1] for row in rows if row[0] == 1))

    assert first() == "乙村"
    with office.work("改回") as session:
        offices.set_value(session, "cautious", False)
    assert first() == "甲村"


def test_deposits_are_not_printed_and_come_back_with_the_setting(office: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="稳妥口径"):
        print_deposits(office, 2026, tmp_path / "押金.pdf")
    with office.work("改回") as session:
        offices.set_value(session, "cautious", False)
    assert print_deposits(office, 2026, tmp_path / "押金.pdf") == 1
    print_letters(office, 2026, tmp_path / "书.pdf")
    assert "抵押金" in words_of(tmp_path / "书.pdf")
