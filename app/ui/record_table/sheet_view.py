"""A table of cells as a spreadsheet has it: chosen, typed into, filled, copied and pasted by the same keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from app.ui.record_table import clipboard, many_cells, pasting
from app.ui.record_table.caret import Caret
from app.ui.record_table.ranges import corner
from app.ui.record_table.sheet import SheetModel
from app.ui.record_table.sheet_cells import SheetCells
from app.ui.record_table.sheet_mouse import SheetMouse
from app.ui.record_table.sheet_table import SheetTable
from app.ui.record_table.typing import Typing

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class SheetView(SheetTable):
    """Its parts: ``caret`` and the range drawn from it, ``typing`` into one cell, the mouse."""

    opened = Signal(QModelIndex)  # Alt+Enter; Enter or a double click where nothing is typed into: the record is wanted
    emptied = Signal()  # Ctrl+-, and Delete where nothing is typed into: the chosen records are to go
    selected_anew = Signal()

    def __init__(self, sheet: SheetModel, today: Callable[[], date]) -> None:
        super().__init__(sheet, today)
        self.caret = Caret(self)
        self.typing, self._mouse = Typing(self, self.caret), SheetMouse(self, self.caret)
        self._prepare()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A spreadsheet's keys; letters and digits are typed into the cell of the cursor."""
        if self.typing.editor is not None:  # whoever sends keys here means the cell that is typed into
            self.typing.hand_on(event)
            return
        self.hush()
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if self.is_below and self._below_the_last(event):
            return
        if self._command(event) or self._enter_or_tab(event) or self._arrow(event):
            return
        if event.key() == Qt.Key.Key_F2:
            self.edit_or_open(self.currentIndex())
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._delete(event)
        elif event.text().strip() and plain and self.sheet.types:
            self.typing.start(self.currentIndex(), event)
        elif not (event.text().strip() and plain):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese typed over a cell goes into it from its first letter on."""
        if self.typing.is_composing:
            self.typing.compose(event)
        elif (event.commitString() or event.preeditString()) and self.sheet.types and self.typing.editor is None:
            self.typing.start(self.currentIndex(), event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A word that was being composed is kept with the rest: its editor has no focus to lose."""
        editor = self.typing.editor
        if editor is not None and self.typing.is_composing:
            self.typing.left(editor, event)
        super().focusOutEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: typing never jumps to another record, and Qt would walk, and so fetch, every row."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays in the sheet where cells are typed into."""
        return False if self.sheet.types else super().focusNextPrevChild(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is typed is kept first; where that is refused, the mouse moves nothing."""
        if self.typing.is_composing:
            QGuiApplication.inputMethod().commit()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self.typing.finish():
            self.hush()
            self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws a range."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a range."""
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edits the field under the mouse."""
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self.rowAt(place.y()) >= 0:
            self.edit_or_open(self.cell_at(place))

    def edit_or_open(self, index: QModelIndex) -> None:
        """Edits a field, or says where it is changed; in a list that is not typed into, opens its record."""
        if self.sheet.types and not self.sheet.label_of(index.row()):
            self.typing.start(index)
        elif index.isValid():
            self.opened.emit(index)

    def copy(self) -> None:
        """Puts the chosen cells on the clipboard."""
        clipboard.copy(self)

    def paste(self) -> None:
        """What the clipboard holds into the cells from the first chosen one on; all of it or nothing."""
        found = pasting.pasted(self)
        if found.typed:
            self.leave_below()
            before = self.sheet.rowCount()
            self.sheet.take(found.typed)
            self._choose_made(before, [column for _, column, _ in found.typed])
        if found.untold and self.currentIndex().isValid():
            self.tell(self.currentIndex(), found.untold)

    def _choose_made(self, before: int, columns: list[int]) -> None:
        """Chooses the rows that a paste has made, as they were pasted, and brings the first of them into view."""
        if self.sheet.rowCount() > before:
            first = self.sheet.index(before, min(columns))
            self.caret.go_to(first)
            self.caret.extend_to(self.sheet.index(self.sheet.rowCount() - 1, max(columns)))
            self.scrollTo(first)

    def _delete(self, event: QKeyEvent) -> None:
        if self.sheet.types:
            many_cells.clear(self)
        elif event.key() == Qt.Key.Key_Delete:
            self.emptied.emit()

    def _cut(self) -> None:
        clipboard.copy(self)
        if self.sheet.types:
            many_cells.clear(self)

    def _below_the_last(self, event: QKeyEvent) -> bool:
        """A key pressed after the last row; none means the cell of the last record, whose frame is still seen."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Up}:
            self.leave_below()
        elif event.key() in _ARROWS or event.matches(QKeySequence.StandardKey.Paste):
            return False
        elif event.key() not in _MODIFIERS:
            self.typing.start(self.currentIndex())  # says what can be done here
        return True

    def _command(self, event: QKeyEvent) -> bool:
        copying: tuple[tuple[QKeySequence.StandardKey, Callable[[], None]], ...] = (
            (QKeySequence.StandardKey.Copy, lambda: clipboard.copy(self)),
            (QKeySequence.StandardKey.Paste, self.paste),
            (QKeySequence.StandardKey.Cut, self._cut),
        )
        for sequence, act in copying:
            if event.matches(sequence):
                act()
                return True
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Minus:
            self.emptied.emit()
            return True
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_D: lambda: many_cells.fill_down(self),
            Qt.Key.Key_R: lambda: many_cells.fill_right(self),
            Qt.Key.Key_Semicolon: lambda: many_cells.write_all(self, self.today_text()),
        }
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier or event.key() not in keys or not self.sheet.types:
            return False
        keys[event.key()]()
        return True

    def _enter_or_tab(self, event: QKeyEvent) -> bool:
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            cursor = self.currentIndex()
            asks_record = event.modifiers() & Qt.KeyboardModifier.AltModifier or self.sheet.label_of(cursor.row())
            if not self.sheet.types or asks_record:
                self.opened.emit(cursor)
            elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                many_cells.write_all(self, self.sheet.exact_text(cursor.row(), cursor.column()))
            else:
                self.caret.step_down(-1 if back else 1)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab} and self.sheet.types:
            self.caret.step_across(-1 if back or key == Qt.Key.Key_Backtab else 1)
        else:
            return False
        return True

    def _arrow(self, event: QKeyEvent) -> bool:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Space and shift and not control:
            self.caret.choose_rows()
        elif event.key() == Qt.Key.Key_Down and not shift and not control and self._is_last(self.currentIndex()):
            self.go_below()
        elif event.key() in _ARROWS and control:
            self.caret.step_to_the_end(*_ARROWS[Qt.Key(event.key())], extend=shift)
        elif event.key() in _ARROWS:
            self.caret.step(*_ARROWS[Qt.Key(event.key())], extend=shift)
        else:
            return False
        return True

    def _is_last(self, index: QModelIndex) -> bool:
        return self.sheet.grows and index.row() == self.model().rowCount() - 1

    def _prepare(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setItemDelegate(SheetCells(self, self, self.typing))
        self.selectionModel().selectionChanged.connect(self._selected)
        self.sheet.modelReset.connect(self.hush)
        self.sheet.modelReset.connect(self.leave_below)
        self.selectionModel().currentChanged.connect(lambda *_: self.repaint_cells())

    def _selected(self, _new: QItemSelection, _old: QItemSelection) -> None:
        parts = self.selectionModel().selection().toList()
        self.has_several = len(parts) > 1 or bool(parts and (parts[0].width() > 1 or parts[0].height() > 1))
        self.corner = corner(self)
        self.repaint_cells()
        self.selected_anew.emit()
