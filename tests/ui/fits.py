"""What stands outside its window or is cut, at the sizes of screens that offices have."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QToolButton,
    QWidget,
)

from app.ui.dialog import fit
from app.ui.look import Size

_TASK_BAR, _TITLE, _EDGE = 40, 32, 4
SCREENS = {  # in the pixels that Qt counts: a screen magnified by 150 % has two thirds of them
    "1366×768 100%": (1366, 768),
    "1366×768 125%": (1093, 614),
    "1366×768 150%": (911, 512),
    "1920×1080 150%": (1280, 720),
    "1920×1080 200%": (960, 540),
    "1024×768 100%": (1024, 768),
    **{
        f"1366×768 字号{size}": (round(1366 / size.factor), round(768 / size.factor))
        for size in (Size.LARGE, Size.LARGEST)
    },
}


def room_of(screen: str) -> QRect:
    """Where a window's inside may lie on a screen."""
    width, height = SCREENS[screen]
    return QRect(0, 0, width, height - _TASK_BAR).adjusted(_EDGE, _TITLE, -_EDGE, -_EDGE)


def faults(window: QWidget, room: QRect) -> list[str]:
    """Everything that a clerk would not see whole when the window is put on such a screen."""
    fit(window, room)
    for _ in range(3):  # what is counted in the meantime asks for other room
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # words that a timer set in the last turn
    found = []
    if not room.contains(window.geometry()):
        found.append(f"window {window.width()}×{window.height()} in {room.width()}×{room.height()}")
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not widget.isWindow() and widget.width() and widget.height():
            found += [f"{fault}: {_name(widget)}" for fault in _of(widget, window)]
    return found


def _of(widget: QWidget, window: QWidget) -> Iterator[str]:
    if _stands_out(widget, window):
        yield "outside"
    if not widget.toolTip() and (_is_cut(widget) or _hides_its_number(widget)):
        yield "cut"


def _stands_out(widget: QWidget, window: QWidget) -> bool:
    """Beyond the edge of the window or of a parent, where nothing can be scrolled."""
    here: QWidget | None = widget
    while here is not None and here is not window:
        parent = here.parentWidget()
        if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
            return False  # rolls into sight
        corner = here.mapTo(parent, QPoint(0, 0))
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(QRect(corner, here.size())):
            return not isinstance(parent, QAbstractScrollArea | QTabBar | QComboBox | QLineEdit)
        here = parent
    return False


def _is_cut(widget: QWidget) -> bool:
    """Whether words have less room than they need."""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        return widget.minimumSizeHint().width() > widget.width() + 1
    if isinstance(widget, QToolButton) and isinstance(widget.parentWidget(), QTabBar | QLineEdit):
        return False
    if isinstance(widget, QTabBar):
        return any(widget.tabRect(i).width() < widget.minimumTabSizeHint(i).width() for i in range(widget.count()))
    if isinstance(widget, QAbstractButton | QComboBox) and not (isinstance(widget, QComboBox) and widget.isEditable()):
        wide = widget.minimumSizeHint() if isinstance(widget, QComboBox) else widget.sizeHint()
        return wide.width() > widget.width() + 1 or wide.height() > widget.height() + 3
    return False


def _hides_its_number(widget: QWidget) -> bool:
    if not isinstance(widget, QAbstractSpinBox):
        return False
    return widget.fontMetrics().horizontalAdvance(widget.text()) > widget.lineEdit().width()


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = text() if callable(text) else ""
    return f"{type(widget).__name__} {words[:30]!r} {widget.width()}×{widget.height()}"
