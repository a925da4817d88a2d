"""导入, 导出, 打印 of lists: what the buttons of all tabs and the menus do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from app.jobs.exports import export as write_ledger
from app.jobs.exports import write_list as write
from app.jobs.imports import TITLES
from app.reports.grouped import with_subtotals
from app.reports.ledgers import LedgerView
from app.ui.desk import Desk
from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.files import ask_save, told
from app.ui.record_table import RecordTable
from app.ui.widgets.paper_preview import preview
from app.values.kinds import LedgerKind


def import_ledger(desk: Desk, parent: QWidget) -> None:
    """Chooses a workbook, shows what taking it would do, and takes it when confirmed."""
    dialog = ImportDialog(desk, parent)
    if dialog.choose():
        dialog.exec()


def ledgers() -> tuple[tuple[str, str], ...]:
    """Kind and title of every ledger that can be exported whole."""
    return tuple((str(kind), title) for kind, title in TITLES.items())


def export(desk: Desk, parent: QWidget, kind: str, table: RecordTable | None = None, title: str = "") -> None:
    """Offers the whole ledger, which can be imported again, and the list as it is seen."""
    menu = QMenu(parent)
    menu.addAction("导出整本台账（可再导入）…", lambda: export_ledger(desk, parent, kind))
    if table is not None:
        menu.addAction("导出看到的列表…", lambda: export_list(desk, parent, table, title))
    menu.exec(QCursor.pos())


def export_ledger(desk: Desk, parent: QWidget, kind: str) -> None:
    """Writes the whole ledger of one kind to a workbook."""
    ledger = LedgerKind(kind)
    out = ask_save(desk, parent, f"{TITLES[ledger]}.xlsx", "Excel 工作簿 (*.xlsx);;PDF 文件 (*.pdf)")
    if out is not None:
        database = desk.database
        desk.background.run(
            "导出台账",
            lambda _progress: write_ledger(database, ledger, out),
            lambda count: told(parent, out, count),
            parent,
            writes_only_files=True,
        )


def export_list(desk: Desk, parent: QWidget, table: RecordTable, title: str) -> None:
    """Writes the list as it is seen: its columns, its order, its filter, its groups."""
    export_view(desk, parent, lambda: seen(desk, table, title), title)


def export_view(desk: Desk, parent: QWidget, view_of: Callable[[], LedgerView], title: str) -> None:
    """Asks where to, and writes a table there."""
    out = ask_save(desk, parent, f"{title}.xlsx", "Excel 工作簿 (*.xlsx);;PDF 文件 (*.pdf)")
    if out is not None:
        _write(desk, parent, view_of(), out)


def print_list(desk: Desk, parent: QWidget, table: RecordTable, title: str) -> None:
    """Shows the list as it will stand on paper."""
    print_view(desk, parent, seen(desk, table, title), title)


def print_view(desk: Desk, parent: QWidget, view: LedgerView, title: str) -> None:
    """Shows a table as it will stand on paper."""
    line, unit = _unit_line(desk), desk.money_unit

    def draw(out: Path) -> None:
        write(view, out, line, unit)

    preview(desk, parent, title, draw, other=".xlsx")


def seen(desk: Desk, table: RecordTable, title: str) -> LedgerView:
    """The list as it is seen: visible columns in their order, all rows of the query, the sums shown at the foot."""
    model, header = table.model, table.view.header()
    order = [header.logicalIndex(place) for place in range(header.count())]
    columns = [model.columns[column] for column in order if not table.view.isColumnHidden(column)]
    rows: Sequence[Any] = model.source.rows(model.source.ids(table.query))
    if table.query.groups:
        rows = with_subtotals(rows, model.source.groups(table.query, model.summed_fields()), model.folded)
    summed = [column.field for column in columns if column.total]
    sums = {name: value for name, value in model.source.total(table.query, summed).items() if name != "count"}
    office = desk.office
    return LedgerView(f"{office.name if office else ''}{title}", columns, rows, sums or None)


def _write(desk: Desk, parent: QWidget, view: LedgerView, out: Path) -> None:
    line, unit = _unit_line(desk), desk.money_unit

    def write_list(_progress: object) -> int:
        write(view, out, line, unit)
        return sum(hasattr(row, "id") for row in view.rows)

    desk.background.run("导出列表", write_list, lambda count: told(parent, out, count), parent, writes_only_files=True)


def _unit_line(desk: Desk) -> str:
    office = desk.office
    return f"填报单位（盖章）：{office.name if office else ''}"
