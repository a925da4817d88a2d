"""The grid itself: a table view with its first columns frozen under a second view of the same model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QInputMethodEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.columns.column import Column
from app.ui.record_table.heading import HeaderState, RecordHeader
from app.ui.record_table.model import RecordTableModel
from app.ui.theme import CHOSEN, PALE_BLUE, ROW_PX

Index = QModelIndex | QPersistentModelIndex


class RecordView(QTableView):
    """Cells are chosen as in a spreadsheet; the row of the cursor is tinted whole."""

    typed = Signal(str)  # text typed where nothing is being edited
    entered = Signal(QModelIndex)  # Enter or a double click on a cell that is not typed into
    copied = Signal()
    pasted = Signal()
    emptied = Signal()  # Delete
    edit_refused = Signal()  # F2 on a cell that is not typed into: the form is wanted

    def __init__(
        self, model: RecordTableModel, state: HeaderState, unit_of: Callable[[Column], str], frozen: int
    ) -> None:
        super().__init__()
        self.records = model
        self.frozen = frozen
        self.setModel(model)
        self._overlay = _prepare(QTableView(self), model, state, unit_of)
        _prepare(self, model, state, unit_of)
        self._overlay.setSelectionModel(self.selectionModel())
        self._arrange_overlay()
        self._connect()

    def header(self) -> RecordHeader:
        """The headings of the moving columns."""
        header = self.horizontalHeader()
        assert isinstance(header, RecordHeader)
        return header

    def headers(self) -> tuple[RecordHeader, RecordHeader]:
        """Both sets of headings, the moving and the frozen."""
        frozen = self._overlay.horizontalHeader()
        assert isinstance(frozen, RecordHeader)
        return self.header(), frozen

    def settle(self) -> None:
        """Puts the frozen columns back over the first ones after columns were moved, sized, hidden or shown."""
        header = self.header()
        for column in range(self.model().columnCount()):
            covered = column < self.frozen and not self.isColumnHidden(column)
            self._overlay.setColumnHidden(column, not covered)
            if covered:
                self._overlay.setColumnWidth(column, self.columnWidth(column))
        for column in range(self.frozen):
            if header.visualIndex(column) != column:
                header.moveSection(header.visualIndex(column), column)
        self._place_overlay()

    def frozen_width(self) -> int:
        """How wide the frozen columns are together."""
        return sum(self.columnWidth(column) for column in range(self.frozen) if not self.isColumnHidden(column))

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Brings a cell into view, from under the frozen columns too."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() < self.frozen:
            bar.setValue(before)
            return
        hidden = self.frozen_width() - self.visualRect(index).left()
        if hidden > 0:
            bar.setValue(bar.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the frozen columns as tall as the rest."""
        super().resizeEvent(event)
        self._place_overlay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Excel's keys; letters and digits start a search."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # The Enter that ends typing in a cell arrives here too, before the cell has written what was typed.
            if self.state() != QAbstractItemView.State.EditingState:
                self.entered.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2 and not self._can_type():
            self.edit_refused.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.emptied.emit()
        elif event.text().strip() and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese typed over the table starts a search too."""
        if event.commitString():
            self.typed.emit(event.commitString())
        event.accept()

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: Qt would walk, and so fetch, every row."""

    def _arrange_overlay(self) -> None:
        overlay = self._overlay
        overlay.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        overlay.setFocusProxy(self)
        overlay.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        overlay.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        overlay.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        overlay.setStyleSheet("QTableView { border: 0; border-right: 2px solid #d3dbe3; }")
        self.viewport().stackUnder(overlay)
        overlay.show()
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def _connect(self) -> None:
        own, frozen = self.headers()
        own.sectionResized.connect(lambda *_: self.settle())
        own.sectionMoved.connect(lambda *_: self.settle())
        frozen.sectionResized.connect(lambda column, _old, width: self._follow_width(column, width))
        frozen.setSectionsMovable(False)
        self._overlay.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self._overlay.verticalScrollBar().setValue)
        self.doubleClicked.connect(self._double)
        self._overlay.doubleClicked.connect(self._double)
        self.selectionModel().currentRowChanged.connect(lambda *_: self._repaint())

    def _can_type(self) -> bool:
        index = self.currentIndex()
        return bool(index.flags() & Qt.ItemFlag.ItemIsEditable) and index.column() >= self.frozen

    def _double(self, index: QModelIndex) -> None:
        if not self._can_type():
            self.entered.emit(index)

    def _repaint(self) -> None:
        self.viewport().update()
        self._overlay.viewport().update()

    def _follow_width(self, column: int, width: int) -> None:
        if width and column < self.frozen and self.columnWidth(column) != width:
            self.setColumnWidth(column, width)

    def _place_overlay(self) -> None:
        edge = self.frameWidth()
        height = self.viewport().height() + self.horizontalHeader().height()
        self._overlay.setGeometry(edge, edge, self.frozen_width() + 1, height)
        self._overlay.setVisible(self.frozen_width() > 0)


class _Cells(QStyledItemDelegate):
    """Tints the cursor's row and keeps text clear of the grid."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._chosen, self._pale = QColor(CHOSEN), QColor(PALE_BLUE)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line to type on; with the words in use to choose from where the field has such."""
        model = self._view.model()
        assert isinstance(model, RecordTableModel)
        words = model.offered(model.columns[index.column()].field)
        if not words:
            return super().createEditor(parent, option, index)
        box = QComboBox(parent)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(list(words))
        completer = QCompleter(list(words), box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        box.setCompleter(completer)
        return box

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The tint of the cursor's row below, the cell's own text above."""
        selection = self._view.selectionModel()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self._chosen)
            option.state &= ~QStyle.StateFlag.State_Selected  # painted to the cell's edge, not to the text's
        elif selection.currentIndex().row() == index.row():
            painter.fillRect(option.rect, self._pale)
        option.rect = option.rect.adjusted(5, 0, -5, 0)
        super().paint(painter, option, index)


def _prepare(
    view: QTableView, model: RecordTableModel, state: HeaderState, unit_of: Callable[[Column], str]
) -> QTableView:
    if view.model() is not model:
        view.setModel(model)
    view.setHorizontalHeader(RecordHeader(model.columns, state, unit_of, view))
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(view.verticalHeader().ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(ROW_PX)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    view.setAlternatingRowColors(True)
    view.setWordWrap(False)
    view.setCornerButtonEnabled(False)
    view.setTabKeyNavigation(False)
    view.setItemDelegate(_Cells(view))
    return view
