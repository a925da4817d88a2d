"""What a list without rows says in their place: that the filter hides them all, or what to do to fill it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout

from app.services.lists import Query
from app.ui.colours import colours
from app.ui.plain_text import written_in_markup
from app.ui.record_table.view import RecordView
from app.ui.theme import mark


def _all() -> str:
    return f'<a href="all" style="color:{colours().blue};text-decoration:none">显示全部</a>'


class EmptyHint(QLabel):
    """Lies in the middle of the cells' place while there are none; ``show_all`` takes every filter away."""

    def __init__(self, view: RecordView, show_all: Callable[[], object]) -> None:
        super().__init__()
        written_in_markup(self)
        self._view = view
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        mark(self, "soft")
        self._layout = QVBoxLayout(view.viewport())
        self._layout.addWidget(self)
        self.linkActivated.connect(lambda _: show_all())

    def tell(self, query: Query, words: str, *, shown: bool) -> None:
        """Says ``words`` of an empty list, or why the query shows none of its rows."""
        self.setText(f"没有符合条件的记录。{_all()}" if query.is_narrowed else words)
        self._layout.setContentsMargins(self._view.frozen_width() + 12, 12, 12, 12)
        self.setVisible(shown)
