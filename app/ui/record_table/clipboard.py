"""Ranges of a sheet to Excel, WPS and Word: tab-separated text, and an HTML table beside it."""

from __future__ import annotations

import csv
from io import StringIO

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from app.columns.column import Kind
from app.errors import Refused
from app.ui.record_table.ranges import chosen, must_be_block
from app.ui.record_table.sheet_table import SheetTable

_AS_TEXT = "mso-number-format:'\\@'"  # keeps Excel from turning telephones into powers of ten
MOST_CELLS = 200_000


def copy(view: SheetTable) -> None:
    """Puts the chosen cells on the clipboard; a range of several rows and columns carries its headings with it."""
    must_be_block(view)
    rows, columns = chosen(view)
    if not rows or not columns:
        return
    if len(rows) * len(columns) > MOST_CELLS:
        raise Refused("选中的内容太多，请改用“导出”。")
    sheet = view.sheet
    sheet.fetch_all(rows)
    heads = [sheet.title(column) for column in columns] if len(rows) > 1 and len(columns) > 1 else []
    cells = [[sheet.copied_text(row, column) for column in columns] for row in rows]
    codes = [sheet.kind(column) is Kind.CODE for column in columns]
    mime = QMimeData()
    mime.setText(tabbed(cells))
    mime.setHtml(_table(heads, cells, codes))
    QApplication.clipboard().setMimeData(mime)


def tabbed(cells: list[list[str]]) -> str:
    """Cells as a spreadsheet copies them: parted by tabs, in quotes where there are line breaks, tabs or quotes."""
    out = StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(cells)
    return out.getvalue()


def _table(heads: list[str], cells: list[list[str]], codes: list[bool]) -> str:
    from html import escape  # a long list of entities, for the first copy only

    head = "<tr>" + "".join(f"<th>{escape(text)}</th>" for text in heads) + "</tr>" if heads else ""
    lines = ([escape(text).replace("\n", "<br>") for text in line] for line in cells)
    body = "".join("<tr>" + "".join(map(_cell, line, codes)) + "</tr>" for line in lines)
    return f'<meta charset="utf-8"><table border="1">{head}{body}</table>'


def _cell(escaped: str, code: bool) -> str:
    style = f' style="{_AS_TEXT}"' if code else ""
    return f"<td{style}>{escaped}</td>"
