"""A page with one list: new, change, delete, import, export, print, and facts or a panel beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QMenu, QVBoxLayout, QWidget

from app.columns.column import Column
from app.services.lists import Query, RecordList
from app.ui.buttons import button, menu_button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.dialogs import ledger_actions
from app.ui.lists.list_cells import ListCells
from app.ui.lists.list_page import ListPage
from app.ui.record_table import RecordTable


class PlainPage(QWidget):
    """Subclasses say what the list is; the rest is the same for all.

    ``noun`` names one record (客商企业), ``kind`` is the ledger's name for import and export, ``measure`` counts rows.
    """

    kind = ""
    noun = ""
    measure = "个"
    columns: Sequence[Column] = ()
    tucked: Sequence[str] = ()  # columns not shown until they are asked for
    chips: Sequence[str] = ()
    removable = True
    is_typed = True  # whether its cells may be typed into
    is_ledger = True  # whether ``kind`` can be imported, and exported as a whole ledger

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.stale = False
        source = desk.source(self.listing)
        self.table = RecordTable(self.kind, self.columns, source, desk, noun=self.measure, tucked=self.tucked)
        self.table.model.tint = self.tint
        if self.is_typed:
            self.table.edit_cells(self._editing)
        self.panel = self.make_panel()
        self._list = ListPage(desk, self.table, self.chips, left=self._left(), right=self._right(), side=self.panel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._list)
        self._connect()
        self.table.ask(self.table.query)

    def listing(self) -> RecordList[Any]:
        """The service's list."""
        raise NotImplementedError

    def form(self, key: str | None) -> QDialog:
        """The form of a new record, or of the one of ``key``."""
        raise NotImplementedError

    def remove_ids(self, ids: list[str]) -> None:
        """Takes records away through their service, where the list is removable."""
        raise NotImplementedError

    def make_panel(self) -> QWidget | None:
        """What stands beside the list; nothing unless a page says otherwise."""
        return None

    def more_buttons(self) -> Sequence[QWidget]:
        """Buttons of this page alone."""
        return ()

    def offer_papers(self, menu: QMenu) -> None:
        """Adds papers of this list to its 打印 menu, beyond the list itself."""

    def tint(self, _field: str, _row: Any) -> str:
        """What is late among the cells."""
        return ""

    def refresh(self) -> None:
        """Shows list and panel anew."""
        self.table.refresh()

    def show_query(self, query: Query) -> None:
        """Shows the records of a query."""
        self._list.show_query(query)

    def show_record(self, key: str) -> None:
        """Puts the cursor on one record, without a filter that hides it."""
        if self.table.model.place_of(key) < 0:
            self.table.ask(Query(sort=self.table.query.sort), anew=True)
        self.table.select(key)

    def add(self) -> None:
        """Opens an empty form; the new record is chosen when it was saved and its form says which it is."""
        form = self.form(None)
        if form.exec() and (key := getattr(form, "saved_id", "")):
            self.show_record(key)

    def change(self) -> None:
        """Opens the form of the chosen record."""
        if key := self.table.current_id():
            self.form(key).exec()

    def remove(self) -> None:
        """Takes the chosen records away, after a question."""
        ids = self.table.selected_ids() if self.removable else []
        if ids and sure(self, f"删除选中的 {len(ids)} {self.measure}{self.noun}？", "删除"):
            self.remove_ids(ids)

    def print_list(self) -> None:
        """Shows the list as it will stand on paper."""
        ledger_actions.print_list(self.desk, self, self.table, f"{self.noun}台账")

    def _editing(self) -> ListCells:
        return ListCells(self.desk, self.kind, self.columns, self.table.model.source, self)

    def _left(self) -> tuple[QWidget, ...]:
        gone = (button("删除", self.remove, hint="Ctrl+-"),) if self.removable else ()
        return (
            button(f"新增{self.noun}", self.add, primary=True, hint="Ctrl+N"),
            button("修改", self.change, hint="Alt+Enter"),
            *self.more_buttons(),
            *gone,
        )

    def _right(self) -> tuple[QWidget, ...]:
        actions = self._ledger_actions() if self.is_ledger else (("导出", self._export_seen),)
        papers = QMenu(self)
        self.offer_papers(papers)
        if papers.isEmpty():
            return (*(button(text, act) for text, act in actions), button("打印", self.print_list))
        papers.insertAction(papers.actions()[0], papers.addAction("打印看到的列表…", self.print_list))
        return (*(button(text, act) for text, act in actions), menu_button("打印", papers))

    def _ledger_actions(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        title = f"{self.noun}台账"
        return (
            ("导入", lambda: ledger_actions.import_ledger(self.desk, self)),
            ("导出", lambda: ledger_actions.export(self.desk, self, self.kind, self.table, title)),
        )

    def _export_seen(self) -> None:
        ledger_actions.export_list(self.desk, self, self.table, f"{self.noun}台账")

    def _connect(self) -> None:
        self.table.rested.connect(self._follow)
        self.table.activated.connect(lambda _key: self.change())
        self.table.deleted.connect(self.remove)

    def _follow(self, key: str) -> None:
        panel: Any = self.panel
        if panel is not None:
            panel.show_record(key)
