"""进程: the dates of a project's life, the decisions on it, its agreements and formalities, and 半月跟踪."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.services.projects import ProjectDetail
from app.ui.desk import Desk
from app.ui.tabs.projects.agreements_page import AgreementsPage
from app.ui.tabs.projects.dates_page import DatesPage
from app.ui.tabs.projects.gates_page import GatesPage
from app.ui.tabs.projects.line_page import LinePage
from app.ui.tabs.projects.notes_page import NotesPage
from app.ui.tabs.projects.procedures_page import ProceduresPage
from app.ui.widgets.chips import Chips

_DATES = "日期"


class ProgressPage(QWidget):
    """A chip for each part; the one in front is read when it is shown."""

    title = "进程"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._detail: ProjectDetail | None = None
        self.dates = DatesPage(desk)
        parts = (GatesPage(desk), AgreementsPage(desk), ProceduresPage(desk), NotesPage(desk))
        self._parts: dict[str, LinePage] = {part.title: part for part in parts}
        self._chips = Chips(list(self._parts), everything=_DATES)
        self._stack = QStackedWidget()
        for widget in (self.dates, *parts):
            self._stack.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._chips)
        layout.addWidget(self._stack, 1)
        self._chips.chosen.connect(self.show_part)

    def count(self, _key: str) -> int:
        """Nothing to count here."""
        return 0

    def show_detail(self, detail: ProjectDetail) -> None:
        """Shows that project."""
        self._detail = detail
        self.dates.show_detail(detail)
        for part in self._parts.values():
            part.show_project(detail.id)

    def show_part(self, title: str) -> QWidget:
        """Brings a part to the front and returns it; "" are the dates."""
        part: QWidget = self._parts.get(title, self.dates)
        self._stack.setCurrentWidget(part)
        self._chips.choose(title)
        return part
