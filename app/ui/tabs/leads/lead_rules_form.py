"""线索时限和认定标准: the office's clocks for leads, and what makes a lead a 有效线索."""

from __future__ import annotations

import re
from dataclasses import fields

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.services import leads
from app.services.leads import ValidRule, terms
from app.services.leads.terms import TermDays
from app.ui.desk import Desk
from app.ui.widgets.card import note_label
from app.ui.widgets.field_edits import FlagField, NumberField, ProseField
from app.ui.widgets.form_dialog import FormDialog

_DAYS = {
    "reply": "首次答复（天内）",
    "judge": "研判（天内）",
    "judge_major": "亿元以上线索研判（天内）",
    "feedback": "研判后首次反馈（天内）",
    "follow": "以后每隔几天跟进一次",
}
_BETWEEN = re.compile(r"[、，,；;＋+]+")


class LeadRulesForm(FormDialog):
    """They travel with the office's records; 待办 and the chip 超期 go by them at once."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("线索时限和认定标准", parent)
        self._desk = desk
        with desk.read() as session:
            self._terms, self._rule = terms.days(session), leads.rule(session)
        self._build_terms()
        self._build_rule()
        self.show_entry(self._terms)
        self._show_rule()
        self.on_save(self._keep)

    def _build_terms(self) -> None:
        page = self.page("跟进时限")
        page.addRow(note_label("按自然日计算，最后一天遇节假日顺延到下一个工作日；一个月没有进展须说明原因。"))
        for name, title in _DAYS.items():
            self.add(name, title, NumberField(), page)

    def _build_rule(self) -> None:
        page = self.page("有效线索认定")
        self._text, self._ways, self._binding = ProseField(4), ProseField(6), FlagField("不能判为有效")
        self.add("text", "认定标准", self._text, page)
        self.add("ways", "认定情形", self._ways, page)
        page.addRow(note_label("每行一种情形，条件用顿号隔开；一行的条件全部具备，就是有效线索。"))
        self.add("is_binding", "条件不全", self._binding, page)

    def _show_rule(self) -> None:
        self._text.show_value(self._rule.text)
        self._ways.show_value("\n".join("、".join(way) for way in self._rule.ways))
        self._binding.show_value(self._rule.is_binding)

    def _keep(self) -> None:
        days = {name: self.read(name) for name in _DAYS}
        for each in fields(TermDays):
            if days[each.name] is None:
                raise Refused("请填写天数。", field=each.name)
        lines = self._ways.value().splitlines()
        ways = tuple(tuple(part.strip() for part in _BETWEEN.split(line) if part.strip()) for line in lines)
        rule = ValidRule(self.read("text"), tuple(way for way in ways if way), self.read("is_binding"))
        with self._desk.work("修改线索时限和认定标准") as session:
            terms.set_days(session, TermDays(**days))
            leads.set_rule(session, rule)
