"""问题: what holds the chosen project up, whose it is, and by when it is to be solved."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.columns.problems import OF_PROJECT
from app.services import problems
from app.services.lists import Query
from app.services.projects import ProjectDetail
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.lists.list_cells import ListCells
from app.ui.record_table import RecordTable
from app.ui.tabs.projects import problem_actions
from app.ui.tabs.projects.problem_form import ProblemForm


class ProblemsPage(QWidget):
    """The problems, those past their promise in red."""

    title = "问题"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._key = ""
        source = desk.source(lambda: problems.listing(self._key))
        self._table = RecordTable("project_problems", OF_PROJECT, source, desk, frozen=0)
        self._table.model.tint = self._tint
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        actions = (button("新增", self._add), button("修改", self._change), button("删除", self._remove))
        course = (
            button("销号", lambda: problem_actions.close(desk, self._table.current_id(), self)),
            button("延期", lambda: problem_actions.extend(desk, self._table.current_id(), self)),
            button("督办单", self._press, hint="选中一个或几个问题，发给它们的责任单位"),
        )
        layout.addWidget(ButtonRow((*actions, *course)))
        layout.addWidget(self._table, 1)
        self._table.edit_cells(self._editing)
        self._table.activated.connect(lambda _: self._change())
        self._table.deleted.connect(self._remove)

    def _editing(self) -> ListCells:
        return ListCells(self._desk, "problems", OF_PROJECT, self._table.model.source, self, makes_new=False)

    def count(self, key: str) -> int:
        """How many problems are still open."""
        with self._desk.read() as session:
            return int(problems.listing(key).chip_counts(session)["未销号"])

    def show_detail(self, detail: ProjectDetail) -> None:
        """Shows that project's problems."""
        self._key = detail.id
        self._table.ask(Query(sort=self._table.query.sort), anew=True)

    def _tint(self, field: str, row: Any) -> str:
        overdue = row.closed_on is None and row.due_on is not None and row.due_on.last < self._desk.today
        return "late" if field == "due_on" and overdue else ""

    def _add(self) -> None:
        self._open(None)

    def _change(self) -> None:
        if key := self._table.current_id():
            self._open(key)

    def _open(self, key: str | None) -> None:
        ProblemForm(self._desk, self._key, key, self).exec()

    def _press(self) -> None:
        problem_actions.press(self._desk, self._table.selected_ids(), self)

    def _remove(self) -> None:
        ids = self._table.selected_ids()
        if ids and sure(self, f"删除选中的 {len(ids)} 个问题？", "删除"):
            with self._desk.work("删除问题") as session:
                problems.remove(session, ids, self._desk.clock.now())
