"""Colours of cells by a few fixed rules: what is missing, doubled, past, near, largest or below nought."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor

from app.columns.cells import NUMBERS
from app.columns.column import Kind
from app.ui.colours import colours
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from app.ui.record_table.model import RecordTableModel

_NEAR_DAYS = 30
_TOP = 10
_DATES = frozenset({Kind.DATE})
_RANKED = NUMBERS - {Kind.DAYS}
_ALL = frozenset(Kind)

Holds = Callable[[Any, date, frozenset[Any]], bool]  # (value, today, what the list was asked once)


@dataclass(frozen=True)
class Rule:
    """One way to colour the cells of a column; ``asks`` is what must be known of the whole list first."""

    title: str
    colour: str  # its name among the colours of the look
    kinds: frozenset[Kind]
    holds: Holds
    asks: Callable[[RecordTableModel, str], frozenset[Any]] = lambda _model, _field: frozenset()

    def suits(self, kind: Kind) -> bool:
        """Whether columns of that kind can be coloured so."""
        return kind in self.kinds


def _last(value: Any) -> date | None:
    return value.last if isinstance(value, PartialDate) else value if isinstance(value, date) else None


def _is_past(value: Any, today: date, _known: frozenset[Any]) -> bool:
    return (day := _last(value)) is not None and day < today


def _is_near(value: Any, today: date, _known: frozenset[Any]) -> bool:
    return (day := _last(value)) is not None and today <= day <= today + timedelta(days=_NEAR_DAYS)


def _doubled(model: RecordTableModel, field: str) -> frozenset[Any]:
    return frozenset(value for value, count in model.source.choices(field, model.query) if count > 1)


def _largest(model: RecordTableModel, field: str) -> frozenset[Any]:
    ids = model.source.ids(replace(model.query, sort=((field, True),), groups=()))[:_TOP]
    return frozenset(getattr(row, field) for row in model.source.rows(ids))


RULES: Mapping[str, Rule] = {
    "empty": Rule("没有填写的", "pale_yellow", _ALL, lambda value, _today, _known: value is None or value == ""),
    "doubled": Rule(
        "重复的", "pale_red", _ALL - NUMBERS - {Kind.FLAG},
        lambda value, _today, known: value not in {None, ""} and value in known, _doubled,
    ),
    "past": Rule("日期已过的", "pale_red", _DATES, _is_past),
    "near": Rule(f"{_NEAR_DAYS}天内到期的", "pale_amber", _DATES, _is_near),
    "largest": Rule(
        f"最大的{_TOP}个", "pale_green", _RANKED,
        lambda value, _today, known: value is not None and value in known, _largest,
    ),
    "nothing": Rule(
        "零和负数", "pale_red", NUMBERS, lambda value, _today, _known: value is not None and value <= 0
    ),
}  # fmt: skip


class ColumnRules:
    """Which rule colours which column of one table; what a rule asks of the list is asked once for each answer."""

    def __init__(self, model: RecordTableModel, today: Callable[[], date]) -> None:
        self._model, self._today = model, today
        self.chosen: dict[str, str] = {}
        self._known: dict[str, frozenset[Any]] = {}
        model.ground = self.ground
        model.modelReset.connect(self._known.clear)
        model.dataChanged.connect(lambda *_: self._known.clear())

    def of(self, field: str) -> str:
        """The name of a column's rule, "" where it has none."""
        return self.chosen.get(field, "")

    def set(self, field: str, name: str) -> None:
        """Colours a column by a rule, or by none."""
        self.chosen = {kept: rule for kept, rule in self.chosen.items() if kept != field}
        if name in RULES:
            self.chosen[field] = name
        self._known.pop(field, None)

    def ground(self, field: str, row: Any) -> QColor | None:
        """The colour below a cell."""
        rule = RULES.get(self.chosen.get(field, ""))
        if rule is None:
            return None
        if field not in self._known:
            self._known[field] = rule.asks(self._model, field)
        holds = rule.holds(getattr(row, field), self._today(), self._known[field])
        return QColor(getattr(colours(), rule.colour)) if holds else None
