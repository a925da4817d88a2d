"""Beside the scores: how each of the chosen unit's came about, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.tabs.letters.scores_model import points_text, total_text
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.chart_figures import UNDEFINED
from app.ui.widgets.facts import Facts

if TYPE_CHECKING:
    from app.services.schemes import ItemScore, ScoreRow


class ScorePanel(Card):
    """Follows the cursor of the table."""

    def __init__(self) -> None:
        super().__init__(14)
        self._unit, self._below, self._items = heading(), soft_label(), Facts()
        self.body.addWidget(self._unit)
        self.body.addWidget(self._below)
        self.body.addWidget(self._items, 1)

    def show_row(self, row: ScoreRow | None, *, is_ranked: bool = True) -> None:
        """Shows a unit's result, or that none is chosen; without its place where units are not ranked."""
        if row is None:
            self._unit.setText("没有得分")
            self._below.setText("选中一个单位，这里写明每一项得分怎样得来。")
            self._items.show_lines(())
            return
        rank = f" · {_place(row)}" if is_ranked else ""
        group = f" · {row.group}" if row.group else ""
        self._unit.setText(row.unit)
        self._below.setText(f"总分 {total_text(row)}{rank}{group}")
        vetoes = (("前置条件", veto, True) for veto in row.vetoes)
        parts = ((part.title, f"{part.working}，计{points_text(part.score)}", False) for part in row.sections)
        limit = (("总分", row.limit, False),) if row.limit else ()
        self._items.show_lines((*(_line(item) for item in row.items), *parts, *limit, *vetoes))


def _place(row: ScoreRow) -> str:
    return "不参加排名" if row.rank is None else f"{'并列' if row.tied else ''}第 {row.rank} 名"


def _line(item: ItemScore) -> tuple[str, str, bool]:
    score = UNDEFINED if item.score is None else points_text(item.score)
    return item.title, f"{score} / {points_text(item.points)}\n{item.working}", item.score is None
