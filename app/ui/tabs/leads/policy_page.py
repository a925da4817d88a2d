"""一企一策 of the chosen lead: what holds it up, and its measures; those past their day in red."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import Refused
from app.services.leads import actions as lead_actions
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.tabs.leads.policy_form import PolicyForm
from app.ui.widgets.card import soft_label
from app.ui.widgets.line_table import Line, LineTable
from app.values.dates import PartialDate

_HEADS = (("要做的事", 0), ("责任人", 64), ("时限", 88), ("完成", 88))


class PolicyPage(QWidget):
    """The plan, and what can be done with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._key = desk, ""
        self._obstacles = soft_label()
        self._table = LineTable(_HEADS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(ButtonRow((button("制定或修改", self._change), button("标记完成", self._finish))))
        layout.addWidget(self._obstacles)
        layout.addWidget(self._table, 1)
        self._table.opened.connect(lambda _: self._change())

    def show_lead(self, key: str) -> int:
        """Shows that lead's plan; returns how many of its measures are open."""
        self._key = key
        with self._desk.read() as session:
            policy = lead_actions.policy(session, key)
        self._obstacles.setText(policy.obstacles and f"困难：{policy.obstacles}")
        self._obstacles.setVisible(bool(policy.obstacles))
        today = self._desk.today
        lines = []
        for action in policy.actions:
            due, done = (day.iso if day else "" for day in (action.due_on, action.done_on))
            is_late = action.done_on is None and action.due_on is not None and action.due_on.last < today
            lines.append(Line(action.id, (action.action, action.person, due, done), frozenset({2} if is_late else ())))
        self._table.show_lines(lines)
        return sum(action.done_on is None for action in policy.actions)

    def _change(self) -> None:
        PolicyForm(self._desk, self._key, self).exec()

    def _finish(self) -> None:
        chosen = self._table.chosen_ids()
        if not chosen:
            raise Refused("请先选中已经完成的措施。")
        with self._desk.work("一企一策措施完成") as session:
            for action in chosen:
                lead_actions.finish(session, action, PartialDate.of(self._desk.today))
