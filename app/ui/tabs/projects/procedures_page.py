"""手续: the formalities of a project, each open, in hand, done or blocked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from app.fields import RECORDS
from app.services import units
from app.services.projects import procedures
from app.services.projects.procedures import ProcedureEntry
from app.ui.buttons import button
from app.ui.desk import Desk
from app.ui.tabs.projects.line_page import LinePage
from app.ui.widgets.field_edits import DateField, ProseField, SuggestField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.line_table import Line
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from app.database.engine import Session


class ProceduresPage(LinePage):
    """The formalities in the order of the office's list; those past their day in red."""

    title = "手续"
    noun = "手续"
    heads = (("手续", 0), ("状态", 64), ("时限", 88), ("办结", 88))
    files_of = "procedures"

    def lines(self, session: Session) -> Sequence[Line]:
        """What has to be applied for."""
        found = []
        for line in procedures.lines(session, self.key, self.desk.today):
            due, done = (day.iso if day else "" for day in (line.entry.due_on, line.entry.done_on))
            words = (line.entry.title, str(line.entry.state), due, done)
            found.append(Line(line.id, words, frozenset({2} if line.is_late else ())))
        return found

    def form(self, line: str | None) -> QDialog:
        """The form of a formality."""
        return ProcedureForm(self.desk, self.key, line, self)

    def remove_lines(self, session: Session, ids: list[str]) -> None:
        """Takes formalities out."""
        procedures.remove(session, ids)

    def more_buttons(self) -> tuple[QWidget, ...]:
        """Laying out the office's own list."""
        return (button("列出常用手续", self._lay_out),)

    def _lay_out(self) -> None:
        with self.desk.work("列出手续") as session:
            procedures.lay_out(session, self.key)


class ProcedureForm(FormDialog):
    """Enters a formality of a project, or changes the one of ``key``."""

    record = RECORDS["procedures"]

    def __init__(self, desk: Desk, project_id: str, key: str | None, parent: QWidget) -> None:
        super().__init__("手续", parent)
        self._desk, self._project, self._key = desk, project_id, key
        self.setMinimumWidth(440)
        with desk.read() as session:
            known = {line.id: line.entry for line in procedures.lines(session, project_id, desk.today)}
            titles, names = procedures.titles(session), units.names(session)
        self._before = known[key] if key else ProcedureEntry()

        def today() -> PartialDate:
            return PartialDate.of(desk.today)

        self.add_field("title", SuggestField(titles))
        self.add_field("state", WordField(procedures.CHOICES["state"]))
        self.add_field("unit", SuggestField(names))
        self.add_field("due_on", DateField(today))
        self.add_field("done_on", DateField(today))
        self.add_field("note", ProseField(2))
        self.show_entry(self._before)
        self.on_save(self._keep)
        if key is None:
            self.on_another(lambda: self.show_entry(self._before))

    def _keep(self) -> None:
        entered = self.collect(self._before)
        with self._desk.work("登记手续") as session:
            procedures.save(session, self._project, entered, self._key)
