"""Names are text: a label shows what was typed, sign by sign, unless its maker says that it is written in markup.

Qt guesses from a text whether it is markup, and a project called ``<b>`` loses its name. The guess is taken away from
every label as it is made ready to be shown: those of message boxes, tooltips and forms, which Qt makes itself, too.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

_POLISH = QEvent.Type.Polish


class PlainText(QObject):
    """Hears of every widget before it is first shown."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Settles how a label reads its text."""
        if event.type() is not _POLISH or not isinstance(watched, QLabel):
            return False
        if watched.textFormat() is Qt.TextFormat.AutoText:
            watched.setTextFormat(Qt.TextFormat.PlainText)
        return False


def keep_names_as_typed(application: QApplication) -> None:
    """Takes the guess away from every label of the application."""
    application.installEventFilter(PlainText(application))


def written_in_markup(label: QLabel) -> QLabel:
    """A label whose words are this program's own markup; what it quotes of records is escaped by who writes it."""
    label.setTextFormat(Qt.TextFormat.RichText)
    return label
