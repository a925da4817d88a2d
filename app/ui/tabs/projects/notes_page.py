"""半月跟踪: what was seen of a project and when, the latest on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from app.fields import RECORDS
from app.services.projects import notes
from app.services.projects.notes import NoteEntry
from app.ui.desk import Desk
from app.ui.tabs.projects.line_page import LinePage
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, ProseField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.line_table import Line
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from app.database.engine import Session


class NotesPage(LinePage):
    """The notes."""

    title = "半月跟踪"
    noun = "跟踪记录"
    heads = (("日期", 88), ("进展", 0), ("跟踪人", 64))

    def lines(self, session: Session) -> Sequence[Line]:
        """What was seen."""
        found = [(line.id, line.entry) for line in notes.lines(session, self.key)]
        return [Line(key, (e.noted_on.iso if e.noted_on else "", e.content, e.person)) for key, e in found]

    def form(self, line: str | None) -> QDialog:
        """The form of a note."""
        return NoteForm(self.desk, self.key, line, self)

    def remove_lines(self, session: Session, ids: list[str]) -> None:
        """Takes notes out."""
        notes.remove(session, ids)


class NoteForm(FormDialog):
    """Enters a note on a project, or changes the one of ``key``."""

    record = RECORDS["progress_notes"]

    def __init__(self, desk: Desk, project_id: str, key: str | None, parent: QWidget) -> None:
        super().__init__("半月跟踪", parent)
        self._desk, self._project, self._key = desk, project_id, key
        self.setMinimumWidth(460)
        with desk.read() as session:
            known = {line.id: line.entry for line in notes.lines(session, project_id)}

        def today() -> PartialDate:
            return PartialDate.of(desk.today)

        self._before = known[key] if key else NoteEntry(today())
        self.form.addRow(soft_label("最近一次记录同时成为项目的“项目进展情况”。"))
        self.add_field("noted_on", DateField(today))
        self.add_field("content", ProseField(4))
        self.add_field("person", LineField())
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.work("登记半月跟踪") as session:
            notes.save(session, self._project, entered, self._key, today=self._desk.today)
