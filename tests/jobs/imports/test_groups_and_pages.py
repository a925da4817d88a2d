"""What stands between the records of a sheet: headings of groups, printed pages, sums; and what it does to the rows."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.database.engine import Database
from app.jobs.imports import ImportReport
from app.models.projects import Project
from app.models.units import Unit
from tests.jobs.ledger_files import import_here, workbook

HEAD = ["序号", "项目名称", "投资方", "总投资", "当前阶段", "责任单位"]


def row(number: object, name: str, stage: str = "", unit: str = "东山村") -> list[Any]:
    return [number, name, f"{name}公司", 5000 + ord(name[0]), stage, unit]


def take(database: Database, folder: Path, *rows: list[Any], merged: tuple[str, ...] = ()) -> ImportReport:
    lines = [["清溪镇2026年招商引资项目台账"], ["单位：万元"], *rows]
    return import_here(database, workbook(folder / "台账.xlsx", lines, merged=merged))


def stages(database: Database) -> dict[str, str]:
    with database.read() as session:
        return {name: str(stage) for name, stage in session.execute(select(Project.name, Project.stage))}


def units(database: Database) -> dict[str, str]:
    with database.read() as session:
        found = session.execute(select(Project.name, Unit.name).join(Unit, Unit.id == Project.unit_id))
        return {str(name): str(unit) for name, unit in found}


@pytest.mark.parametrize(
    ("heading", "stage"),
    [
        ("当年签约项目", "签约"),
        ("二、签约落地项目（1个）", "签约"),
        ("往年签约今年开工项目", "开工"),
        ("2026年1-10月签约项目", "签约"),
        ("三、已签约未开工项目", "签约"),
    ],
)
def test_a_heading_gives_its_rows_the_stage_that_all_of_them_have(
    database: Database, tmp_path: Path, heading: str, stage: str
) -> None:
    take(database, tmp_path, HEAD, [heading], row(1, "甲"))
    assert stages(database) == {"甲": stage}


@pytest.mark.parametrize("heading", ["签约在谈项目（2个）", "停产项目", "三、拟退出项目", "二、暂停建设项目"])
def test_a_heading_that_nobody_understands_is_told_of_once_and_moves_no_stage(
    database: Database, tmp_path: Path, heading: str
) -> None:
    report = take(database, tmp_path, HEAD, [heading], row(1, "甲"), row(2, "乙"))
    assert set(stages(database).values()) == {"储备"}
    assert [note.row for note in report.warnings if "分组的标题" in note.reason] == [5]


def test_a_heading_without_a_meaning_is_told_of_and_ends_the_group_before(database: Database, tmp_path: Path) -> None:
    head = HEAD[:5]
    rows = [["东山村"], row(1, "甲", "签约")[:5], ["零散登记"], row(1, "乙", "签约")[:5]]
    report = take(database, tmp_path, head, *rows)
    assert units(database) == {"甲": "东山村"}
    assert [(note.row, note.value) for note in report.warnings if "分组的标题" in note.reason] == [(6, "零散登记")]


def test_a_group_whose_sums_are_typed_as_text_is_no_record(database: Database, tmp_path: Path) -> None:
    sums = ["一", "工业项目", "", "15000", "", ""]
    take(database, tmp_path, HEAD, sums, row(1, "甲", "签约"), row(2, "乙", "签约"))
    assert set(stages(database)) == {"甲", "乙"}


def test_a_header_of_two_rows_goes_on_when_it_is_printed_again(database: Database, tmp_path: Path) -> None:
    upper = ["序号", "项目名称", "投资情况", "", "当前阶段", "责任单位"]
    lower = ["", "", "总投资", "固定资产投资", "", ""]
    rows = [[1, "甲", 5000, 300, "签约", "东山村"], upper, lower, [2, "乙", 6000, 300, "签约", "东山村"]]
    report = take(database, tmp_path, upper, lower, *rows, merged=("C3:D3", "A3:A4", "B3:B4", "C6:D6"))
    assert set(stages(database)) == {"甲", "乙"}
    assert not report.rejected


def test_the_turn_of_a_page_ends_no_group(database: Database, tmp_path: Path) -> None:
    turn = [["第1页 共2页"], ["清溪镇2026年招商引资项目台账（续表）"], ["", "单位：万元"], HEAD]
    report = take(database, tmp_path, HEAD, ["一、在谈项目"], row(1, "甲"), *turn, row(2, "乙"))
    assert stages(database) == {"甲": "在谈", "乙": "在谈"}
    assert not [note for note in report.warnings if "分组的标题" in note.reason]


@pytest.mark.parametrize(
    ("field", "words"),
    [("项目进展", "该项目已终止，原签约协议解除"), ("项目进展", "已停工，资金链断裂"), ("备注", "投资方已撤资")],
)
def test_words_that_say_the_project_has_stopped_are_held_against_its_stage(
    database: Database, tmp_path: Path, field: str, words: str
) -> None:
    report = take(database, tmp_path, [*HEAD, field], [*row(1, "甲", "在建"), words])
    assert stages(database) == {"甲": "开工"}
    assert any(note.column == field and "已停工或终止" in note.reason for note in report.warnings)


def test_a_project_that_ended_nobody_knows_when_is_told_of(database: Database, tmp_path: Path) -> None:
    report = take(database, tmp_path, HEAD, row(1, "甲", "终止"))
    assert stages(database) == {"甲": "终止"}
    assert any("没有终止日期和原因" in note.reason for note in report.warnings)
    assert any("没有终止日期" in note.reason for note in report.uncounted)
