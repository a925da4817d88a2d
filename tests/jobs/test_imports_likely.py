"""Rows that no key matches but that look like what is there: warned of, or done with as the clerk decided."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.database.engine import Database
from app.jobs.imports import ImportReport, import_ledger
from app.jobs.imports.notes import Decision
from app.reports.ledger_views import Span, ledger
from app.services.matching import Level
from app.values.kinds import LedgerKind
from tests.jobs.ledger_files import workbook

PROJECTS = ["项目名称", "投资方", "总投资（万元）"]
LEADS = ["线索名称", "投资方", "联系电话", "线索来源"]
FIRMS = ["企业名称", "统一社会信用代码", "联系人", "职务", "联系电话"]
PEOPLE = ["姓名", "籍贯", "工作单位", "联系电话", "现居住地"]
CODE = "91350100M000100Y43"


def take(database: Database, folder: Path, head: list[str], *rows: Sequence[Any], **options: Any) -> ImportReport:
    return import_ledger(database, workbook(folder / "台账.xlsx", [head, *rows]), **options)


def names(database: Database, kind: LedgerKind) -> list[str]:
    with database.read() as session:
        return sorted(row.name for row in ledger(session, kind, Span(None, None, database.clock.today())).rows)


@pytest.fixture
def mills(database: Database, tmp_path: Path) -> Database:
    take(database, tmp_path, PROJECTS, ["年产5万吨饲料项目", "湖南正和饲料有限公司", 12000], ["农机厂", "", 300])
    return database


@pytest.mark.parametrize(
    ("row", "level"),
    [
        (["年产5万吨饲料生产线", "正和饲料公司", 1], Level.LIKELY),
        (["农机厂", "洛阳一拖", 300], Level.LIKELY),
        (["加工中心", "湖南正和饲料有限公司", 12000], Level.POSSIBLE),
        (["饲料门市", "湖南正和饲料有限公司", 5], Level.HINT),
        (["年产8万吨饲料项目", "别的公司", 12000], None),
    ],
)
def test_how_alike_a_row_is_decides_what_is_said(
    mills: Database, tmp_path: Path, row: list[Any], level: Level | None
) -> None:
    report = take(mills, tmp_path, PROJECTS, row)
    assert report.created == 1
    assert [one.duplicate.level for one in report.likely] == ([level] if level else [])
    assert [note.row for note in report.warnings if "可能是同一条" in note.reason] == (
        [2] if level and level < Level.HINT else []
    )


def test_each_row_is_done_with_as_the_clerk_decided(mills: Database, tmp_path: Path) -> None:
    rows = [
        ["年产5万吨饲料生产线", "正和饲料公司", 13000],
        ["农机厂", "洛阳一拖", 300],
        ["加工中心", "湖南正和饲料有限公司", 12000],
    ]
    decisions = {("Sheet1", 2): Decision.MERGE, ("Sheet1", 3): Decision.SKIP, ("Sheet1", 4): Decision.NEW}
    rehearsed = take(mills, tmp_path, PROJECTS, *rows, dry_run=True)
    assert [(one.row, one.may_merge) for one in rehearsed.likely] == [(2, True), (3, True), (4, True)]
    report = take(mills, tmp_path, PROJECTS, *rows, decisions=decisions)
    assert (report.created, report.updated, report.skipped) == (1, 1, 1)
    assert [note.row for note in report.warnings if "可能是同一条" in note.reason] == []
    assert names(mills, LedgerKind.PROJECTS) == sorted(["年产5万吨饲料生产线", "农机厂", "加工中心"])


def test_rows_of_one_ledger_are_compared_with_each_other_but_not_merged(database: Database, tmp_path: Path) -> None:
    rows = [["竹木加工项目", "永盛竹业公司", 500], ["竹木加工基地", "永盛竹业有限公司", 500]]
    (one,) = take(database, tmp_path, PROJECTS, *rows).likely
    assert (one.row, one.may_merge) == (3, False)
    assert len(names(database, LedgerKind.PROJECTS)) == 2


def test_what_the_keys_match_is_no_likeness(mills: Database, tmp_path: Path) -> None:
    report = take(mills, tmp_path, PROJECTS, ["农机厂", "", 301], ["年产5万吨饲料项目", "湖南正和饲料有限公司", 12000])
    assert (report.updated, report.skipped, report.likely) == (1, 1, [])


def test_a_lead_that_stands_in_the_project_library_is_said_and_cannot_be_merged(
    mills: Database, tmp_path: Path
) -> None:
    report = take(mills, tmp_path, LEADS, ["年产5万吨饲料项目", "湖南正和饲料有限公司", "", "乡贤"])
    (one,) = report.likely
    assert (one.duplicate.kind, one.duplicate.level, one.may_merge) == ("projects", Level.LIKELY, False)


def test_a_firm_is_known_by_its_code_under_a_new_name_and_gets_the_code_it_lacked(
    database: Database, tmp_path: Path
) -> None:
    take(database, tmp_path, FIRMS, ["甲公司", "", "张", "", ""], ["乙公司", CODE, "李", "", ""])
    report = take(database, tmp_path, FIRMS, ["丙公司", CODE, "李", "", ""])
    assert (report.created, report.updated) == (0, 1)
    assert [note.reason for note in report.warnings] == ["信用代码与“乙公司”相同，看作这家企业改名，已更新名称。"]
    assert names(database, LedgerKind.ENTERPRISES) == ["丙公司", "甲公司"]
    again = take(database, tmp_path, FIRMS, ["甲公司", "91110000100000000X", "张", "", ""])
    assert (again.created, again.updated) == (0, 1)


def test_people_are_told_apart_by_more_than_their_name(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path, PEOPLE, ["周正", "青山村", "鹏飞电子", "13800001111、0755-88886666", ""])
    same = take(database, tmp_path, PEOPLE, ["周 正", "青山村", "另一家", "0755-88886666", ""])
    assert (same.created, same.updated) == (0, 1)
    other = take(database, tmp_path, PEOPLE, ["周正", "青山村", "", "13900002222", ""])
    assert other.created == 1
    assert [one.duplicate.level for one in other.likely] == [Level.POSSIBLE]
