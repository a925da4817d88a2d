"""The four tabs: their names, and how each is made when it is first visited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.ui.desk import LEADS, LETTERS, PROJECTS, STATISTICS, Desk


@dataclass(frozen=True)
class TabPlace:
    """One tab: ``make(desk)`` returns a widget with ``refresh()`` and, where it lists records, ``show_query(query)``.

    Imports happen inside ``make``, so that start-up pays for the first tab alone.
    """

    key: str
    title: str
    make: Callable[[Desk], QWidget]


def _projects(desk: Desk) -> QWidget:
    from app.ui.tabs.projects.tab import ProjectsTab

    return ProjectsTab(desk)


def _leads(desk: Desk) -> QWidget:
    from app.ui.tabs.leads.tab import LeadsTab

    return LeadsTab(desk)


def _letters(desk: Desk) -> QWidget:
    from app.ui.tabs.letters.tab import LettersTab

    return LettersTab(desk)


def _statistics(desk: Desk) -> QWidget:
    from app.ui.tabs.statistics.tab import StatisticsTab

    return StatisticsTab(desk)


TABS = (
    TabPlace(PROJECTS, "项目库", _projects),
    TabPlace(LEADS, "线索跟踪", _leads),
    TabPlace(LETTERS, "责任书", _letters),
    TabPlace(STATISTICS, "统计图表", _statistics),
)
