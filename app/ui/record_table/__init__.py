"""The one table of the window: a list of records as a sheet, with its filters, its order, its groups and its sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.columns.column import Column, Kind
from app.services.lists import Filter, Query
from app.ui.desk import Desk
from app.ui.record_table.column_menus import ColumnMenus
from app.ui.record_table.editing import Editing
from app.ui.record_table.filter_strip import FilterStrip
from app.ui.record_table.find import FindBar
from app.ui.record_table.foot import Chosen, TableFoot
from app.ui.record_table.heading import HeaderState
from app.ui.record_table.hint import EmptyHint
from app.ui.record_table.layout import TableLayout
from app.ui.record_table.model import RecordTableModel, unit_line
from app.ui.record_table.ranges import chosen, chosen_cells, is_block
from app.ui.record_table.record_source import RecordSource
from app.ui.record_table.rules import ColumnRules
from app.ui.record_table.view import RecordView

if TYPE_CHECKING:
    from app.ui.record_table.filter import FilterPopup

_SORT_KEYS = 3
_SUM_MS = 120  # rows are painted first
_KEEP_MS = 400  # after the last change of a column
_REST_MS = 100  # the cursor goes over many rows on its way to one


class RecordTable(QWidget):
    """One list. ``name`` is the key under which its columns are remembered, ``noun`` what its rows are counted in.

    Columns in ``tucked`` are not shown until they are asked for.
    """

    current_changed = Signal(str)  # the id under the cursor, "" when there is none
    rested = Signal(str)  # the same where the clerk stays: what stands beside the list shows that record, maybe anew
    activated = Signal(str)  # the record itself is wanted: Enter or a double click where nothing is typed into
    deleted = Signal()  # the chosen records are to go
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
        tucked: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.model = RecordTableModel(columns, source, lambda: desk.money_unit, lambda: desk.today)
        self.model.decimals = lambda: desk.decimals
        self.rules = ColumnRules(self.model, lambda: desk.today)
        self.menus = ColumnMenus(self)
        self._desk, self.name = desk, name
        self._state = HeaderState()
        self._current = ""
        self._told: str | None = None  # nothing yet: that no record is there is told too
        self.bounds: dict[str, Callable[[Filter], Filter]] = {}  # fields whose SQL orders by something else
        self.unbound: dict[str, Callable[[Filter], Filter]] = {}  # and the way back, to keep what was asked
        self.empty_words = "还没有内容。"  # what a list without rows says in their place
        self._hint: EmptyHint | None = None
        self._build(noun, frozen)
        self._layout = TableLayout(name, desk.settings, self.view, self.rules, tucked)
        self.model.query = self._layout.restore()
        self._state.sort = self.model.query.sort
        self._connect()

    @property
    def query(self) -> Query:
        """What is shown now."""
        return self.model.query

    def ask(self, query: Query, *, anew: bool = False) -> None:
        """Shows the answer to a query; the cursor stays on its row where that is still shown.

        Asked the same ``anew`` under the clerk's own hands, it leaves every row where it is.
        """
        if anew and query == self.query and (self.model.is_writing or self.view.typing.editor is not None):
            self.model.renew()
            self._sum_soon.start()
            return
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
        self.strip.tell(self.query)
        self._tell_current()
        self._show_selection()
        self.view.repaint_headers()
        self._keep_soon.start()
        self._sum_soon.start()  # the rows are on the screen before they are summed

    def refresh(self) -> None:
        """Records have changed: asks the same again, and so does what stands beside the list."""
        self.ask(self.query, anew=True)
        if self.model.is_writing:  # what is typed next comes first
            self._rest_soon.start()
        else:
            self._tell_rested()

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

    def can_group(self, field: str) -> bool:
        """Whether rows can stand together by a column: not by a share or days, which are reckoned anew each day."""
        kind = next((column.kind for column in self.model.columns if column.field == field), Kind.SHARE)
        return kind not in {Kind.SHARE, Kind.DAYS}

    def group_by(self, fields: tuple[str, ...]) -> None:
        """Puts rows together by one column or two, or no longer."""
        self.ask(replace(self.query, groups=fields[:2]))

    def mark_by(self, field: str, rule: str) -> None:
        """Colours the cells of a column by a rule, "" for none."""
        self.rules.set(field, rule)
        self.view.repaint_cells()
        self._keep_soon.start()

    def freeze_to(self, column: int) -> None:
        """Lets the columns up to this one stay; -1 for none."""
        self.view.freeze_to(column)
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
        return [key for key in map(self.model.id_at, chosen(self.view)[0]) if key]

    def select(self, key: str) -> None:
        """Puts the cursor on a record, if it is shown."""
        place = self.model.place_of(key)
        if place >= 0:
            self._go(place, max(self.view.currentIndex().column(), 0))

    def start_find(self) -> None:
        """Opens the bar that goes from match to match."""
        self._find.start()

    def edit_cells(self, make: Callable[[], Editing]) -> None:
        """Lets cells be typed into, by the rules of the list that ``make`` hands in when the first is wanted."""
        self.model.make_editing = make

    def columns_menu(self) -> QMenu:
        """Columns to show and hide, and the way back to how they were."""
        return self.menus.columns()

    def show_column(self, column: int, *, shown: bool) -> None:
        """Shows or hides a column."""
        self.view.setColumnHidden(column, not shown)
        if shown and not self.view.columnWidth(column):
            self.view.setColumnWidth(column, self.model.columns[column].width)
        self.view.settle()
        self._keep_soon.start()
        if shown and self.query.groups:
            self.ask(self.query)  # its sums were not asked for

    def reset_columns(self) -> None:
        """Lays the columns as they were at first."""
        self._layout.reset()
        self._keep_soon.start()

    def open_filter(self, column: int, place: QPoint) -> FilterPopup:
        """Opens the filter of a column below its heading."""
        from app.ui.record_table.filter import popup_for

        asked = self.model.columns[column]
        now = next((_turned(each, self.unbound) for each in self.query.filters if each.field == asked.field), None)
        popup = popup_for(
            asked, now, lambda: self.model.source.choices(asked.field, self.query), self._desk.money_unit, self
        )
        popup.chosen.connect(lambda found: self.filter_by(asked.field, found and _turned(found, self.bounds)))
        popup.sorted.connect(lambda down: self.sort_by(asked.field, descending=down))
        popup.open_at(place)
        return popup

    def _build(self, noun: str, frozen: int) -> None:
        def unit_of(column: Column) -> str:
            return unit_line(column, self._desk.money_unit)

        self.view = RecordView(self.model, self._state, unit_of, frozen, lambda: self._desk.today)
        self.strip = FilterStrip(self.name, self.model.columns, lambda: self._desk.money_unit)
        self.strip.shown_as = lambda asked: _turned(asked, self.unbound)
        self._find = FindBar(self.model)
        self._foot = TableFoot(self.model.columns, noun)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget, stretch in ((self.strip, 0), (self.view, 1), (self._find, 0), (self._foot, 0)):
            layout.addWidget(widget, stretch)
        self._sum_soon = QTimer(self, singleShot=True, interval=_SUM_MS)
        self._keep_soon = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._rest_soon = QTimer(self, singleShot=True, interval=_REST_MS)

    def _connect(self) -> None:
        view = self.view
        view.selectionModel().currentRowChanged.connect(lambda *_: self._tell_current())
        view.selected_anew.connect(self._show_selection)
        self.current_changed.connect(lambda _key: self._rest_soon.start())
        self._rest_soon.timeout.connect(self._tell_rested)
        view.opened.connect(self._open)
        view.emptied.connect(self.deleted)
        self.model.doubted.connect(view.tell_doubt)
        self._find.found.connect(lambda place: self._go(place, max(view.currentIndex().column(), 0)))
        self._find.left.connect(view.setFocus)
        self.strip.ended.connect(self.ask)
        self._sum_soon.timeout.connect(self._sum)
        self._keep_soon.timeout.connect(lambda: self._layout.keep(self.lasting(self.query)))
        for heading in view.headers():
            heading.sectionClicked.connect(lambda column: self.sort_by(self.model.columns[column].field))
            heading.filter_asked.connect(self.open_filter)
            heading.menu_asked.connect(self.menus.open_heading)
            heading.sectionResized.connect(lambda *_: self._keep_soon.start())
            heading.sectionMoved.connect(lambda *_: self._keep_soon.start())

    def _open(self, index: QModelIndex) -> None:
        heading = self.model.heading_at(index.row())
        if heading is None:
            self.activated.emit(self.model.id_at(index.row()))
            return
        self.model.fold(heading.group.values, folded=not heading.is_folded)
        self._go(index.row(), index.column())

    def _say_empty(self) -> None:
        empty = not self.model.rowCount()
        if empty and self._hint is None:
            self._hint = EmptyHint(self.view, lambda: self.ask(Query(sort=self.query.sort)))
        if self._hint is not None:
            self._hint.tell(self.query, self.empty_words, shown=empty)

    def _sum(self) -> None:
        if not self.model.sum_groups() and self.view.typing.editor is None:  # what was typed puts a row into another
            self.ask(self.query, anew=True)
            return
        self._foot.show_total(self.query, self.model.source.total(self.query))
        self._show_selection()
        self.shown.emit()

    def _go(self, place: int, column: int) -> None:
        self.view.caret.start_at(self.model.index(place, column))

    def _tell_current(self) -> None:
        key = self.current_id()
        self._current = key or self._current
        if key != self._told:
            self._told = key
            self.current_changed.emit(key)

    def _tell_rested(self) -> None:
        if self.model.is_writing or self.view.typing.editor is not None:
            self._rest_soon.start()
        else:
            self._rest_soon.stop()
            self.rested.emit(self.current_id())

    def _show_selection(self) -> None:
        columns = [self.model.columns[column] for column in chosen(self.view)[1]]
        own: dict[str, list[str]] = {}
        if not is_block(self.view):
            for row, column in chosen_cells(self.view):
                if key := self.model.id_at(row):
                    own.setdefault(self.model.columns[column].field, []).append(key)
        self._foot.show_selection(Chosen(self.selected_ids(), columns, own), self.model.source.total_of)


def _turned(asked: Filter, turns: dict[str, Callable[[Filter], Filter]]) -> Filter:
    turn = turns.get(asked.field)
    return turn(asked) if turn else asked
