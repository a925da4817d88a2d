"""填写日期: the planned and actual dates of a project's events, in one sheet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.services import projects
from app.services.projects import MilestoneLine, ProjectDetail
from app.ui.desk import Desk
from app.ui.theme import mark
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind

_HEADS = ("事项", "计划日期", "实际日期", "依据")


@dataclass(frozen=True)
class _Line:
    kind: MilestoneKind
    planned: DateField
    actual: DateField
    evidence: LineField


class MilestonesForm(FormDialog):
    """The stage follows the dates forwards; going back is 退回阶段's."""

    def __init__(self, desk: Desk, detail: ProjectDetail, parent: QWidget) -> None:
        super().__init__("填写日期", parent)
        self._desk, self._key = desk, detail.id
        self.setMinimumWidth(620)
        self.form.addRow(soft_label("填到日、月或年都可以；阶段按实际日期自动前进。"))
        known = {line.kind: line for line in detail.milestones}
        grid = QGridLayout()
        grid.setVerticalSpacing(5)
        grid.setHorizontalSpacing(8)
        for column, head in enumerate(_HEADS):
            label = QLabel(head)
            mark(label, "soft")
            grid.addWidget(label, 0, column)
        kinds = [kind for kind in MilestoneKind if kind is not MilestoneKind.ENDED]
        self._lines = [self._line(grid, kind, known.get(kind, MilestoneLine(kind))) for kind in kinds]
        self.form.addRow(grid)
        self.on_save(self._keep)

    def _line(self, grid: QGridLayout, kind: MilestoneKind, now: MilestoneLine) -> _Line:
        def today() -> PartialDate:
            return PartialDate.of(self._desk.today)

        line = _Line(kind, DateField(today), DateField(today), LineField())
        line.planned.show_value(now.planned_on)
        line.actual.show_value(now.actual_on)
        line.evidence.show_value(now.evidence)
        place = grid.rowCount()
        grid.addWidget(QLabel(kind), place, 0)
        for column, widget in enumerate((line.planned, line.actual, line.evidence), 1):
            grid.addWidget(widget, place, column)
        for name, widget in ((f"{kind}计划", line.planned), (f"{kind}实际", line.actual)):
            widget.setPlaceholderText("")
            self.know(name, widget)
        grid.setColumnStretch(3, 1)
        return line

    def _keep(self) -> None:
        lines = [
            MilestoneLine(
                line.kind, self.read(f"{line.kind}计划"), self.read(f"{line.kind}实际"), line.evidence.value()
            )
            for line in self._lines
        ]
        self.warn(projects.date_warnings(lines))
        with self._desk.work("填写项目日期") as session:
            projects.enter_dates(session, self._key, lines, self._desk.today)
