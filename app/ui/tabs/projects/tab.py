"""项目库: the list of projects, what can be done with them, and the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.columns import projects as columns
from app.services import problems
from app.services.lists import Query
from app.services.projects import rows
from app.ui.buttons import button, menu_button
from app.ui.desk import Desk
from app.ui.lists.list_page import ListPage
from app.ui.record_table import RecordTable
from app.ui.record_table.row_menu import RowMenu
from app.ui.tab import Act, Tab
from app.ui.tabs.projects.lateness import Lateness, days_asked, days_filter
from app.ui.widgets.card import Card

if TYPE_CHECKING:
    from app.ui.lists.list_cells import ListCells
    from app.ui.tabs.projects.actions import ProjectActions
    from app.ui.tabs.projects.board import Board
    from app.ui.tabs.projects.details import ProjectDetails

_SHOWN = (*columns.COLUMNS, *columns.FURTHER)


class ProjectsTab(Tab):
    """The projects tab."""

    chapter = "项目、资金和问题"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lateness = Lateness(desk)
        self._doing: ProjectActions | None = None
        self._details: ProjectDetails | None = None
        self._board: Board | None = None
        self._build()
        self._connect()
        self.table.ask(self.table.as_of_today(self.table.query))

    @property
    def table(self) -> RecordTable:
        """The list."""
        return self._table

    @property
    def acts(self) -> Mapping[Act, Callable[[], object]]:
        """Everything that a list can do."""
        return {
            Act.ADD: self.add,
            Act.CHANGE: self._later(lambda doing: doing.change()),
            Act.REMOVE: self._later(lambda doing: doing.remove()),
            Act.CHANGE_MANY: self._later(lambda doing: doing.change_many()),
            Act.PRINT_LIST: self._later(lambda doing: doing.print_list()),
        }

    @property
    def doing(self) -> ProjectActions:
        """What is done with the chosen projects."""
        if self._doing is None:
            from app.ui.tabs.projects.actions import ProjectActions

            self._doing = ProjectActions(self._desk, self.table, self)
        return self._doing

    @property
    def details(self) -> ProjectDetails:
        """The chosen project; made behind the first list, which needs none of it."""
        if self._details is None:
            self.repaint()  # a slow machine comes here before the list is on the screen
            from app.ui.tabs.projects.details import ProjectDetails

            self._details = ProjectDetails(self._desk)
            self._side.body.addWidget(self._details)
        return self._details

    def refresh(self) -> None:
        """Shows list and details anew."""
        self._lateness.refresh()
        self.table.refresh()

    def search_for(self, words: str) -> bool:
        """Keeps only projects with these words."""
        self.table.search_for(words)
        return True

    def show_query(self, query: Query) -> None:
        """Shows the records behind a figure."""
        self.page.show_query(query)

    def show_record(self, kind: str, key: str, page: str = "") -> None:
        """Shows one project, or the project of one problem."""
        project = key
        if kind == "problems":
            with self._desk.read() as session:
                project, page = problems.entry(session, key).project_id, "问题"
        if self.table.model.place_of(project) < 0:
            self.table.ask(Query(sort=self.table.query.sort), anew=True)
        self.table.select(project)
        self.details.show_project(project)
        if page:
            self.details.page_named(page)

    def add(self) -> None:
        """Opens an empty form; the new project is chosen when it was saved."""
        if made := self.doing.add():
            self.table.ask(Query(sort=self.table.query.sort), anew=True)
            self.table.select(made)

    def reinvite(self) -> None:
        """二次招商 of the chosen project; the new one is chosen."""
        if made := self.doing.reinvite():
            self.show_record("projects", made)

    def switch_view(self) -> None:
        """Turns between the list and the board of the same projects."""
        if self._board is None:
            from app.ui.tabs.projects.board import Board  # at its first sight

            self._board = Board(self._desk, self._lateness.tint)
            self._board.chosen.connect(self._show_chosen)
            self._main.addWidget(self._board)
        to_board = self._main.currentWidget() is self.table
        self._main.setCurrentWidget(self._board if to_board else self.table)
        self._switch.setText("列表" if to_board else "看板")
        self._fill_board()

    def _fill_board(self) -> None:
        if self._board is not None and self._main.currentWidget() is self._board:
            self._board.show_query(self.table.query)

    def _show_chosen(self, key: str) -> None:
        if self.table.model.place_of(key) < 0:
            self.table.choose_chip("")
        self.table.select(key)

    def _build(self) -> None:
        source = self._desk.source(lambda: rows.listing(self._desk.year, self._desk.today))
        tucked = [each.field for each in columns.FURTHER]
        self._table = RecordTable("projects", _SHOWN, source, self._desk, tucked=tucked)
        self.table.model.tint = self._lateness.tint
        self.table.bounds["days_in_stage"] = lambda asked: days_filter(asked, self._desk.today)
        self.table.unbound["days_in_stage"] = lambda asked: days_asked(asked, self._desk.today)
        self.table.edit_cells(self._editing)
        self._side = Card(14)
        self._more, self._papers = QMenu(self), QMenu(self)
        left = (
            button("新增项目", self.add, primary=True, hint="Ctrl+N"),
            button("修改", self._later(lambda doing: doing.change()), hint="Alt+Enter"),
            button("推进阶段", self._later(lambda doing: doing.advance())),
            button("登记到位资金", self._later(lambda doing: doing.enter_funds())),
            menu_button("更多", self._more),
        )
        self._main = QStackedWidget()
        self._main.addWidget(self.table)
        self.page = ListPage(
            self._desk,
            self.table,
            tuple(rows.listing(self._desk.year, self._desk.today).chips),
            left=left,
            right=self._right(),
            side=self._side,
            main=self._main,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)

    def _editing(self) -> ListCells:
        from app.ui.lists.list_cells import ListCells  # knows every list, and is not wanted for the first sight

        return ListCells(self._desk, "projects", self.table.model.columns, self.table.model.source, self)

    def _later(self, act: Callable[[ProjectActions], object]) -> Callable[[], None]:
        """What a button or a command calls: the actions load when the first of them is wanted."""

        def do() -> None:
            act(self.doing)

        return do

    def _offer_more(self) -> None:
        doing, menu = self.doing, self._more
        menu.clear()
        menu.addAction("批量修改…", doing.change_many)
        menu.addAction("二次招商…", self.reinvite)
        menu.addSeparator()
        doing.offer_registers(menu)
        menu.addSeparator()
        menu.addAction("删除\tCtrl+-", doing.remove)

    def _offer_row(self, menu: QMenu) -> None:
        self.doing.offer_for_row(menu)

    def _right(self) -> tuple[QWidget, ...]:
        self._switch = button("看板", self.switch_view)
        return (
            self._switch,
            button("导入", self._later(lambda doing: doing.import_ledger())),
            button("导出", self._later(lambda doing: doing.export())),
            menu_button("打印", self._papers),
        )

    def _follow(self, key: str) -> None:
        self.details.show_project(key)

    def _connect(self) -> None:
        self.table.rested.connect(self._follow)
        self.table.shown.connect(self._fill_board)
        self.table.activated.connect(lambda _key: self.doing.change())
        self.table.deleted.connect(self._later(lambda doing: doing.remove()))
        RowMenu(self.table, self._offer_row)
        self._more.aboutToShow.connect(self._offer_more)
        self._papers.aboutToShow.connect(lambda: self.doing.offer_papers(self._papers))
