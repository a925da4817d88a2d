"""推进阶段: only what the next gate needs, a date and what proves it; an end asks for its reason."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.errors import Refused
from app.services import projects
from app.services.projects import conditions
from app.services.projects.conditions import Need
from app.services.projects.rules import Strictness
from app.ui.colours import colours
from app.ui.desk import Desk
from app.ui.icons import inline
from app.ui.widgets.field_edits import DateField, LineField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate
from app.values.stages import STAGES, Stage

_PROOF = {
    Stage.REVIEWED: "评审意见、会议纪要号",
    Stage.APPROVED: "合法性审查意见、会议纪要号",
    Stage.SIGNED: "协议名称和编号",
    Stage.LANDED: "营业执照、备案证、用地合同",
    Stage.STARTED: "施工合同或许可、现场照片",
    Stage.IN_PRODUCTION: "竣工验收、首张发票",
    Stage.FULL_CAPACITY: "入统或进规文件",
    Stage.ENDED: "终止函、项目退出通知书",
}


class AdvanceForm(FormDialog):
    """Moves a project on; the service refuses what may not be, and says why."""

    def __init__(self, desk: Desk, key: str, parent: QWidget) -> None:
        super().__init__("推进阶段", parent, save_text="推进")
        self._desk, self._key = desk, key
        self.setMinimumWidth(440)
        with desk.read() as session:
            self._detail = projects.detail(session, key)
        ahead = tuple(str(stage) for stage in STAGES[STAGES.index(self._detail.stage) + 1 :])
        if not ahead:
            raise Refused(f"“{self._detail.entry.name}”已经{self._detail.stage}，没有可以推进的阶段。")
        self._build(ahead)
        self._stage.currentTextChanged.connect(self._follow_stage)
        self._evidence.editingFinished.connect(lambda: self._show_needs(self._stage.value()))
        self._follow_stage(self._stage.value())
        self.on_save(self._advance)

    def _build(self, ahead: tuple[str, ...]) -> None:
        name = QLabel(f"{self._detail.entry.name}\n现在：{self._detail.stage}")
        name.setWordWrap(True)
        self.form.addRow(name)
        self._stage = WordField(ahead)
        self._on = DateField(lambda: PartialDate.of(self._desk.today))
        self._on.setText(self._desk.today.isoformat())
        self._evidence, self._reason = LineField(), ProseField(3)
        self.add("stage", "推进到", self._stage)
        self.add("on", "日期", self._on)
        self.add("evidence", "依据", self._evidence)
        self.add("reason", "原因", self._reason)
        self._needs = QLabel()
        self._needs.setWordWrap(True)
        self._needs.setTextFormat(Qt.TextFormat.RichText)
        self.form.addRow(self._needs)

    def _follow_stage(self, stage: str) -> None:
        self._evidence.setPlaceholderText(_PROOF.get(Stage(stage), ""))
        self.form.setRowVisible(self._reason, stage == Stage.ENDED)
        self._show_needs(stage)
        self.adjustSize()

    def _advance(self) -> None:
        on = self.read("on")
        if on is None:
            raise Refused("请填写日期。", field="on")
        stage, evidence = self._stage.value(), self._evidence.value()
        with self._desk.read() as session:
            found = conditions.reminders(session, self._key, stage, evidence)
        self.warn(found)
        with self._desk.work(f"推进到{stage}") as session:
            projects.advance(session, self._key, stage, on, evidence, self._reason.value(), today=self._desk.today)

    def _show_needs(self, stage: str) -> None:
        """Each condition of the gates between: a tick where it is met, else whether it stops the step, in words."""
        with self._desk.read() as session:
            needs = conditions.needs(session, self._key, stage, self._evidence.value())
        lines = []
        for need in needs:
            colour, sign, asked = _told(need)
            lines.append(f"{inline(sign, colour)}　{escape(need.title)}{asked}")
        self._needs.setText("<br>".join(lines))
        self._needs.setVisible(bool(lines))
        if self.isVisible():
            self.make_room()


def _told(need: Need) -> tuple[str, str, str]:
    """Colour and icon of a condition, and what is said of one that is not met; red is for what stops the step."""
    if need.is_met:
        return colours().green, "check", ""
    if need.strictness is Strictness.MUST:
        return colours().red, "x", "（还没有，必须先办）"
    return colours().amber, "circle-alert", "（还没有；只提醒，不拦）"
