"""The headings of a table: two lines with the unit below, groups above, sort marks and filter arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from app.columns.column import Column
from app.ui.colours import colours

_TALL, _LOW = 54, 34
_EDGE = 4
_ARROW = 14  # the square at the lower right that opens the filter


@dataclass
class HeaderState:
    """What all headings of one table show together: the sort keys, strongest first, and the filtered fields."""

    sort: tuple[tuple[str, bool], ...] = ()
    filtered: set[str] = field(default_factory=set)


class RecordHeader(QHeaderView):
    """Painted by hand, since Qt's own heading knows neither groups nor two lines."""

    filter_asked = Signal(int, QPoint)  # (column, where on the screen)
    menu_asked = Signal(int, QPoint)

    def __init__(
        self, columns: Sequence[Column], state: HeaderState, unit_of: Callable[[Column], str], parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns, self._state, self._unit_of = columns, state, unit_of
        self._pressed_arrow = False
        tall = any(column.group or unit_of(column) for column in columns)
        self._height = _TALL if tall else _LOW
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setMinimumSectionSize(40)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(self.logicalIndexAt(at), self.viewport().mapToGlobal(at))
        )

    def sizeHint(self) -> QSize:
        """Two lines where any column needs them."""
        return QSize(super().sizeHint().width(), self._height)

    def fitting_width(self, logical: int) -> int:
        """How wide a heading asks its column to be, with the room of its marks."""
        column = self._columns[logical]
        font = self.font()
        font.setBold(True)
        words = (column.title, self._unit_of(column))
        return max(QFontMetrics(font).horizontalAdvance(text) for text in words) + 2 * _ARROW

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the small arrow opens the filter and sorts nothing."""
        logical = self.logicalIndexAt(event.position().toPoint())
        self._pressed_arrow = (
            event.button() == Qt.MouseButton.LeftButton
            and logical >= 0
            and self._arrow(self._cell(logical)).contains(event.position().toPoint())
        )
        if self._pressed_arrow:
            cell = self._cell(logical)
            self.filter_asked.emit(logical, self.viewport().mapToGlobal(cell.bottomLeft()))
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The release that belongs to the arrow's press is swallowed."""
        if not self._pressed_arrow:
            super().mouseReleaseEvent(event)
        self._pressed_arrow = False

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One heading; of a group's upper cell each section paints its own slice."""
        column = self._columns[logical]
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(colours().heading))
        painter.setPen(QPen(QColor(colours().hairline)))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        lower = rect
        if column.group:
            lower = self._paint_group(painter, rect, logical)
        painter.setPen(QPen(QColor(colours().hairline)))
        painter.drawLine(lower.topRight(), lower.bottomRight())
        painter.setPen(QColor(colours().mid_ink))
        unit = self._unit_of(column)
        title = column.title if not unit else f"{column.title} {unit}" if column.group else f"{column.title}\n{unit}"
        is_above = lower.height() > _LOW and "\n" not in title  # one line in the middle of a high heading
        wide = 0 if is_above else painter.fontMetrics().horizontalAdvance(title.rpartition("\n")[2])
        right = _EDGE if wide + 2 * _ARROW <= lower.width() else _ARROW + 1  # long words leave the funnel its place
        words = lower.adjusted(_EDGE, 0, -right, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, title)
        self._paint_marks(painter, lower, column)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, logical: int) -> QRect:
        span = self._span(logical)
        upper = QRect(span.left(), rect.top(), span.width(), rect.height() // 2)
        painter.setPen(QPen(QColor(colours().hairline)))
        painter.drawLine(upper.bottomLeft(), upper.bottomRight())
        painter.drawLine(upper.topRight(), upper.bottomRight())
        painter.setPen(QColor(colours().mid_ink))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, self._columns[logical].group)
        return rect.adjusted(0, rect.height() // 2 + 1, 0, 0)

    def _span(self, logical: int) -> QRect:
        group = self._columns[logical].group
        first = last = self.visualIndex(logical)
        while first > 0 and self._belongs(first - 1, group):
            first -= 1
        while last + 1 < self.count() and self._belongs(last + 1, group):
            last += 1
        left = self.sectionViewportPosition(self.logicalIndex(first))
        end = self.logicalIndex(last)
        return QRect(left, 0, self.sectionViewportPosition(end) + self.sectionSize(end) - left, self.height())

    def _belongs(self, visual: int, group: str) -> bool:
        logical = self.logicalIndex(visual)
        return self._columns[logical].group == group or self.isSectionHidden(logical)

    def _paint_marks(self, painter: QPainter, rect: QRect, column: Column) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        filtered = column.field in self._state.filtered
        hovered = rect.contains(self.viewport().mapFromGlobal(self.cursor().pos())) and self.underMouse()
        painter.setBrush(QBrush(QColor(_arrow_colour(filtered=filtered, hovered=hovered))))
        painter.drawPolygon(_funnel(self._arrow(rect)))
        ranks = [name for name, _ in self._state.sort]
        if column.field in ranks:
            descending = dict(self._state.sort)[column.field]
            painter.setBrush(QBrush(QColor(colours().blue)))
            painter.drawPolygon(_triangle(QPointF(rect.right() - 8, rect.top() + 9), down=descending))
            if len(ranks) > 1:
                painter.setPen(QColor(colours().blue))
                font = painter.font()
                font.setPixelSize(9)
                painter.setFont(font)
                painter.drawText(QPointF(rect.right() - 19, rect.top() + 13), str(ranks.index(column.field) + 1))

    def _cell(self, logical: int) -> QRect:
        return QRect(self.sectionViewportPosition(logical), 0, self.sectionSize(logical), self.height())

    @staticmethod
    def _arrow(rect: QRect) -> QRect:
        return QRect(rect.right() - _ARROW - 1, rect.bottom() - _ARROW - 2, _ARROW, _ARROW)


def _triangle(centre: QPointF, *, down: bool) -> QPolygonF:
    tip = 3.0 if down else -3.0
    return QPolygonF(
        [
            QPointF(centre.x() - 4, centre.y() - tip),
            QPointF(centre.x() + 4, centre.y() - tip),
            QPointF(centre.x(), centre.y() + tip),
        ]
    )


def _funnel(rect: QRect) -> QPolygonF:
    left, top = rect.left() + 2.0, rect.top() + 3.0
    corners = ((0, 0), (10, 0), (6, 4.5), (6, 9), (4, 7.5), (4, 4.5))
    return QPolygonF([QPointF(left + x, top + y) for x, y in corners])


def _arrow_colour(*, filtered: bool, hovered: bool) -> str:
    return colours().blue if filtered else colours().faint_ink if hovered else colours().edge
