"""项目库: the list of projects, what can be done with them, and the chosen one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.columns import projects as columns
from app.services.lists import Query
from app.services.projects import rows
from app.ui.buttons import button, menu_button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.lists.list_cells import ListCells
from app.ui.lists.list_page import ListPage
from app.ui.record_table import RecordTable
from app.ui.tabs.projects.lateness import Lateness, days_asked, days_filter
from app.ui.widgets.card import Card

if TYPE_CHECKING:
    from app.ui.tabs.projects.board import Board
    from app.ui.tabs.projects.details import ProjectDetails

_SETTLE_MS = 100  # the details wait until the cursor rests


class ProjectsTab(QWidget):
    """The projects tab."""

    kind = "projects"  # what 导入, 导出 and 打印 of the window act on here

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lateness = Lateness(desk)
        self._details: ProjectDetails | None = None
        self._board: Board | None = None
        self._build()
        self._connect()
        self.table.ask(self.table.as_of_today(self.table.query))

    @property
    def details(self) -> ProjectDetails:
        """The chosen project; made behind the first list, which needs none of it."""
        if self._details is None:
            from app.ui.tabs.projects.details import ProjectDetails

            self._details = ProjectDetails(self._desk)
            self._side.body.addWidget(self._details)
        return self._details

    def refresh(self) -> None:
        """Shows list and details anew."""
        self._lateness.refresh()
        self.table.refresh()
        self.details.show_project(self.table.current_id())

    def search_for(self, words: str) -> None:
        """Keeps only projects with these words."""
        self.table.search_for(words)

    def show_query(self, query: Query) -> None:
        """Shows the records behind a figure."""
        self.page.show_query(query)

    def show_record(self, kind: str, key: str) -> None:
        """Shows one project, or the project of one problem."""
        from app.services import problems

        project, page = key, ""
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
        from app.ui.tabs.projects.project_form import ProjectForm

        form = ProjectForm(self._desk, None, self)
        if form.exec():
            self.table.ask(Query(sort=self.table.query.sort), anew=True)
            self.table.select(form.saved_id)

    def change(self) -> None:
        """Opens the chosen project's form."""
        from app.ui.tabs.projects.project_form import ProjectForm

        if key := self.table.current_id():
            ProjectForm(self._desk, key, self).exec()

    def advance(self) -> None:
        """Asks what the next stage needs."""
        from app.ui.tabs.projects.advance_form import AdvanceForm

        if key := self.table.current_id():
            AdvanceForm(self._desk, key, self).exec()

    def enter_funds(self) -> None:
        """Opens the form of money that arrived for the chosen project."""
        from app.ui.tabs.projects.funds_form import FundsDialog

        if key := self.table.current_id():
            FundsDialog(self._desk, key, parent=self).exec()

    def change_many(self) -> None:
        """Asks for one field of all chosen projects."""
        from app.ui.dialogs.bulk_form import change_many

        change_many(self._desk, "projects", self.table.selected_ids(), self)

    def reinvite(self) -> None:
        """二次招商 of the chosen project, which has ended; the new one is chosen."""
        from app.services.projects import succession

        key = self.table.current_id()
        name = getattr(self.table.current_row(), "name", "")
        if key and sure(self, f"用“{name}”的地块和责任人新建一个储备项目，重新招商？", "新建"):
            with self._desk.work("二次招商") as session:
                made = succession.reinvite(session, key, year=self._desk.year)
            self.show_record("projects", made)

    def remove(self) -> None:
        """Puts the chosen projects into the recycle bin, after a question."""
        from app.services import projects

        ids = self.table.selected_ids()
        if ids and sure(self, f"删除选中的 {len(ids)} 个项目？", "删除"):
            with self._desk.work("删除项目") as session:
                projects.remove(session, ids, self._desk.clock.now())

    def switch_view(self) -> None:
        """Turns between the list and the board of the same projects."""
        if self._board is None:
            from app.ui.tabs.projects.board import Board

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

    def print_list(self) -> None:
        """Shows the list as it will stand on paper."""
        from app.ui.dialogs import ledger_actions

        ledger_actions.print_list(self._desk, self, self.table, "项目台账")

    def _build(self) -> None:
        source = self._desk.source(lambda: rows.listing(self._desk.year, self._desk.today))
        shown = (*columns.COLUMNS, *columns.FURTHER)
        self.table = RecordTable("projects", shown, source, self._desk, tucked=[each.field for each in columns.FURTHER])
        self.table.model.tint = self._lateness.tint
        self.table.bounds["days_in_stage"] = lambda asked: days_filter(asked, self._desk.today)
        self.table.unbound["days_in_stage"] = lambda asked: days_asked(asked, self._desk.today)
        self.table.edit_cells(ListCells(self._desk, self.kind, shown, source, self))
        self._side = Card(14)
        left = (
            button("新增项目", self.add, primary=True, hint="Ctrl+N"),
            button("修改", self.change, hint="Alt+Enter"),
            button("推进阶段", self.advance),
            button("登记到位资金", self.enter_funds),
            menu_button("更多", self._more()),
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

    def _more(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("批量修改…", self.change_many)
        menu.addAction("二次招商…", self.reinvite)
        menu.addSeparator()
        menu.addAction("全部到位资金…", self._show_funds)
        menu.addAction("全部问题…", self._show_problems)
        menu.addAction("逾期履约…", self._show_overdue)
        menu.addAction("标准厂房和土地…", self._show_carriers)
        menu.addAction("结账…", self._close_months)
        menu.addSeparator()
        menu.addAction("删除\tCtrl+-", self.remove)
        return menu

    def _show_funds(self) -> None:
        from app.ui.tabs.projects.all_funds import show_funds

        show_funds(self._desk, self)

    def _show_problems(self) -> None:
        from app.ui.tabs.projects.all_problems import show_problems

        show_problems(self._desk, self)

    def _show_overdue(self) -> None:
        from app.ui.tabs.projects.overdue_list import show_overdue

        show_overdue(self._desk, self)

    def _show_carriers(self) -> None:
        from app.ui.lists.carriers_page import show_carriers

        show_carriers(self._desk, self)

    def _close_months(self) -> None:
        from app.ui.dialogs.month_closing import close_months

        close_months(self._desk, self)

    def _right(self) -> tuple[QWidget, ...]:
        from app.ui.dialogs import ledger_actions
        from app.ui.tabs.projects import papers

        self._switch = button("看板", self.switch_view)
        return (
            self._switch,
            button("导入", lambda: ledger_actions.import_ledger(self._desk, self)),
            button("导出", lambda: ledger_actions.export(self._desk, self, self.kind, self.table, "项目台账")),
            menu_button("打印", papers.menu(self._desk, self, self.table)),
        )

    def _connect(self) -> None:
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(lambda: self.details.show_project(self.table.current_id()))
        self.table.current_changed.connect(lambda _key: self._settle.start())
        self.table.shown.connect(self._fill_board)
        self.table.activated.connect(lambda _key: self.change())
        self.table.deleted.connect(self.remove)
