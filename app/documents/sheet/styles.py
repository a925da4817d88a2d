"""The styles of a workbook's cells by their names, its columns' widths, and how it goes to the printer."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from app.columns.column import Column, Kind
from app.documents.layout.pages import Page

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TITLE, LEFT, RIGHT, HEADER, TOTAL, SUM = "台账标题", "台账说明", "台账单位", "台账表头", "台账合计", "台账合计名称"
_WORDS, _LONG, _CENTRED, _FIGURES = "台账文字", "台账长文字", "台账居中", "台账数字"
_INCH = 72
_POINTS = 7 * 0.75  # that a digit of a column's width takes
_PRESSED, _SHORTEST = 0.6, 10.0
_PX_TO_WIDTH = 1 / 7  # a column's width counts digits of the workbook's own face, about seven px each
NARROWEST, WIDEST, _CODE_WIDTH = 6.0, 60.0, 20.0
SMALLEST = 0.86  # of the size of 五号: cells print in 小五 and no smaller
_LINE, _LEAST_HEIGHT, _TALLEST = 14.5, 19.0, 400.0
_WIDE = 1000  # points; an A3 on its side is 1190, an A4 842
_A3, _A4 = 8, 9


def style_of(kind: Kind) -> str:
    """The name of the style of a kind's cells."""
    if kind in {Kind.MONEY, Kind.DOLLARS, Kind.QUANTITY, Kind.SHARE, Kind.COUNT, Kind.DAYS}:
        return _FIGURES
    if kind in {Kind.DATE, Kind.FLAG, Kind.CODE}:
        return _CENTRED
    return _LONG if kind is Kind.LONG else _WORDS


def add_styles(book: "Workbook") -> None:
    """Makes the styles known to the workbook by their names."""
    for name, face, size, bold, lined, across in (
        (TITLE, "方正小标宋简体", 18, False, False, "center"),
        (LEFT, "宋体", 11, False, False, "left"),
        (RIGHT, "宋体", 11, False, False, "right"),
        (HEADER, "黑体", 10.5, False, True, "center"),
        (TOTAL, "宋体", 10.5, True, True, "right"),
        (SUM, "宋体", 10.5, True, True, "center"),
        (_WORDS, "宋体", 10.5, False, True, "left"),
        (_LONG, "宋体", 10.5, False, True, "left"),
        (_CENTRED, "宋体", 10.5, False, True, "center"),
        (_FIGURES, "宋体", 10.5, False, True, "right"),
    ):
        book.add_named_style(_style(name, face, size, bold=bold, lined=lined, across=across))


def _style(name: str, face: str, size: float, *, bold: bool, lined: bool, across: Any) -> Any:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    thin = Side(style="thin", color="000000") if lined else Side()
    return NamedStyle(
        name=name,
        font=Font(name=face, sz=size, b=bold),
        border=Border(left=thin, right=thin, top=thin, bottom=thin),
        alignment=Alignment(horizontal=across, vertical="center", wrap_text=name in {HEADER, _LONG, _WORDS, _CENTRED}),
    )


def set_widths(sheet: "Worksheet", columns: "list[Column]") -> None:
    """Column widths: the list's own, codes never so narrow that a sheet would round them."""
    for place, column in enumerate(columns, 2):
        least = _CODE_WIDTH if column.width >= 140 and column.kind is Kind.CODE else NARROWEST
        width = min(max(column.width * _PX_TO_WIDTH, least, 2.2 * len(column.title[:6])), WIDEST)
        set_width(sheet, place, width)
    set_width(sheet, 1, NARROWEST)


def set_width(sheet: "Worksheet", place: int, width: float) -> None:
    """One column's width, in digits of the workbook's own face."""
    from openpyxl.utils import get_column_letter

    sheet.column_dimensions[get_column_letter(place)].width = width


def set_page(sheet: "Worksheet", width: int, header_top: int, header_bottom: int, last_row: int) -> None:
    """Landscape, the header frozen and printed on every page, the page's number at the foot."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = f"C{header_bottom + 1}"
    sheet.print_title_rows = f"{header_top}:{header_bottom}"
    sheet.auto_filter.ref = f"A{header_bottom}:{get_column_letter(width)}{max(last_row, header_bottom)}"
    sheet.print_options.horizontalCentered = True
    footer: Any = sheet.oddFooter
    footer.center.text = "第&P页 共&N页"
    sheet.row_dimensions[1].height = 32
    sheet.row_dimensions[2].height = 20


def pressed(widths: Sequence[float], texts: Sequence[int], page: Page) -> dict[int, float]:
    """The widths of the columns of words, by their places, where these being narrower saves a page across.

    ``texts`` are their places. None is pressed below three fifths, nor below what a short name takes.
    """
    room = page.inner_width / SMALLEST
    over = sum(_in_points(width) for width in widths) - room
    spare = {place: max(widths[place] - max(_PRESSED * widths[place], _SHORTEST), 0.0) for place in texts}
    most = sum(spare.values()) * _POINTS
    if not 0 < over <= most:
        return {}
    return {place: widths[place] - each * over / most - 0.01 for place, each in spare.items() if each}


def set_paper(sheet: "Worksheet", page: Page, fixed: int, ends: Sequence[int]) -> None:
    """On one page across, else broken as :func:`page_ends` says, the first ``fixed`` columns on every page."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break, ColBreak

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3 if page.width > _WIDE else _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = page.left / _INCH
    sheet.page_margins.top = sheet.page_margins.bottom = page.top / _INCH
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = len(ends) == 1
    if len(ends) == 1:
        return
    sheet.page_setup.scale = round(100 * SMALLEST)
    sheet.print_title_cols = f"A:{get_column_letter(fixed)}"
    sheet.col_breaks = ColBreak()
    for end in ends[:-1]:
        sheet.col_breaks.append(Break(id=end))


def page_ends(widths: Sequence[float], page: Page, fixed: int, groups: Sequence[str] = ()) -> list[int]:
    """How many columns stand up to the end of each page across: all on one where that prints nothing below 小五.

    ``widths`` are those of all columns; the first ``fixed`` of them stand on every page across, and those under one of
    ``groups`` are not parted where a page can hold them.
    """
    room, sizes = page.inner_width / SMALLEST, [_in_points(width) for width in widths]
    if sum(sizes) <= room:
        return [len(sizes)]
    ends, used, repeated = list[int](), 0.0, sum(sizes[:fixed])
    for run in _runs(len(sizes), groups, lambda several: repeated + sum(sizes[p] for p in several) <= room):
        size = sum(sizes[place] for place in run)
        if run[0] > fixed and used + size > room:
            ends.append(run[0])
            used = repeated
        used += size
    return [*ends, len(sizes)]


def _runs(count: int, groups: Sequence[str], fits: Callable[[Sequence[int]], bool]) -> Iterator[Sequence[int]]:
    """The columns by their groups, one by one where they have none or a page cannot hold theirs."""
    for _, several in groupby(range(count), key=lambda place: (groups[place] if groups else "") or place):
        run = tuple(several)
        yield from [run] if fits(run) else ((place,) for place in run)


def _in_points(width: float) -> float:
    return width * _POINTS + 5 * 0.75


def height_of(cells: Iterable[tuple[str, float]]) -> float:
    """The height of a row in points whose wrapping cells are (text, width of the column)."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(max(_LINE * lines + 4, _LEAST_HEIGHT), _TALLEST)


def _lines(text: str, width: float) -> int:
    return sum(max(math.ceil(units(line) / max(width - 0.5, 1)), 1) for line in text.split("\n"))


def units(text: str) -> float:
    """How wide a text is in digits of the workbook's face: a Chinese character takes two."""
    return sum(1.05 if char.isascii() else 2.1 for char in text)
