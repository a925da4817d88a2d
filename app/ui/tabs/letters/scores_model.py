"""得分 as a table: the units by rank, the items across, the total last."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from app.ui.colours import colours
from app.ui.widgets.chart_figures import rounded as shortest
from app.values.figures import UNDEFINED, rounded

if TYPE_CHECKING:
    from app.services.schemes import SchemeResult, ScoreRow

Index = QModelIndex | QPersistentModelIndex
_BEFORE = ("名次", "责任单位", "总分")
_DECIMALS = 2


class ScoresModel(QAbstractTableModel):
    """Shows one scheme's result; nothing can be typed into it, since every score is computed."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[ScoreRow, ...] = ()
        self._items: tuple[tuple[str, Fraction], ...] = ()

    def show_result(self, result: SchemeResult | None) -> None:
        """Shows a result, or nothing."""
        self.beginResetModel()
        self.rows = result.rows if result else ()
        self._items = tuple((head.title, head.points) for head in result.heads) if result else ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One row a unit."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Rank, unit, total, then the items."""
        return 0 if parent.isValid() else len(_BEFORE) + len(self._items)

    def text(self, row: int, column: int) -> str:
        """What a cell says; a score that cannot be computed is —."""
        unit = self.rows[row]
        if column < len(_BEFORE):
            return (unit.place, unit.unit, total_text(unit))[column]
        score = unit.items[column - len(_BEFORE)].score
        return UNDEFINED if score is None else rounded(score, _DECIMALS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, its side, how the score came about as a hint, and red for what was missed."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column == 1 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column == _BEFORE.index("总分"):
            font = QFont()
            font.setBold(True)
            return font
        return None if column < len(_BEFORE) else self._item_data(row, column - len(_BEFORE), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Items with the points they can bring."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        if section < len(_BEFORE):
            return _BEFORE[section]
        title, points = self._items[section - len(_BEFORE)]
        return f"{title}\n({points_text(points)}分)"

    def _item_data(self, row: int, place: int, role: int) -> Any:
        item = self.rows[row].items[place]
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.working
        if role == Qt.ItemDataRole.ForegroundRole and (item.veto or item.score is None):
            return QBrush(QColor(colours().red))
        return None


def total_text(row: ScoreRow) -> str:
    """The total with two decimals, as on paper; a dash where nothing could be scored."""
    return rounded(row.total, _DECIMALS) if row.is_scored else UNDEFINED


def points_text(points: Fraction) -> str:
    """Points with at most two decimals."""
    return shortest(points, _DECIMALS)
