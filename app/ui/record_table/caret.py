"""The cursor of a sheet and the range that is drawn from it: arrows, Tab and Enter as in a spreadsheet."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex

from app.ui.record_table.ranges import between, chosen, shown_columns
from app.ui.record_table.sheet_table import SheetTable

_FLAG = QItemSelectionModel.SelectionFlag


class Caret:
    """The cursor stays where a range was begun; ``_reach`` is the range's other end."""

    def __init__(self, view: SheetTable) -> None:
        self._view = view
        self._reach = (-1, -1)
        self._tab_from: int | None = None  # the column where a run of Tab began: Enter goes back below it

    def go_to(self, index: QModelIndex, *, keep: bool = False) -> None:
        """Puts the cursor on a cell and chooses it; with ``keep`` what is chosen stays."""
        if index.isValid():
            self._view.leave_below()
            self._reach = (index.row(), index.column())
            flag = _FLAG.NoUpdate if keep else _FLAG.ClearAndSelect
            self._view.selectionModel().setCurrentIndex(index, flag)
            self._view.scrollTo(index)

    def start_at(self, index: QModelIndex) -> None:
        """The mouse put the cursor here."""
        self._tab_from = None
        self.go_to(index)

    def extend_to(self, index: QModelIndex) -> None:
        """Chooses all cells from the cursor to this one."""
        cursor = self._view.currentIndex()
        if index.isValid() and cursor.isValid():
            self._reach = (index.row(), index.column())
            self._view.selectionModel().select(between(self._view, cursor, index), _FLAG.ClearAndSelect)
            self._view.scrollTo(index)

    def toggle(self, index: QModelIndex) -> None:
        """Adds a cell to what is chosen, or takes it out."""
        self._reach = (index.row(), index.column())
        self._view.selectionModel().setCurrentIndex(index, _FLAG.Toggle)

    def step(self, down: int, across: int, *, extend: bool = False) -> None:
        """Moves the cursor, or the range's other end."""
        self._tab_from = None
        model, columns, cursor = self._view.model(), shown_columns(self._view), self._view.currentIndex()
        row, column = self._reach if extend and self._reach[0] >= 0 else (cursor.row(), cursor.column())
        if not columns or row < 0:
            return
        place = columns.index(column) if column in columns else 0
        place = min(max(place + across, 0), len(columns) - 1)
        index = model.index(min(max(row + down, 0), model.rowCount() - 1), columns[place])
        (self.extend_to if extend else self.go_to)(index)

    def step_to_the_end(self, down: int, across: int, *, extend: bool) -> None:
        """Ctrl and an arrow: the first or the last row or column."""
        many = self._view.model().rowCount() + self._view.model().columnCount()
        self.step(down * many, across * many, extend=extend)

    def step_down(self, by: int) -> None:
        """Enter: down, back to where a run of Tab began; in a range only through its cells."""
        if self._view.has_several:
            self._step_within(by, down_first=True)
            return
        begun, cursor = self._tab_from, self._view.currentIndex()
        if begun is not None and begun != cursor.column():
            self.go_to(self._view.model().index(cursor.row(), begun))
        self.step(by, 0)

    def step_across(self, by: int) -> None:
        """Tab: to the right; in a range only through its cells."""
        if self._view.has_several:
            self._step_within(by, down_first=False)
            return
        begun = self._tab_from if self._tab_from is not None else self._view.currentIndex().column()
        self.step(0, by)
        self._tab_from = begun

    def choose_rows(self) -> None:
        """Chooses the rows of the chosen cells from end to end."""
        rows, columns, model = chosen(self._view)[0], shown_columns(self._view), self._view.model()
        if rows and columns:
            whole = between(self._view, model.index(rows[0], columns[0]), model.index(rows[-1], columns[-1]))
            self._view.selectionModel().select(whole, _FLAG.ClearAndSelect)

    def _step_within(self, by: int, *, down_first: bool) -> None:
        rows, columns = chosen(self._view)
        cursor = self._view.currentIndex()
        if cursor.row() not in rows or cursor.column() not in columns:
            self.step(by if down_first else 0, 0 if down_first else by)
            return
        down, across = rows.index(cursor.row()), columns.index(cursor.column())
        high, wide = len(rows), len(columns)
        place = ((across * high + down if down_first else down * wide + across) + by) % (high * wide)
        down, across = (place % high, place // high) if down_first else (place // wide, place % wide)
        self.go_to(self._view.model().index(rows[down], columns[across]), keep=True)
