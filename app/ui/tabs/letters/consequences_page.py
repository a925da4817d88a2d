"""抵押金与奖励: two lists that an office sees only when it has switched them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.ui.tabs.letters.consequences_deposits import DepositsList
from app.ui.tabs.letters.consequences_rewards import RewardsList

if TYPE_CHECKING:
    from app.ui.desk import Desk


class ConsequencesPage(QWidget):
    """风险抵押金 of the year, and 引资人 rewards of all projects."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.deposits, self.rewards = DepositsList(desk), RewardsList(desk)
        self._pages = QTabWidget()
        self._pages.setDocumentMode(True)
        self._pages.addTab(self.deposits, "风险抵押金")
        self._pages.addTab(self.rewards, "引资人奖励")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self._pages)

    def refresh(self) -> None:
        """Shows both lists anew."""
        self.deposits.refresh()
        self.rewards.refresh()
