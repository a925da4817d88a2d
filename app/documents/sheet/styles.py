"""The styles of a workbook's cells by their names, its columns' widths, and how it goes to the printer."""

from typing import TYPE_CHECKING, Any

from app.columns.column import Column, Kind

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

TITLE, LEFT, RIGHT, HEADER, TOTAL = "台账标题", "台账说明", "台账单位", "台账表头", "台账合计"
_WORDS, _LONG, _CENTRED, _FIGURES = "台账文字", "台账长文字", "台账居中", "台账数字"
_MM = 1 / 25.4
_PX_TO_WIDTH = 1 / 7  # a column's width counts digits of the workbook's own face, about seven px each
_NARROWEST, _WIDEST, _CODE_WIDTH = 6.0, 60.0, 20.0
_MANY_COLUMNS = 12
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
        alignment=Alignment(horizontal=across, vertical="center", wrap_text=name in {HEADER, _LONG, _WORDS}),
    )


def set_widths(sheet: "Worksheet", columns: "list[Column]") -> None:
    """Column widths: the list's own, codes never so narrow that a sheet would round them."""
    from openpyxl.utils import get_column_letter

    sheet.column_dimensions["A"].width = _NARROWEST
    for place, column in enumerate(columns, 2):
        least = _CODE_WIDTH if column.width >= 140 and column.kind is Kind.CODE else _NARROWEST
        width = min(max(column.width * _PX_TO_WIDTH, least, 2.2 * len(column.title[:6])), _WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width


def set_page(sheet: "Worksheet", width: int, header_top: int, header_bottom: int, last_row: int) -> None:
    """Landscape, one page wide, the header frozen and printed on every page, the page's number at the foot."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = f"C{header_bottom + 1}"
    sheet.print_title_rows = f"{header_top}:{header_bottom}"
    sheet.auto_filter.ref = f"A{header_bottom}:{get_column_letter(width)}{max(last_row, header_bottom)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3 if width > _MANY_COLUMNS else _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 15 * _MM
    sheet.page_margins.top = sheet.page_margins.bottom = 20 * _MM
    footer: Any = sheet.oddFooter
    footer.center.text = "第&P页 共&N页"
    sheet.row_dimensions[1].height = 32
    sheet.row_dimensions[2].height = 20
