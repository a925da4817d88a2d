"""The filter in force, named above the list: each with a cross to end it, so that no record seems to be gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.columns.cells import cell_text
from app.columns.column import Column, Kind, header
from app.fields import RECORDS
from app.services.lists import Filter, Query
from app.ui import icons
from app.ui.buttons import literal
from app.ui.theme import mark
from app.values.dates import PartialDate
from app.values.money import MoneyUnit

_MOST_NAMED = 3
_WIDEST = 300


class FilterStrip(QWidget):
    """Shown while something is filtered or searched for; ``ended`` carries the query without one of its parts."""

    ended = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column], unit: Callable[[], MoneyUnit]) -> None:
        super().__init__()
        self._record = RECORDS.get(name)
        self._columns = {column.field: column for column in columns}
        self._unit = unit
        self._said: list[str] = []
        self.shown_as: Callable[[Filter], Filter] = lambda asked: asked
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 2)
        self._layout.setSpacing(6)
        self.hide()

    def tell(self, query: Query) -> None:
        """Names what is filtered now."""
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        parts = self._parts(query)
        self._said = [words for words, _ in parts]
        self.setVisible(bool(parts))
        if not parts:
            return
        caption = QLabel("正在筛选：")
        mark(caption, "soft")
        self._layout.addWidget(caption)
        for words, rest in parts:
            self._layout.addWidget(self._chip(words, rest))
        if len(parts) > 1:
            self._layout.addWidget(self._chip("全部清除", Query(sort=query.sort, chip=query.chip, groups=query.groups)))
        self._layout.addStretch(1)

    def words(self) -> list[str]:
        """What stands on the strip."""
        return list(self._said)

    def _parts(self, query: Query) -> list[tuple[str, Query]]:
        parts = [(f"查找“{query.words.strip()}”", replace(query, words=""))] if query.words.strip() else []
        for asked in query.filters:
            others = tuple(each for each in query.filters if each is not asked)
            parts.append((self._sentence(self.shown_as(asked)), replace(query, filters=others)))
        return parts

    def _chip(self, words: str, rest: Query) -> QPushButton:
        made = QPushButton()
        mark(made, "chip")
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        icons.put_on(made, "x")
        made.setText(literal(made.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)))
        made.setToolTip(words)
        made.setAccessibleName(f"不再筛选：{words}")
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda _checked: self.ended.emit(rest))
        return made

    def _sentence(self, asked: Filter) -> str:
        column = self._columns.get(asked.field)
        title = header(column) if column else self._title_of(asked.field)
        if asked.values is not None:
            names = list(dict.fromkeys(map(_word, sorted(asked.values, key=str))))
            more = f"等{len(names)}项" if len(names) > _MOST_NAMED else ""
            return f"{title}：{'、'.join(names[:_MOST_NAMED])}{more}"
        low, high = (self._bound(column, value) for value in (asked.low, asked.high))
        if low and high:
            return f"{title}：{low} 至 {high}"
        is_date = column is not None and column.kind is Kind.DATE
        if low:
            return f"{title}：{'不早于' if is_date else '不小于'} {low}"
        return f"{title}：{'不晚于' if is_date else '不大于'} {high}"

    def _title_of(self, field: str) -> str:
        """A field that is filtered without a column here, as after a click on a chart."""
        known = self._record.get(field) if self._record else None
        return known.title if known is not None else "其他条件"

    def _bound(self, column: Column | None, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, PartialDate) or column is None:
            return str(value)
        if column.kind is Kind.DATE:
            return str(value)
        unit = self._unit()
        words = {Kind.MONEY: unit.value, Kind.DOLLARS: "万美元", Kind.DAYS: "天"}.get(column.kind, "")
        return f"{cell_text(column, value, unit, date.min)}{words}"


def _word(value: Any) -> str:
    if value in {None, ""}:
        return "（空白）"
    return ("是" if value else "否") if isinstance(value, bool) else str(value)
