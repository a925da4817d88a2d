"""Push buttons as the window wears them, and a row to put them in."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from app.ui.theme import mark
from app.ui.wrapping import WrappingLayout


def literal(words: str) -> str:
    """Somebody's words as a button or a menu takes them: there an ampersand would vanish and underline what follows."""
    return words.replace("&", "&&")


def button(text: str, act: Callable[[], object], *, primary: bool = False, hint: str = "") -> QPushButton:
    """A push button that calls ``act``; ``primary`` is the one blue button of a row."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked: act())
    if primary:
        mark(made, "primary")
    made.setToolTip(hint)
    return made


def menu_button(text: str, menu: QMenu) -> QToolButton:
    """A button that opens a menu, marked by a small arrow."""
    made = QToolButton()
    mark(made, "button")
    mark(made, "opens")
    made.setText(text)
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made


class ButtonRow(QWidget):
    """Buttons from the left, and from the right after a gap; in two lines where the window is narrow."""

    def __init__(self, left: tuple[QWidget, ...] = (), right: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self._row = WrappingLayout(self)
        for widget in left:
            self._row.addWidget(widget)
        for widget in right:
            self._row.lay_right(widget)
