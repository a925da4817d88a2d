"""The chosen project beside the list: its name, how far it has come, and pages that load when they are looked at."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.errors import Refused
from app.services import projects
from app.services.projects import ProjectDetail, succession
from app.ui.desk import Desk
from app.ui.left_as import keep_tabs
from app.ui.plain_text import written_in_markup
from app.ui.tabs.projects.attachments_page import AttachmentsPage
from app.ui.tabs.projects.basics import Basics
from app.ui.tabs.projects.funds_page import FundsPage
from app.ui.tabs.projects.history_page import HistoryPage
from app.ui.tabs.projects.problems_page import ProblemsPage
from app.ui.tabs.projects.progress_page import ProgressPage
from app.ui.tabs.projects.shares_page import SharesPage
from app.ui.theme import mark
from app.ui.widgets.card import heading, soft_label
from app.ui.widgets.milestone_line import MilestoneLine
from app.ui.widgets.panel_pages import PanelPages
from app.values.stages import STAGE_EVENTS, STAGES, Stage

Page = Basics | ProgressPage | FundsPage | ProblemsPage | AttachmentsPage | SharesPage | HistoryPage
LINE = (
    Stage.RESERVED,
    Stage.NEGOTIATING,
    Stage.REVIEWED,
    Stage.SIGNED,
    Stage.LANDED,
    Stage.STARTED,
    Stage.IN_PRODUCTION,
)


class ProjectDetails(QWidget):
    """Heading, line of life, pages."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._key = ""
        self._detail: ProjectDetail | None = None
        self._name, self._under = heading(), soft_label()
        self._line, self._links = MilestoneLine(LINE), written_in_markup(QLabel())
        self._links.setWordWrap(True)
        self._links.linkActivated.connect(self._follow_link)
        self._pages = PanelPages()
        mark(self._pages, "narrow")
        self._all: tuple[Page, ...] = (
            Basics(desk),
            ProgressPage(desk),
            FundsPage(desk),
            ProblemsPage(desk),
            AttachmentsPage(desk),
            SharesPage(desk),
            HistoryPage(desk),
        )
        for page in self._all:
            self._pages.addTab(page, page.title)
        keep_tabs(desk.settings, "projects/details", self._pages)
        self._pages.currentChanged.connect(lambda _: self._show_page())
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        for widget in (self._name, self._under, self._links, self._line):
            inside.addWidget(widget)
        inside.addWidget(self._pages, 1)
        self._nothing = soft_label("在左边选一个项目，这里显示它的详情。")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._inside, 1)
        layout.addWidget(self._nothing)

    def show_project(self, key: str) -> None:
        """Shows that project; "" shows that none is chosen."""
        self._key = key
        self._detail = self._read(key)
        self._inside.setVisible(self._detail is not None)
        self._nothing.setVisible(self._detail is None)
        if self._detail is not None:
            self._show_head(self._detail)
            self._show_page()

    def page_named(self, title: str) -> QWidget:
        """Brings a page to the front and returns it."""
        page = next(page for page in self._all if page.title == title)
        self._pages.setCurrentWidget(page)
        return page

    def _read(self, key: str) -> ProjectDetail | None:
        if not key:
            return None
        try:
            with self._desk.read() as session:
                return projects.detail(session, key)
        except Refused:  # gone since the list was read: there is nothing to show
            return None

    def _show_head(self, detail: ProjectDetail) -> None:
        entry = detail.entry
        self._name.setText(entry.name)
        code = f"编号 {entry.code}" if entry.code else ""
        self._under.setText(" · ".join(filter(None, (entry.investor, entry.industry, detail.stage, code))))
        self._show_links(detail)
        ended = detail.stage == Stage.ENDED
        stage = _stage_before_end(detail) if ended else detail.stage
        reached = [place for place, word in enumerate(LINE) if STAGES.index(word) <= STAGES.index(stage)]
        self._line.show_stage(reached[-1] if reached else -1, ended=ended)
        for place, page in enumerate(self._all):
            count = page.count(self._key)
            self._pages.setTabText(place, f"{page.title} {count}" if count else page.title)

    def _show_links(self, detail: ProjectDetail) -> None:
        with self._desk.read() as session:
            links = succession.links(session, detail.id)
        tied = (
            ("原项目", links.predecessor),
            ("来自线索", links.lead),
            ("引荐", links.fellow),
            ("载体", links.carrier),
        )
        found = [(word, link) for word, link in tied if link] + [("二次招商", link) for link in links.successors]
        self._links.setText(
            "　".join(f'{word} <a href="{link.kind}/{link.id}">{escape(link.name)}</a>' for word, link in found)
        )
        self._links.setVisible(bool(found))

    def _follow_link(self, address: str) -> None:
        kind, _, key = address.partition("/")
        self._desk.record_asked.emit(kind, key)

    def _show_page(self) -> None:
        page = self._all[self._pages.currentIndex()]
        if self._detail is not None:
            page.show_detail(self._detail)


def _stage_before_end(detail: ProjectDetail) -> str:
    dated = [line.kind for line in detail.milestones if line.actual_on and line.kind in STAGE_EVENTS[:-1]]
    return max(dated, key=STAGES.index, default=Stage.RESERVED)
