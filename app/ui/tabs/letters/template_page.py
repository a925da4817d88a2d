"""文本模板: the wording that the year's letters start from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.errors import Refused
from app.services.letters import templates
from app.services.letters.templates import TemplateEntry
from app.services.letters.wording import PLACEHOLDERS
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.tabs.letters.clauses_editor import ClausesEditor
from app.ui.theme import mark
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.field_edits import (
    DateField,
    LineField,
    MoneyField,
    NumberField,
    ProseField,
    SuggestField,
    WordField,
)
from app.ui.widgets.form_pages import new_form
from app.values.dates import PartialDate
from app.values.money import MoneyUnit

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
        words = templates.CHOICES
        self.title_word = SuggestField(words["title_word"])
        self.party_style, self.targets_place = WordField(words["party_style"]), WordField(words["targets_place"])
        self.copies, self.opening = NumberField(), ProseField(2)
        self.rule, self.recognised_on = LineField("如 清政发〔2026〕5号文件"), self._date()
        self.deposit, self.deposit_due_on = MoneyField(MoneyUnit.YUAN, "每个单位，元"), self._date()
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
        style, place = type(self._before.party_style), type(self._before.targets_place)
        return replace(
            self._before,
            title_word=self.title_word.value(),
            party_style=style(self.party_style.value()),
            targets_place=place(self.targets_place.value()),
            copies=self.copies.value() or 0,
            opening=self.opening.value(),
            clauses=self.clauses.value(),
            rule=self.rule.value(),
            recognised_on=self.recognised_on.value(),
            deposit=self.deposit.value(),
            deposit_due_on=self.deposit_due_on.value(),
        )

    def _show(self, entry: TemplateEntry) -> None:
        self._before = entry
        self.title_word.show_value(entry.title_word)
        self.party_style.show_value(str(entry.party_style))
        self.targets_place.show_value(str(entry.targets_place))
        self.copies.show_value(entry.copies)
        self.opening.show_value(entry.opening)
        self.clauses.show_value(entry.clauses)
        self.rule.show_value(entry.rule)
        self.recognised_on.show_value(entry.recognised_on)
        self.deposit.show_value(entry.deposit)
        self.deposit_due_on.show_value(entry.deposit_due_on)
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
        sheet.body.addLayout(self._form())
        sheet.body.addWidget(self._doubts)
        sheet.body.addWidget(soft_label("第一部分“目标任务”由目标分解自动生成，以下为其余条款。"))
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

    def _form(self) -> QFormLayout:
        form = new_form()
        line = QHBoxLayout()
        line.setSpacing(8)
        self.title_word.setMinimumWidth(150)
        self.copies.setFixedWidth(56)
        line.addWidget(self.title_word)
        for caption, field in (
            ("当事人写法", self.party_style),
            ("目标列在", self.targets_place),
            ("一式份数", self.copies),
        ):
            line.addSpacing(14)
            line.addWidget(_caption(caption))
            line.addWidget(field)
        line.addStretch(1)
        for caption, row in (("文种名称", line), ("开头", self.opening), ("条款引用", self._cited())):
            form.addRow(_caption(caption), row)
        return form

    def _cited(self) -> QHBoxLayout:
        """What clauses cite by placeholders, on one line."""
        line = QHBoxLayout()
        line.setSpacing(8)
        self.deposit.setFixedWidth(_SHORT)
        self.deposit_due_on.setFixedWidth(_SHORT)
        self.recognised_on.setFixedWidth(_SHORT)
        for caption, field in (
            ("考核办法", self.rule),
            ("认定截止", self.recognised_on),
            ("抵押金（元）", self.deposit),
            ("缴纳期限", self.deposit_due_on),
        ):
            line.addWidget(_caption(caption))
            line.addWidget(field, 1 if field is self.rule else 0)
            line.addSpacing(6)
        return line

    def _date(self) -> DateField:
        return DateField(lambda: PartialDate.of(self._desk.today))

    def _say_doubts(self, entry: TemplateEntry) -> None:
        found = templates.doubts(entry)
        self._doubts.setText("\n".join(found))
        self._doubts.setVisible(bool(found))

    def _connect(self) -> None:
        self.title_word.editTextChanged.connect(lambda _: self._note(changed=True))
        self.party_style.currentIndexChanged.connect(lambda _: self._note(changed=True))
        self.targets_place.currentIndexChanged.connect(lambda _: self._note(changed=True))
        self.copies.textChanged.connect(lambda _: self._note(changed=True))
        self.opening.textChanged.connect(lambda: self._note(changed=True))
        for field in (self.rule, self.recognised_on, self.deposit, self.deposit_due_on):
            field.textChanged.connect(lambda _: self._note(changed=True))
        self.clauses.changed.connect(lambda: self._note(changed=True))


def _caption(text: str) -> QLabel:
    label = soft_label(text)
    label.setWordWrap(False)
    return label
