"""考核: the year's schemes, each unit's scores with how they came about, and the order of the units."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.errors import Refused
from app.services import schemes
from app.ui.buttons import ButtonRow, button, menu_button
from app.ui.confirm import sure
from app.ui.files import ask_open, ask_save, told
from app.ui.tabs.letters.padded_cells import PaddedCells
from app.ui.tabs.letters.score_panel import ScorePanel
from app.ui.tabs.letters.scores_model import ScoresModel
from app.ui.theme import ROW_PX, mark

if TYPE_CHECKING:
    from app.services.schemes import SchemeResult
    from app.ui.desk import Desk

_BOOKS = "Excel 工作簿 (*.xlsx)"
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
        self._menu = self._scheme_menu()
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

        SchemeForm(self._desk, self._needed().scheme_id, self).exec()

    def remove(self) -> None:
        """Puts the scheme that is shown into the recycle bin, after a question."""
        found = self._needed()
        if sure(self, f"删除“{found.title}”？手工评分会一同移入回收站。", "删除"):
            with self._desk.work("删除考核办法") as session:
                schemes.remove(session, [found.scheme_id], self._desk.clock.now())

    def print_ranking(self) -> None:
        """Shows the group's ranking as it will print."""
        from app.jobs.scores import print_results

        self._preview("考核排名", print_results)

    def print_sheets(self) -> None:
        """Shows each unit's sheet as it will print."""
        from app.jobs.scores import print_unit_sheets

        self._preview("评分表", print_unit_sheets)

    def import_book(self, path: Path) -> None:
        """Takes a scheme from a workbook, new or changed; all of it or nothing."""
        from app.jobs.schemes import import_scheme

        database = self._desk.database
        job = f"导入“{path.name}”"
        self._desk.background.run(job, lambda _: import_scheme(database, path), lambda _: self._desk.note_saved(), self)

    def export_book(self, out: Path) -> None:
        """Writes the scheme that is shown as a workbook that can be taken back."""
        from app.jobs.schemes import export_scheme

        database, found = self._desk.database, self._needed()
        job = f"导出“{out.name}”"
        self._desk.background.run(
            job, lambda _: export_scheme(database, found.year, found.title, out), lambda _: told(self, out), self
        )

    def mark(self) -> None:
        """Opens the form of marks by hand for the unit under the cursor."""
        from app.ui.tabs.letters.mark_form import MarkForm

        result, row = self.result, self.view.currentIndex().row()
        if result is None or row < 0:
            raise Refused("请先在得分表中选中一个单位。")
        MarkForm(self._desk, result, self.model.rows[row].unit, self).exec()

    def _needed(self) -> SchemeResult:
        if self.result is None:
            raise Refused("还没有考核办法，请先新建、导入或从上年复制。")
        return self.result

    def _preview(self, word: str, write: Callable[..., object]) -> None:
        from app.ui.widgets.paper_preview import preview

        database, found = self._desk.database, self._needed()
        if found.problem:
            raise Refused(found.problem)
        title = f"{found.title}{word}（{found.month}月）"
        preview(
            self._desk,
            self,
            title,
            lambda path: write(database, found.year, found.month, path, found.title),
            other=".xlsx",
        )

    def _scheme_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("新建…", self.make)
        menu.addAction("修改…", self.change)
        menu.addAction("从上年复制", self.copy_last_year)
        menu.addAction("删除", self.remove)
        menu.addSeparator()
        menu.addAction("导出工作簿…", self._ask_export)
        menu.addAction("导入工作簿…", self._ask_import)
        return menu

    def _ask_export(self) -> None:
        out = ask_save(self._desk, self, f"{self._needed().title}.xlsx", _BOOKS)
        if out is not None:
            self.export_book(out)

    def _ask_import(self) -> None:
        path = ask_open(self._desk, self, "导入考核办法", _BOOKS)
        if path is not None:
            self.import_book(path)

    def _show(self) -> None:
        result, row = self.result, max(self.view.currentIndex().row(), 0)
        self.model.show_result(result)
        for column in range(self.model.columnCount()):
            self.view.setColumnWidth(column, _UNIT_COLUMN if column == 1 else 64 if column == 0 else _COLUMN)
        missing = f"{self._desk.year}年还没有考核办法，请在“考核办法”中新建、导入或从上年复制。"
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
            menu_button("考核办法", self._menu),
        )
        right = (
            button("打印排名", self.print_ranking),
            button("打印评分表", self.print_sheets, hint="每个单位一张，逐项写明得分怎样得来"),
        )
        above.addWidget(ButtonRow(left, right), 1)
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
