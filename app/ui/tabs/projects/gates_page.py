"""评审和上会: the decisions on a project, with a 评审's verdict on each of its points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from app.fields import RECORDS
from app.services.projects import gates
from app.services.projects.gates import GateEntry, Opinion, Verdict
from app.ui.desk import Desk
from app.ui.tabs.projects.line_page import LinePage
from app.ui.widgets.field_edits import DateField, LineField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.ui.widgets.line_table import Line
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from app.database.engine import Session

_REVIEW = "评审"


class GatesPage(LinePage):
    """The decisions in the order of their days."""

    title = "评审上会"
    noun = "评审或会议结果"
    heads = (("事项", 104), ("日期", 88), ("结果", 56), ("文号", 0))
    files_of = "gates"

    def lines(self, session: Session) -> Sequence[Line]:
        """What was decided."""
        return [
            Line(line.id, (str(e.kind), e.decided_on.iso if e.decided_on else "", str(e.result), e.document_number))
            for line in gates.lines(session, self.key)
            for e in (line.entry,)
        ]

    def form(self, line: str | None) -> QDialog:
        """The form of a decision."""
        return GateForm(self.desk, self.key, line, self)

    def remove_lines(self, session: Session, ids: list[str]) -> None:
        """Takes decisions out."""
        gates.remove(session, ids)


class GateForm(FormDialog):
    """Enters a decision on a project, or changes the one of ``key``."""

    record = RECORDS["gates"]

    def __init__(self, desk: Desk, project_id: str, key: str | None, parent: QWidget) -> None:
        super().__init__("评审或会议结果", parent)
        self._desk, self._project, self._key = desk, project_id, key
        self.setMinimumWidth(520)
        with desk.read() as session:
            known = {line.id: line.entry for line in gates.lines(session, project_id)}
            points = gates.blank_review(session).opinions
        self._before = known[key] if key else GateEntry()
        self._kind = WordField(gates.CHOICES["kind"])
        self.add_field("kind", self._kind)
        self.add_field("decided_on", DateField(lambda: PartialDate.of(desk.today)))
        self.add_field("result", WordField(gates.CHOICES["result"]))
        self.add_field("document_number", LineField())
        self._points = self._point_grid(self._before.opinions or points)
        self.add_field("note", ProseField(3))
        self.show_entry(self._before)
        self._kind.currentTextChanged.connect(self._follow_kind)
        self._follow_kind(self._kind.value())
        self.on_save(self._keep)

    def _point_grid(self, opinions: Sequence[Opinion]) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        self._opinions: list[tuple[str, WordField, LineField]] = []
        for row, opinion in enumerate(opinions):
            verdict, words = WordField(tuple(map(str, Verdict))), LineField("意见")
            verdict.show_value(str(opinion.verdict))
            words.show_value(opinion.words)
            for column, widget in enumerate((QLabel(opinion.point), verdict, words)):
                grid.addWidget(widget, row, column)
            self._opinions.append((opinion.point, verdict, words))
        grid.setColumnStretch(2, 1)
        self.form.addRow(box)
        if self._opinions:
            self.know("opinions", self._opinions[0][1])
        return box

    def _follow_kind(self, kind: str) -> None:
        self.form.setRowVisible(self._points, kind == _REVIEW)
        self.adjustSize()

    def _keep(self) -> None:
        is_review = self._kind.value() == _REVIEW
        given = [Opinion(point, Verdict(verdict.value()), words.value()) for point, verdict, words in self._opinions]
        entered = GateEntry(
            kind=type(self._before.kind)(self._kind.value()),
            decided_on=self.read("decided_on"),
            result=type(self._before.result)(self.read("result")),
            document_number=self.read("document_number"),
            opinions=tuple(given) if is_review else (),
            note=self.read("note"),
        )
        with self._desk.work(f"登记{entered.kind}") as session:
            gates.save(session, self._project, entered, self._key)
