"""Typing into one cell: how it begins, which keys end it and where the cursor goes then, and what a refusal does."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QApplication, QTableView

from app.errors import Refused
from app.ui.record_table import many_cells
from app.ui.record_table.caret import Caret
from app.ui.record_table.editors import Editor, LineEditor, ProseEditor
from app.ui.record_table.sheet_table import SheetTable
from app.ui.theme import mark

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_AWAY = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


class Typing:
    """At most one cell is typed into; a text that was refused stays in its editor until it is mended or given up."""

    def __init__(self, view: SheetTable, caret: Caret) -> None:
        self._view, self._caret = view, caret
        self._editor: Editor | None = None
        self._place: QTableView = view
        self._index = QPersistentModelIndex()
        self._before = ""
        self._over = False  # begun by typing, so that arrows leave the cell as in a spreadsheet
        self._busy = self._handing = False
        self.is_composing = False  # an input method has begun a word over the cell; it speaks to the sheet until then

    @property
    def editor(self) -> Editor | None:
        """The open editor."""
        if self._editor is not None and not shiboken6.isValid(self._editor):
            self._editor = None
        return self._editor

    def start(self, index: QModelIndex, event: QEvent | None = None) -> bool:
        """Opens the cell's editor; ``event`` is the key or the input method's text that begins a new text in it."""
        view = self._view
        if not index.isValid() or not self.finish():
            return False
        if view.is_below:
            view.tell(index, "这里粘贴新记录；要填写一条新的，请按 Ctrl+N。")
            return False
        if view.sheet.entry(index.row(), index.column()) is None:
            view.tell(index, view.sheet.why_not(index.row(), index.column()))
            return False
        view.scrollTo(index)
        self._place = view.part_of(index)
        self.is_composing = isinstance(event, QInputMethodEvent)
        self._place.edit(index)
        opened = self._place.indexWidget(index)
        assert isinstance(opened, LineEditor | ProseEditor)
        self._editor, self._index = opened, QPersistentModelIndex(index)
        self._over = event is not None
        if isinstance(event, QInputMethodEvent):
            self._before = view.sheet.exact_text(index.row(), index.column())
            opened.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none
            self.compose(event)
            return True
        self._before = opened.words()
        if event is not None:
            opened.clear()
        opened.setFocus(Qt.FocusReason.OtherFocusReason)
        if event is not None:
            QApplication.sendEvent(opened, event)
        elif isinstance(opened, LineEditor):
            opened.deselect()
        return True

    def compose(self, event: QInputMethodEvent) -> None:
        """What an input method says to the sheet goes into the editor; the focus follows when its word is whole.

        Given at once, the focus would end the word that is being composed: of zhaoshang only haoshang would arrive.
        """
        editor = self.editor
        if editor is None:
            return
        QApplication.sendEvent(editor, event)
        self.is_composing = bool(event.preeditString())
        if self.is_composing:
            return
        if not editor.words():  # given up: the cell stays as it was
            self.give_up()
        else:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def key(self, editor: Editor, event: QKeyEvent) -> bool:
        """A key pressed in the editor; True where it ended or went on with typing."""
        if editor is not self.editor:
            return False
        key, modifiers = event.key(), event.modifiers()
        control, shift = modifiers & Qt.KeyboardModifier.ControlModifier, modifiers & Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Escape:
            self.give_up()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(editor, event)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            back = key == Qt.Key.Key_Backtab or shift
            if self.finish():
                self._caret.step_across(-1 if back else 1)
        elif key == Qt.Key.Key_Semicolon and control:
            editor.show_words(self._view.today_text())
        elif self._over and key in _STEPS and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            if key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and editor.is_choosing():
                return False
            if self.finish():
                self._caret.step(*_STEPS[Qt.Key(key)])
        else:
            return False
        return True

    def hand_on(self, event: QKeyEvent) -> None:
        """A key that came to the sheet; one that the editor has no use for comes back and means nothing."""
        if self.editor is not None and not self._handing:
            self._handing = True
            QApplication.sendEvent(self.editor, event)
            self._handing = False

    def left(self, editor: Editor, event: QEvent) -> None:
        """The focus went elsewhere in the window: the text is kept, or the cursor comes back to what was refused."""
        assert isinstance(event, QFocusEvent)
        if editor is not self.editor or self._busy or event.reason() in _AWAY:
            return
        if not self.finish():
            QTimer.singleShot(0, self._come_back)

    def finish(self) -> bool:
        """Keeps what is typed and closes; False where it was refused: the editor stays, and the cell says why."""
        editor = self.editor
        if editor is None or self._busy:
            return editor is None
        text = editor.words()
        self._busy = True
        try:
            if text != self._before:
                self._view.sheet.write([(self._index.row(), self._index.column(), text)])
        except Refused as refused:
            if self.editor is None:  # the row itself is gone
                raise
            mark(editor, "refused")
            self._view.tell(
                self._view.model().index(self._index.row(), self._index.column()), refused.message, stays=True
            )
            return False
        finally:
            self._busy = False
        self.give_up()
        return True

    def give_up(self) -> None:
        """Closes the editor; what it says is forgotten."""
        editor, self._editor, self.is_composing = self.editor, None, False
        self._view.hush()
        if editor is not None:
            had_focus = editor.hasFocus()
            delegate = self._place.itemDelegate()
            delegate.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            if had_focus:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self, editor: Editor, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.AltModifier and isinstance(editor, ProseEditor):
            editor.insertPlainText("\n")
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            text = editor.words()
            if not self._view.has_several:
                self.finish()
                return
            self._busy = True  # the focus may go to a question
            many_cells.write_all(self._view, text)
            self._busy = False
            self.give_up()
        elif self.finish():
            self._caret.step_down(-1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)

    def _come_back(self) -> None:
        if (editor := self.editor) is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
