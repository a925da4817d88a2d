"""Rows of a ledger that may be in the list already: each with how surely, why, and what the clerk wants of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from app.jobs.imports.notes import Decision, Likely, RowKey
from app.services.matching import Level
from app.ui.theme import ROW_PX
from app.ui.widgets.chooser import Chooser

_HEADS = ("行", "表里的名称", "库里的记录", "相似之处", "程度", "处理")
_WIDTHS = (44, 170, 170, 0, 84, 110)
_REASONS = 3
_HOW_SURE = {
    Level.SAME: "就是同一条",
    Level.LIKELY: "很可能相同",
    Level.POSSIBLE: "可能相同",
    Level.HINT: "仅供参考",
}
_ASK = "请选择"


class LikelyTable(QTableWidget):
    """Shows the likenesses that a rehearsal found; a choice is made in each row, or for all at once."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self.setHorizontalHeaderLabels(list(_HEADS))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX + 4)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(_REASONS, QHeaderView.ResizeMode.Stretch)
        self._rows: tuple[RowKey, ...] = ()

    def show_likely(self, found: Sequence[Likely]) -> None:
        """Shows these in place of those before; the surest first."""
        ordered = sorted(found, key=lambda one: (one.duplicate.level, one.row))
        self._rows = tuple(one.key for one in ordered)
        self.setRowCount(len(ordered))
        for place, one in enumerate(ordered):
            said = (str(one.row), one.title, one.duplicate.named, "、".join(one.duplicate.reasons))
            for column, text in enumerate((*said, _HOW_SURE[one.duplicate.level])):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.setItem(place, column, item)
            self.setCellWidget(place, len(_HEADS) - 1, self._choice(one))

    def decisions(self) -> dict[RowKey, Decision]:
        """What was chosen, by sheet and row of the workbook."""
        chosen = {row: self._box(place).currentData() for place, row in enumerate(self._rows)}
        return {row: Decision(word) for row, word in chosen.items() if word is not None}  # Qt keeps a plain word

    def undecided(self) -> int:
        """How many rows still wait for a choice."""
        return len(self._rows) - len(self.decisions())

    def decide_all(self, decision: Decision) -> None:
        """Chooses the same for every row that offers it and is more than a hint."""
        for place in range(len(self._rows)):
            box = self._box(place)
            if (at := box.findData(decision)) >= 0 and not box.property("hint"):
                box.setCurrentIndex(at)

    def _choice(self, one: Likely) -> QComboBox:
        level, box = one.duplicate.level, Chooser()
        box.setProperty("hint", level is Level.HINT)
        if level in {Level.LIKELY, Level.POSSIBLE}:
            box.addItem(_ASK, None)
        offered = [Decision.NEW] if level is Level.HINT else []
        offered += [Decision.MERGE] if one.may_merge else []
        offered += [Decision.SKIP]
        if level is not Level.HINT and not (level is Level.SAME and one.may_merge):
            offered.append(Decision.NEW)
        for decision in offered:
            box.addItem(str(decision), decision)
        box.setToolTip("合并：用这一行更新库里的记录；跳过：不导入这一行；新建：另建一条")
        box.currentIndexChanged.connect(lambda _: self.decided.emit())
        return box

    def _box(self, place: int) -> QComboBox:
        box = self.cellWidget(place, len(_HEADS) - 1)
        assert isinstance(box, QComboBox)
        return box
