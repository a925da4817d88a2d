"""Windows that are never larger than their screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

_TITLE_PX, _EDGE_PX = 32, 4  # what the system draws around a window; it tells only once the window is shown


def room_for(window: QWidget) -> QRect:
    """Where a window's inside may lie on its screen: beside the task bar, below its own title."""
    screen = window.screen() or QGuiApplication.primaryScreen()
    return screen.availableGeometry().adjusted(_EDGE_PX, _TITLE_PX, -_EDGE_PX, -_EDGE_PX)


def fit(window: QWidget, room: QRect | None = None) -> None:
    """Makes a window no larger than the room for its inside, and moves it wholly in where it stands out.

    One that fills the screen by the system's own doing stays as it is.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    room = room or room_for(window)
    least = window.minimumSize().boundedTo(room.size())
    if least != window.minimumSize():
        window.setMinimumSize(least)  # what its maker wished, or what its layout asks for, is more than there is
    if window.size().boundedTo(room.size()) != window.size():
        window.resize(window.size().boundedTo(room.size()))
    place = window.geometry()  # of the inside: what moves by its frame would stand lower by the height of its title
    left = max(room.left(), min(place.left(), room.right() - place.width() + 1))
    top = max(room.top(), min(place.top(), room.bottom() - place.height() + 1))
    if (left, top) != (place.left(), place.top()):
        window.setGeometry(left, top, place.width(), place.height())


class Dialog(QDialog):
    """A dialog that fits its screen whatever size it asks for; its title is said when it is made."""

    chapter = ""  # of the help, which F1 opens; that of the tab in front where it has none of its own

    def __init__(self, title: str, parent: QWidget | None = None, size: tuple[int, int] | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        if size is not None:
            self.resize(*size)
        QShortcut("F1", self, self.show_help)

    def show_help(self) -> None:
        """Asks the window behind for the help, which opens over this dialog, modal as it may be."""
        behind: QObject | None = self.parent()
        while behind is not None and not hasattr(behind, "open_help"):
            behind = behind.parent()
        if behind is not None:
            behind.open_help(self, self.chapter)

    def showEvent(self, event: QShowEvent) -> None:
        """Fits before it is seen."""
        super().showEvent(event)
        if not event.spontaneous():
            fit(self)
