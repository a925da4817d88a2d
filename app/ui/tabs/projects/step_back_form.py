"""退回阶段: takes a project back, with the reason."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.services import projects
from app.services.projects import ProjectDetail
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate
from app.values.stages import STAGES


class StepBackForm(FormDialog):
    """Clears the dates of what lay beyond the chosen stage."""

    def __init__(self, desk: Desk, detail: ProjectDetail, parent: QWidget) -> None:
        super().__init__("退回阶段", parent, save_text="退回")
        self._desk, self._key = desk, detail.id
        self.setMinimumWidth(420)
        before = tuple(str(stage) for stage in STAGES[: STAGES.index(detail.stage)])
        if not before:
            raise Refused(f"项目现在是“{detail.stage}”，前面没有阶段可退。")
        self.form.addRow(soft_label("退回后，后面各阶段的实际日期会清空，原因记入项目进程。"))
        self._stage, self._reason = WordField(before[::-1]), ProseField(3)
        self.add("stage", "退回到", self._stage)
        self.add("reason", "原因", self._reason)
        self.on_save(self._step_back)

    def _step_back(self) -> None:
        with self._desk.work("退回阶段") as session:
            projects.step_back(
                session, self._key, self._stage.value(), self._reason.value(), PartialDate.of(self._desk.today)
            )
