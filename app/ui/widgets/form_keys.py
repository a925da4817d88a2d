"""The keys of a form: Enter is for one button alone, others by their names."""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget


def leave_enter_to(form: QWidget, button: QPushButton) -> None:
    """No other button of the form takes Enter for itself when the cursor passes over it."""
    for each in form.findChildren(QPushButton):
        each.setAutoDefault(each is button)
    button.setDefault(True)


def on_keys(form: QWidget, acts: Mapping[str, Callable[[], object]]) -> None:
    """Does something when a key is pressed anywhere in the form."""
    for keys, act in acts.items():
        QShortcut(QKeySequence(keys), form).activated.connect(act)
