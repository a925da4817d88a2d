"""问题 of all projects in one list: open, late and solved ones, pressed unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from app.columns import problems as columns
from app.services import problems
from app.services.lists import RecordList
from app.ui.buttons import button
from app.ui.desk import Desk
from app.ui.dialogs.bulk_form import change_many
from app.ui.dialogs.choose_project import choose_project
from app.ui.lists.list_dialog import show_list
from app.ui.lists.plain_page import PlainPage
from app.ui.tabs.projects import problem_actions
from app.ui.tabs.projects.problem_form import ProblemForm


class AllProblems(PlainPage):
    """Every problem, the open ones first."""

    kind = "problems"
    noun = "问题"
    columns = columns.ALL
    chips = ("未销号", "已销号", "已超期")

    def listing(self) -> RecordList[Any]:
        """All problems, with those past their promise at the desk's date."""
        return problems.listing(today=self.desk.today)

    def form(self, key: str | None) -> QDialog:
        """The form of a problem that is there."""
        return ProblemForm(self.desk, "", key, self)

    def add(self) -> None:
        """Asks for the project first."""
        if project := choose_project(self.desk, "新增问题", self):
            ProblemForm(self.desk, project, None, self).exec()

    def change_many(self) -> None:
        """Asks for one field of all chosen rows."""
        change_many(self.desk, self.kind, self.table.selected_ids(), self)

    def more_buttons(self) -> Sequence[QWidget]:
        """What moves a problem on."""
        return (
            button("批量修改", self.change_many),
            button("销号", lambda: problem_actions.close(self.desk, self.table.current_id(), self)),
            button("延期", lambda: problem_actions.extend(self.desk, self.table.current_id(), self)),
            button(
                "督办单",
                lambda: problem_actions.press(self.desk, self.table.selected_ids(), self),
                hint="选中同一个责任单位的几个问题，一张督办单发给它",
            ),
        )

    def remove_ids(self, ids: list[str]) -> None:
        """Puts problems into the recycle bin."""
        with self.desk.work("删除问题") as session:
            problems.remove(session, ids, self.desk.clock.now())

    def tint(self, field: str, row: Any) -> str:
        """A promise that has passed stands in red."""
        late = row.closed_on is None and row.due_on is not None and row.due_on.last < self.desk.today
        return "late" if field == "due_on" and late else ""


def show_problems(desk: Desk, parent: QWidget) -> None:
    """Opens the list of all problems."""
    show_list(desk, parent, "项目问题", AllProblems(desk), (1180, 620))
