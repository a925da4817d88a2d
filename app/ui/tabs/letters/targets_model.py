"""目标分解 as a table: the township's own target, the units, what is handed out and what remains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from app.services import targets
from app.services.targets import IndicatorName, TargetCell, TargetEntry, TargetGrid
from app.ui import theme
from app.ui.tabs.letters.amounts import grouped
from app.values.quantities import quantity_text, read_quantity

if TYPE_CHECKING:
    from app.ui.desk import Desk

Index = QModelIndex | QPersistentModelIndex
Edits = list[tuple[int, int, str]]  # (row, column, typed text)
AskReason = Callable[[list[str]], str | None]  # of the units whose letters are signed; None where it is given up
_START = (
    "funds_received", "funds_outside_province", "projects_signed", "projects_started", "projects_in_production",
    "leads_valid",
)  # fmt: skip


class TargetsModel(QAbstractTableModel):
    """Rows: the township, its units, then two of sums that cannot be typed into. Columns: indicators."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._extra: list[str] = []  # indicators shown though nobody has a target of them yet
        self._names: dict[str, IndicatorName] = {}
        self.grid = TargetGrid(desk.year, (), (), {})
        self.ask_reason: AskReason = lambda _units: ""
        self.columns: tuple[IndicatorName, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Reads the year's targets anew."""
        with self._desk.read() as session:
            grid, names = targets.grid(session, self._desk.year), targets.indicators(session)
        self.beginResetModel()
        self.grid = grid
        self._names = {name.key: name for name in names if not name.is_computed}
        used = {name.key for name in grid.indicators} | set(self._extra)
        self.columns = tuple(name for name in self._names.values() if name.key in (used or _START))
        self.endResetModel()

    def others(self) -> list[IndicatorName]:
        """The indicators that are not shown yet; rates that records give take no target."""
        return [name for name in self._names.values() if name not in self.columns]

    def show_indicator(self, key: str) -> None:
        """Adds a column to type into."""
        self._extra = [*self._extra, *(name.key for name in self.columns), key]
        self.refresh()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """The township, the units, two rows of sums."""
        return 0 if parent.isValid() else len(self.grid.units) + 3

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One column an indicator."""
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, row: int, column: int) -> TargetCell | None:
        """The target that stands there, None for an empty cell."""
        return self.grid.cells.get((self._unit(row)[0], self.columns[column].key))

    def is_sum(self, row: int) -> bool:
        """Whether the row is one of the two sums."""
        return row > len(self.grid.units)

    def text(self, row: int, column: int) -> str:
        """What a cell holds in plain digits, to be typed over and pasted elsewhere."""
        amount = self._amount(row, column)
        return "" if amount is None else quantity_text(amount)

    def entry(self, row: int, column: int) -> TargetEntry:
        """The target of a cell as a form takes it; an empty cell starts at nought."""
        cell, indicator, unit = self.cell(row, column), self.columns[column], self._unit(row)[1]
        if cell is None:
            return TargetEntry(self.grid.year, indicator.key, 0, unit)
        return TargetEntry(self.grid.year, indicator.key, cell.amount, unit, cell.stretch, cell.plan, cell.note)

    def signed_among(self, edits: Edits) -> list[str]:
        """The units of these cells whose letter is signed and whose target stands: it asks for a reason to change."""
        found = {row for row, column, _ in edits if self._unit(row)[0] in self.grid.signed and self.cell(row, column)}
        return [self._unit(row)[1] for row in sorted(found)]

    def write(self, edits: Edits, reason: str = "") -> None:
        """Keeps typed or pasted cells as one change; an empty text takes the target out. Refused takes all back."""
        with self._desk.work(f"分解{self.grid.year}年度目标") as session:
            for row, column, text in edits:
                cell = self.cell(row, column)
                if not text.strip():
                    if cell is not None:
                        targets.remove(session, cell.id)
                    continue
                amount = read_quantity(text, self.columns[column].measure)
                targets.save(session, replace(self.entry(row, column), amount=amount, reason=reason))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text to the right; the township's row bold, sums on grey, what was handed out too much in red."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.EditRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            amount = self._amount(row, column)
            return "" if amount is None else grouped(amount)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(row, column)
        return self._look(row, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Indicators with their measure above, units at the side."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Vertical:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            name = self.columns[section]
            return f"{name.title}\n({name.measure})"
        if self.is_sum(section):
            return ("各单位合计", "尚未分解")[section - len(self.grid.units) - 1]
        return self._unit(section)[1] or "本级总目标"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Sums can be copied, not typed into."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags if self.is_sum(index.row()) else flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keeps what was typed, unless it is what stood there."""
        if role != Qt.ItemDataRole.EditRole or str(value) == self.text(index.row(), index.column()):
            return False
        edits = [(index.row(), index.column(), str(value))]
        reason = self.ask_reason(self.signed_among(edits))
        if reason is not None:
            self.write(edits, reason)
        return reason is not None

    def _unit(self, row: int) -> tuple[str | None, str]:
        return (None, "") if row == 0 else self.grid.units[row - 1]

    def _amount(self, row: int, column: int) -> int | None:
        if self.is_sum(row):
            return self._sum(row, column)
        cell = self.cell(row, column)
        return cell.amount if cell else None

    def _sum(self, row: int, column: int) -> int | None:
        key = self.columns[column].key
        if self.columns[column].is_rate:
            return None
        return self.grid.handed_out(key) if row == len(self.grid.units) + 1 else self.grid.remaining(key)

    def _hint(self, row: int, column: int) -> str:
        if self.is_sum(row):
            return "百分比各单位各有各的，不能相加" if self.columns[column].is_rate else ""
        cell = self.cell(row, column)
        if cell is None:
            return ""
        parts = [f"奋斗目标 {grouped(cell.stretch)}"] if cell.stretch is not None else []
        parts += ["按月计划"] if cell.plan else []
        parts += [f"调整原因：{cell.reason}"] if cell.reason else []
        parts += ["责任书已签订"] if self._unit(row)[0] in self.grid.signed else []
        return "，".join([*parts, *([cell.note] if cell.note else [])])

    def _look(self, row: int, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole and (row == 0 or self.is_sum(row)):
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.BackgroundRole and (row == 0 or self.is_sum(row)):
            return QBrush(QColor(theme.PALE_BLUE if row == 0 else theme.GROUND))
        if (
            role == Qt.ItemDataRole.ForegroundRole
            and row == len(self.grid.units) + 2
            and (self._sum(row, column) or 0) < 0
        ):
            return QBrush(QColor(theme.RED))
        return None
