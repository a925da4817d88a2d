"""Beside the months: what the records say of the chosen unit, and what it announced the month before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.columns.cells import figure_text, percent
from app.fields import RECORDS
from app.ui.tabs.letters.monthly_model import state_text
from app.ui.widgets.card import Card, heading, soft_label
from app.ui.widgets.facts import Facts

if TYPE_CHECKING:
    from fractions import Fraction

    from app.services.monthly_reports import MonthRow
    from app.services.monthly_reports.figures import MonthFigure

_FIELDS = RECORDS["monthly_reports"]
_UNMOVED = "按台账，本月各项指标都没有变化，报送时须写明原因。"


class MonthlyPanel(Card):
    """Follows the cursor of the table."""

    def __init__(self) -> None:
        super().__init__(14)
        self._unit, self._below, self._lines = heading(), soft_label(), Facts()
        self.body.addWidget(self._unit)
        self.body.addWidget(self._below)
        self.body.addWidget(self._lines, 1)

    def show_row(self, row: MonthRow | None) -> None:
        """Shows a unit's month, or that none is chosen."""
        if row is None:
            self._unit.setText("没有选中单位")
            self._below.setText("选中一个单位，这里列出台账中它当月的数字，不用另填。")
            self._lines.show_lines(())
            return
        self._unit.setText(row.unit)
        who = " ".join(part for part in (row.person, row.phone) if part)
        self._below.setText(f"{row.entry.month}月 · {state_text(row)}" + (f" · {who}" if who else ""))
        said = row.entry
        told = (
            *((_FIELDS.title(name), getattr(said, name), False) for name in ("done", "plan", "next_target", "reason")),
            ("上月计划", row.planned, False),
            ("上月所报目标", row.aimed, False),
        )
        unmoved = () if row.moved else (("台账数字", _UNMOVED, True),)
        self._lines.show_lines((*unmoved, *told, *((f.title, figure_words(f), False) for f in row.figures)))


def figure_words(figure: MonthFigure) -> str:
    """The month, the year so far and how much of the target that is, in the indicator's measure."""
    words = [f"{name}{figure_text(value, figure.measure)}{figure.measure}" for name, value in _parts(figure)]
    if figure.completion is not None:
        words.append(f"完成{percent(figure.completion)}")
    return "，".join(words)


def _parts(figure: MonthFigure) -> tuple[tuple[str, Fraction], ...]:
    return (("本月", figure.in_month), ("累计", figure.so_far))
