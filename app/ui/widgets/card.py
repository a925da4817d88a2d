"""A sheet of white paper with a hairline, on which a tab lays what belongs together."""

from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout

from app.ui.theme import mark


class Card(QFrame):
    """White, rounded, hairline; ``body`` is its layout."""

    def __init__(self, margin: int = 12) -> None:
        super().__init__()
        mark(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(6)


def soft_label(text: str = "") -> QLabel:
    """A label in the softer ink, wrapping where it must."""
    label = QLabel(text)
    label.setWordWrap(True)
    mark(label, "soft")
    return label


def note_label(text: str) -> QLabel:
    """A soft label among the rows of a form: as high as its words and no higher."""
    label = soft_label(text)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return label


def heading(text: str = "") -> QLabel:
    """The heading of a card; a long one wraps."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    mark(label, "heading")
    return label
