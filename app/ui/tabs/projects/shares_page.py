"""分解: how the chosen project is shared between units."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.projects import ProjectDetail, shares
from app.services.projects.shares import PERCENT
from app.ui.buttons import ButtonRow, button
from app.ui.desk import Desk
from app.ui.tabs.projects.shares_form import SharesForm
from app.ui.widgets.card import soft_label
from app.ui.widgets.line_table import Line, LineTable


class SharesPage(QWidget):
    """The parts, and what can be done with them."""

    title = "分解"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._key = desk, ""
        self._alone = soft_label()
        self._table = LineTable((("单位", 0), ("比例", 84), ("分什么", 96)), frozenset({1}))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(ButtonRow((button("分解或修改", self._change),)))
        layout.addWidget(self._alone)
        layout.addWidget(self._table, 1)
        self._table.opened.connect(lambda _key: self._change())

    def count(self, key: str) -> int:
        """How many units share the project."""
        with self._desk.read() as session:
            return len(shares.lines(session, key))

    def show_detail(self, detail: ProjectDetail) -> None:
        """Shows that project's parts."""
        self._key = detail.id
        with self._desk.read() as session:
            parts = shares.lines(session, detail.id)
        whole = detail.entry.unit or detail.entry.lead_unit or "责任单位"
        self._alone.setText("" if parts else f"没有分解，任务数全部算给{whole}。")
        self._alone.setVisible(not parts)
        self._table.show_lines(
            [Line(f"{p.unit}{p.measure}", (p.unit, f"{p.part / PERCENT:.2f}%", str(p.measure))) for p in parts]
        )

    def _change(self) -> None:
        SharesForm(self._desk, self._key, self).exec()
