"""What a row of payments says of currency, rate and recognition: nothing is counted as what it is not."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.database.engine import Database
from app.jobs.imports import ImportReport
from app.models.funds import FundsEntry
from app.values.capital import FundsStatus
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
