"""The form of a problem that holds a project up."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.fields import RECORDS
from app.services import problems, units
from app.services.problems import ProblemEntry
from app.ui.desk import Desk
from app.ui.widgets.field_edits import DateField, ProseField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate


class ProblemForm(FormDialog):
    """Enters a problem of a project, or changes the one of ``key``."""

    record = RECORDS["problems"]

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
        self.add_field("description", ProseField(3))
        self.add_field("kind", WordField(words["kind"]))
        self.add_field("origin", SuggestField(words["origin"]))
        self.add_field("raised_on", DateField(today))
        self.add_field("unit", SuggestField(names))
        self.add_field("due_on", DateField(today))
        self.add_field("progress", ProseField(2))
        self.add_field("closed_on", DateField(today))
        self.add_field("outcome", ProseField(2))
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _keep(self) -> None:
        entered = self.collect(self._before)
        self.warn(problems.warnings(entered))
        with self._desk.work("修改问题" if self._key else "新增问题") as session:
            problems.save(session, entered, self._key)
