"""责任书: the year above, and a switch between letters, targets, template, months, scores, deposits and rewards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services import targets
from app.services.consequences import switch
from app.ui.left_as import keep_list
from app.ui.tab import Sheet, Tab
from app.ui.tabs.letters.consequences_page import ConsequencesPage
from app.ui.tabs.letters.letters_page import LettersPage
from app.ui.tabs.letters.monthly_page import MonthlyPage
from app.ui.tabs.letters.scores_page import ScoresPage
from app.ui.tabs.letters.targets_page import TargetsPage
from app.ui.tabs.letters.template_page import TemplatePage
from app.ui.widgets.chooser import Chooser

if TYPE_CHECKING:
    from app.services.lists import Query
    from app.ui.desk import Desk
    from app.ui.record_table import RecordTable

_SIDE, _SWITCH_PX = 116, 36
_YEARS_BACK = 4
_SOMETIMES = "抵押金与奖励"  # only where the office has switched it on
_PAGES = (
    ("责任书", LettersPage),
    ("目标分解", TargetsPage),
    ("文本模板", TemplatePage),
    ("月报", MonthlyPage),
    ("考核", ScoresPage),
    (_SOMETIMES, ConsequencesPage),
)
Page = LettersPage | TargetsPage | TemplatePage | MonthlyPage | ScoresPage | ConsequencesPage


_PAGE_OF = {"letters": "责任书", "targets": "目标分解", "achievements": "目标分解"}


class LettersTab(Tab):
    """Each page is made when it is first switched to, and shown anew when records have changed."""

    chapter = "责任书"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._made: dict[int, Page] = {}
        self._stale: set[int] = set()
        self._year, self._switch, self._stack = Chooser(), QListWidget(), QStackedWidget()
        self._build()
        self._offer_years()
        self._offer_sometimes()
        self._connect()
        self._switch.setCurrentRow(0)  # the list of letters stands behind every other page
        keep_list(desk.settings, "letters/page", self._switch)

    @property
    def table(self) -> RecordTable | None:
        """The list of letters where it is in front; no other page has one that 查找 goes through."""
        front = self._made[self._switch.currentRow()]
        return front.table if isinstance(front, LettersPage) else None

    @property
    def sheet(self) -> Sheet | None:
        """The list or the grid in front."""
        front = self._made[self._switch.currentRow()]
        return front.view if isinstance(front, TargetsPage) else super().sheet

    @property
    def letters(self) -> LettersPage:
        """The page of letters, brought to the front."""
        page = self.show_page("责任书")
        assert isinstance(page, LettersPage)
        return page

    def show_page(self, title: str) -> QWidget:
        """Brings a page to the front and returns it."""
        self._switch.setCurrentRow([name for name, _ in _PAGES].index(title))
        return self._made[self._switch.currentRow()]

    def refresh(self) -> None:
        """Shows the page in front anew; the others when they are switched to."""
        self._offer_years()
        self._offer_sometimes()
        self._stale = set(self._made)
        self._show(self._switch.currentRow())

    def search_for(self, words: str) -> bool:
        """Keeps only letters with these words."""
        self.letters.table.search_for(words)
        return True

    def show_query(self, query: Query) -> None:
        """Shows the letters of a query."""
        self.letters.list.show_query(query)

    def show_record(self, kind: str, key: str, _page: str = "") -> None:
        """Shows one letter; the page of targets; for a unit that has not reported, the month that it owes."""
        front = self.show_page(_PAGE_OF.get(kind, "月报"))
        if isinstance(front, MonthlyPage) and key:
            front.show_unit(key)
        elif isinstance(front, LettersPage):
            front.table.select(key)

    def _build(self) -> None:
        self._switch.setObjectName("switch")
        self._switch.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for title, _ in _PAGES:
            item = QListWidgetItem(title, self._switch)
            item.setSizeHint(QSize(_SIDE, _SWITCH_PX))
            self._stack.addWidget(QWidget())
        side = QWidget()
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(6, 10, 6, 8)
        above.addWidget(self._year)
        column.addLayout(above)
        column.addWidget(self._switch, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(side)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._switch.currentRowChanged.connect(self._show)
        self._year.activated.connect(lambda _: self._desk.choose_year(int(self._year.currentData())))

    def _offer_years(self) -> None:
        with self._desk.read() as session:
            known = targets.years(session)
        this = self._desk.today.year
        years = sorted({*known, self._desk.year, *range(this - _YEARS_BACK, this + 2)}, reverse=True)
        self._year.clear()
        for year in years:
            self._year.addItem(f"{year}年", year)
        self._year.setCurrentIndex(years.index(self._desk.year))

    def _offer_sometimes(self) -> None:
        with self._desk.read() as session:
            kept = switch.are_kept(session)
        place = [title for title, _ in _PAGES].index(_SOMETIMES)
        self._switch.item(place).setHidden(not kept)
        if not kept and self._switch.currentRow() == place:
            self._switch.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if row not in self._made:
            page = self._made[row] = _PAGES[row][1](self._desk)
            empty = self._stack.widget(row)
            self._stack.insertWidget(row, page)
            assert empty is not None
            self._stack.removeWidget(empty)
        elif row in self._stale:
            self._made[row].refresh()
        self._stale.discard(row)
        self._stack.setCurrentIndex(row)
