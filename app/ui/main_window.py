"""The window: menus and search above, four tabs, the status line; each tab is made when it is first visited."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QToolButton, QVBoxLayout, QWidget

from app import TITLE
from app.ui import commands
from app.ui.dialog import fit
from app.ui.menus import Menus
from app.ui.tab import LEADS, LETTERS, PROJECTS, Tab
from app.ui.tab_list import TABS, TabPlace
from app.ui.theme import mark
from app.ui.window import Window

if TYPE_CHECKING:
    from app.services.lists import Query
    from app.ui.desk import Desk
    from app.ui.housekeeping import Housekeeping


_NAME_MS = 150  # after the first list, as all of these
_TIMES_MS = 250
_CHANGED_MS = 1000  # after the last of several changes: typing goes on meanwhile
_BACKUP_MS = 1500
_TAB_OF = {"projects": PROJECTS, "problems": PROJECTS, "letters": LETTERS, "reports": LETTERS}
_TAB_OF |= dict.fromkeys(("targets", "achievements", "monthly"), LETTERS)


class MainWindow(Window):
    """Shows itself before anything is opened; :meth:`seat` brings it to life."""

    painted = Signal()  # the first paint is on the screen

    def __init__(self) -> None:
        super().__init__()
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
        QTimer.singleShot(_BACKUP_MS, self._back_up)

    def tab(self, key: str) -> Tab:
        """As :class:`Window` says."""
        self.tabs.setCurrentIndex(next(i for i, place in enumerate(TABS) if place.key == key))
        return self._rooms[self.tabs.currentIndex()].content()

    def current_tab(self) -> Tab | None:
        """As :class:`Window` says."""
        return self._rooms[self.tabs.currentIndex()].made

    def current_key(self) -> str:
        """As :class:`Window` says."""
        return TABS[self.tabs.currentIndex()].key

    def open_help(self, over: QWidget, chapter: str = "") -> None:
        """As :class:`Window` says."""
        commands.show_help(self, over, chapter)

    def show_record(self, kind: str, key: str, page: str = "") -> None:
        """As :class:`Window` says; carriers have a list of their own."""
        if kind == "carriers" and self.desk is not None:
            commands.show_carriers(self.desk, self, key)
        else:
            self.tab(_TAB_OF.get(kind, LEADS)).show_record(kind, key, page)

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
            self.desk.background.close()
            self.desk.close()
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
        self.due.setToolTip("今天到期和已经超期的事")
        self.due.hide()
        self.tabs.setCornerWidget(_inset(self.due))
        self.setCentralWidget(self.tabs)
        self._times_soon = QTimer(self, singleShot=True, interval=_TIMES_MS)
        self._times_soon.timeout.connect(self._show_times)
        self.menus = Menus(self)
        self._corner = _inset(self.search)  # the menu bar does not own it
        self.menuBar().setCornerWidget(self._corner)
        self.setStatusBar(self.status)

    def _connect(self, desk: Desk) -> None:
        self.tabs.currentChanged.connect(self._visit)
        self.search.asked.connect(self._search)
        self.due.clicked.connect(self._open_due)
        desk.changed.connect(self._refresh)
        desk.opened.connect(self._show_office)
        desk.opened.connect(self._back_up)
        desk.asked.connect(self._show_records)
        desk.record_asked.connect(self.show_record)
        self.menus.set_keys()

    def _restore(self) -> None:
        assert self.desk is not None
        geometry = self.desk.settings.value("window/geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        if self.attended:
            fit(self)  # what was kept may be of a larger screen, or of one that was magnified less
        index = int(str(self.desk.settings.value("window/tab", 0)))
        self.tabs.setCurrentIndex(index if 0 <= index < len(TABS) else 0)

    def _visit(self, index: int) -> None:
        if self.desk is not None:
            self._rooms[index].enter(self.desk)
            self.menus.suit()

    def _refresh(self) -> None:
        self._show_office()
        for room in self._rooms:
            room.stale = True
        if self.desk is not None:
            self._rooms[self.tabs.currentIndex()].enter(self.desk)
        self._times_soon.start(_CHANGED_MS)

    def _show_times(self) -> None:
        if self.desk is not None and self.isVisible():
            self._housekeeping.show_times()
            self._housekeeping.count_due(self._tell_due)

    @cached_property
    def _housekeeping(self) -> Housekeeping:
        from app.ui.housekeeping import Housekeeping  # behind the first list

        assert self.desk is not None
        return Housekeeping(self.desk, self.status)

    def _tell_due(self, count: int) -> None:
        self.due.setText(f"待办 {count}")
        self.due.setVisible(True)

    def _open_due(self) -> None:
        if self.desk is not None:
            commands.show_due(self.desk, self)

    def _back_up(self) -> None:
        if self.desk is not None and self.isVisible():
            self._housekeeping.back_up_daily(self._times_soon.start)  # a backup that is missing is due too

    def _search(self, words: str) -> None:
        tab = self.current_tab()
        if tab is None or not tab.search_for(words):
            self.tab(TABS[0].key).search_for(words)  # what has no list of its own sends the clerk to the projects

    def _show_records(self, key: str, query: Query) -> None:
        self.search.show_words(query.words)
        self.tab(key).show_query(query)

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
        self.made: Tab | None = None
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
            self.made.refresh()

    def content(self) -> Tab:
        """The tab itself; only after :meth:`enter`."""
        assert self.made is not None
        return self.made
