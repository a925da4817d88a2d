"""The sample ledgers of an office, read whole: the year's figures must come out of them."""

from collections import Counter
from pathlib import Path

import pytest

from app.documents.ledgers import Ledger, LedgerKind, LedgerRow, read_ledger
from app.errors import Refused
from app.values.codes import phone_problem
from app.values.dates import PartialDate, read_date
from app.values.money import MoneyUnit, read_money
from app.values.quantities import MICRO, read_quantity
from tests.documents.workbooks import read

SAMPLES = Path(__file__).parents[2] / "ledgers"
YI = 10_000_000_000  # 分


@pytest.fixture(scope="module")
def projects() -> Ledger:
    return read(SAMPLES / "项目台账.xlsx")


def stage_of(row: LedgerRow) -> str:
    return row.cells["stage"].text if "stage" in row.cells else ""


def money(ledger: Ledger, field: str, stage: str | None = None) -> list[int]:
    rows = [row for row in ledger.rows if stage is None or stage in stage_of(row)]
    cells = [row.cells[field] for row in rows if row.cells[field].text]
    return [read_money(cell.value, cell.unit) for cell in cells]


def dated(ledger: Ledger, field: str, year: int) -> list[PartialDate]:
    days = [read_date(row.cells[field].value) for row in ledger.rows if row.cells[field].text]
    return [day for day in days if day.year == year]


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("项目台账.xlsx", LedgerKind.PROJECTS, 54),
        ("到位资金统计表.xlsx", LedgerKind.FUNDS, 66),
        ("线索台账.xlsx", LedgerKind.LEADS, 18),
        ("目标任务.xlsx", LedgerKind.TARGETS, 4),
        ("目标任务分解表.xlsx", LedgerKind.TARGETS, 36),
        ("手工完成数.xlsx", LedgerKind.ACHIEVEMENTS, 30),
        ("责任单位.xls", LedgerKind.UNITS, 10),
    ],
)
def test_each_sample_is_recognised_and_read_in_a_process_of_its_own(name: str, kind: LedgerKind, rows: int) -> None:
    ledger = read_ledger(SAMPLES / name)
    assert (ledger.kind, len(ledger.rows)) == (kind, rows)
    assert ledger == read(SAMPLES / name, kind)


def test_the_reserve_adds_up_by_industry(projects: Ledger) -> None:
    reserve = [row for row in projects.rows if stage_of(row) == "储备"]
    counts = Counter(row.cells["industry"].text for row in reserve)
    sums: Counter[str] = Counter()
    for row in reserve:
        cell = row.cells["total_investment"]
        sums[row.cells["industry"].text] += read_money(cell.value, cell.unit)
    assert counts == {"农业": 8, "工业": 10, "其他": 8}
    assert sums == {"农业": 8 * YI, "工业": 298 * YI, "其他": 254 * YI}


def test_the_years_signatures_landings_and_starts_are_counted(projects: Ledger) -> None:
    assert len(dated(projects, "signed_on", 2026)) == 23
    assert len(dated(projects, "landed_on", 2026)) == 21
    assert len(dated(projects, "started_on", 2026)) == 21
    assert sum(money(projects, "contract_amount", "签约")) == 252 * YI


def test_the_sum_row_agrees_with_the_records(projects: Ledger) -> None:
    total = projects.totals[0].cells["total_investment"]
    assert len(projects.totals) == 1
    assert read_money(total.value, total.unit) == sum(money(projects, "total_investment"))


def test_people_units_and_phones_come_out_of_shared_cells(projects: Ledger) -> None:
    for row in projects.rows:
        assert row.cells["unit"].text.endswith(("村", "社区", "办公室", "中心"))
        assert 2 <= len(row.cells["person"].text) <= 3
        assert phone_problem(row.cells["phone"].text) is None


def test_the_years_funds_are_fifty_yi_against_a_target_of_thirty_five() -> None:
    funds, targets = read(SAMPLES / "到位资金统计表.xlsx"), read(SAMPLES / "目标任务.xlsx")
    assert sum(money(funds, "amount")) == 50 * YI
    assert len(dated(funds, "received_on", 2026)) == len(funds.rows)
    assert (funds.year, funds.month, funds.money_unit) == (2026, 12, MoneyUnit.WAN)
    township = targets.rows[0].cells
    assert (township["unit"].text, township["indicator"].text) == ("", "实际到位资金")
    assert read_quantity(township["amount"].value) == 350_000 * MICRO


def test_a_wide_table_of_targets_becomes_one_row_a_unit_and_indicator() -> None:
    ledger = read(SAMPLES / "目标任务分解表.xlsx")
    first = {row.cells["indicator"].text: row for row in ledger.rows if row.cells["unit"].text == "清溪村"}
    assert {name: row.cells["measure"].text for name, row in first.items()} == {
        "到位资金": "万元",
        "新签约项目": "个",
        "标准厂房竣工面积": "万平方米",
        "劳务输出": "人",
    }
    assert first["到位资金"].cells["year"].value == 2026
    assert first["到位资金"].cells["stretch"].text == "22000"
    assert first["到位资金"].number == 6


def test_a_missing_kind_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refused, match="姓名"):
        read(SAMPLES / "到位资金统计表.xlsx", LedgerKind.FELLOWS)
    with pytest.raises(Refused, match="责任单位"):
        read(SAMPLES / "责任单位.xls", sheet="没有这张表")
