"""What the template says beside its clauses: the kind of paper, who signs it, where targets stand, what is cited."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.services.letters import templates
from app.services.letters.templates import TemplateEntry
from app.services.letters.wording import TARGETS
from app.ui.desk import Desk
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import (
    DateField,
    FlagField,
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

_SHORT = 108
_AS_TYPED = (
    "title_word",
    "opening",
    "rule",
    "recognised_on",
    "deposit",
    "deposit_due_on",
    "first_parties",
    "third_role",
    "third_name",
    "targets_heading",
    "annex_title",
    "signs_liaison",
)


class TemplateTerms(QWidget):
    """Fields of a template by their names; :class:`ClausesEditor` has the rest."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        words = templates.CHOICES
        self.title_word = SuggestField(words["title_word"])
        self.party_style, self.targets_place = WordField(words["party_style"]), WordField(words["targets_place"])
        self.copies, self.opening = NumberField(), ProseField(2)
        self.first_parties, self.signs_liaison = ProseField(2), FlagField("落款写联络员")
        self.third_role, self.third_name = SuggestField(words["third_role"]), LineField("各单位不同的在责任书里写")
        self.targets_heading, self.annex_title = LineField(TARGETS), LineField("{年度}年度招商引资目标任务分解表")
        self.scheme_annex = WordField(words["scheme_annex"])
        self.rule, self.recognised_on = LineField("如 清政发〔2026〕5号文件"), self._date()
        self.deposit, self.deposit_due_on = MoneyField(MoneyUnit.YUAN, "每个单位，元"), self._date()
        self._build()
        self._connect()

    def show_value(self, entry: TemplateEntry) -> None:
        """Shows a template."""
        for name in _AS_TYPED:
            getattr(self, name).show_value(getattr(entry, name))
        for name in ("party_style", "targets_place", "scheme_annex"):
            getattr(self, name).show_value(str(getattr(entry, name)))
        self.copies.show_value(entry.copies)

    def onto(self, entry: TemplateEntry) -> TemplateEntry:
        """The template with what is entered now."""
        return replace(
            entry,
            party_style=type(entry.party_style)(self.party_style.value()),
            targets_place=type(entry.targets_place)(self.targets_place.value()),
            scheme_annex=type(entry.scheme_annex)(self.scheme_annex.value()),
            copies=self.copies.value() or 0,
            **{name: getattr(self, name).value() for name in _AS_TYPED},
        )

    def _build(self) -> None:
        self.title_word.setMinimumWidth(150)
        self.copies.setFixedWidth(56)
        self.third_role.setFixedWidth(_SHORT)
        for field in (self.deposit, self.deposit_due_on, self.recognised_on):
            field.setFixedWidth(_SHORT)
        self.first_parties.setPlaceholderText("留空为本级人民政府；几家共同签订的一行写一家")
        self.third_role.setToolTip("以“领导”“人”“书记”“主任”等结尾的只签字，其余的盖章")
        form: QFormLayout = new_form()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(
            _caption("文种名称"),
            _line(self.title_word, "当事人写法", self.party_style, "一式份数", self.copies, None),
        )
        form.addRow(_caption("甲方"), self.first_parties)
        form.addRow(_caption("第三方"), _line(self.third_role, "名称", self.third_name, "", self.signs_liaison))
        form.addRow(_caption("开头"), self.opening)
        form.addRow(
            _caption("目标列在"),
            _line(
                self.targets_place,
                "标题",
                self.targets_heading,
                "表名",
                self.annex_title,
                "附考核办法",
                self.scheme_annex,
            ),
        )
        form.addRow(
            _caption("条款引用"),
            _line(
                _caption("考核办法"),
                self.rule,
                "认定截止",
                self.recognised_on,
                "抵押金（元）",
                self.deposit,
                "缴纳期限",
                self.deposit_due_on,
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)

    def _date(self) -> DateField:
        return DateField(lambda: PartialDate.of(self._desk.today))

    def _connect(self) -> None:
        for field in self.findChildren(QWidget):
            if isinstance(field, QComboBox):
                field.currentTextChanged.connect(lambda _: self.changed.emit())
            elif isinstance(field, QPlainTextEdit):
                field.textChanged.connect(self.changed)
            elif isinstance(field, QLineEdit) and not isinstance(field.parent(), QComboBox):
                field.textChanged.connect(lambda _: self.changed.emit())
            elif isinstance(field, QCheckBox):
                field.toggled.connect(lambda _: self.changed.emit())


def _line(*parts: QWidget | str | None) -> QHBoxLayout:
    """Fields and the words before them, on one line; None fills what is left."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for part in parts:
        if part is None:
            line.addStretch(1)
        elif isinstance(part, str):
            line.addSpacing(6)
            line.addWidget(_caption(part))
        else:
            line.addWidget(part, 1 if isinstance(part, LineField) else 0)
    return line


def _caption(text: str) -> QLabel:
    label = soft_label(text)
    label.setWordWrap(False)
    return label
