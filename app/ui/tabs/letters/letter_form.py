"""The form of one letter: people, number, style and copies; its own wording where it differs from the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.services import letters
from app.services.letters.own import OwnTarget, read_targets, targets_text
from app.services.letters.wording import OwnClause, Wording
from app.ui.tabs.letters.clauses_editor import ClausesEditor
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import DateField, LineField, NumberField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from app.ui.desk import Desk

_SIGNED = "已签订"
_MOST_COPIES = 20


class LetterForm(FormDialog):
    """Changes one letter; of a signed one only the people and the note."""

    record = RECORDS["letters"]

    def __init__(self, desk: Desk, key: str, parent: QWidget | None = None) -> None:
        self._desk, self._key = desk, key
        with desk.read() as session:
            self._letter = letters.detail(session, key)
        occasion = f"（{self._letter.occasion}）" if self._letter.occasion else ""
        super().__init__(f"责任书 — {self._letter.unit}{occasion}", parent)
        self.resize(720, 560)
        self._build()
        self._clauses.offer(self._letter.wording)
        self.show_entry(self._letter.entry)
        self.on_save(self._keep)

    def _build(self) -> None:
        first = self.page("基本")
        words, copies = letters.CHOICES["party_style"], NumberField()
        copies.setAlignment(Qt.AlignmentFlag.AlignLeft)
        if self._letter.status == _SIGNED:
            first.addRow(soft_label("责任书已经签订：正文不能再改，责任人变动会留下记录。"))
        fixed = [
            self.add_field("number", LineField(), first),
            self.add_field("title", LineField(), first),
            self.add_field("party_style", WordField(words), first),
            self.add_field("copies", copies, first),
        ]
        self.add_field("responsible", LineField("责任单位的主要负责人"), first)
        if self._letter.status == _SIGNED:
            self.add("since", "变动日期", DateField(lambda: PartialDate.of(self._desk.today)), first)
            self.add("change_reason", "变动原因", LineField("责任人变动时填写，如 工作调动"), first)
        self.add_field("liaison", LineField(), first)
        fixed.append(self.add_field("third_name", LineField("留空则用模板写的；如本单位的分管领导"), first))
        days = {name: DateField(lambda: PartialDate.of(self._desk.today)) for name in ("begins_on", "ends_on")}
        fixed += [self.add_field(name, field, first) for name, field in days.items()]
        self.add_field("note", ProseField(2), first)
        filler = QWidget()  # takes the height that the rows do not need
        filler.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        first.addRow(filler)
        fixed.append(self._targets_page())
        second = self.page("条款")
        opening = ProseField(3)
        opening.setPlaceholderText("留空则用模板的开头")
        self._clauses = OwnClauses()
        fixed += [self.add_field("opening", opening, second), self._clauses]
        self.know("clauses", self._clauses)
        second.addRow(self._clauses)
        for widget in fixed:
            widget.setEnabled(self._letter.status != _SIGNED)

    def _targets_page(self) -> QWidget:
        """Where a letter states other targets than the year's: on an occasion, or of its own."""
        page, targets, occasion = self.page("目标"), OwnTargets(), self._letter.occasion
        how = "一行写一项：名称、数量、单位。责任期跨年的，行首可以写年份，如“2027年新签约项目 2 个”。"
        advice = f"“{occasion}”的目标，{how}" if occasion else f"留空则用目标分解中的年度目标；本份另有目标的，{how}"
        page.addRow(soft_label(advice))
        self.know("targets", targets)
        page.addRow(targets)
        return targets

    def _keep(self) -> None:
        entered = self.collect(self._letter.entry)
        if not entered.copies or not 1 <= entered.copies <= _MOST_COPIES:
            raise Refused(f"份数应在1到{_MOST_COPIES}之间。", field="copies")
        if self._letter.status == _SIGNED and entered.responsible != self._letter.entry.responsible:
            entered = replace(entered, since=entered.since or PartialDate.of(self._desk.today))
        with self._desk.work("修改责任书") as session:
            letters.save(session, entered, self._key)


class OwnClauses(QWidget):
    """A letter follows the template until its own wording is asked for; a field of its own clauses."""

    def __init__(self) -> None:
        super().__init__()
        self._own = QCheckBox("本份单独改写条款，不再随模板变化")
        self._editor = ClausesEditor(switchable=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._own)
        layout.addWidget(self._editor)
        self._own.toggled.connect(self._editor.setEnabled)
        self._editor.setEnabled(False)

    def offer(self, wording: Sequence[OwnClause]) -> None:
        """Shows what prints now, to start from."""
        clauses = [Wording(str(place), each.heading, each.text, level=each.level) for place, each in enumerate(wording)]
        self._editor.show_value(clauses)

    def show_value(self, clauses: Sequence[OwnClause]) -> None:
        """Whether the letter has a wording of its own; :meth:`offer` has shown it."""
        self._own.setChecked(bool(clauses))

    def value(self) -> tuple[OwnClause, ...]:
        """The letter's own clauses, none where it follows the template."""
        if not self._own.isChecked():
            return ()
        return tuple(OwnClause(each.heading, each.text, each.level) for each in self._editor.value() if each.text)


class OwnTargets(QPlainTextEdit):
    """Targets of one letter, typed one a line."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText("新签约项目 2 个\n实际到位资金 500 万元，奋斗目标 600 万元")

    def show_value(self, value: Sequence[OwnTarget]) -> None:
        """Shows them as lines."""
        self.setPlainText(targets_text(value))

    def value(self) -> tuple[OwnTarget, ...]:
        """What the lines say; Refused names the line that says nothing."""
        return read_targets(self.toPlainText())
