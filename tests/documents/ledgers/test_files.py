"""What files hold beside plain values: words struck in part, hidden numbers, indents, texts parted or endless."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.dom import minidom

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from app.documents.ledgers import Ledger, ledgers_of_sheets
from app.documents.ledgers.workbook import read_here

HABITS = Path(__file__).parents[2] / "ledgers" / "habits"
HEAD = ("项目名称", "投资方", "总投资（万元）", "签约时间", "项目进展")


def ledger(path: Path) -> Ledger:
    return ledgers_of_sheets(read_here(path))[0]


def told(read: Ledger, title: str) -> str:
    return "".join(note.reason for note in read.notes if note.column == title)


def struck_xlsx(path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEAD)
    page.append(("甲", "甲公司", None, "2026.3", ""))
    page["C2"] = CellRichText(TextBlock(InlineFont(strike=True), "5000"), TextBlock(InlineFont(), "8000"))
    book.save(path)


def struck_xls(path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("台账")
    for row, values in enumerate((HEAD, ("甲", "甲公司", "", "2026.3", ""))):
        for column, value in enumerate(values):
            if value:
                page.write(row, column, value)
    page.row(1).set_cell_rich_text(2, (("5000", xlwt.easyfont("struck_out true")), "8000"))
    book.save(str(path))


@pytest.mark.parametrize(("name", "write"), [("台账.xlsx", struck_xlsx), ("台账.xls", struck_xls)])
def test_a_sum_struck_in_part_is_not_read_whole(tmp_path: Path, name: str, write: Callable[[Path], None]) -> None:
    write(tmp_path / name)
    read = ledger(tmp_path / name)
    assert "total_investment" not in read.rows[0].cells
    assert "删除线" in told(read, "总投资（万元）")


@pytest.mark.parametrize("code", [";;;", '"待定"', '"*"'])
def test_a_number_that_its_format_hides_is_not_read(tmp_path: Path, code: str) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEAD)
    page.append(("甲", "甲公司", 5000, "2026.3", ""))
    page["C2"].number_format = code
    book.save(tmp_path / "台账.xlsx")
    read = ledger(tmp_path / "台账.xlsx")
    assert "total_investment" not in read.rows[0].cells
    assert "存的是5000" in told(read, "总投资（万元）")


@pytest.mark.parametrize(
    ("day", "code", "read_as"),
    [
        (date(2026, 3, 1), "yyyy-m", "2026-03"),
        (date(2026, 3, 1), 'yyyy"年"m"月"', "2026-03"),
        (date(2026, 3, 1), "mmm-yy", "2026-03"),
        (date(2026, 1, 1), "yyyy", "2026"),
        (date(2026, 3, 5), "yyyy-m", "2026-03-05"),
        (date(2026, 3, 1), "yyyy-m-d", "2026-03-01"),
    ],
)
def test_a_day_that_the_sheet_made_of_a_month_is_the_month(tmp_path: Path, day: date, code: str, read_as: str) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(HEAD)
    page.append(("甲", "甲公司", 5000, day, ""))
    page["D2"].number_format = code
    book.save(tmp_path / "台账.xlsx")
    assert ledger(tmp_path / "台账.xlsx").rows[0].cells["signed_on"].text == read_as


def test_an_ods_with_indented_xml_reads_as_one_without(tmp_path: Path) -> None:
    path = tmp_path / "indented.ods"
    with zipfile.ZipFile(HABITS / "h-errors.ods") as plain, zipfile.ZipFile(path, "w") as indented:
        for name in plain.namelist():
            part = plain.read(name)
            indented.writestr(name, minidom.parseString(part).toprettyxml() if name == "content.xml" else part)
    cells = [[{name: cell.value for name, cell in row.cells.items()} for row in ledger(each).rows]
             for each in (path, HABITS / "h-errors.ods")]  # fmt: skip
    assert cells[0] == cells[1]
    assert "公式出错" in told(ledger(path), "总投资")


def test_a_text_too_long_for_any_sheet_is_told_and_its_row_is_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(f"{','.join(HEAD)}\n甲,甲公司,5000,2026-3-5,{'长' * 40_000}\n", encoding="utf-8")
    read = ledger(path)
    assert read.rows[0].cells["name"].text == "甲"
    assert "progress" not in read.rows[0].cells
    assert "太长" in told(read, "项目进展")


def test_a_row_of_text_that_a_comma_has_parted_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text("项目名称,投资方,总投资（万元）\n甲,甲公司,5,000\n乙,乙公司,6000\n", encoding="utf-8")
    doubts = [bool(row.doubt) for row in ledger(path).rows]
    assert doubts == [True, False]
