"""Money laid out by month, and the figures of months: each lands in its month, and none counts twice in silence."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.database.engine import Database
from app.errors import Refused
from app.jobs.imports import ImportReport, import_ledger
from app.models.funds import FundsEntry
from app.models.projects import Project
from app.values.kinds import LedgerKind
from tests.jobs.imports.test_habits import WAN, kept, said, take
from tests.jobs.ledger_files import workbook

TITLE = ["2026年各项目到位资金情况表（单位：万元）"]
KNOWN = (
    ["项目名称", "投资方", "总投资（万元）", "签约时间", "责任单位"],
    ["甲厂", "甲公司", 5000, "2026-1-5", "东山村"],
    ["乙厂", "乙公司", 6000, "2026-1-6", "东山村"],
)


@pytest.fixture
def library(database: Database, tmp_path: Path) -> Database:
    take(database, tmp_path, *KNOWN)
    return database


def months(database: Database) -> list[tuple[str, int]]:
    return sorted((when.iso, amount) for when, amount in kept(database, FundsEntry.received_on, FundsEntry.amount))


def by_month(database: Database, folder: Path, head: Sequence[str], *rows: Sequence[Any]) -> ImportReport:
    return take(database, folder, TITLE, ["序号", "项目名称", "投资方", *head], *rows)


@pytest.mark.parametrize(
    "head",
    [
        ["1月", "2月", "3月"],
        ["一月", "二月份", "3月份"],
        ["1月到位资金", "2月到位资金", "3月到位资金"],
        ["2026年1月", "2026年2月", "2026年3月"],
        ["1月（万元）", "2月（万元）", "3月（万元）"],
    ],
)
def test_a_column_a_month_is_an_entry_a_month(library: Database, tmp_path: Path, head: list[str]) -> None:
    report = by_month(library, tmp_path, head, [1, "甲厂", "甲公司", 100, "/", 300], [2, "乙厂", "乙公司", "", 50.5, 0])
    assert [part.kind for part in report.parts] == [LedgerKind.FUNDS]
    assert months(library) == [("2026-01", 100 * WAN), ("2026-02", 5050 * WAN // 100), ("2026-03", 300 * WAN)]


def test_months_under_one_heading_are_read_and_the_sum_beside_them_is_compared(
    library: Database, tmp_path: Path
) -> None:
    rows = (
        ["2026年招商项目到位资金台账"],
        ["序号", "项目名称", "投资方", "到位资金（万元）", "", "", ""],
        ["", "", "", "1月", "2月", "3月", "累计"],
        [1, "甲厂", "甲公司", 100, 200, 300, 700],
        [2, "乙厂", "乙公司", 50, "", "", 50],
        ["", "合计", "", 150, 200, 300, 750],
    )
    path = workbook(tmp_path / "逐月.xlsx", rows, merged=["D2:G2", "A2:A3", "B2:B3", "C2:C3"])
    report = import_ledger(library, path)
    assert [amount for _, amount in months(library)] == [50 * WAN, 100 * WAN, 200 * WAN, 300 * WAN]
    assert said(report, 4).count("本年到位资金写的是700.00万元，与已登记的600.00万元不一致") == 1
    assert "不一致" not in said(report, 5)


def test_the_same_table_again_changes_nothing_and_a_changed_month_is_asked_about(
    library: Database, tmp_path: Path
) -> None:
    by_month(library, tmp_path, ["1月", "2月"], [1, "甲厂", "甲公司", 100, 200])
    before = months(library)
    again = by_month(library, tmp_path, ["1月", "2月", "3月"], [1, "甲厂", "甲公司", 100, 200, 30])
    assert months(library) == [*before, ("2026-03", 30 * WAN)]
    assert not again.rejected
    changed = by_month(library, tmp_path, ["1月", "2月"], [1, "甲厂", "甲公司", 120, 200])
    assert "库里2026年1月已登记100.00万元，表里是120.00万元" in said(changed, 3)
    assert months(library) == [*before, ("2026-03", 30 * WAN)]


def test_a_months_figure_that_entries_add_up_to_is_no_further_payment(library: Database, tmp_path: Path) -> None:
    single = ["项目名称", "到账日期", "金额（万元）", "凭证号"]
    take(library, tmp_path, single, ["甲厂", "2026-3-5", 100, "记-1"], ["甲厂", "2026-3-20", 200, "记-2"])
    before = months(library)
    head = ["项目名称", "投资方", "本月到位（万元）", "本年累计（万元）"]
    whole = take(library, tmp_path, ["2026年3月到位资金统计表"], head, ["甲厂", "甲公司", 300, 300])
    assert (whole.rejected, months(library)) == ([], before)
    other = take(library, tmp_path, ["2026年3月到位资金统计表"], head, ["甲厂", "甲公司", 310, 310])
    assert "看不出是更正还是又一笔" in said(other, 3)
    assert months(library) == before


def test_a_months_figure_in_dollars_is_held_against_dollars_alone(library: Database, tmp_path: Path) -> None:
    single = ["项目名称", "到账日期", "金额", "币种", "汇率"]
    take(
        library, tmp_path, ["2026年到位资金明细表（单位：万元）"], single,
        ["甲厂", "2026-3-5", 100, "人民币", ""], ["甲厂", "2026-3-20", "20万美元", "美元", 7.1],
        kind=LedgerKind.FUNDS,
    )  # fmt: skip
    before = months(library)
    assert len(before) == 2
    head = ["项目名称", "投资方", "本月到位（万美元）", "备注"]
    title = ["2026年3月到位外资统计表"]
    same = take(library, tmp_path, title, head, ["甲厂", "甲公司", 20, ""], kind=LedgerKind.FUNDS)
    assert (same.rejected, months(library)) == ([], before)
    other = take(library, tmp_path, title, head, ["甲厂", "甲公司", 25, ""], kind=LedgerKind.FUNDS)
    assert "已登记20.00万美元，表里是25.00万美元" in said(other, 3)
    assert months(library) == before


def test_in_a_project_ledger_no_month_is_taken_for_the_sum(library: Database, tmp_path: Path) -> None:
    head = ["项目名称", "投资方", "总投资（万元）", "1月到位资金（万元）", "2月到位资金（万元）", "责任单位"]
    report = take(
        library, tmp_path, ["2026年招商引资项目台账"], head, ["甲厂", "甲公司", 5000, 100, 200, "东山村"],
        kind=LedgerKind.PROJECTS,
    )  # fmt: skip
    assert months(library) == []
    assert "记在备注里" in said(report, None)
    assert "1月到位资金（万元）：100" in dict(kept(library, Project.name, Project.note))["甲厂"]


@pytest.mark.parametrize(
    "head", [["1月累计", "2月累计"], ["1—2月", "1—3月"], ["1-2月累计到位（万元）", "1-3月累计到位（万元）"]]
)
def test_of_several_running_sums_none_is_taken(library: Database, tmp_path: Path, head: list[str]) -> None:
    report = by_month(library, tmp_path, ["责任单位", *head], [1, "甲厂", "甲公司", "东山村", 100, 300])
    assert months(library) == []
    assert head[0] in "".join(note.column or "" for note in report.warnings)


def test_a_plan_by_month_is_no_money_received(library: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        by_month(library, tmp_path, ["1月计划", "2月计划"], [1, "甲厂", "甲公司", 100, 300])
    assert months(library) == []


def test_money_for_one_of_two_projects_of_a_name_is_asked_about(library: Database, tmp_path: Path) -> None:
    take(library, tmp_path, ["项目编号", *KNOWN[0]], ["X-9", "甲厂", "", 900, "2026-2-5", "西山村"])
    head = ["企业（项目）名称", "投资方", "到账日期", "金额（万元）"]
    report = take(library, tmp_path, head, ["甲厂", "", "2026-3-5", 100], ["甲厂", "甲公司", "2026-3-6", 70])
    assert "有2个项目都叫“甲厂”" in said(report, 2)
    assert months(library) == [("2026-03-06", 70 * WAN)]
