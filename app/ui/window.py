"""What commands may ask of the window; :mod:`app.ui.main_window` is the one that there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow, QWidget

from app.ui.status_line import StatusLine
from app.ui.tab import Tab
from app.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from app.ui.desk import Desk


class Window(QMainWindow):
    """The frame around the tabs: its parts, and the ways to a tab or a record."""

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.search = SearchBox()
        self.status = StatusLine()

    def tab(self, key: str) -> Tab:
        """Brings the tab of that key to the front, made if need be, and returns it."""
        raise NotImplementedError

    def current_tab(self) -> Tab | None:
        """The tab in front, if it was made."""
        raise NotImplementedError

    def current_key(self) -> str:
        """The key of the tab in front."""
        raise NotImplementedError

    def open_help(self, over: QWidget, chapter: str = "") -> None:
        """Opens the help over a window, at a chapter or at that of the tab in front."""
        raise NotImplementedError

    def show_record(self, kind: str, key: str, page: str = "") -> None:
        """Shows one record of that kind in its tab or list, with a page of its details in front."""
        raise NotImplementedError
