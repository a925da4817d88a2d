"""A row of widgets that goes on in a second line where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrappingLayout(QLayout):
    """Widgets from the left; those laid right end the first line where all fit in it, else they follow below."""

    def __init__(self, parent: QWidget, gap: int = 6) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self._right: set[QWidget] = set()

    def lay_right(self, widget: QWidget) -> None:
        """Adds a widget at the right end."""
        self._right.add(widget)
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way in."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Takes an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no room that it does not need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """A narrow row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest one alone."""
        least = QSize()
        for item in self._shown():
            least = least.expandedTo(item.minimumSize())
        return least

    def setGeometry(self, room: QRect) -> None:
        """Lays the widgets out."""
        super().setGeometry(room)
        self._lay(room, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, room: QRect, *, move: bool) -> int:
        lines = self._lines(room.width())
        top = room.top()
        for line in lines:
            height = max(item.sizeHint().height() for item in line)
            at = room.left()
            for place, item in enumerate(line):
                width = min(item.sizeHint().width(), room.width())
                if self._ends(lines, line, place):
                    rest = line[place:]
                    at = room.right() + 1 - sum(each.sizeHint().width() + self._gap for each in rest) + self._gap
                if move:
                    low = top + (height - item.sizeHint().height()) // 2
                    item.setGeometry(QRect(QPoint(at, low), QSize(width, item.sizeHint().height())))
                at += width + self._gap
            top += height + self._gap
        return max(top - self._gap - room.top(), 0)

    def _ends(self, lines: list[list[QLayoutItem]], line: list[QLayoutItem], place: int) -> bool:
        """Whether the widgets at the right end of the only line begin here."""
        right = [item.widget() in self._right for item in line]
        return len(lines) == 1 and right[place] and not any(right[:place])

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            asked = item.sizeHint().width()
            if not lines or left < asked:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= asked + self._gap
        return lines
