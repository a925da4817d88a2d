"""One item of a scheme: what it looks at, how it scores, its points and the method's parameters in plain words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.errors import Refused
from app.fields import RECORDS
from app.indicators import scoring
from app.services import schemes
from app.services.schemes import ItemEntry
from app.services.schemes.checks import is_rated, item_must_make_sense
from app.services.targets import indicators
from app.ui.tabs.letters.schemes.parameters import ParametersField
from app.ui.theme import mark
from app.ui.widgets.field_edits import MILLION, LineField, NumberField, WordField
from app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.ui.desk import Desk

_BY_HAND = "（手工评分）"
_FIRST_SHAPE = "P1"


class SchemeItemForm(FormDialog):
    """``saved`` holds the item after it was accepted; nothing is written before the scheme itself is saved."""

    record = RECORDS["scheme_items"]

    def __init__(self, desk: Desk, item: ItemEntry | None, parent: QWidget | None = None) -> None:
        super().__init__("修改考核项目" if item else "增加考核项目", parent, save_text="确定")
        self.saved = item or ItemEntry("", _FIRST_SHAPE, 0)
        self.setMinimumWidth(640)
        with desk.read() as session:
            known = indicators(session)
        self._keys = {name.title: name.key for name in known}
        self._known = {name.key: name for name in known}
        self._titles = {key: title for title, key in self._keys.items()}
        self._shapes = {title: code for code, (title, _) in schemes.shape_titles().items()}
        self._indicator, self._shape = WordField([_BY_HAND, *self._keys]), WordField(list(self._shapes))
        self._parameters = ParametersField(list(self._keys))
        self._build()
        self._show(item)
        self._shape.currentTextChanged.connect(lambda title: self._parameters.show_shape(self._shapes[title]))
        self.on_save(self._take)

    def _build(self) -> None:
        self.add_field("title", LineField("如 到位资金"))
        self.add_field("indicator", self._indicator)
        self.add_field("points", NumberField(MILLION))
        self.add_field("shape", self._shape)
        self.add_field("parameters", self._parameters)
        basis, against = WordField(schemes.CHOICES["basis"]), WordField(schemes.CHOICES["against"])
        self._pair("口径", ("basis", basis), "对照", ("against", against))
        cap, floor = NumberField(MILLION, "不限可以不填"), NumberField(MILLION, "不填为0分")
        self._pair("最高得分", ("cap", cap), "最低得分", ("floor", floor))
        self.add_field("evidence", LineField())

    def _pair(self, one: str, left: tuple[str, QWidget], two: str, right: tuple[str, QWidget]) -> None:
        """Two short fields in one row."""
        row = QHBoxLayout()
        for place, (name, widget) in enumerate((left, right)):
            if place:
                row.addSpacing(8)
                row.addWidget(_caption(two))
                row.addSpacing(4)
            row.addWidget(widget, 1)
            self.know(name, widget)
        self.form.addRow(_caption(one), row)

    def _show(self, item: ItemEntry | None) -> None:
        shown = self.saved
        self._parameters.show_shape(shown.shape)
        shape = next(title for title, code in self._shapes.items() if code == shown.shape)
        indicator = self._titles.get(shown.indicator, shown.indicator) or _BY_HAND
        words = self._words(shown)
        self.show_entry(replace(shown, indicator=indicator, shape=shape, parameters=words))  # type: ignore[arg-type]
        self._fields["points"].show_value(shown.points if item else None)  # type: ignore[attr-defined]

    def _words(self, item: ItemEntry) -> str:
        """The parameters as they are typed; none where those in the file cannot be read."""
        try:
            return scoring.rule_words(item.rule, lambda key: self._titles.get(key, key))
        except Refused:
            return ""

    def _take(self) -> None:
        points = self.read("points")
        if points is None:
            raise Refused("请填写分值，前置条件可以填0。", field="points")
        item = replace(
            self.saved,
            title=self.read("title"),
            indicator=self._chosen_key(),
            shape=self._shapes[self.read("shape")],
            points=points,
            parameters=self._read_parameters(),
            **{name: self.read(name) for name in ("basis", "against", "cap", "floor", "evidence")},
        )
        item_must_make_sense(item, self._known)
        self.saved = item

    def _chosen_key(self) -> str:
        """The indicator's key, empty for marks by hand; Refused for one that is gone rather than taken for by hand."""
        title = self.read("indicator")
        if title != _BY_HAND and title not in self._keys:
            raise Refused(f"“{title}”这个指标已经没有了，请改选。", field="indicator")
        return self._keys.get(title, "")

    def _read_parameters(self) -> dict[str, object]:
        words, shape = self.read("parameters"), self._shapes[self.read("shape")]
        rated = is_rated(self._chosen_key(), self._known)
        try:
            return scoring.parameters(scoring.rule_from_words(shape, words, self._key_of, rated=rated))
        except Refused as refused:
            raise Refused(refused.message, field="parameters") from refused

    def _key_of(self, title: str) -> str:
        if title not in self._keys:
            raise Refused(f"没有“{title}”这个指标，请照“看哪项指标”里的名称填写。")
        return self._keys[title]


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    mark(label, "soft")
    return label
