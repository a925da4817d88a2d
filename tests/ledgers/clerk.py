"""How the office's clerk types: cells and lines of a sheet, dates, amounts and phones in their many writings."""

import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
THIN = Border(*[Side(style="thin")] * 4)
RNG = random.Random(7)


def book(name: str) -> tuple[Workbook, Worksheet]:
    """A workbook with one sheet of that name."""
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = name
    return workbook, sheet


def put(sheet: Worksheet, row: int, values: Sequence[object], first: int = 1) -> None:
    """Writes a row of cells with lines around them."""
    for column, value in enumerate(values, first):
        cell = sheet.cell(row, column, value)
        cell.border = THIN
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        if isinstance(value, date):
            cell.number_format = "yyyy/m/d"


def across(sheet: Worksheet, row: int, width: int, text: str, size: float = 11) -> None:
    """A line merged over the table's width."""
    sheet.cell(row, 1, text).font = Font(name="宋体", size=size, bold=size > 14)
    sheet.cell(row, 1).alignment = Alignment(horizontal="center" if size > 14 else "left", wrap_text=True)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def save(workbook: Workbook, name: str) -> None:
    """Puts the workbook in place, with columns wide enough to read."""
    for sheet in workbook.worksheets:
        for column in range(1, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 14
    workbook.save(HERE / name)


def written(day: date | None) -> object:
    """A date in one of the ways that clerks write it; all are known to the day or the month."""
    if day is None:
        return RNG.choice(("", "—", None, "/"))
    ways: Sequence[Callable[[date], object]] = (
        lambda d: d,
        lambda d: f"{d.year}.{d.month}.{d.day}",
        lambda d: f"{d.year}年{d.month}月{d.day}日",
        lambda d: f"{d.year}/{d.month}/{d.day}",
        lambda d: f"{d:%Y%m%d}",
        lambda d: f"{d.year}年{d.month}月",
        lambda d: f"{d.year}-{d.month}",
        lambda d: (d - date(1899, 12, 30)).days,
        lambda d: f"{d.year}年{d.month}月".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    )
    return RNG.choice(ways)(day)


def in_yi(wan: int) -> object:
    """An amount of 万元 for a column headed 亿元, sometimes with its unit in the cell."""
    exact = f"{wan / 10_000:.4f}".rstrip("0").rstrip(".")
    return RNG.choice((wan / 10_000, wan / 10_000, exact, f"{exact}亿元", f"{wan}万元", f"约{exact}亿"))


def in_wan(wan: int) -> object:
    """An amount for a column of 万元."""
    return RNG.choice((wan, wan, float(wan), f"{wan:,}", f"{wan}万元", f"{wan / 10_000:.4f}亿元"))


def phone(digits: str) -> object:
    """A phone as number, as text, with blanks or with the country's prefix."""
    return RNG.choice((int(digits), float(digits), digits, f"{digits[:3]} {digits[3:7]} {digits[7:]}", f"+86{digits}"))
