"""Ranges of a table to and from Excel, WPS and Word: tab-separated text, and an HTML table beside it."""

from __future__ import annotations

import csv
from io import StringIO

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from app.columns.column import Kind, header
from app.errors import Refused
from app.ui.record_table.model import Edits
from app.ui.record_table.view import RecordView

_AS_TEXT = "mso-number-format:'\\@'"  # keeps Excel from turning telephones into powers of ten
MOST_CELLS = 200_000


def copy(view: RecordView) -> None:
    """Puts the chosen cells on the clipboard; whole columns of the list carry their headings with them."""
    rows, columns = chosen(view)
    if not rows or not columns:
        return
    if len(rows) * len(columns) > MOST_CELLS:
        raise Refused("选中的内容太多，请改用“导出”。")
    model = view.records
    model.fetch_all(rows)
    heads = [header(model.columns[column]) for column in columns] if len(rows) > 1 and len(columns) > 1 else []
    cells = [[model.text(row, column) for column in columns] for row in rows]
    codes = [model.columns[column].kind is Kind.CODE for column in columns]
    mime = QMimeData()
    mime.setText(_tabbed(cells))
    mime.setHtml(_table(heads, cells, codes))
    QApplication.clipboard().setMimeData(mime)


def chosen(view: RecordView) -> tuple[list[int], list[int]]:
    """The rows, and the columns in the order seen, of the chosen cells."""
    rows: set[int] = set()
    columns: set[int] = set()
    for part in view.selectionModel().selection().toList():
        rows.update(range(part.top(), part.bottom() + 1))
        columns.update(range(part.left(), part.right() + 1))
    seen = [column for column in columns if not view.isColumnHidden(column)]
    return sorted(rows), sorted(seen, key=view.header().visualIndex)


def pasted(view: RecordView) -> Edits:
    """What a paste at the cursor would write: from the cell of the cursor on, one copied cell fills all chosen ones.

    Refuses a range that reaches past the list or into cells that are not typed into here.
    """
    copied = list(csv.reader(StringIO(QApplication.clipboard().text()), delimiter="\t"))
    rows, columns = chosen(view)
    if not copied or not rows:
        return []
    if len(copied) == 1 and len(copied[0]) == 1:
        copied = [copied[0] * len(columns)] * len(rows)
    else:
        rows, columns = _spread(view, rows[0], columns[0], copied)
    model = view.records
    edits: Edits = []
    for row, line in zip(rows, copied, strict=True):
        for column, text in zip(columns, line, strict=False):
            asked = model.columns[column]
            if asked.field not in model.editable:
                raise Refused(f"“{header(asked)}”不能在表格中粘贴，请用“修改”填写，或用“导入”读入整张台账。")
            edits.append((model.id_at(row), asked.field, text))
    return edits


def _spread(view: RecordView, row: int, column: int, copied: list[list[str]]) -> tuple[list[int], list[int]]:
    if row + len(copied) > view.records.rowCount():
        raise Refused(f"粘贴的内容有{len(copied)}行，超出了列表的末尾。")
    head = view.header()
    places = range(head.visualIndex(column), head.count())
    seen = [head.logicalIndex(place) for place in places if not head.isSectionHidden(head.logicalIndex(place))]
    width = max(len(line) for line in copied)
    if width > len(seen):
        raise Refused(f"粘贴的内容有{width}列，超出了列表的右边。")
    return list(range(row, row + len(copied))), seen[:width]


def _tabbed(cells: list[list[str]]) -> str:
    out = StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(cells)
    return out.getvalue()


def _table(heads: list[str], cells: list[list[str]], codes: list[bool]) -> str:
    from html import escape  # a long list of entities, for the first copy only

    head = "<tr>" + "".join(f"<th>{escape(text)}</th>" for text in heads) + "</tr>" if heads else ""
    body = "".join("<tr>" + "".join(map(_cell, map(escape, line), codes)) + "</tr>" for line in cells)
    return f'<meta charset="utf-8"><table border="1">{head}{body}</table>'


def _cell(escaped: str, code: bool) -> str:
    style = f' style="{_AS_TEXT}"' if code else ""
    return f"<td{style}>{escaped}</td>"
