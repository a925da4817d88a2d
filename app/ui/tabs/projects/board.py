"""看板: the stages as columns of cards, each with its days in the stage; a click shows the project in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.services.lists import Query
from app.services.projects import ProjectRow, board
from app.services.projects.board import BoardColumn
from app.ui.colours import colours
from app.ui.desk import Desk
from app.ui.theme import mark
from app.ui.widgets.elided import two_lines
from app.values.money import summary_text
from app.values.stages import Chip

_ROW = Qt.ItemDataRole.UserRole
_CARD = QSize(120, 78)
_COLUMN_PX = 142
Tint = Callable[[str, Any], str]


class Board(QWidget):
    """One column for each chip of the list, the longest standing on top; fetched whole when it is shown."""

    chosen = Signal(str)  # a project's id

    def __init__(self, desk: Desk, tint: Tint) -> None:
        super().__init__()
        self._desk = desk
        self._columns: dict[str, tuple[QLabel, QListWidget]] = {}
        columns = QWidget()
        columns.setMinimumWidth(len(Chip) * _COLUMN_PX)
        layout = QHBoxLayout(columns)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(8)
        for chip in Chip:
            layout.addLayout(self._column(chip, tint), 1)
        area = QScrollArea()  # on a narrow screen it rolls, and cards stay wide enough for their names
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(columns)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def show_query(self, query: Query) -> None:
        """Shows the projects of a query, whatever its chip; of a long column the longest standing ones."""
        with self._desk.read() as session:
            columns = board.columns(session, self._desk.year, self._desk.today, query)
        for column in columns:
            head, cards = self._columns[column.title]
            head.setText(_head(column))
            self._fill(cards, column.cards)

    def _fill(self, cards: QListWidget, rows: Sequence[ProjectRow]) -> None:
        scrolled, chosen = cards.verticalScrollBar().value(), _chosen_id(cards)
        cards.clear()
        for row in rows:
            item = QListWidgetItem()
            item.setData(_ROW, row)
            item.setSizeHint(_CARD)
            item.setToolTip(f"{row.name}\n{row.investor}\n{row.stage}")
            cards.addItem(item)
            if row.id == chosen:
                cards.setCurrentItem(item)
        cards.verticalScrollBar().setValue(scrolled)

    def _column(self, chip: str, tint: Tint) -> QVBoxLayout:
        head, cards = QLabel(chip), QListWidget()
        mark(head, "soft")
        cards.setItemDelegate(_Card(cards, tint))
        cards.setUniformItemSizes(True)
        cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cards.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        cards.itemActivated.connect(lambda item: self.chosen.emit(item.data(_ROW).id))
        cards.itemClicked.connect(lambda item: self.chosen.emit(item.data(_ROW).id))
        self._columns[chip] = (head, cards)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(head)
        column.addWidget(cards, 1)
        return column


def _head(column: BoardColumn) -> str:
    """Title and count, the sum of 总投资 below, and how many cards a long column leaves to the list."""
    more = column.count - len(column.cards)
    left_out = f"，另有 {more} 个在列表中" if more else ""
    return f"{column.title} {column.count}\n{summary_text(column.total_investment)}{left_out}"


def _chosen_id(cards: QListWidget) -> str:
    item = cards.currentItem()
    return str(item.data(_ROW).id) if item is not None else ""


class _Card(QStyledItemDelegate):
    """Name, stage, and days in the stage in the tint of their lateness."""

    def __init__(self, parent: QWidget, tint: Tint) -> None:
        super().__init__(parent)
        self._tint = tint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        """One card with a hairline round it."""
        row = index.data(_ROW)
        card = option.rect.adjusted(4, 3, -5, -3)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours().blue if chosen else colours().hairline)))
        painter.setBrush(QColor(colours().pale_blue if chosen else colours().paper))
        painter.drawRoundedRect(card, 4, 4)
        inside = card.adjusted(8, 5, -8, -5)
        foot = QRect(inside.left(), inside.bottom() - 18, inside.width(), 19)
        painter.setPen(QColor(colours().ink))
        metrics = painter.fontMetrics()
        name = two_lines(metrics, row.name, inside.width())
        painter.drawText(inside.adjusted(0, 0, 0, -20), Qt.AlignmentFlag.AlignLeft, name)
        days = f"{row.days_in_stage} 天" if row.days_in_stage is not None else ""
        room = foot.width() - metrics.horizontalAdvance(f"{days}　")
        stage = metrics.elidedText(row.stage, Qt.TextElideMode.ElideRight, room)
        painter.setPen(QColor(colours().soft_ink))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, stage)
        painter.setPen(QColor(_ink(self._tint("days_in_stage", row))))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, days)
        painter.restore()


def _ink(tint: str) -> str:
    return {"late": colours().red, "soon": colours().amber}.get(tint, colours().soft_ink)
