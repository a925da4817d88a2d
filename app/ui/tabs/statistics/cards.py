"""The row of indicator cards: those with targets first, or those that the clerk chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.ui.buttons import literal
from app.ui.tabs.statistics.wording import card_figures
from app.ui.widgets.indicator_card import IndicatorCard

if TYPE_CHECKING:
    from app.services.indicators import IndicatorRow, Report
    from app.values.money import MoneyUnit

MOST = 5  # cards that fit a 1366 px window without a clipped word
_GAP = 10
_SETTING = "statistics/cards"


class IndicatorCards(QWidget):
    """Five cards; ``menu`` offers all indicators to choose from."""

    chosen = Signal(str)  # the key of a card that was clicked
    changed = Signal()  # other cards were chosen

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.menu = QMenu(self)
        self._settings = settings
        self._rows: dict[str, IndicatorRow] = {}
        self._cards = [IndicatorCard() for _ in range(MOST)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        for card in self._cards:
            layout.addWidget(card, 1)
            card.chosen.connect(self.chosen)

    @property
    def keys(self) -> tuple[str, ...]:
        """The indicators shown, in their order."""
        stored = str(self._settings.value(_SETTING, ""))
        kept = [key for key in stored.split(",") if key in self._rows]
        return tuple(kept) or default_keys(tuple(self._rows.values()))

    @property
    def known(self) -> frozenset[str]:
        """All indicators that a card can show."""
        return frozenset(self._rows)

    def show_rows(self, rows: Sequence[IndicatorRow], unit: MoneyUnit, report: Report) -> None:
        """Writes the figures of a period on the cards, and beside each what ``report`` doubts about it."""
        self._rows = {row.key: row for row in rows}
        for card, key in zip(self._cards, self.keys, strict=False):
            card.show_figures(card_figures(self._rows[key], unit, report.about(key)))
        self._fit()
        self._offer()

    def minimumSizeHint(self) -> QSize:
        """One card wide: a narrow or magnified screen shows fewer of them."""
        return QSize(self._cards[0].minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as many as fit without a clipped word."""
        super().resizeEvent(event)
        self._fit()

    def texts(self) -> list[tuple[str, ...]]:
        """What each visible card says."""
        return [card.figures_text for card, _ in zip(self._cards, self.keys, strict=False)]

    def _fit(self) -> None:
        room = self.width() + _GAP
        for place, card in enumerate(self._cards):
            room -= card.minimumSizeHint().width() + _GAP
            card.setVisible(place < len(self.keys) and (place == 0 or room >= 0))

    def _offer(self) -> None:
        self.menu.clear()
        shown = self.keys
        if len(shown) >= MOST:  # the others are grey
            self.menu.addAction(f"最多{MOST}张卡片，先去掉一张再选").setEnabled(False)
            self.menu.addSeparator()
        for row in self._rows.values():
            action = QAction(literal(row.title), self.menu)
            action.setCheckable(True)
            action.setChecked(row.key in shown)
            action.setEnabled(row.key in shown or len(shown) < MOST)
            action.toggled.connect(lambda on, key=row.key: self._choose(key, on=on))
            self.menu.addAction(action)
        self.menu.addSeparator()
        self.menu.addAction("有目标的优先", self._forget)

    def _choose(self, key: str, *, on: bool) -> None:
        keys = [*self.keys, key] if on else [kept for kept in self.keys if kept != key]
        self._settings.setValue(_SETTING, ",".join(keys))
        self.changed.emit()

    def _forget(self) -> None:
        self._settings.remove(_SETTING)
        self.changed.emit()


def default_keys(rows: Sequence[IndicatorRow]) -> tuple[str, ...]:
    """The first indicators of the catalogue, those with a target before the others, rates last."""
    ranked = sorted(rows, key=lambda row: (row.target is None, row.measure == "%"))
    return tuple(row.key for row in ranked[:MOST])
