"""历史: who changed what of the chosen project and of what belongs to it, the latest first."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from app.services import history
from app.services.history import HistoryLine
from app.services.projects import ProjectDetail
from app.ui.colours import colours
from app.ui.desk import Desk
from app.values.moments import moment_text

_NOTHING = "（空）"


class HistoryPage(QWidget):
    """The changes as a timeline, to be read and copied."""

    title = "历史"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.text = QTextBrowser()
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)

    def count(self, _key: str) -> int:
        """Nothing to count here."""
        return 0

    def show_detail(self, detail: ProjectDetail) -> None:
        """Shows what happened to that project."""
        with self._desk.read() as session:
            lines = history.of_record(session, "projects", detail.id)
        told = "".join(self._told(line) for line in lines)
        self.text.setHtml(told or f'<p style="color:{colours().soft_ink}">还没有修改过。</p>')

    def _told(self, line: HistoryLine) -> str:
        when = moment_text(line.happened_at, self._desk.today)
        who = f"　{escape(line.made_by)}" if line.made_by else ""
        part = f"　{line.kind}{escape(line.record)}" if line.record else ""
        head = f'<b>{when}</b>　{escape(line.action)}{part}<span style="color:{colours().soft_ink}">{who}</span>'
        fields = "".join(
            f'<br><span style="color:{colours().soft_ink}">{escape(f.title)}：{escape(f.before or _NOTHING)} → </span>'
            f'<span style="color:{colours().ink}">{escape(f.after or _NOTHING)}</span>'
            for f in line.fields
        )
        return f"<p>{head}{fields}</p>"
