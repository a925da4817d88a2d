"""The one table of the window: a list of records with its filters, its order, its search and its totals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.columns.column import Column, header
from app.services.lists import Filter, Query
from app.ui.desk import Desk
from app.ui.record_table import clipboard
from app.ui.record_table.find import FindBar
from app.ui.record_table.foot import TableFoot
from app.ui.record_table.heading import HeaderState
from app.ui.record_table.hint import EmptyHint
from app.ui.record_table.layout import TableLayout
from app.ui.record_table.model import Edits, RecordTableModel, unit_line
from app.ui.record_table.record_source import RecordSource
from app.ui.record_table.view import RecordView

if TYPE_CHECKING:
    from app.ui.record_table.filter import FilterPopup

_SORT_KEYS = 3
_SUM_MS = 120  # rows are painted first
_KEEP_MS = 400  # after the last change of a column


class RecordTable(QWidget):
    """One list. ``name`` is the key under which its columns are remembered, ``noun`` what its rows are counted in."""

    current_changed = Signal(str)  # the id under the cursor, "" when there is none
    activated = Signal(str)  # Enter or double click on a row
    deleted = Signal()  # Delete pressed with rows chosen
    shown = Signal()  # the list was asked anew: counts may have changed

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        source: RecordSource,
        desk: Desk,
        *,
        noun: str = "个",
        frozen: int = 1,
    ) -> None:
        super().__init__()
        self.model = RecordTableModel(columns, source, lambda: desk.money_unit, lambda: desk.today)
        self.model.decimals = lambda: desk.decimals
        self._desk = desk
        self.name = name
        self._state = HeaderState()
        self._current = ""
        self._told = ""
        self.bounds: dict[str, Callable[[Filter], Filter]] = {}  # fields whose SQL orders by something else
        self.empty_words = "还没有内容。"  # what a list without rows says in their place
        self._hint: EmptyHint | None = None
        self.unbound: dict[str, Callable[[Filter], Filter]] = {}  # and the way back, to keep what was asked
        self._build(noun, frozen)
        self._layout = TableLayout(name, desk.settings, self.view)
        self.model.query = self._layout.restore()
        self._state.sort = self.model.query.sort
        self._connect()

    @property
    def query(self) -> Query:
        """What is shown now."""
        return self.model.query

    def ask(self, query: Query, *, anew: bool = False) -> None:
        """Shows the answer to a query; the cursor stays on its row where that is still shown."""
        column = max(self.view.currentIndex().column(), 0)
        scrolled = self.view.verticalScrollBar().value()
        self._state.sort = query.sort
        self._state.filtered = {each.field for each in query.filters}
        self.model.ask(query, anew=anew)
        self.view.settle()
        self.view.verticalScrollBar().setValue(scrolled)
        place = self.model.place_of(self._current)
        if self.model.rowCount():
            self._go(max(place, 0), column)
        self._say_empty()
        self._tell_current()
        self._show_selection()
        self._repaint_headers()
        self._keep_soon.start()
        self._sum_soon.start()  # the rows are on the screen before they are summed

    def _say_empty(self) -> None:
        empty = not self.model.rowCount()
        if empty and self._hint is None:
            self._hint = EmptyHint(self.view, lambda: self.ask(Query(sort=self.query.sort)))
        if self._hint is not None:
            self._hint.tell(self.query, self.empty_words, shown=empty)

    def _sum(self) -> None:
        self._foot.show_total(self.query, self.model.source.total(self.query))
        self._show_selection()
        self.shown.emit()

    def refresh(self) -> None:
        """Asks the same again: records have changed."""
        self.ask(self.query, anew=True)

    def search_for(self, words: str) -> None:
        """Keeps only rows with these words."""
        self.ask(replace(self.query, words=words))

    def choose_chip(self, chip: str) -> None:
        """Keeps only rows of a chip, "" for all."""
        self.ask(replace(self.query, chip=chip))

    def filter_by(self, field: str, asked: Filter | None) -> None:
        """Sets or takes away the filter of one column."""
        others = tuple(each for each in self.query.filters if each.field != field)
        self.ask(replace(self.query, filters=(*others, asked) if asked else others))

    def sort_by(self, field: str, *, descending: bool | None = None) -> None:
        """Makes a column the strongest sort key; the ones before stay behind it. None turns it round, then off."""
        now = dict(self.query.sort).get(field)
        strongest = bool(self.query.sort) and self.query.sort[0][0] == field
        others = tuple(key for key in self.query.sort if key[0] != field)
        if descending is None and strongest and now:
            sort = others
        else:
            down = descending if descending is not None else bool(strongest and now is False)
            sort = ((field, down), *others)
        self.ask(replace(self.query, sort=sort[:_SORT_KEYS]))
        self._keep_soon.start()

    def lasting(self, query: Query) -> Query:
        """A query as it may be kept: 30 days in a stage, not the day that this is today."""
        return replace(query, filters=tuple(_turned(each, self.unbound) for each in query.filters))

    def as_of_today(self, query: Query) -> Query:
        """A kept query as it is asked today."""
        return replace(query, filters=tuple(_turned(each, self.bounds) for each in query.filters))

    def current_id(self) -> str:
        """The record under the cursor, or ""."""
        return self.model.id_at(self.view.currentIndex().row())

    def current_row(self) -> Any:
        """Its row, or None."""
        return self.model.row_at(self.view.currentIndex().row())

    def selected_ids(self) -> list[str]:
        """The records of the chosen cells, in the order shown."""
        return [self.model.id_at(row) for row in clipboard.chosen(self.view)[0]]

    def select(self, key: str) -> None:
        """Puts the cursor on a record, if it is shown."""
        place = self.model.place_of(key)
        if place >= 0:
            self._go(place, max(self.view.currentIndex().column(), 0))

    def start_find(self) -> None:
        """Opens the bar that goes from match to match."""
        self._find.start()

    def edit_in_place(self, fields: Sequence[str], write: Callable[[Edits], None]) -> None:
        """Lets cells of these fields be typed into; ``write`` keeps them and may raise Refused."""
        self.model.editable = frozenset(fields)
        self.model.write = write

    def columns_menu(self) -> QMenu:
        """Columns to show and hide, and the way back to how they were."""
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill_columns(menu))
        return menu

    def _build(self, noun: str, frozen: int) -> None:
        def unit_of(column: Column) -> str:
            return unit_line(column, self._desk.money_unit)

        self.view = RecordView(self.model, self._state, unit_of, frozen)
        self._find = FindBar(self.model)
        self._foot = TableFoot(self.model.columns, noun)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget, stretch in ((self.view, 1), (self._find, 0), (self._foot, 0)):
            layout.addWidget(widget, stretch)
        self._sum_soon = QTimer(self, singleShot=True, interval=_SUM_MS)
        self._keep_soon = QTimer(self, singleShot=True, interval=_KEEP_MS)

    def _connect(self) -> None:
        view = self.view
        view.selectionModel().currentRowChanged.connect(lambda *_: self._tell_current())
        view.selectionModel().selectionChanged.connect(lambda *_: self._show_selection())
        view.entered.connect(lambda index: self.activated.emit(self.model.id_at(index.row())))
        view.typed.connect(self._find.start)
        view.copied.connect(self.copy)
        view.pasted.connect(self.paste)
        view.emptied.connect(self.deleted)
        self._find.found.connect(lambda place: self._go(place, max(view.currentIndex().column(), 0)))
        self._find.left.connect(view.setFocus)
        self._foot.cleared.connect(lambda: self.ask(replace(self.query, filters=(), words="")))
        self._sum_soon.timeout.connect(self._sum)
        self._keep_soon.timeout.connect(lambda: self._layout.keep(self.lasting(self.query)))
        for heading in view.headers():
            heading.sectionClicked.connect(lambda column: self.sort_by(self.model.columns[column].field))
            heading.filter_asked.connect(self.open_filter)
            heading.menu_asked.connect(self._heading_menu)
            heading.sectionResized.connect(lambda *_: self._keep_soon.start())
            heading.sectionMoved.connect(lambda *_: self._keep_soon.start())

    def open_filter(self, column: int, place: QPoint) -> FilterPopup:
        """Opens the filter of a column below its heading."""
        from app.ui.record_table.filter import RANGED, RangePopup, ValuesPopup

        asked = self.model.columns[column]
        now = next((each for each in self.query.filters if each.field == asked.field), None)
        popup: FilterPopup
        if asked.kind in RANGED:
            known = _turned(now, self.unbound) if now else None
            popup = RangePopup(asked, known, self._desk.money_unit, self)
        else:
            popup = ValuesPopup(asked, self.model.source.choices(asked.field, self.query), now, self)
        popup.chosen.connect(lambda chosen: self.filter_by(asked.field, self._bounded(chosen)))
        popup.sorted.connect(lambda down: self.sort_by(asked.field, descending=down))
        popup.open_at(place)
        return popup

    def _bounded(self, asked: Filter | None) -> Filter | None:
        return None if asked is None else _turned(asked, self.bounds)

    def copy(self) -> None:
        """Puts the chosen cells on the clipboard."""
        clipboard.copy(self.view)

    def paste(self) -> None:
        """Writes what the clipboard holds into the cells from the cursor on; all of it or nothing."""
        edits = clipboard.pasted(self.view)
        if edits:
            self.model.write(edits)

    def _heading_menu(self, column: int, place: QPoint) -> None:
        if column < 0:
            return
        asked = self.model.columns[column]
        menu = QMenu(self)
        menu.addAction("升序", lambda: self.sort_by(asked.field, descending=False))
        menu.addAction("降序", lambda: self.sort_by(asked.field, descending=True))
        menu.addAction("筛选…", lambda: self.open_filter(column, place))
        menu.addSeparator()
        menu.addAction("不再排序", lambda: self.ask(replace(self.query, sort=())))
        if column >= self.view.frozen:
            menu.addAction("隐藏这一列", lambda: self._show_column(column, shown=False))
        menu.popup(place)

    def _fill_columns(self, menu: QMenu) -> None:
        menu.clear()
        for column, declared in enumerate(self.model.columns):
            action = menu.addAction(header(declared, "："))
            action.setCheckable(True)
            action.setChecked(not self.view.isColumnHidden(column))
            action.setEnabled(column >= self.view.frozen)
            action.toggled.connect(lambda shown, column=column: self._show_column(column, shown=shown))
        menu.addSeparator()
        menu.addAction("恢复原来的列", self._reset_columns)

    def _show_column(self, column: int, *, shown: bool) -> None:
        self.view.setColumnHidden(column, not shown)
        if shown and not self.view.columnWidth(column):
            self.view.setColumnWidth(column, self.model.columns[column].width)
        self.view.settle()
        self._keep_soon.start()

    def _reset_columns(self) -> None:
        self._layout.reset()
        self._keep_soon.start()

    def _go(self, place: int, column: int) -> None:
        index = self.model.index(place, column)
        selection = self.view.selectionModel()
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    def _tell_current(self) -> None:
        key = self.current_id()
        self._current = key or self._current
        if key != self._told:
            self._told = key
            self.current_changed.emit(key)

    def _show_selection(self) -> None:
        ids = self.selected_ids()
        self._foot.show_selection(ids, self.model.source.total_of)

    def _repaint_headers(self) -> None:
        for heading in self.view.headers():
            heading.viewport().update()


def _turned(asked: Filter, turns: dict[str, Callable[[Filter], Filter]]) -> Filter:
    turn = turns.get(asked.field)
    return turn(asked) if turn else asked
