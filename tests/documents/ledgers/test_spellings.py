"""However a writer spells the cells of an .xlsx, their looks are found: errors, formulas, formats, struck words."""

import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from app.documents.ledgers.workbook import read_here

_SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def usual(tmp_path: Path) -> Path:
    """A sheet with one cell of every look, as openpyxl spells it."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["项目名称", "总投资", "签约时间", "备注"])
    page.append(["甲项目", 1200, date(2026, 3, 5), "=1/0"])
    page.append(["乙项目", 30000000, date(2026, 4, 1), "不作废"])
    page.append(["丙项目", "#REF!", date(2026, 5, 2), "作废"])
    page["B3"].number_format = '0!.0,"万元"'
    page["C2"].number_format = 'm"月"d"日"'
    page["A4"].font = Font(strike=True)
    path = tmp_path / "通常.xlsx"
    book.save(path)
    return path


def _places_last(xml: str) -> str:
    return re.sub(r'<c (r="[A-Z]+\d+")([^>/]*)', r"<c\2 \1", xml)


def _single_quotes(xml: str) -> str:
    return re.sub(r"<c [^>]*>", lambda cell: cell.group().replace('"', "'"), xml)


def _with_prefix(xml: str) -> str:
    named = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", xml)
    return named.replace("xmlns=", "xmlns:x=")


def _one_otherwise(xml: str) -> str:
    return xml.replace('<c r="A2"', '<c  r="A2"', 1)


@pytest.mark.parametrize("spelt", [_places_last, _single_quotes, _with_prefix, _one_otherwise])
def test_cells_spelt_otherwise_have_the_same_looks(usual: Path, spelt: Callable[[str], str]) -> None:
    other = usual.with_name("另一种.xlsx")
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, spelt(content.decode()).encode() if name == _SHEET else content)

    (sheet,), (as_usual,) = read_here(other), read_here(usual)

    assert len(as_usual.looks) == 7
    assert dict(sheet.looks) == dict(as_usual.looks)
    assert sheet.rows == as_usual.rows
