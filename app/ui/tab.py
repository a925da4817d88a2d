"""What the window asks of its tabs, and by which keys they are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.services.lists import Query
    from app.ui.record_table import RecordTable

PROJECTS, LEADS, LETTERS, STATISTICS = "projects", "leads", "letters", "statistics"


class Act(Enum):
    """Commands of the window that the tab in front carries out; one that it does not know is greyed."""

    ADD = auto()
    CHANGE = auto()
    REMOVE = auto()
    CHANGE_MANY = auto()
    PRINT_LIST = auto()


class Sheet(Protocol):
    """A list or grid whose cells go to and come from the clipboard."""

    def copy(self) -> None:
        """Puts the chosen cells on the clipboard."""

    def paste(self) -> None:
        """Writes what the clipboard holds from the cursor on."""


class Tab(QWidget):
    """The protocol of a tab: each overrides what it can do, and the window calls nothing else."""

    chapter = ""  # of the help, which F1 opens

    @property
    def acts(self) -> Mapping[Act, Callable[[], object]]:
        """What it does at the window's commands."""
        return {}

    @property
    def table(self) -> RecordTable | None:
        """The list in front, which 查找 goes through."""
        return None

    @property
    def sheet(self) -> Sheet | None:
        """What 复制 and 粘贴 act on."""
        return self.table.view if self.table is not None else None

    def refresh(self) -> None:
        """Shows everything anew: records have changed."""
        raise NotImplementedError

    def search_for(self, _words: str) -> bool:
        """Keeps only records with these words; False where it lists none."""
        return False

    def show_query(self, query: Query) -> None:
        """Shows the records behind a figure."""
        raise NotImplementedError

    def show_record(self, kind: str, key: str, _page: str = "") -> None:
        """Shows one record, with that page of its details in front."""
        raise NotImplementedError
