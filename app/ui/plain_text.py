"""Names are text: a label shows what was typed, sign by sign, unless its maker says that it is written in markup.

Qt guesses from a text whether it is markup, and a project called ``<b>`` loses its name. The guess is taken away from
every label as it is made ready to be shown: those of message boxes, tooltips and forms, which Qt makes itself, too.

Nothing here is needed for the first paint, and nothing of it may come before: hearing every event makes PySide lay out
all classes of Qt, and the class ``Qt`` alone has a hundred enumerations.
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel


class PlainText(QObject):
    """Hears of every widget before it is first shown."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._polish = QEvent.Type.Polish  # looked up once: it is asked for at every event

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Settles how a label reads its text."""
        if event.type() is self._polish and isinstance(watched, QLabel):
            _settle(watched)
        return False


def keep_names_as_typed(application: QApplication) -> None:
    """Takes the guess away from every label of the application, those that are there already and all to come."""
    application.installEventFilter(PlainText(application))
    for widget in application.allWidgets():
        if isinstance(widget, QLabel):
            _settle(widget)


def written_in_markup(label: QLabel) -> QLabel:
    """A label whose words are this program's own markup; what it quotes of records is escaped by who writes it."""
    from PySide6.QtCore import Qt

    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def _settle(label: QLabel) -> None:
    from PySide6.QtCore import Qt

    if label.textFormat() is Qt.TextFormat.AutoText:
        label.setTextFormat(Qt.TextFormat.PlainText)
