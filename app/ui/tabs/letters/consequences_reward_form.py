"""引资人奖励: the project, its one recipient, the sum and the steps in which it is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services.consequences import rates, rewards
from app.services.consequences.steps import parts, steps_from, steps_text
from app.ui.buttons import ButtonRow, button
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import LineField, MoneyField, ProseField, SuggestField, plain_amount
from app.ui.widgets.form_dialog import FormDialog
from app.values.money import MoneyUnit

if TYPE_CHECKING:
    from app.services.consequences.rewards import RewardEntry
    from app.ui.desk import Desk

_WIDTH = 540
_ADVICE = "一个项目只奖励一人，几个人的作为一个团队登记；公职人员不得领取，奖励依法纳税。"


class RewardForm(FormDialog):
    """A project's reward: a new one where no project is given."""

    record = RECORDS["rewards"]

    def __init__(self, desk: Desk, project_id: str | None, parent: QWidget | None = None) -> None:
        super().__init__("修改引资人奖励" if project_id else "新增引资人奖励", parent)
        self._desk, self._project_id = desk, project_id
        with desk.read() as session:
            offered = rewards.projects(session) if project_id is None else []
            self._before = rewards.entry(session, project_id) if project_id else rewards.RewardEntry()
            self._table = rates.table(session)
        self._projects = {name: (key, introducer) for key, name, introducer in offered}
        self.setMinimumWidth(_WIDTH)
        self._build()
        self._connect()
        self._show(self._before)
        self.on_save(self._keep)

    def _build(self) -> None:
        self.form.addRow(soft_label(_ADVICE))
        self._project = SuggestField(list(self._projects))
        if self._project_id is None:
            self.add_field("project_id", self._project)
        self._introducer = LineField("与项目台账的引资人一致")
        self.add_field("introducer", self._introducer)
        self._base, self._rate = (
            MoneyField(MoneyUnit.WAN, "如固定资产投资"),
            MoneyField(MoneyUnit.WAN, "留空则按奖励标准"),
        )
        self.add("base", "计奖基数（万元）", self._base)
        self.add("rate", "每亿元奖励（万元）", self._rate)
        self._working = soft_label()
        self.form.addRow("", ButtonRow((button("按基数计算总额", self._compute),)))
        self.form.addRow("", self._working)
        self._total, self._steps = MoneyField(MoneyUnit.YUAN), ProseField(4)
        self.add("total", "奖励总额（元）", self._total)
        self.add("steps", "发放步骤和比例", self._steps)
        self._amounts = soft_label()
        self._amounts.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)  # it fills while one types
        self.form.addRow("", self._amounts)
        self.add_field("review_number", LineField("没有文号不能发放"))
        self._note = ProseField(2)
        self.add_field("note", self._note)

    def _connect(self) -> None:
        self._project.currentTextChanged.connect(self._project_chosen)
        self._total.textChanged.connect(lambda _: self._show_amounts())
        self._steps.textChanged.connect(self._show_amounts)

    def _show(self, entry: RewardEntry) -> None:
        for name in ("introducer", "total", "review_number", "note"):
            self._edit(self._fields[name]).show_value(getattr(entry, name))
        self._steps.show_value(steps_text(entry.steps))

    def _project_chosen(self, name: str) -> None:
        known = self._projects.get(name)
        if known is None:
            return
        if known[1] and not self._introducer.value():
            self._introducer.show_value(known[1])
        if not self._base.text():
            with self._desk.read() as session:
                self._base.show_value(rewards.base_of(session, known[0]))

    def _compute(self) -> None:
        base, rate = self.read("base"), self.read("rate")
        if not base:
            raise Refused("请先填写计奖基数。", field="base")
        total, words = (rewards.proportional(base, rate), "") if rate is not None else self._table.reward(base)
        self._total.setText(plain_amount(total, MoneyUnit.YUAN))
        self._working.setText(words)
        if words and not self._note.value():
            self._note.show_value("；".join(part for part in (words, self._table.paper) if part))

    def _show_amounts(self) -> None:
        try:
            total, steps = self._total.value(), steps_from(self._steps.value())
        except Refused:  # half typed: what is wrong is said when it is saved
            total, steps = None, ()
        if not total or sum(step.percent for step in steps) != 100:
            self._amounts.clear()
            return
        amounts = zip(steps, parts(total, steps), strict=True)
        self._amounts.setText("；".join(f"{s.title} {plain_amount(fen, MoneyUnit.YUAN)}元" for s, fen in amounts))

    def _keep(self) -> None:
        entered = rewards.RewardEntry(
            project_id=self._project_id or self._chosen(),
            introducer=self.read("introducer"),
            total=self.read("total"),
            steps=steps_from(self._steps.value()),
            review_number=self.read("review_number"),
            note=self.read("note"),
        )
        keep = rewards.change if self._project_id else rewards.grant
        with self._desk.work("登记引资人奖励") as session:
            keep(session, entered, self._desk.clock.now())

    def _chosen(self) -> str:
        known = self._projects.get(self._project.value())
        if known is None:
            raise Refused("请从列表中选择项目；已经登记过奖励的项目不在列表里。", field="project_id")
        return known[0]
