"""考核: the year's schemes, each unit's scores with how they came about, and the order of the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.errors import Refused
from app.services import schemes
from app.ui.tabs.letters.padded_cells import PaddedCells
from app.ui.tabs.letters.score_panel import ScorePanel
from app.ui.tabs.letters.scores_model import ScoresModel
from app.ui.theme import ROW_PX, mark
from app.ui.widgets.buttons import ButtonRow, button

if TYPE_CHECKING:
    from app.services.schemes import SchemeResult
    from app.ui.desk import Desk

_SIDE, _COLUMN, _UNIT_COLUMN, _HEADER = 380, 92, 130, 46


class ScoresPage(QWidget):
    """Computed anew for the end of the chosen month each time it is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._results: tuple[SchemeResult, ...] = ()
        self.model = ScoresModel()
        self.view, self.panel = QTableView(), ScorePanel()
        self._scheme, self._month = QComboBox(), QComboBox()
        self._problem = QLabel()
        self._build()
        self._connect()
        self._month.setCurrentIndex(_last_month(desk) - 1)
        self.refresh()

    @property
    def month(self) -> int:
        """The month at whose end the scores stand."""
        return self._month.currentIndex() + 1

    @property
    def result(self) -> SchemeResult | None:
        """The scheme that is shown, computed."""
        place = self._scheme.currentIndex()
        return self._results[place] if 0 <= place < len(self._results) else None

    def refresh(self) -> None:
        """Computes all schemes of the year."""
        with self._desk.read() as session:
            self._results = schemes.results(session, self._desk.year, self.month)
        kept = self._scheme.currentText()
        self._scheme.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._scheme.clear()
        self._scheme.addItems([result.title for result in self._results])
        self._scheme.setCurrentIndex(max(self._scheme.findText(kept), 0 if self._results else -1))
        self._scheme.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._show()

    def copy_last_year(self) -> None:
        """Takes over last year's schemes, without their marks."""
        year = self._desk.year
        with self._desk.work(f"复制{year - 1}年考核办法") as session:
            made = schemes.copy_year(session, year - 1, year)
        if not made:
            raise Refused(f"{year - 1}年没有可以复制的考核办法，或者{year}年都已经有了。")

    def make(self) -> None:
        """Opens an empty scheme."""
        from app.ui.tabs.letters.scheme_form import SchemeForm

        SchemeForm(self._desk, None, self).exec()

    def change(self) -> None:
        """Opens the scheme that is shown."""
        from app.ui.tabs.letters.scheme_form import SchemeForm

        if self.result is None:
            raise Refused("还没有考核办法，请先新建或从上年复制。")
        SchemeForm(self._desk, self.result.scheme_id, self).exec()

    def mark(self) -> None:
        """Opens the form of marks by hand for the unit under the cursor."""
        from app.ui.tabs.letters.mark_form import MarkForm

        result, row = self.result, self.view.currentIndex().row()
        if result is None or row < 0:
            raise Refused("请先在得分表中选中一个单位。")
        MarkForm(self._desk, result, self.model.rows[row].unit, self).exec()

    def _show(self) -> None:
        result, row = self.result, max(self.view.currentIndex().row(), 0)
        self.model.show_result(result)
        for column in range(self.model.columnCount()):
            self.view.setColumnWidth(column, _UNIT_COLUMN if column == 1 else 64 if column == 0 else _COLUMN)
        missing = f"{self._desk.year}年还没有考核办法，可以新建，或从上年复制。"
        self._problem.setText(missing if result is None else result.problem)
        self._problem.setVisible(bool(self._problem.text()))
        self.view.setCurrentIndex(self.model.index(row, 1))
        self._follow()

    def _follow(self) -> None:
        row = self.view.currentIndex().row()
        self.panel.show_row(self.model.rows[row] if 0 <= row < len(self.model.rows) else None)

    def _build(self) -> None:
        for month in range(1, 13):
            self._month.addItem("1月" if month == 1 else f"1—{month}月")
        self._scheme.setMinimumWidth(240)
        above = QHBoxLayout()
        for caption, chooser in (("考核办法", self._scheme), ("截至", self._month)):
            label = QLabel(caption)
            mark(label, "soft")
            above.addWidget(label)
            above.addWidget(chooser)
            above.addSpacing(8)
        left = (
            button("手工评分", self.mark, hint="填写手工评分的项目，或更正得分并写明原因"),
            button("新建办法", self.make),
            button("修改办法", self.change),
            button("从上年复制", self.copy_last_year),
        )
        above.addWidget(ButtonRow(left), 1)
        mark(self._problem, "warning")
        self._problem.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(above)
        layout.addWidget(self._problem)
        layout.addWidget(self._body(), 1)

    def _body(self) -> QSplitter:
        self.view.setModel(self.model)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.view.horizontalHeader().setFixedHeight(_HEADER)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setAlternatingRowColors(True)
        self.view.setItemDelegate(PaddedCells(self.view))
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(8)
        body.addWidget(self.view)
        body.addWidget(self.panel)
        body.setStretchFactor(0, 1)
        body.setSizes([10_000, _SIDE])
        self.panel.setMinimumWidth(300)
        return body

    def _connect(self) -> None:
        self._scheme.activated.connect(lambda _: self._show())
        self._month.activated.connect(lambda _: self.refresh())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._follow())
        self.view.doubleClicked.connect(lambda _: self.mark())


def _last_month(desk: Desk) -> int:
    """The last month of the ledger year that is over, 1 in its first."""
    if desk.year != desk.today.year:
        return 12
    return max(desk.today.month - 1, 1)
