"""A list of what belongs to one project (评审, 协议, 手续, 跟踪): entered, changed and deleted the same way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.errors import Refused
from app.ui.buttons import ButtonRow, button
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.lists.files_dialog import FilesDialog
from app.ui.widgets.line_table import Line, LineTable

if TYPE_CHECKING:
    from app.database.engine import Session


class LinePage(QWidget):
    """Subclasses say what the lines are; ``noun`` names one, ``heads`` are the columns with their widths."""

    title = ""
    noun = ""
    heads: Sequence[tuple[str, int]] = ()
    figures: frozenset[int] = frozenset()
    files_of = ""  # the list of the records (agreements), where they have scans

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.key = desk, ""
        self.table = LineTable(self.heads, self.figures)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        actions = (button("登记", self.add), button("修改", self.change), button("删除", self.remove))
        scans = (button("扫描件", self.show_files),) if self.files_of else ()
        layout.addWidget(ButtonRow((*actions, *scans, *self.more_buttons())))
        layout.addWidget(self.table, 1)
        self.table.opened.connect(lambda _key: self.change())

    def show_project(self, key: str) -> int:
        """Shows that project's lines; returns how many there are."""
        self.key = key
        with self.desk.read() as session:
            lines = self.lines(session)
        self.table.show_lines(lines)
        return len(lines)

    def lines(self, session: Session) -> Sequence[Line]:
        """The lines of the project ``self.key``."""
        raise NotImplementedError

    def form(self, line: str | None) -> QDialog:
        """The form of a new line, or of the one of that id."""
        raise NotImplementedError

    def remove_lines(self, session: Session, ids: list[str]) -> None:
        """Takes lines out through their service."""
        raise NotImplementedError

    def more_buttons(self) -> tuple[QWidget, ...]:
        """Buttons of this page alone."""
        return ()

    def add(self) -> None:
        """Opens an empty form."""
        self.form(None).exec()

    def change(self) -> None:
        """Opens the chosen line's form."""
        if not self.table.current_id():
            raise Refused(f"请先选中一条{self.noun}。")
        self.form(self.table.current_id()).exec()

    def show_files(self) -> None:
        """Opens the scans of the chosen line."""
        if not (key := self.table.current_id()):
            raise Refused(f"请先选中一条{self.noun}。")
        dialog = FilesDialog(self.desk, f"{self.noun}的扫描件", (self.files_of, key), self)
        dialog.tell("　".join(self._words_of(key)), "")
        dialog.show_and_leave()

    def _words_of(self, key: str) -> list[str]:
        with self.desk.read() as session:
            line = next(line for line in self.lines(session) if line.id == key)
        return [word for word in line.words if word]

    def remove(self) -> None:
        """Deletes the chosen lines, after a question."""
        ids = self.table.chosen_ids()
        if ids and sure(self, f"删除选中的 {len(ids)} 条{self.noun}？", "删除"):
            with self.desk.work(f"删除{self.noun}") as session:
                self.remove_lines(session, ids)
