"""The form of a problem that holds a project up."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.services import problems, units
from app.services.problems import ProblemEntry
from app.ui.desk import Desk
from app.ui.widgets.field_edits import DateField, ProseField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate


class ProblemForm(FormDialog):
    """Enters a problem of a project, or changes the one of ``key``."""

    def __init__(self, desk: Desk, project_id: str, key: str | None, parent: QWidget) -> None:
        super().__init__("修改问题" if key else "新增问题", parent)
        self._desk, self._key = desk, key
        self.setMinimumWidth(460)
        with desk.read() as session:
            before = problems.entry(session, key) if key else ProblemEntry(project_id)
            names = units.names(session)

        def today() -> PartialDate:
            return PartialDate.of(desk.today)

        self._before = before if key else replace(before, raised_on=today())
        words = problems.CHOICES
        self.add("description", "问题", ProseField(3))
        self.add("kind", "类别", WordField(words["kind"]))
        self.add("origin", "来源", SuggestField(words["origin"]))
        self.add("raised_on", "提出日期", DateField(today))
        self.add("unit", "责任单位", SuggestField(names))
        self.add("due_on", "解决时限", DateField(today))
        self.add("progress", "进展", ProseField(2))
        self.add("closed_on", "销号日期", DateField(today))
        self.add("outcome", "解决情况", ProseField(2))
        self.show_entry(self._before)
        self.on_save(self._keep)

    def _keep(self) -> None:
        entered = self.collect(self._before)
        self.warn(problems.warnings(entered))
        with self._desk.work("修改问题" if self._key else "新增问题") as session:
            problems.save(session, entered, self._key)
