"""A sheet of paper, drawn, for a file that has no picture of its own."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from app.ui.colours import colours


def paper_icon(size: QSize) -> QIcon:
    """An icon of that size with the word PDF on a sheet."""
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    height = size.height() - 8
    sheet = QRect((size.width() - height * 7 // 10) // 2, 4, height * 7 // 10, height)
    painter.setPen(QColor(colours().hairline))
    painter.setBrush(QColor(colours().paper))
    painter.drawRect(sheet)
    painter.setPen(QColor(colours().soft_ink))
    painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, "PDF")
    painter.end()
    return QIcon(picture)
