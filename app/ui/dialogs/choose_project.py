"""Asking for a project where no list of projects lies before the clerk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.services import projects
from app.ui.desk import Desk
from app.ui.widgets.field_edits import SuggestField
from app.ui.widgets.form_dialog import FormDialog


class ChooseProject(FormDialog):
    """One project, by any part of its name or its number; ``chosen_id`` after it was closed."""

    def __init__(self, desk: Desk, title: str, parent: QWidget) -> None:
        super().__init__(title, parent, save_text="确定")
        self.setMinimumWidth(460)
        self.chosen_id = ""
        with desk.read() as session:
            self._titles = projects.titles(session)
        self.add("project", "项目", SuggestField(tuple(self._titles)))
        self.on_save(self._choose)

    def _choose(self) -> None:
        typed = self.read("project")
        found = [key for title, key in self._titles.items() if typed and (typed == title or typed in title)]
        exact = self._titles.get(typed)
        if exact is None and len(found) != 1:
            told = "没有这个项目" if not found else f"有 {len(found)} 个项目的名称含有这几个字"
            raise Refused(f"{told}，请从列表中选一个。" if typed else "请选择项目。", field="project")
        self.chosen_id = exact or found[0]


def choose_project(desk: Desk, title: str, parent: QWidget) -> str:
    """Asks for a project; its id, or "" where the clerk changed his mind."""
    form = ChooseProject(desk, title, parent)
    return form.chosen_id if form.exec() else ""
