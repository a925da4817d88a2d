"""The grid of a list: a sheet with its first columns frozen under a second view of the same model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.columns.column import Column
from app.ui.record_table.heading import HeaderState, RecordHeader
from app.ui.record_table.model import RecordTableModel
from app.ui.record_table.ranges import shown_columns
from app.ui.record_table.sheet import Index
from app.ui.record_table.sheet_cells import SheetCells
from app.ui.record_table.sheet_view import SheetView
from app.ui.theme import ROW_PX

_FIT_ROWS = 60  # rows measured for the width of a column: those in view and some more
_NARROWEST, _WIDEST = 44, 520
_LEAST_MOVING = 60  # px beside the frozen columns


class RecordView(SheetView):
    """Cells are chosen as in a spreadsheet; the row of the cursor is tinted whole."""

    def __init__(
        self,
        model: RecordTableModel,
        state: HeaderState,
        unit_of: Callable[[Column], str],
        frozen: int,
        today: Callable[[], date],
    ) -> None:
        self.frozen = list(range(frozen))  # columns that shall stay, in their order; Qt asks for them from the first on
        self._staying: list[int] = []  # those of them that do: a narrow window has not room for all
        super().__init__(model, today)
        self.records = model
        model.is_seen = lambda column: not self.isColumnHidden(column)
        self._overlay = QTableView(self)
        self._overlay.setModel(model)
        for view in (self._overlay, self):
            view.setHorizontalHeader(RecordHeader(model.columns, state, unit_of, view))
            _prepare(view)
        self._overlay.setItemDelegate(SheetCells(self._overlay, self, self.typing))
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

    def freeze_to(self, column: int) -> None:
        """Lets the columns up to this one stay when the list is moved sideways; -1 lets all of them move."""
        header = self.header()
        last = header.visualIndex(column) if column >= 0 else -1
        self.frozen = [header.logicalIndex(place) for place in range(last + 1)]
        self.settle()

    def settle(self) -> None:
        """Puts the frozen columns back over the first ones after columns were moved, sized, hidden or shown."""
        header, over = self.header(), self._overlay.horizontalHeader()
        for place, column in enumerate(self.frozen):
            for each in (header, over):
                if each.visualIndex(column) != place:
                    each.moveSection(each.visualIndex(column), place)
        self._staying = self._with_room_beside()
        for column in range(self.model().columnCount()):
            covered = column in self._staying and not self.isColumnHidden(column)
            if covered:  # its width first: what appears tells the other view how wide it is
                self._overlay.setColumnWidth(column, self.columnWidth(column))
            self._overlay.setColumnHidden(column, not covered)
        self.records.label_column = next(iter(shown_columns(self)), 0)
        self._place_overlay()

    def fit(self, column: int) -> None:
        """Makes a column as wide as what stands in it near the place that is seen."""
        first = max(self.rowAt(1), 0)
        rows = range(first, min(first + _FIT_ROWS, self.model().rowCount()))
        metrics, heading = self.fontMetrics(), self.header().fitting_width(column)
        texts = (text for row in rows for text in self.sheet.text(row, column).split("\n"))
        asked = max((metrics.horizontalAdvance(text) + 16 for text in texts), default=0)
        self.setColumnWidth(column, min(max(asked, heading, _NARROWEST), _WIDEST))

    def frozen_width(self) -> int:
        """How wide the frozen columns are together."""
        return sum(self.columnWidth(column) for column in self._staying if not self.isColumnHidden(column))

    def part_of(self, index: QModelIndex) -> QTableView:
        """The frozen part, or the moving one."""
        return self._overlay if index.column() in self._staying else self

    def columnAt(self, x: int) -> int:
        """The column at a place of the viewport, the frozen ones lying over the others."""
        return self._overlay.columnAt(x) if 0 <= x < self.frozen_width() else super().columnAt(x)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Brings a cell into view, from under the frozen columns too."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() in self._staying:
            bar.setValue(before)
            return
        hidden = self.frozen_width() - self.visualRect(index).left()
        if hidden > 0:
            bar.setValue(bar.value() - hidden)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the frozen columns as tall as the rest, and lets those move that would cover all of it."""
        super().resizeEvent(event)
        if self._staying != self._with_room_beside():
            self.settle()
        self._place_overlay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse on the frozen columns is the sheet's: a range begun there goes on beyond them."""
        if not isinstance(event, QMouseEvent | QWheelEvent) or watched is not self._overlay.viewport():
            return super().eventFilter(watched, event)
        if isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        handlers = {
            QEvent.Type.MouseButtonPress: self.mousePressEvent,
            QEvent.Type.MouseMove: self.mouseMoveEvent,
            QEvent.Type.MouseButtonRelease: self.mouseReleaseEvent,
            QEvent.Type.MouseButtonDblClick: self.mouseDoubleClickEvent,
        }
        handlers[event.type()](event)
        return True

    def repaint_headers(self) -> None:
        """Paints the headings anew: what is sorted or filtered has changed."""
        for heading in self.headers():
            heading.viewport().update()

    def tell_doubt(self, key: str, field: str, sentence: str) -> None:
        """Says beside a record's cell what looks wrong in it, though it was taken."""
        columns = [column.field for column in self.records.columns]
        index = self.records.index(self.records.place_of(key), columns.index(field) if field in columns else 0)
        if index.isValid():
            self.tell(index, sentence)

    def repaint_cells(self) -> None:
        """Paints both parts anew."""
        super().repaint_cells()
        self._overlay.viewport().update()

    def _arrange_overlay(self) -> None:
        overlay = self._overlay
        overlay.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        overlay.setFocusProxy(self)
        overlay.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        overlay.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        overlay.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        overlay.setObjectName("frozen")
        self.viewport().stackUnder(overlay)
        overlay.viewport().installEventFilter(self)
        overlay.show()
        overlay.raise_()  # over the moving headings too, which came after it

    def _connect(self) -> None:
        own, frozen = self.headers()
        own.sectionResized.connect(lambda *_: self.settle())
        own.sectionMoved.connect(lambda *_: self.settle())
        frozen.sectionResized.connect(lambda column, _old, width: self._follow_width(column, width))
        frozen.setSectionsMovable(False)
        for heading in (own, frozen):
            heading.sectionHandleDoubleClicked.connect(self.fit)
        bar, frozen_bar = self.verticalScrollBar(), self._overlay.verticalScrollBar()
        bar.valueChanged.connect(frozen_bar.setValue)
        frozen_bar.rangeChanged.connect(lambda *_: frozen_bar.setValue(bar.value()))  # it is laid out later

    def _with_room_beside(self) -> list[int]:
        """The frozen columns that leave room for another one beside them: where all is covered, no cell is reached."""
        room, staying = self.viewport().width() - _LEAST_MOVING, []
        for column in self.frozen:
            room -= 0 if self.isColumnHidden(column) else self.columnWidth(column)
            if room < 0:
                break
            staying.append(column)
        return staying

    def _follow_width(self, column: int, width: int) -> None:
        if width and column in self._staying and self.columnWidth(column) != width:
            self.setColumnWidth(column, width)

    def _place_overlay(self) -> None:
        edge = self.frameWidth()
        height = self.viewport().height() + self.horizontalHeader().height()
        self._overlay.setGeometry(edge, edge, self.frozen_width() + 1, height)
        self._overlay.setVisible(self.frozen_width() > 0)


def _prepare(view: QTableView) -> None:
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
