"""The four tabs: their names, and how each is made when it is first visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.tab import LEADS, LETTERS, PROJECTS, STATISTICS, Tab

if TYPE_CHECKING:
    from app.ui.desk import Desk


@dataclass(frozen=True)
class TabPlace:
    """One tab. Imports happen inside ``make``, so that start-up pays for the first tab alone."""

    key: str
    title: str
    make: Callable[[Desk], Tab]


def _projects(desk: Desk) -> Tab:
    from app.ui.tabs.projects.tab import ProjectsTab

    return ProjectsTab(desk)


def _leads(desk: Desk) -> Tab:
    from app.ui.tabs.leads.tab import LeadsTab

    return LeadsTab(desk)


def _letters(desk: Desk) -> Tab:
    from app.ui.tabs.letters.tab import LettersTab

    return LettersTab(desk)


def _statistics(desk: Desk) -> Tab:
    from app.ui.tabs.statistics.tab import StatisticsTab

    return StatisticsTab(desk)


TABS = (
    TabPlace(PROJECTS, "项目库", _projects),
    TabPlace(LEADS, "线索跟踪", _leads),
    TabPlace(LETTERS, "责任书", _letters),
    TabPlace(STATISTICS, "统计图表", _statistics),
)
