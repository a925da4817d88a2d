"""线索跟踪: a switch on the left between leads, firms, fellow townspeople and activities."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from app.services.lists import Query
from app.ui.desk import Desk
from app.ui.left_as import keep_list
from app.ui.record_table import RecordTable
from app.ui.tab import Act, Tab
from app.ui.tabs.leads.activities_page import ActivitiesPage
from app.ui.tabs.leads.enterprises_page import EnterprisesPage
from app.ui.tabs.leads.fellows_page import FellowsPage
from app.ui.tabs.leads.leads_page import LeadsPage

Page = LeadsPage | EnterprisesPage | FellowsPage | ActivitiesPage
_PAGES: tuple[tuple[str, type[Page]], ...] = (
    ("线索", LeadsPage),
    ("客商企业", EnterprisesPage),
    ("在外乡贤", FellowsPage),
    ("招商活动", ActivitiesPage),
)


class LeadsTab(Tab):
    """Each page is made when it is first switched to."""

    chapter = "线索、企业、乡贤和活动"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._made: dict[int, Page] = {}
        self._switch = QListWidget()
        self._switch.setObjectName("switch")
        self._switch.setFixedWidth(104)
        self._switch.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        for title, _ in _PAGES:
            item = QListWidgetItem(title)
            item.setSizeHint(QSize(100, 36))
            self._switch.addItem(item)
            self._stack.addWidget(QWidget())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._switch)
        layout.addWidget(self._stack, 1)
        self._switch.currentRowChanged.connect(self._show)
        self._switch.setCurrentRow(0)
        keep_list(desk.settings, "leads/page", self._switch)

    @property
    def acts(self) -> Mapping[Act, Callable[[], object]]:
        """What the page in front can do."""
        page = self.page()
        return {
            Act.ADD: page.add,
            Act.CHANGE: page.change,
            Act.REMOVE: page.remove,
            Act.CHANGE_MANY: page.change_many,
            Act.PRINT_LIST: page.print_list,
        }

    @property
    def table(self) -> RecordTable:
        """The list in front."""
        return self.page().table

    def page(self) -> Page:
        """The page in front."""
        return self._made[self._switch.currentRow()]

    def refresh(self) -> None:
        """Shows the page in front anew; the others when they are switched to."""
        front = self.page()
        for page in self._made.values():
            page.stale = page is not front
        front.refresh()

    def search_for(self, words: str) -> bool:
        """Keeps only records with these words, on the page in front."""
        self.table.search_for(words)
        return True

    def show_query(self, query: Query) -> None:
        """Shows the leads behind a figure."""
        self._switch.setCurrentRow(0)
        self.page().show_query(query)

    def show_record(self, kind: str, key: str, _page: str = "") -> None:
        """Shows one lead, firm, person or activity."""
        self._switch.setCurrentRow(next(row for row, (_, each) in enumerate(_PAGES) if each.kind == kind))
        self.page().show_record(key)

    def _show(self, row: int) -> None:
        if row not in self._made:
            page = self._made[row] = _PAGES[row][1](self._desk)
            self._stack.insertWidget(row, page)
            empty = self._stack.widget(row + 1)
            assert empty is not None
            self._stack.removeWidget(empty)
        self._stack.setCurrentIndex(row)
        if self._made[row].stale:
            self._made[row].stale = False
            self._made[row].refresh()
