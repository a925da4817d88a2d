"""A scheme's workbook: its items on one sheet, its units on another, and a page that says how to fill it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.columns.column import Column
from app.columns.scores import HEAD, ITEMS, UNITS
from app.documents.layout.pages import page_of
from app.documents.ledgers.sheets import Sheet
from app.documents.ledgers.workbook import read_workbook
from app.documents.packing import packed_workbook
from app.documents.sheet import styles
from app.documents.sheet.values import cell_value, number_format, printable
from app.errors import Refused
from app.paths import whole_file
from app.reports.blocks import Layout
from app.values.money import MoneyUnit
from app.values.words import clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ITEM_SHEET, UNIT_SHEET, GUIDE_SHEET = "考核项目", "考核单位", "填写说明"
_NEEDED = ("title", "shape", "points")
_HEAD_ROWS = 15
_SPARE_ROWS = 60
_RULES = """跨项目的规定，写在“考核项目”表“说明”下面加的一行“总则”里，一行一条：
大项 加分项=引进500强、现场签约
最高 加分项=10；最低 加分项=-5；最高 总分=110；满分 总分=100
类别 一类=东村、西村；分值 一类/新签约项目=20"""


@dataclass(frozen=True)
class Guide:
    """What the page of explanations lists: shapes (name, formula, parameters, example), indicators, two choices."""

    shapes: Sequence[tuple[str, str, str, str]]
    indicators: Sequence[str]
    basis: Sequence[str]
    against: Sequence[str]


@dataclass(frozen=True)
class SchemeBook:
    """A scheme as read: its head by field, its items as (row, texts by field), its units as (row, name).

    ``head_rows`` are the rows of the head's fields.
    """

    head: Mapping[str, str]
    head_rows: Mapping[str, int]
    items: tuple[tuple[int, Mapping[str, str]], ...]
    units: tuple[tuple[int, str], ...]


def write_scheme(
    path: Path,
    head: Mapping[str, object],
    items: Sequence[Mapping[str, Any]],
    units: Sequence[str],
    guide: Guide,
) -> None:
    """Writes a scheme so that :func:`read_scheme` reads the same; Refused where the file cannot be written."""
    from openpyxl import Workbook

    book = Workbook()
    styles.add_styles(book)
    sheet = book.active
    assert sheet is not None
    sheet.title = ITEM_SHEET
    top = _write_head(sheet, head)
    _write_table(sheet, top, ITEMS, items)
    listed = book.create_sheet(UNIT_SHEET)
    _write_table(listed, 1, UNITS, [{"unit": name} for name in units])
    guide_sheet = book.create_sheet(GUIDE_SHEET)
    _write_guide(guide_sheet, guide)
    _offer_choices(sheet, top + 1, guide)
    with whole_file(path) as part:
        part.write_bytes(packed_workbook(book))


def _write_head(sheet: "Worksheet", head: Mapping[str, object]) -> int:
    """Label and value, one a row; returns the row of the table's header. 总则 stands only where there are any."""
    width = len(ITEMS) + 1
    labels = {field: label for field, label in HEAD.items() if field != "rules" or head.get(field)}
    for row, (field, label) in enumerate(labels.items(), start=1):
        _put(sheet, row, 1, label, styles.HEADER)
        for place in range(2, width + 1):
            _put(sheet, row, place, "", styles.style_of(ITEMS[0].kind))
        _put(sheet, row, 2, head.get(field, ""), styles.style_of(ITEMS[0].kind))
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=width)
        sheet.row_dimensions[row].height = 22
    return len(labels) + 2


def _write_table(sheet: "Worksheet", top: int, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> None:
    from openpyxl.utils import get_column_letter

    styles.set_widths(sheet, list(columns))
    styles.set_page(sheet, len(columns) + 1, top, top, top + len(rows))
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 22, 22
    widths = [sheet.column_dimensions[get_column_letter(place)].width for place in range(1, len(columns) + 2)]
    page = page_of(Layout.LEDGER, len(columns))
    styles.set_paper(sheet, page, 2, styles.page_ends(widths, page, 2))
    sheet.auto_filter.ref = None
    for place, title in enumerate(("序号", *(column.title for column in columns)), start=1):
        _put(sheet, top, place, title, styles.HEADER)
    for number, row in enumerate(rows, start=1):
        _put(sheet, top + number, 1, number, styles.style_of(ITEMS[3].kind))
        for place, column in enumerate(columns, start=2):
            shown = cell_value(column, row[column.field], MoneyUnit.WAN)
            _put(sheet, top + number, place, shown, styles.style_of(column.kind), number_format(column.kind, shown))


def _write_guide(sheet: "Worksheet", guide: Guide) -> None:
    for place, (title, width) in enumerate(
        (("计分方法", 34), ("怎样计分", 48), ("可填写的计分参数", 80), ("举例（参数和算法）", 60), ("可用指标", 24)), 1
    ):
        _put(sheet, 1, place, title, styles.HEADER)
        sheet.column_dimensions["ABCDE"[place - 1]].width = width
    for row, texts in enumerate(guide.shapes, start=2):
        for place, text in enumerate(texts, start=1):
            _put(sheet, row, place, text, styles.style_of(ITEMS[-1].kind))
    for row, title in enumerate(guide.indicators, start=2):
        _put(sheet, row, 5, title, styles.style_of(ITEMS[0].kind))
    last = len(guide.shapes) + 3
    _put(sheet, last, 1, "总则", styles.style_of(ITEMS[0].kind))
    _put(sheet, last, 2, _RULES, styles.style_of(ITEMS[-1].kind))
    sheet.freeze_panes = "A2"


def _offer_choices(sheet: "Worksheet", first: int, guide: Guide) -> None:
    """Lists to choose from in the cells; other words may still be typed and are checked when read."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    def rows(letter: str, count: int) -> str:
        return f"'{GUIDE_SHEET}'!${letter}$2:${letter}${count + 1}"

    offered = {
        "shape": rows("A", len(guide.shapes)),
        "indicator": rows("E", len(guide.indicators)),
        "basis": f'"{",".join(guide.basis)}"',
        "against": f'"{",".join(guide.against)}"',
    }
    for place, column in enumerate(ITEMS, start=2):
        if column.field in offered:
            choices = DataValidation(type="list", formula1=offered[column.field], allow_blank=True)
            choices.showErrorMessage = False
            letter = get_column_letter(place)
            choices.add(f"{letter}{first}:{letter}{first + _SPARE_ROWS}")
            sheet.add_data_validation(choices)


def _put(sheet: "Worksheet", row: int, place: int, value: object, style: str, shown_as: str = "General") -> None:
    cell: Any = sheet.cell(row, place)
    cell.style = style
    cell.number_format = shown_as
    if isinstance(value, str):
        if value:
            cell.value = printable(value)
            cell.data_type = "s"  # text that begins with = is no formula
            cell.quotePrefix = value[0] in "=+-@"
    elif value is not None:
        cell.value = value


def read_scheme(path: Path) -> SchemeBook:
    """A scheme's workbook as texts with their rows, counted from 1; Refused where it is none."""
    sheets = {sheet.name.strip(): sheet for sheet in read_workbook(path)}
    for name in (ITEM_SHEET, UNIT_SHEET):
        if name not in sheets:
            raise Refused(f"这个文件里没有“{name}”工作表，不是考核办法，请先导出一份作样子，照样填写。")
    item_sheet, unit_sheet = sheets[ITEM_SHEET], sheets[UNIT_SHEET]
    top, places = _header(item_sheet, ITEMS, _NEEDED)
    items = tuple(_rows(item_sheet, top, places))
    unit_top, unit_places = _header(unit_sheet, UNITS, ("unit",))
    units = tuple((row, texts["unit"]) for row, texts in _rows(unit_sheet, unit_top, unit_places) if texts["unit"])
    return SchemeBook(*_head(item_sheet, top), items, units)


def _head(sheet: Sheet, before: int) -> tuple[dict[str, str], dict[str, int]]:
    """Its values and its rows by field; Refused where a label stands twice, or a value cannot be read."""
    labels = {label: field for field, label in HEAD.items()}
    head: dict[str, str] = {}
    places: dict[str, int] = {}
    for row, cells in enumerate(sheet.rows[:before], start=1):
        texts = [clean(cell) for cell in cells]
        label = texts[0].rstrip("：:") if texts else ""
        if label not in labels:
            continue
        where = f"“{sheet.name}”工作表第{row}行“{label}”"
        if labels[label] in places:
            raise Refused(f"{where}：与第{places[labels[label]]}行重复，请只留一行。")
        wrong = next((look.error for (at, _), look in sheet.looks.items() if at == row - 1 and look.error), None)
        if wrong:
            raise Refused(f"{where}：{_with_remedy(wrong)}")
        head[labels[label]], places[labels[label]] = next((text for text in texts[1:] if text), ""), row
    return head, places


def _with_remedy(wrong: str) -> str:
    return wrong if "请" in wrong else f"{wrong.rstrip('。')}，请改成文字或数。"


def _header(sheet: Sheet, columns: Sequence[Column], needed: Sequence[str]) -> tuple[int, dict[int, str]]:
    """The number of rows up to and with the header, and which column holds which field."""
    fields = {column.title: column.field for column in columns}
    missing = [column.title for column in columns if column.field in needed]
    for number, cells in enumerate(sheet.rows[:_HEAD_ROWS], start=1):
        places = {place: fields[text] for place, cell in enumerate(cells) if (text := clean(cell)) in fields}
        lacking = [column.title for column in columns if column.field in needed and column.field not in places.values()]
        if not lacking:
            return number, places
        missing = min(missing, lacking, key=len)
    raise Refused(f"“{sheet.name}”工作表的表头里没有“{'”“'.join(missing)}”，请照导出的样子补上这一栏。")


def _rows(sheet: Sheet, top: int, places: Mapping[int, str]) -> list[tuple[int, dict[str, str]]]:
    titles = {column.field: column.title for column in (*ITEMS, *UNITS)}
    for (row, column), look in sorted(sheet.looks.items()):
        if row < top or column not in places:
            continue
        where = f"“{sheet.name}”工作表第{row + 1}行“{titles[places[column]]}”"
        if look.error:
            raise Refused(f"{where}：{_with_remedy(look.error)}")
        value = sheet.rows[row][column] if column < len(sheet.rows[row]) else None
        if "%" in look.format and isinstance(value, int | float):
            raise Refused(f"{where}：单元格是百分比格式，看到的{value * 100:g}%存的是{value:g}，请改成常规格式再填写。")
    found = []
    for number, cells in enumerate(sheet.rows[top:], start=top + 1):
        texts = {field: clean(cells[place]) if place < len(cells) else "" for place, field in places.items()}
        if any(texts.values()):
            found.append((number, texts))
    return found
