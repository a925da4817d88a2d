"""How cells are painted and typed over: the chosen range, its fill handle, the cursor's row, the colours of rules."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from app.ui.colours import colours
from app.ui.icons import icon
from app.ui.record_table.editors import Editor, LineEditor, ProseEditor, editor_for
from app.ui.record_table.sheet import Index
from app.ui.record_table.sheet_table import SheetTable
from app.ui.record_table.typing import Typing
from app.ui.theme import mark

HANDLE_PX = 8
_FOLD_PX = 14  # the arrow of a group's heading
_PADDING = 5
_LONG_LABEL = 2000
_WIDEST = 460  # of the editor of prose


class SheetCells(QStyledItemDelegate):
    """Paints for ``place``, the view itself or the frozen part over it, what ``sheet`` knows of the cells."""

    def __init__(self, place: QTableView, sheet: SheetTable, typing: Typing) -> None:
        super().__init__(place)
        self._place, self._sheet, self._typing = place, sheet, typing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor of the cell's kind."""
        entry = self._sheet.sheet.entry(index.row(), index.column())
        if entry is None:
            return super().createEditor(parent, option, index)
        editor = editor_for(entry, parent)
        if self._typing.is_composing:
            editor.setFocusProxy(self._sheet)  # Qt gives the focus to every editor, which would end the composing
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What the cell holds; typing goes on undisturbed when the row is shown anew."""
        if isinstance(editor, LineEditor | ProseEditor) and not editor.property("begun"):
            mark(editor, "begun")
            if not self._typing.is_composing:  # a text that is set puts an end to the composing too
                editor.show_words(self._sheet.sheet.exact_text(index.row(), index.column()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Nothing: the sheet itself keeps what was typed, and says where it was refused."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """As large as the cell; prose takes the room of several lines."""
        place = QRect(option.rect)
        if isinstance(editor, ProseEditor):
            room = self._place.viewport().rect()
            place.setWidth(min(max(place.width(), _WIDEST), max(room.width() - 4, 80)))
            place.setHeight(editor.height_asked())
            place.moveLeft(max(min(place.left(), room.right() - place.width()), 0))
            place.moveTop(max(min(place.top(), room.bottom() - place.height()), 0))
        editor.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that end typing, and the focus going elsewhere, are the sheet's; nothing is Qt's own."""
        if not isinstance(watched, LineEditor | ProseEditor):
            return super().eventFilter(watched, event)
        editor: Editor = watched
        if event.type() is QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._typing.key(editor, event)
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        if event.type() is QEvent.Type.FocusOut:
            self._typing.left(editor, event)
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Grounds below, the cell's own text above, the cursor's frame and the fill handle on top."""
        cell = QRect(option.rect)
        sheet = self._sheet
        is_cursor = sheet.currentIndex() == index
        ground: Any = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(cell, ground)
        if sheet.is_filled(index.row(), index.column()):
            painter.fillRect(cell, QColor(colours().filled))
        elif option.state & QStyle.StateFlag.State_Selected and not (is_cursor and sheet.has_several):
            painter.fillRect(cell, QColor(colours().chosen))
        elif sheet.currentIndex().row() == index.row() and ground is None:
            painter.fillRect(cell, QColor(colours().pale_blue))
        option.state &= ~(
            QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        )  # painted to the cell's edge, not to the text's
        option.rect = cell.adjusted(_PADDING, 0, -_PADDING, 0)
        if label := sheet.sheet.label_of(index.row()):
            self._paint_label(painter, option, index, label)
        else:
            super().paint(painter, option, index)
        if is_cursor and sheet.sheet.types:
            painter.setPen(QPen(QColor(colours().blue), 2))
            painter.drawRect(cell.adjusted(1, 1, -2, -2))
        if sheet.sheet.types and (index.row(), index.column()) == sheet.corner:
            painter.fillRect(handle_of(cell).adjusted(1, 1, 0, 0), QColor(colours().paper))
            painter.fillRect(handle_of(cell).adjusted(2, 2, 0, 0), QColor(colours().blue))

    def _paint_label(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, label: str) -> None:
        """The words of a group go on over the cells beside them, up to the first sum."""
        begins = self._sheet.label_index(index.row())
        if index.column() != begins.column() and index.data():
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        painter.save()
        painter.setClipRect(option.rect.adjusted(-_PADDING, 0, _PADDING, 0))
        painter.setFont(option.font)
        left = self._sheet.part_of(begins).visualRect(begins).left() + _PADDING
        if (heading := self._sheet.sheet.heading_at(index.row())) is not None:
            left += heading.level * _FOLD_PX
            arrow = "chevron-right" if heading.is_folded else "chevron-down"
            place = QRect(left, option.rect.center().y() - _FOLD_PX // 2 + 1, _FOLD_PX, _FOLD_PX)
            icon(arrow).paint(painter, place)
            left += _FOLD_PX + _PADDING
        line = QRect(left, option.rect.top(), _LONG_LABEL, option.rect.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell's ground is painted to its edge by :meth:`paint`."""
        super().initStyleOption(option, index)
        option.backgroundBrush = Qt.BrushStyle.NoBrush  # type: ignore[assignment]


def handle_of(cell: QRect) -> QRect:
    """The square at a cell's lower right corner that is dragged to fill."""
    return QRect(cell.right() - HANDLE_PX + 1, cell.bottom() - HANDLE_PX + 1, HANDLE_PX, HANDLE_PX)
