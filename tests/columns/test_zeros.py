"""A figure of nought on paper and in a sheet: 0, a dash or nothing, as the office has it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.columns.cells import cell_text
from app.columns.column import Column, Kind
from app.database.engine import Database
from app.documents.writing import write
from app.reports import ledgers
from app.reports.ledgers import LedgerView
from app.services import offices
from app.values.figures import show_zeros

MONEY, COUNT = Column("amount", "金额", Kind.MONEY, 80), Column("days", "次数", Kind.COUNT, 80)


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    yield
    show_zeros("0")


@pytest.mark.parametrize(("words", "money", "count"), [("0", "0.00", "0"), ("—", "—", "—"), ("", "", "")])
def test_paper_prints_it_as_the_office_has_it(words: str, money: str, count: str) -> None:
    show_zeros(words)
    assert (cell_text(MONEY, 0), cell_text(COUNT, 0)) == (money, count)
    assert cell_text(COUNT, 3) == "3"
    assert cell_text(MONEY, 0, today=date(2026, 1, 1)) == "0"  # the screen has figures
    assert cell_text(MONEY, None) == ""


def test_a_sheet_still_holds_nought(tmp_path: Path) -> None:
    show_zeros("—")
    names = Column("unit", "责任单位", Kind.TEXT, 80), Column("head", "责任人", Kind.TEXT, 80)
    rows = [{"unit": "甲村", "head": "张三", "days": 0}, {"unit": "乙村", "head": "李四", "days": 2}]
    write(tmp_path / "a.xlsx", ledgers.document(LedgerView("表", (*names, COUNT), rows), "填报单位：镇"))
    cells = [cell for row in load_workbook(tmp_path / "a.xlsx").active.iter_rows() for cell in row if cell.value == 0]
    assert [cell.number_format for cell in cells] == ['0;-0;"—"']


def test_the_offices_choice_is_kept_with_its_records(database: Database) -> None:
    with database.work("选项") as session:
        assert offices.zeros(session) == "0"
        offices.set_value(session, "zeros", "—")
        assert offices.zeros(session) == "—"
