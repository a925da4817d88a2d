"""Cells that answer a question or share two fields: what is not plainly said is told of, and leaves what is known."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.database.engine import Database
from app.jobs.imports import ImportReport
from app.models.activities import Activity, ActivityKind
from app.models.fellows import Fellow
from app.models.projects import Milestone
from app.models.units import Unit, UnitKind
from app.values.kinds import LedgerKind
from app.values.stages import MilestoneKind
from tests.jobs.ledger_files import import_here, workbook

TITLE = ["清溪镇2026年招商引资项目台账"]


def take(database: Database, folder: Path, *rows: list[Any], kind: LedgerKind | None = None) -> ImportReport:
    return import_here(database, workbook(folder / "台账.xlsx", rows), kind)


def dates(database: Database, kind: MilestoneKind) -> list[tuple[str | None, str | None]]:
    with database.read() as session:
        found = session.execute(select(Milestone.actual_on, Milestone.planned_on).where(Milestone.kind == kind))
        return [(actual and actual.iso, planned and planned.iso) for actual, planned in found]


@pytest.mark.parametrize(("answer", "stays"), [("拟聘", True), ("待定资格", True), ("否", False), ("", False)])
def test_an_answer_that_is_neither_yes_nor_no_leaves_an_ambassador_one(
    database: Database, tmp_path: Path, answer: str, stays: bool
) -> None:
    head = ["姓名", "联系电话", "工作单位", "是否招商大使"]
    take(database, tmp_path, head, ["王伟", "13800000001", "甲公司", "是"], kind=LedgerKind.FELLOWS)
    report = take(database, tmp_path, head, ["王伟", "13800000001", "甲公司", answer], kind=LedgerKind.FELLOWS)
    with database.read() as session:
        assert session.scalars(select(Fellow.is_ambassador)).all() == [stays]
    assert any(note.column == "是否招商大使" for note in report.warnings) is stays


@pytest.mark.parametrize(
    ("cell", "actual"),
    [("是（2026.5）", "2026-05"), ("已入统（2026年5月）", "2026-05"), ("否（2026.5）", None), ("是（待批）", None)],
)
def test_the_day_in_an_answers_brackets_is_its_day(
    database: Database, tmp_path: Path, cell: str, actual: str | None
) -> None:
    head = ["项目名称", "投资方", "开工时间", "是否入统"]
    report = take(database, tmp_path, TITLE, head, ["甲厂", "甲公司", "2026.3", cell])
    assert [when for when, _ in dates(database, MilestoneKind.IN_STATISTICS) if when] == [actual] * bool(actual)
    assert any(note.column == "是否入统" for note in report.warnings) is (actual is None)


def test_one_date_under_a_heading_of_two_is_told_of(database: Database, tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "签约时间", "开工/投产时间"]
    rows = [["甲厂", "甲公司", "2026.1", "2026.3/2026.8"], ["乙厂", "乙公司", "2026.1", "2026.3"]]
    report = take(database, tmp_path, TITLE, head, *rows)
    assert dates(database, MilestoneKind.IN_PRODUCTION) == [("2026-08", None)]
    assert [note.row for note in report.warnings if "只写了一个" in note.reason] == [4]


@pytest.mark.parametrize(("day", "stored"), [("1926-3-5", []), ("2206.3.5", []), ("2069年5月", [(None, "2069-05")])])
def test_a_year_in_which_no_project_lives_is_not_read_and_one_far_ahead_is_told(
    database: Database, tmp_path: Path, day: str, stored: list[tuple[None, str]]
) -> None:
    head = ["项目名称", "投资方", "签约时间", "计划开工时间"]
    report = take(database, tmp_path, TITLE, head, ["甲厂", "甲公司", "2026.1", day])
    assert dates(database, MilestoneKind.STARTED) == stored
    assert any(note.column == "计划开工时间" for note in report.warnings)


def test_a_plan_may_name_its_event(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path, TITLE, ["项目名称", "投资方", "投产时间"], ["甲厂", "甲公司", "预计2026年底投产"])
    assert dates(database, MilestoneKind.IN_PRODUCTION) == [(None, "2026")]


def test_who_comes_to_us_is_received_whatever_he_looks_at(database: Database, tmp_path: Path) -> None:
    head = ["日期", "形式", "地点", "带队领导", "接待客商"]
    kinds = ["来访考察", "外出考察", "客商上门", "走出去、请进来", "取消外出"]
    rows = [[f"2026-3-{day}", kind, "镇政府", "王镇长", "甲公司"] for day, kind in enumerate(kinds, start=1)]
    report = take(database, tmp_path, head, *rows, kind=LedgerKind.ACTIVITIES)
    with database.read() as session:
        assert session.scalars(select(Activity.kind).order_by(Activity.held_on)).all() == [
            ActivityKind.IN, ActivityKind.OUT, ActivityKind.IN, ActivityKind.OTHER, ActivityKind.OTHER
        ]  # fmt: skip
    assert [note.row for note in report.warnings if note.column == "形式"] == [5, 6]


def test_a_county_lists_its_townships(database: Database, tmp_path: Path) -> None:
    head = ["单位名称", "单位类别", "负责人", "联系电话"]
    rows = [["大山乡", "乡镇", "李", ""], ["城关街道", "街道", "王", ""], ["发改局", "县直部门", "张", ""]]
    report = take(database, tmp_path, head, *rows, kind=LedgerKind.UNITS)
    with database.read() as session:
        kinds = dict(session.execute(select(Unit.name, Unit.kind)).all())
    assert kinds == {"大山乡": UnitKind.TOWNSHIP, "城关街道": UnitKind.TOWNSHIP, "发改局": UnitKind.DEPARTMENT}
    assert not report.warnings
