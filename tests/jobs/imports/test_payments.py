"""What a row of payments says of currency, rate and recognition: nothing is counted as what it is not."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.database.engine import Database
from app.jobs.imports import ImportReport
from app.models.funds import FundsEntry
from app.models.projects import Project
from app.values.capital import FundsStatus
from app.values.kinds import LedgerKind
from tests.jobs.ledger_files import import_here, workbook

HEAD = ["项目名称", "到账日期", "金额", "币种", "资金来源", "认定状态", "汇率"]


def take(database: Database, folder: Path, currency: str, status: str = "自报", rate: object = 7.1) -> ImportReport:
    project = [["单位：万元"], ["项目名称", "投资方", "总投资", "签约时间"], ["甲厂", "甲公司", 5000, "2026.3"]]
    import_here(database, workbook(folder / "项目.xlsx", project))
    rows = [["单位：万元"], HEAD, ["甲厂", "2026-3-5", 500, currency, "境外", status, rate]]
    return import_here(database, workbook(folder / "资金.xlsx", rows))


@pytest.mark.parametrize("currency", ["港币", "港元", "欧元", "日元", "HK$", "人民币（折美元）", "人民币/美元"])
def test_a_payment_in_another_currency_is_not_counted_as_yuan(
    database: Database, tmp_path: Path, currency: str
) -> None:
    report = take(database, tmp_path, currency)
    with database.read() as session:
        assert session.scalars(select(FundsEntry.amount)).all() == []
    assert [(note.column, note.value) for note in report.rejected] == [("币种", currency)]


@pytest.mark.parametrize(
    ("rate", "stored"), [(7.12, 7_120_000), (712, 7_120_000), (0.14, 140_000), ("7.12（3月）", None)]
)
def test_a_rate_is_yuan_for_a_dollar_or_told_of(
    database: Database, tmp_path: Path, rate: object, stored: int | None
) -> None:
    report = take(database, tmp_path, "美元", rate=rate)
    with database.read() as session:
        assert session.scalars(select(FundsEntry.rate)).all() == [stored]
    assert any(note.column == "汇率" for note in report.warnings) is (stored != 7_120_000)


@pytest.mark.parametrize("status", ["市认定", "县认定（部分）", "县认定（待复核）", "认定一半"])
def test_what_the_county_has_not_recognised_is_not_counted_so(database: Database, tmp_path: Path, status: str) -> None:
    report = take(database, tmp_path, "人民币", status)
    with database.read() as session:
        assert session.scalars(select(FundsEntry.status)).all() == [FundsStatus.REPORTED]
    assert any(note.column == "认定状态" for note in report.warnings)


FUNDS = [["单位：万元"], ["项目编号", "到账日期", "到位资金", "凭证号"]]
BY_FIRM = [["清溪镇2026年到位资金统计表"], ["单位：万元"], ["企业名称", "到账日期", "到位资金", "凭证号"]]


@pytest.fixture
def library(database: Database, tmp_path: Path) -> Database:
    head = [["单位：万元"], ["项目编号", "项目名称", "投资方", "总投资", "签约时间"]]
    rows = [["A1", "甲厂", "甲公司", 5000, "2026.3"], ["A2", "乙厂", "乙公司", 5000, "2026.3"]]
    rows.append(["A3", "丙厂", "乙公司", 9000, "2026.4"])
    import_here(database, workbook(tmp_path / "项目.xlsx", head + rows))
    return database


def paid(database: Database) -> list[tuple[str, int]]:
    with database.read() as session:
        found = session.execute(select(Project.name, FundsEntry.amount).join(Project).order_by(FundsEntry.amount))
        return [(name, amount // 1_000_000) for name, amount in found]


def test_a_code_alone_says_whose_money_it_is(library: Database, tmp_path: Path) -> None:
    rows = [["A1", "2026-3-5", 500, "J1"], ["A9", "2026-3-5", 600, "J2"]]
    report = import_here(library, workbook(tmp_path / "资金.xlsx", FUNDS + rows), LedgerKind.FUNDS)
    assert paid(library) == [("甲厂", 500)]
    assert [(note.row, note.column) for note in report.rejected] == [(4, "项目编号")]


def test_a_firm_alone_says_whose_money_it_is_where_it_has_one_project(library: Database, tmp_path: Path) -> None:
    rows = [["甲公司", "2026-3-5", 500, "J1"], ["乙公司", "2026-3-5", 600, "J2"], ["丁公司", "2026-3-5", 700, "J3"]]
    report = import_here(library, workbook(tmp_path / "资金.xlsx", BY_FIRM + rows))
    assert paid(library) == [("甲厂", 500)]
    assert [note.row for note in report.rejected] == [5, 6]


def test_one_voucher_in_two_rows_is_told_of(library: Database, tmp_path: Path) -> None:
    rows = [["A1", "2026-3-5", 500, "J1"], ["A1", "2026-3-6", 600, "J1"], ["A2", "2026-3-6", 700, "J1"]]
    report = import_here(library, workbook(tmp_path / "资金.xlsx", FUNDS + rows), LedgerKind.FUNDS)
    assert len(paid(library)) == 3
    assert [note.row for note in report.warnings if note.column == "凭证号"] == [4]


@pytest.mark.parametrize(
    ("cell", "told"), [("约500", True), ("500以上", True), ("近5百", True), ("500余万元", True), ("500万元整", False)]
)
def test_an_amount_that_is_not_exact_is_told_and_kept_as_written(
    library: Database, tmp_path: Path, cell: str, *, told: bool
) -> None:
    report = import_here(library, workbook(tmp_path / "资金.xlsx", [*FUNDS, ["A1", "2026-3-5", cell, "J1"]]))
    assert paid(library) == [("甲厂", 500)]
    assert any("不是准数" in note.reason for note in report.warnings) is told
    with library.read() as session:
        assert session.scalars(select(FundsEntry.note)).all() == [f"到位资金：{cell}" if told else ""]


@pytest.mark.parametrize("named", [["甲厂", "甲公司"], ["甲厂", ""], ["", "甲公司"]])
def test_money_of_one_of_two_projects_of_one_name_and_firm_is_given_to_neither(
    library: Database, tmp_path: Path, named: list[str]
) -> None:
    again = [
        ["单位：万元"],
        ["项目编号", "项目名称", "投资方", "总投资", "签约时间"],
        ["A7", "甲厂", "甲公司", 800, "2026.5"],
    ]
    import_here(library, workbook(tmp_path / "又一期.xlsx", again))
    head = [["单位：万元"], ["项目名称", "投资方", "到账日期", "到位资金", "凭证号"]]
    report = import_here(library, workbook(tmp_path / "资金.xlsx", [*head, [*named, "2026-3-5", 500, "J1"]]))
    assert paid(library) == []
    assert "2个项目" in report.rejected[0].reason
