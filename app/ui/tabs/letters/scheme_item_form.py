"""One item of a scheme: what it looks at, how it scores, its points and the method's parameters in plain words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.indicators import scoring
from app.services import schemes
from app.services.scheme_checks import item_must_make_sense
from app.services.scheme_indicators import indicators
from app.services.schemes import ItemEntry
from app.ui.widgets.card import soft_label
from app.ui.widgets.field_edits import MILLION, LineField, NumberField, ProseField, WordField
from app.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.ui.desk import Desk

_BY_HAND = "（手工评分）"
_FIRST_SHAPE = "P1"
_HINT_PX = 520


class SchemeItemForm(FormDialog):
    """``saved`` holds the item after it was accepted; nothing is written before the scheme itself is saved."""

    def __init__(self, desk: Desk, item: ItemEntry | None, parent: QWidget | None = None) -> None:
        super().__init__("修改考核项目" if item else "增加考核项目", parent, save_text="确定")
        self.saved = item or ItemEntry("", _FIRST_SHAPE, 0)
        self.setMinimumWidth(640)
        with desk.read() as session:
            known = indicators(session)
        self._keys = {name.title: name.key for name in known}
        self._measures = {name.key: name.measure for name in known}
        self._titles = {key: title for title, key in self._keys.items()}
        self._shapes = {title: code for code, (title, _) in schemes.shape_titles().items()}
        self._indicator, self._shape = WordField([_BY_HAND, *self._keys]), WordField(list(self._shapes))
        self._formula, self._offered = soft_label(), soft_label()
        self._build()
        self._show(item)
        self._shape.currentTextChanged.connect(lambda _: self._explain())
        self._explain()
        self.on_save(self._take)

    def _build(self) -> None:
        self.add("title", "项目名称", LineField("如 到位资金"))
        self.add("indicator", "看哪项指标", self._indicator)
        self.add("points", "分值", NumberField(MILLION))
        self.add("shape", "计分方法", self._shape)
        self.form.addRow("", self._formula)
        self.add("parameters", "参数", ProseField(4))
        self.form.addRow("", self._offered)
        self.add("basis", "口径", WordField(schemes.CHOICES["basis"]))
        self.add("against", "对照", WordField(schemes.CHOICES["against"]))
        self.add("cap", "最高得分", NumberField(MILLION, "不限可以不填"))
        self.add("floor", "最低得分", NumberField(MILLION, "不填为0分"))
        self.add("evidence", "依据和材料", LineField())

    def _show(self, item: ItemEntry | None) -> None:
        shown = self.saved
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

    def _explain(self) -> None:
        code = self._shapes[self._shape.value()]
        self._formula.setText(schemes.shape_titles()[code][1])
        offered = schemes.shape_parameters(code).values()
        lines = "；".join(f"{meaning.title}（{meaning.says.rstrip('。')}）" for meaning in offered)
        self._offered.setText(f"一行写一个“名称=值”，不需要的不写。可用的有：{lines}。")
        # A form layout does not grow for a label that wraps anew.
        self._offered.setFixedSize(_HINT_PX, self._offered.heightForWidth(_HINT_PX))
        self.adjustSize()

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
            parameters=self._parameters(),
            **{name: self.read(name) for name in ("basis", "against", "cap", "floor", "evidence")},
        )
        item_must_make_sense(item, self._measures)
        self.saved = item

    def _chosen_key(self) -> str:
        """The indicator's key, empty for marks by hand; Refused for one that is gone rather than taken for by hand."""
        title = self.read("indicator")
        if title != _BY_HAND and title not in self._keys:
            raise Refused(f"“{title}”这个指标已经没有了，请改选。", field="indicator")
        return self._keys.get(title, "")

    def _parameters(self) -> dict[str, object]:
        words, shape = self.read("parameters"), self._shapes[self.read("shape")]
        try:
            return scoring.parameters(scoring.rule_from_words(shape, words, self._key_of))
        except Refused as refused:
            raise Refused(refused.message, field="parameters") from refused

    def _key_of(self, title: str) -> str:
        if title not in self._keys:
            raise Refused(f"没有“{title}”这个指标，请照“看哪项指标”里的名称填写。")
        return self._keys[title]
