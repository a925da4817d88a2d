"""The window: menus and search above, four tabs, the status line; each tab is made when it is first visited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QTabWidget, QToolButton, QVBoxLayout, QWidget

from app import TITLE
from app.ui.menus import Menus
from app.ui.status_line import StatusLine
from app.ui.tab_list import TABS, TabPlace
from app.ui.theme import mark
from app.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from app.ui.desk import Desk


_NAME_MS = 150  # after the first list, as all of these
_TIMES_MS = 250
_CARE_MS = 1500


class MainWindow(QMainWindow):
    """Shows itself before anything is opened; :meth:`seat` brings it to life."""

    painted = Signal()  # the first paint is on the screen

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self.attended = True  # False where nobody sits before it: then nothing is asked
        self._first_paint = True
        self.setWindowTitle(TITLE)
        self.resize(1366, 738)
        self._build()

    def seat(self, desk: Desk) -> None:
        """Puts the desk before the window and makes the tab in front."""
        self.desk = desk
        self._restore()
        self._connect(desk)
        self.status.attend(desk)
        self._visit(self.tabs.currentIndex())
        QTimer.singleShot(_NAME_MS, self._show_office)
        self._times_soon.start()
        QTimer.singleShot(_CARE_MS, self._care)

    def tab(self, key: str) -> QWidget:
        """Brings the tab of that key to the front, made if need be, and returns it."""
        self.tabs.setCurrentIndex(next(i for i, place in enumerate(TABS) if place.key == key))
        return self._rooms[self.tabs.currentIndex()].content()

    def current_tab(self) -> QWidget | None:
        """The tab in front, if it was made."""
        return self._rooms[self.tabs.currentIndex()].made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Says once that the first paint is done."""
        super().paintEvent(event)
        if self._first_paint:
            self._first_paint = False
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remembers the window, lets a running job end, and closes the file."""
        if self.desk is not None:
            self.desk.settings.setValue("window/geometry", self.saveGeometry())
            self.desk.settings.setValue("window/tab", self.tabs.currentIndex())
            self.desk.background.wait()
            from app.ui.held_desk import release

            release(self.desk)
        super().closeEvent(event)

    def _build(self) -> None:
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self._rooms = [Room(place) for place in TABS]
        for place, room in zip(TABS, self._rooms, strict=True):
            self.tabs.addTab(room, place.title)
        self.due = QToolButton()
        mark(self.due, "button")
        self.due.setText("待办")
        self.due.hide()
        self.tabs.setCornerWidget(_inset(self.due))
        self.setCentralWidget(self.tabs)
        self._times_soon = QTimer(self, singleShot=True, interval=_TIMES_MS)
        self._times_soon.timeout.connect(self._show_times)
        self.search = SearchBox()
        self.menus = Menus(self)
        self._corner = _inset(self.search)  # the menu bar does not own it
        self.menuBar().setCornerWidget(self._corner)
        self.status = StatusLine()
        self.setStatusBar(self.status)

    def _connect(self, desk: Desk) -> None:
        self.tabs.currentChanged.connect(self._visit)
        self.search.asked.connect(self._search)
        self.due.clicked.connect(self.open_due)
        desk.changed.connect(self._refresh)
        desk.opened.connect(self._show_office)
        desk.opened.connect(self._care)
        desk.asked.connect(self._show_records)
        desk.record_asked.connect(self._show_record)
        self.menus.connect_to(desk)

    def _restore(self) -> None:
        assert self.desk is not None
        geometry = self.desk.settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        index = int(str(self.desk.settings.value("window/tab", 0)))
        self.tabs.setCurrentIndex(index if 0 <= index < len(TABS) else 0)

    def _visit(self, index: int) -> None:
        if self.desk is not None:
            self._rooms[index].enter(self.desk)
            self.menus.suit(self._rooms[index].content())

    def _refresh(self) -> None:
        self._show_office()
        for room in self._rooms:
            room.stale = True
        if self.desk is not None:
            self._rooms[self.tabs.currentIndex()].enter(self.desk)
        self._times_soon.start()

    def _show_times(self) -> None:
        if self.desk is not None and self.isVisible():
            from app.ui.care import show_times

            show_times(self.desk, self.status)
            self._show_due()

    def _show_due(self) -> None:
        from app.ui.due import count_due

        if self.desk is not None:
            count_due(self.desk, self._tell_due)

    def _tell_due(self, count: int) -> None:
        self.due.setText(f"待办 {count}")
        self.due.setVisible(True)

    def open_due(self) -> None:
        """Opens the list of what is due."""
        from app.ui.dialogs.due_list import DueList
        from app.ui.due import go_to

        assert self.desk is not None
        shown = self.findChild(DueList) or DueList(self.desk, partial(go_to, self, self.desk), self)
        shown.show()
        shown.raise_()
        shown.activateWindow()

    def _care(self) -> None:
        if self.desk is not None and self.isVisible():
            from app.ui.care import look_after

            look_after(self.desk, self.status)

    def _search(self, words: str) -> None:
        tab: Any = self.current_tab()
        if not hasattr(tab, "search_for"):
            tab = self.tab(TABS[0].key)  # what has no list of its own sends the clerk to the projects
        tab.search_for(words)

    def _show_records(self, key: str, query: object) -> None:
        tab: Any = self.tab(key)
        self.search.show_words(getattr(query, "words", ""))
        tab.show_query(query)

    def _show_record(self, kind: str, key: str) -> None:
        from app.ui.due import show_record

        show_record(self, kind, key)

    def _show_office(self) -> None:
        office = self.desk.office if self.desk else None
        self.setWindowTitle(f"{TITLE} — {office.name}" if office else TITLE)


def _inset(widget: QWidget) -> QWidget:
    """The widget with the window's margin to its right."""
    frame = QWidget()
    layout = QHBoxLayout(frame)
    layout.setContentsMargins(0, 2, 12, 2)
    layout.addWidget(widget)
    return frame


class Room(QWidget):
    """The place of one tab: empty until it is entered, shown anew when what it shows has changed."""

    def __init__(self, place: TabPlace) -> None:
        super().__init__()
        self._place = place
        self.made: QWidget | None = None
        self.stale = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._waiting = QLabel("正在打开……")
        mark(self._waiting, "soft")
        self._waiting.setObjectName("waiting")
        layout.addWidget(self._waiting)

    def enter(self, desk: Desk) -> None:
        """Makes the tab at the first visit; later refreshes it when it is stale."""
        if self.made is None:
            self.made = self._place.make(desk)
            layout = self.layout()
            assert layout is not None
            layout.replaceWidget(self._waiting, self.made)
            self._waiting.hide()
            self.stale = False
        elif self.stale:
            self.stale = False
            tab: Any = self.made
            tab.refresh()

    def content(self) -> QWidget:
        """The tab itself; only after :meth:`enter`."""
        assert self.made is not None
        return self.made
