"""The looks of an .xls or .et, seen by a second reader: formats, errors, strike-through, notes, what is hidden."""

from dataclasses import replace
from typing import Any

from app.documents.ledgers.files.shown import is_plain
from app.documents.ledgers.sheets import MAX_COLUMNS, MAX_ROWS, NOT_CALCULATED, WRONG_FORMULA, Look, Looks, Place


def looks(content: bytes) -> dict[str, Looks]:
    """The looks of each sheet by its name; raises what the reader raises where the file is damaged."""
    import xlrd

    with xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=_Nowhere()) as book:
        styles = [_style(book, style) for style in book.xf_list]
        struck = frozenset(number for number, font in enumerate(book.font_list) if font.struck_out)
        return {sheet.name: _of_sheet(sheet, styles, struck, from_1904=book.datemode == 1) for sheet in book.sheets()}


def _style(book: Any, style: Any) -> Look:
    known = book.format_map.get(style.format_key)
    code = known.format_str if known is not None else ""
    font = book.font_list[style.font_index] if style.font_index < len(book.font_list) else None
    return Look("" if is_plain(code) or code == "@" else code, struck=bool(font is not None and font.struck_out))


def _of_sheet(sheet: Any, styles: list[Look], struck: frozenset[int], *, from_1904: bool) -> Looks:
    import xlrd

    cells: dict[Place, Look] = {}
    for row in range(min(sheet.nrows, MAX_ROWS)):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, kind in enumerate(kinds[:MAX_COLUMNS]):
            if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
                continue
            number = sheet.cell_xf_index(row, column)
            look = styles[number] if number < len(styles) else Look()
            if kind == xlrd.XL_CELL_ERROR:
                look = replace(look, error=WRONG_FORMULA)
            elif kind == xlrd.XL_CELL_TEXT and values[column] == "":
                look = replace(look, error=NOT_CALCULATED)
            if look != Look():
                cells[row, column] = look
    for place, runs in sheet.rich_text_runlist_map.items():  # a line through a part of the words
        if any(font in struck for _offset, font in runs):
            cells[place] = replace(cells.get(place, Look()), struck=True)
    for place, note in sheet.cell_note_map.items():
        cells[place] = replace(cells.get(place, Look()), comment=str(note.text).strip())
    rows = {row for row, about in sheet.rowinfo_map.items() if about.hidden or about.height == 0}
    columns = {column for column, about in sheet.colinfo_map.items() if about.hidden or about.width == 0}
    return Looks(cells, frozenset(rows), frozenset(columns), from_1904)


class _Nowhere:
    """Takes the reader's remarks, which are of no use to a clerk."""

    def write(self, _text: str) -> None:
        """Forgets a remark."""

    def flush(self) -> None:
        """Has nothing to do."""
