"""文本模板: the wording that the year's letters start from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.errors import Refused
from app.services.letters import templates
from app.services.letters.templates import TemplateEntry
from app.services.letters.wording import PLACEHOLDERS
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.tabs.letters.clauses_editor import ClausesEditor
from app.ui.tabs.letters.template_terms import TemplateTerms
from app.ui.theme import mark
from app.ui.widgets.card import Card, heading, soft_label

if TYPE_CHECKING:
    from app.ui.desk import Desk

_SHORT = 108
_ADVICE = "上级对层层签订责任状有限制，名称宜用“目标责任书”；风险抵押金、一票否决和奖励条款默认关闭。"


class TemplatePage(QWidget):
    """What was typed stays until it is saved or given up, whatever else changes meanwhile."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._before = TemplateEntry()
        self._year = desk.year
        self.is_changed = False
        self.terms = TemplateTerms(desk)
        self.clauses = ClausesEditor(switchable=True)
        self._heading, self._doubts = heading(), soft_label()
        mark(self._doubts, "soft", on=False)
        mark(self._doubts, "warning")
        self._save, self._give_up = button("保存模板", self.save, primary=True), button("放弃修改", self.reload)
        self._build()
        self._connect()
        self.reload()

    def refresh(self) -> None:
        """Shows the year's template anew unless something typed would be lost."""
        if not self.is_changed:
            self.reload()

    def reload(self) -> None:
        """Shows what is kept, forgetting what was typed."""
        self._year = self._desk.year
        with self._desk.read() as session:
            self._show(templates.template(session, self._year))
        self._note(changed=False)

    def save(self) -> None:
        """Keeps the template for the year that is shown."""
        entered = self.entry()
        self.is_changed = False
        try:
            with self._desk.work(f"修改{self._year}年度责任书模板") as session:
                templates.save_template(session, self._year, entered)
        except Refused:
            self._note(changed=True)
            raise
        self.reload()

    def restore(self) -> None:
        """Shows the wording of the house; kept only when it is saved."""
        if sure(self, "恢复程序自带的文本？现有文字在保存后才会被替换。", "恢复"):
            self._show(TemplateEntry())
            self._note(changed=True)

    def entry(self) -> TemplateEntry:
        """What is entered now."""
        return replace(self.terms.onto(self._before), clauses=self.clauses.value())

    def _show(self, entry: TemplateEntry) -> None:
        self._before = entry
        self.terms.show_value(entry)
        self.clauses.show_value(entry.clauses)
        self._say_doubts(entry)

    def _note(self, *, changed: bool) -> None:
        self.is_changed = changed
        state = "（有未保存的修改）" if changed else ""
        self._heading.setText(f"{self._year}年度责任书模板{state}")
        self._save.setEnabled(changed)
        self._give_up.setEnabled(changed)

    def _build(self) -> None:
        sheet = Card(16)
        sheet.body.setSpacing(10)
        sheet.body.addWidget(soft_label(_ADVICE))
        sheet.body.addWidget(self.terms)
        sheet.body.addWidget(self._doubts)
        sheet.body.addWidget(soft_label("第一部分的目标由目标分解自动生成，以下为其余条款。"))
        sheet.body.addWidget(self.clauses)
        names = "、".join(f"{{{name}}}" for name in PLACEHOLDERS)
        sheet.body.addWidget(soft_label(f"花括号里的词打印时自动填写：{names}。"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(sheet)
        above = QHBoxLayout()
        above.addWidget(self._heading, 1)
        above.addWidget(ButtonRow((), (button("恢复默认文本", self.restore), self._give_up, self._save)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addLayout(above)
        layout.addWidget(area, 1)

    def _say_doubts(self, entry: TemplateEntry) -> None:
        found = templates.doubts(entry)
        self._doubts.setText("\n".join(found))
        self._doubts.setVisible(bool(found))

    def _connect(self) -> None:
        self.terms.changed.connect(lambda: self._note(changed=True))
        self.clauses.changed.connect(lambda: self._note(changed=True))
