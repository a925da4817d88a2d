"""The parameters of a scoring method: a field for each, with what it means; left empty, the usual holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from app.indicators.scoring.parameter import Sort, example_of
from app.services import schemes
from app.ui.widgets.card import note_label
from app.ui.widgets.field_edits import LineField, WordField
from app.ui.widgets.form_pages import new_form

if TYPE_CHECKING:
    from app.indicators.scoring.parameter import Meaning

_HEIGHT = 276
_CHOSEN = {Sort.FLAG, Sort.CHOICE}


class ParametersField(QStackedWidget):
    """Its value is the words that a workbook has too: one ``名称=值`` a line for what was entered."""

    def __init__(self, indicators: Sequence[str]) -> None:
        super().__init__()
        self._pages = {code: _Page(code, indicators) for code in schemes.CHOICES["shape"]}
        for page in self._pages.values():
            page.fill({})
            self.addWidget(page)
        self.setFixedHeight(_HEIGHT)

    def show_shape(self, code: str) -> None:
        """Asks what this method asks; what was entered under the same name before goes along."""
        before, page = self._page(), self._pages[code]
        page.fill({**before.entered(), **page.entered()})
        self.setCurrentWidget(page)

    def show_value(self, words: str) -> None:
        """Shows these parameters of the method that is in front."""
        lines = (re.split("[=＝]", line, maxsplit=1) for line in words.splitlines())
        self._page().fill({name.strip(): text.strip() for name, text in (line for line in lines if len(line) == 2)})

    def value(self) -> str:
        """What was entered for the method that is in front."""
        return "\n".join(f"{name}={text}" for name, text in self._page().entered().items())

    def minimumSizeHint(self) -> QSize:
        """As narrow as the form likes it."""
        return QSize(0, _HEIGHT)

    def _page(self) -> _Page:
        page = self.currentWidget()
        assert isinstance(page, _Page)
        return page


class _Page(QScrollArea):
    """The parameters of one method."""

    def __init__(self, code: str, indicators: Sequence[str]) -> None:
        super().__init__()
        # What every method has is asked last: few items need it.
        meanings = sorted(schemes.shape_parameters(code).values(), key=lambda each: each.title in schemes.COMMON)
        usual = schemes.usual_parameters(code)
        self._fields = {each.title: _field(each, usual[each.title], indicators) for each in meanings}
        self._usual = {each.title: usual[each.title] if each.sort in _CHOSEN else "" for each in meanings}
        rows = QWidget()
        form = new_form()
        form.setContentsMargins(8, 6, 8, 6)
        form.addRow(note_label(schemes.shape_titles()[code][1]))
        for meaning in meanings:
            field = self._fields[meaning.title]
            field.setToolTip(meaning.says)
            form.addRow(meaning.title, field)
        rows.setLayout(form)
        self.setWidget(rows)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def fill(self, entered: Mapping[str, str]) -> None:
        """Shows what was entered by name; a name that this method does not know is passed over."""
        for title, field in self._fields.items():
            field.show_value(entered.get(title, self._usual[title]))

    def entered(self) -> dict[str, str]:
        """What is entered by name, where it is not what holds anyway."""
        found = {title: field.value() for title, field in self._fields.items()}
        return {title: text for title, text in found.items() if text != self._usual[title]}


def _field(meaning: Meaning, usual: str, indicators: Sequence[str]) -> LineField | WordField:
    """A choice where there is one, else a line whose hint says what holds while it is empty, or how it is written."""
    if meaning.sort is Sort.INDICATOR:
        return WordField(indicators, optional=True)
    if meaning.sort in _CHOSEN:
        return WordField(meaning.choices or ("是", "否"))
    example = example_of(meaning)
    shown = f"不填为{usual}" if usual else f"如 {example}" if example else ""
    return LineField("，".join(part for part in (meaning.says if not example else "", shown) if part))
