"""In which unit a column of money is: said once and plainly it counts, said twice or oddly the column is not read."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.database.engine import Database
from app.jobs.imports import ImportReport
from app.models.leads import Lead
from app.models.projects import Project
from app.values.money import MoneyUnit
from tests.jobs.ledger_files import import_here, workbook

WAN = 1_000_000
TITLE = "清溪镇2026年项目台账"


def take(
    database: Database, folder: Path, line: str, heading: str, *amounts: object, unit: MoneyUnit | None = None
) -> ImportReport:
    lines = [[TITLE], [line]] if line else [[TITLE]]
    rows = [[place, f"第{place}厂", "甲公司", amount, "2026.3"] for place, amount in enumerate(amounts, start=1)]
    head = ["序号", "项目名称", "投资方", heading, "签约时间"]
    return import_here(database, workbook(folder / "台账.xlsx", [*lines, head, *rows]), money_unit=unit)


def kept(database: Database) -> list[int | None]:
    with database.read() as session:
        return list(session.scalars(select(Project.total_investment).order_by(Project.name)))


@pytest.mark.parametrize(
    ("line", "heading", "in_wan"),
    [
        ("填报单位：清溪镇    单位：万元、亩、人", "总投资", 12),
        ("计量单位：亩、亿元", "总投资", 120_000),
        ("金额单位 亿元", "总投资", 120_000),
        ("说明：以下金额均以亿元计", "总投资", 120_000),
        ("单位：万 元", "总投资", 12),
        ("单位：万元、元/亩", "总投资", 12),
        ("单位：万元、万美元", "总投资", 12),
        ("单位：亿元", "总投资（万元）", 12),
        ("单位：万元", "总投资\n（亿 元）", 120_000),
    ],
)
def test_a_unit_that_is_said_once_counts(
    database: Database, tmp_path: Path, line: str, heading: str, in_wan: int
) -> None:
    report = take(database, tmp_path, line, heading, 12)
    assert kept(database) == [in_wan * WAN]
    assert not report.rejected


@pytest.mark.parametrize(
    ("line", "heading", "told"),
    [
        ("单位：万元/亿元", "总投资", "表里写了亿元、万元"),
        ("单位：人、亩、万元（固投为亿元）", "总投资", "表里写了亿元、万元"),
        ("单位：万元", "总投资（万元、亿元）", "表里写了亿元、万元"),
        ("", "总投资", "没有写明金额单位"),
    ],
)
def test_of_several_units_the_clerk_says_which(
    database: Database, tmp_path: Path, line: str, heading: str, told: str
) -> None:
    report = take(database, tmp_path, line, heading, 12)
    assert kept(database) == [None]
    assert told in report.rejected[0].reason
    take(database, tmp_path, line, heading, 12, unit=MoneyUnit.YI)
    assert kept(database) == [120_000 * WAN]


@pytest.mark.parametrize(
    ("line", "heading", "unit"),
    [
        ("单位：千元", "总投资", "千元"),
        ("单位：百万元", "总投资", "百万元"),
        ("单位：万元", "总投资（百万元）", "百万元"),
        ("单位：万元", "总投资（万美元）", "万美元"),
        ("单位：万美元", "总投资", "万美元"),
    ],
)
def test_a_column_in_a_unit_that_nobody_reckons_in_here_is_not_read(
    database: Database, tmp_path: Path, line: str, heading: str, unit: str
) -> None:
    report = take(database, tmp_path, line, heading, 12)
    assert kept(database) == [None]
    assert any(f"单位是{unit}" in note.reason and note.column == heading for note in report.warnings)


def test_what_is_recorded_stays_where_a_column_cannot_be_read(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path, "单位：万元", "总投资", 12)
    take(database, tmp_path, "单位：百万元", "总投资", 7)
    assert kept(database) == [12 * WAN]


def test_a_lead_in_dollars_is_not_read_as_yuan(database: Database, tmp_path: Path) -> None:
    rows = [["线索名称", "投资方", "登记日期", "意向投资额（万美元）"], ["甲线索", "甲公司", "2026-3-5", 300]]
    report = import_here(database, workbook(tmp_path / "线索.xlsx", rows))
    with database.read() as session:
        assert session.scalars(select(Lead.intended_amount)).all() == [None]
    assert any("折算成人民币" in note.reason for note in report.warnings)


def test_an_amount_a_thousand_times_smaller_than_its_column_is_warned_of(database: Database, tmp_path: Path) -> None:
    report = take(database, tmp_path, "单位：万元", "总投资", 5000, 6000, 7000, 1.2)
    assert [(note.row, note.value) for note in report.warnings if "千分之一" in note.reason] == [(7, "1.2")]


@pytest.mark.parametrize("cell", ["1.2亿元（15000万元）", "5000（7亿元）"])
def test_two_sums_in_one_cell_that_differ_are_nobodys_choice(database: Database, tmp_path: Path, cell: str) -> None:
    report = take(database, tmp_path, "单位：万元", "总投资", cell)
    assert kept(database) == [None]
    assert any("前后两个数不一致" in note.reason for note in report.warnings)


def test_a_sum_said_in_two_units_is_one_and_a_part_of_it_is_kept_beside(database: Database, tmp_path: Path) -> None:
    take(database, tmp_path, "单位：万元", "总投资", "1.2亿元（12000万元）", "5000万元（其中设备3000万元）")
    assert kept(database) == [12_000 * WAN, 5000 * WAN]
    with database.read() as session:
        assert session.scalars(select(Project.note).order_by(Project.name)).all() == [
            "",
            "总投资：5000万元（其中设备3000万元）",
        ]
