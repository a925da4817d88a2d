"""The frame of a list: chips and buttons above, the table, and what belongs to the chosen row beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.services.lists import Query
from app.ui.buttons import ButtonRow, button, menu_button
from app.ui.desk import Desk
from app.ui.dialog import room_for
from app.ui.lists.views_button import views_button
from app.ui.record_table import RecordTable
from app.ui.widgets.chips import Chips

_SIDE, _NARROW_SIDE, _LEAST_SIDE = 426, 340, 300  # px; the narrow one shows all pages of a project in a row
_TITLES = {
    "projects": "项目", "leads": "线索", "funds": "到位资金", "enterprises": "客商企业", "fellows": "在外乡贤",
    "activities": "招商活动", "problems": "问题", "letters": "责任书", "units": "责任单位", "carriers": "载体",
}  # fmt: skip


class ListPage(QWidget):
    """Lays out a list's parts and keeps the chips in step with the table; ``main`` may hold the table and more."""

    def __init__(
        self,
        desk: Desk,
        table: RecordTable,
        chips: Sequence[str],
        *,
        left: Sequence[QWidget],
        right: Sequence[QWidget],
        side: QWidget | None = None,
        main: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.table = table
        self._desk = desk
        if table.query.chip not in {"", *chips}:  # of an earlier program
            table.model.query = replace(table.query, chip="")
        table.empty_words = _way_in([getattr(each, "text", str)() for each in (*left, *right)])
        self.chips = Chips(chips)
        top = QHBoxLayout()
        top.addWidget(self.chips)
        top.addSpacing(10)
        top.addWidget(views_button(desk, table, self))
        top.addStretch(1)
        top.addWidget(button("交叉表", self._cross, hint="按两栏统计个数或金额，双击一格看记录"))
        top.addWidget(menu_button("列", table.columns_menu()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(ButtonRow(tuple(left), tuple(right)))
        layout.addWidget(self._body(main or table, side), 1)
        self.chips.chosen.connect(table.choose_chip)
        table.shown.connect(self._count)

    def show_query(self, query: Query) -> None:
        """Shows the records of a query, in the order the clerk had chosen where it names none."""
        self.table.ask(query if query.sort else replace(query, sort=self.table.query.sort))

    def _cross(self) -> None:
        from app.ui.lists.cross_dialog import show_cross

        show_cross(self._desk, self.table, _TITLES.get(self.table.name, "列表"), self)

    def _count(self) -> None:
        self.chips.count(self.table.model.source.chip_counts(self.table.query))
        self.chips.choose(self.table.query.chip)

    def _body(self, main: QWidget, side: QWidget | None) -> QWidget:
        if side is None:
            return main
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(8)
        splitter.addWidget(main)
        splitter.addWidget(_clear_of_the_foot(side))
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        kept = int(
            str(self._desk.settings.value("window/side", min(_SIDE, max(_NARROW_SIDE, room_for(self).width() // 3))))
        )
        splitter.setSizes([10_000, kept])
        splitter.splitterMoved.connect(lambda *_: self._desk.settings.setValue("window/side", splitter.sizes()[1]))
        return splitter


def _clear_of_the_foot(side: QWidget) -> QWidget:
    """The side, which rolls on a low screen rather than lay its parts over each other."""
    frame = QWidget()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(0, 0, 0, 10)
    layout.addWidget(side)
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setMinimumWidth(_LEAST_SIDE)
    area.setWidget(frame)
    return area


def _way_in(buttons: Sequence[str]) -> str:
    """What an empty list says of the buttons above it."""
    ways = [f"点“{text}”填写一条" for text in buttons if text.startswith("新增")][:1]
    if "导入" in buttons:
        ways.append("点“导入”读入原来的 Excel 台账")
    return "还没有记录。" + (f"<br>{'，或'.join(ways)}。" if ways else "")
