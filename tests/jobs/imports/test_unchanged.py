"""Rows recognised at a glance: what is told and counted is what taking each of them cell by cell tells and counts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.database.engine import Database
from app.documents.ledgers import Sheet, ledgers_of_sheets
from app.documents.ledgers.sheets import Look
from app.jobs.imports import ImportReport, import_ledgers
from app.jobs.imports.rows import ImportRow
from app.jobs.imports.unchanged import Unchanged
from app.services.projects import ProjectDetail

HEAD = [
    "序号", "项目编号", "项目名称", "投资方", "内资/外资", "总投资（万元）", "签约时间", "落地时间", "开工时间",
    "计划竣工时间", "是否开工", "是否入统", "当前阶段", "项目进展情况", "责任单位", "联系电话", "备注",
]  # fmt: skip
ROWS = 26
ODD: Mapping[str, list[Any]] = {
    "项目编号": ["", "无", "P-001", "P-777"],
    "项目名称": ["别的项目", "同上", "木工\n项目3"],
    "投资方": ["", "无", "别的公司", "甲公司（集团）"],
    "内资/外资": ["", "外资", "外商", "看不懂"],
    "总投资（万元）": ["", 7, "5000", "500（其中设备300）", "约500", "面议", -3, True],
    "签约时间": ["", date(2026, 3, 9), date(2027, 8, 1), "2026年3月", "2026.3.5（奠基）", "拟3月签约", "已签约", 46000],
    "落地时间": ["", date(2026, 1, 2), datetime.fromisoformat("2026-04-05 10:30"), "2026", "尚未落地"],
    "开工时间": ["", date(2025, 1, 1), "2026-13-40", "预计2026年12月", "是"],
    "计划竣工时间": ["", date(2027, 6, 1), "2027年6月底前", "明年"],
    "是否开工": ["是", "否", "2026年4月", "不清楚"],
    "是否入统": ["是", "否", "2026年5月"],
    "当前阶段": ["", "在谈", "签约", "落地", "开工", "投产", "即将开工", "搁置"],
    "项目进展情况": ["", "主体封顶", "已投产", "正在洽谈", "停工"],
    "责任单位": ["", "新村", "东山村、西河村", "全镇", "东山 村"],
    "联系电话": ["", "13800000001", "+86 138 0000 0001", "12"],
    "备注": ["", "另一句话", "无", "同上"],
}


def plain(number: int) -> dict[str, Any]:
    """A row without a doubt, as most are."""
    started = date(2026, 4, 1 + number % 20) if number % 2 else ""
    values = [
        number + 1, f"P-{number:03d}", f"木工项目{number}", f"甲{number}公司", "内资", 500 + number,
        date(2026, 3, 1 + number % 20), date(2026, 3, 25), started, date(2026, 12, 1), "", "",
        "开工" if number % 2 else "落地", f"第{number}步施工" if number % 3 else "",
        "东山村" if number % 4 else "西河村", f"138{number:08d}", f"备注{number}",
    ]  # fmt: skip
    return dict(zip(HEAD, values, strict=True))


def sheet(rows: list[dict[str, Any]], looks: Mapping[tuple[int, int], Look] | None = None) -> Sheet:
    return Sheet(
        "项目台账", [["清溪镇2026年招商引资项目台账"], HEAD, *(list(row.values()) for row in rows)], looks=looks or {}
    )


@pytest.fixture
def library(database: Database) -> Database:
    """A library that holds the plain rows."""
    taken(database, [plain(number) for number in range(ROWS)], dry_run=False)
    return database


def taken(database: Database, rows: list[dict[str, Any]], *, dry_run: bool = True, **more: Any) -> ImportReport:
    return import_ledgers(database, ledgers_of_sheets([sheet(rows, **more)]), "台账.xlsx", dry_run=dry_run)


@st.composite
def changed(draw: st.DrawFn) -> tuple[list[dict[str, Any]], dict[tuple[int, int], Look]]:
    """The same rows with odd cells here and there, some twice, in any order, some struck or without a result."""
    rows = [plain(number) for number in range(ROWS)]
    looks = {}
    for _ in range(draw(st.integers(0, 12))):
        place, title = draw(st.integers(0, ROWS - 1)), draw(st.sampled_from(list(ODD)))
        rows[place][title] = draw(st.sampled_from(ODD[title]))
    for _ in range(draw(st.integers(0, 2))):
        rows.append(dict(rows[draw(st.integers(0, ROWS - 1))]))
    rows = draw(st.permutations(rows))
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(2, ROWS + 1)), draw(st.integers(2, len(HEAD) - 1))
        looks[place] = draw(st.sampled_from([Look(struck=True), Look(error="公式出错"), Look(comment="看一下")]))
    return rows, looks


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=changed())
def test_recognised_rows_come_out_as_they_do_cell_by_cell(
    library: Database, case: tuple[list[dict[str, Any]], dict[tuple[int, int], Look]]
) -> None:
    rows, looks = case
    at_a_glance = taken(library, rows, looks=looks)
    with patch.object(Unchanged, "is_sure", return_value=False):
        cell_by_cell = taken(library, rows, looks=looks)
    assert at_a_glance.as_json() == cell_by_cell.as_json()
    assert at_a_glance.likely == cell_by_cell.likely


def test_most_rows_that_change_nothing_are_recognised(library: Database) -> None:
    with counted() as recognised:
        report = taken(library, [plain(number) for number in range(ROWS)])
    assert (report.created, report.updated, report.skipped) == (0, 0, ROWS)
    assert recognised.count(True) >= ROWS // 3  # the first rows are shown, and teach


@contextmanager
def counted() -> Iterator[list[bool]]:
    """What was recognised while it lasts, row by row."""
    told: list[bool] = []
    sure = Unchanged.is_sure

    def kept(self: Unchanged, row: ImportRow, before: ProjectDetail) -> bool:
        told.append(sure(self, row, before))
        return told[-1]

    with patch.object(Unchanged, "is_sure", kept):
        yield told
