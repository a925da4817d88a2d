"""目标分解 as a sheet: the township's own target, the units, what is handed out and what remains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFont

from app.columns.column import Kind
from app.errors import Refused
from app.services import targets
from app.services.targets import IndicatorName, TargetCell, TargetEntry, TargetGrid
from app.ui.colours import colours
from app.ui.record_table.sheet import Entry, Index, SheetModel, Typed
from app.ui.tabs.letters.amounts import grouped
from app.ui.tabs.letters.targets_columns import TargetsColumns
from app.values.quantities import quantity_text, read_quantity

if TYPE_CHECKING:
    from app.ui.desk import Desk

AskReason = Callable[[list[str]], str | None]  # of the units whose letters are signed; None where it is given up
AskNought = Callable[[list[str]], bool | None]  # of targets of 0: True to keep them, False to take them out
_CELL = Entry(Kind.QUANTITY)


class TargetsModel(SheetModel):
    """Rows: the township, its units, then two of sums that cannot be typed into. Columns: indicators."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown = TargetsColumns(desk.settings)
        self._names: dict[str, IndicatorName] = {}
        self.grid = TargetGrid(desk.year, (), (), {})
        self.ask_reason: AskReason = lambda _units: ""
        self.ask_nought: AskNought = lambda _targets: True
        self.columns: tuple[IndicatorName, ...] = ()
        self.refresh()

    def refresh(self) -> None:
        """Reads the year's targets anew; the cells stay where they are unless units or indicators came or went."""
        with self._desk.read() as session:
            grid, names = targets.grid(session, self._desk.year), targets.indicators(session)
        known = {name.key: name for name in names if not name.is_computed}
        wanted = self._shown.keys(grid.year, [name.key for name in grid.indicators])
        columns = tuple(name for name in known.values() if name.key in wanted)
        is_same = (grid.year, grid.units, columns) == (self.grid.year, self.grid.units, self.columns)
        if not is_same:
            self.beginResetModel()
        self.grid, self._names, self.columns = grid, known, columns
        if not is_same:
            self.endResetModel()
        elif columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(columns) - 1))

    def others(self) -> list[IndicatorName]:
        """The indicators that are not shown yet; rates that records give take no target."""
        return [name for name in self._names.values() if name not in self.columns]

    def show_indicator(self, key: str) -> None:
        """Adds a column to type into; it stays until it is taken away."""
        self._shown.show(self.grid.year, key)
        self.refresh()

    def hide_indicator(self, key: str) -> None:
        """Takes a column away; refused while somebody has a target of it."""
        if any(indicator == key for _, indicator in self.grid.cells):
            raise Refused(f"“{self._names[key].title}”已经有目标，请先清空这一列的目标再移去。")
        self._shown.hide(self.grid.year, key)
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

    def text(self, place: int, column: int) -> str:
        """What a cell holds in plain digits."""
        amount = self._amount(place, column)
        return "" if amount is None else quantity_text(amount)

    def exact_text(self, place: int, column: int) -> str:
        """The same: every digit stands there."""
        return self.text(place, column)

    def entry(self, place: int, column: int) -> Entry | None:
        """Every cell above the sums is typed into."""
        return _CELL if 0 <= place <= len(self.grid.units) and column < len(self.columns) else None

    def why_not(self, _place: int, _column: int) -> str:
        """Sums are reckoned."""
        return "合计由各单位的目标算出，不能在这里填写。"

    def title(self, column: int) -> str:
        """The indicator with its measure."""
        name = self.columns[column]
        return f"{name.title}（{name.measure}）"

    def kind(self, _column: int) -> Kind:
        """Quantities of the indicators' own measures."""
        return Kind.QUANTITY

    @property
    def types(self) -> bool:
        """Targets are typed here."""
        return True

    def target(self, row: int, column: int) -> TargetEntry:
        """The target of a cell as a form takes it; an empty cell starts at nought."""
        cell, indicator, unit = self.cell(row, column), self.columns[column], self._unit(row)[1]
        if cell is None:
            return TargetEntry(self.grid.year, indicator.key, 0, unit)
        return TargetEntry(self.grid.year, indicator.key, cell.amount, unit, cell.stretch, cell.plan, cell.note)

    def write(self, typed: Typed) -> None:
        """Keeps typed cells as one change; an empty text takes the target out. Refused takes all back.

        Asked first: why targets of signed letters change, and whether a target of 0 is meant to stand in the letter.
        """
        typed = self._without_noughts(typed)
        reason = self.ask_reason(self._signed_among(typed)) if typed else ""
        if reason is None:
            raise Refused("没有写明调整原因，目标没有改。")
        with self._desk.work(f"分解{self.grid.year}年度目标") as session:
            for row, column, text in typed:
                cell = self.cell(row, column)
                if not text.strip():
                    if cell is not None:
                        targets.remove(session, cell.id)
                    continue
                amount = read_quantity(text, self.columns[column].measure)
                targets.save(session, replace(self.target(row, column), amount=amount, reason=reason))
        self.refresh()

    def _signed_among(self, typed: Typed) -> list[str]:
        """The units of these cells whose letter is signed and whose target stands: it asks for a reason to change."""
        found = {row for row, column, _ in typed if self._unit(row)[0] in self.grid.signed and self.cell(row, column)}
        return [self._unit(row)[1] for row in sorted(found)]

    def _without_noughts(self, typed: Typed) -> Typed:
        noughts = [cell for cell in typed if self._is_new_nought(*cell)]
        if not noughts:
            return typed
        named = [f"{self._unit(row)[1] or '本级'}的{self.columns[column].title}" for row, column, _ in noughts]
        keep = self.ask_nought(named)
        if keep is None:
            raise Refused("目标没有保存：请改成别的数，或者清空表示不下达。")
        return typed if keep else [(row, c, "" if (row, c, text) in noughts else text) for row, c, text in typed]

    def _is_new_nought(self, row: int, column: int, text: str) -> bool:
        cell = self.cell(row, column)
        is_nought = bool(text.strip()) and read_quantity(text, self.columns[column].measure) == 0
        return is_nought and (cell is None or cell.amount != 0)

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
            return QBrush(QColor(colours().pale_blue if row == 0 else colours().ground))
        if (
            role == Qt.ItemDataRole.ForegroundRole
            and row == len(self.grid.units) + 2
            and (self._sum(row, column) or 0) < 0
        ):
            return QBrush(QColor(colours().red))
        return None
