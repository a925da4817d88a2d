"""对比 of the statistics tab: years, units, plan with what was done, of the indicator and period that are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from app.jobs.comparisons import print_comparison
from app.ui.widgets.paper_preview import preview

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.tabs.statistics.period_bar import Scope

_WORDS = {"years": "分年对比", "units": "分单位对比", "plan": "目标与完成对比"}


def comparing_menu(desk: Desk, parent: QWidget, scope: Callable[[], Scope], indicator: Callable[[], str]) -> QMenu:
    """One action for each comparison; each shows a paper that is also a workbook with live sums."""
    menu = QMenu(parent)
    for by, words in _WORDS.items():
        menu.addAction(f"{words}…", partial(_show, desk, parent, by, scope, indicator))
    return menu


def _show(desk: Desk, parent: QWidget, by: str, scope: Callable[[], Scope], indicator: Callable[[], str]) -> None:
    show_comparison(desk, parent, by, scope(), indicator())


def show_comparison(desk: Desk, parent: QWidget, by: str, scope: Scope, indicator: str) -> None:
    """Shows one comparison as it will print."""
    database = desk.database
    unit = None if by == "units" else scope.unit

    def write(out: Path) -> None:
        more = {"indicator": indicator, "basis": scope.basis}
        print_comparison(database, by, scope.year, scope.month, out, unit=unit, **more)

    preview(desk, parent, f"{scope.period}{_WORDS[by]}", write, other=".xlsx")
