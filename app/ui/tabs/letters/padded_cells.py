"""Cells of a plain grid with room beside their figures."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

_PADDING = 6


class PaddedCells(QStyledItemDelegate):
    """Fills the whole cell with its own ground and keeps the text clear of the grid."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground first, then the text within the padding."""
        ground = index.data(Qt.ItemDataRole.BackgroundRole)
        if ground is not None:
            painter.fillRect(option.rect, ground)
        option.rect = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        super().paint(painter, option, index)
