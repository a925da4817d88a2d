"""月报 as a table: each unit with its state, and the beginning of what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from app.services.monthly_reports import LATE, MISSING, OVERDUE
from app.ui.colours import colours

if TYPE_CHECKING:
    from app.services.monthly_reports import MonthRow

Index = QModelIndex | QPersistentModelIndex
HEADS = (
    ("责任单位", 120),
    ("状态", 116),
    ("报送日期", 100),
    ("指标有无变化", 96),
    ("本月完成情况", 230),
    ("下月计划", 190),
    ("下月目标", 130),
    ("未进展原因", 150),
)
_INKS = {OVERDUE: "red", LATE: "amber", MISSING: "soft_ink"}


class MonthlyModel(QAbstractTableModel):
    """Shows one month of all units; reports are entered in their form."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[MonthRow, ...] = ()

    def show_rows(self, rows: tuple[MonthRow, ...]) -> None:
        """Shows these units in place of those before."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One row a unit."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """As many as there are headings."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text on one line, all of it as a hint, and the state in its colour."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(_text(row, column).split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return _text(row, column)
        if role == Qt.ItemDataRole.ForegroundRole and column == 1 and row.state in _INKS:
            return QBrush(QColor(getattr(colours(), _INKS[row.state])))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return HEADS[section][0]


def state_text(row: MonthRow) -> str:
    """The state with the days that are lost: 逾期未报 27天."""
    return f"{row.state} {row.days_late}天" if row.days_late else row.state


def _text(row: MonthRow, column: int) -> str:
    said = row.entry
    reported = said.reported_on.iso if row.id and said.reported_on else ""
    moved = "有变化" if row.moved else "无变化"
    return (
        row.unit,
        state_text(row),
        reported,
        moved,
        said.done,
        said.plan,
        said.next_target,
        said.reason,
    )[column]
