"""The one table model: it keeps the ordered ids of a query and fetches rows as they come into view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from app.columns.cells import NUMBERS, cell_text, heading_unit
from app.columns.column import Column, Kind, header
from app.services.lists import Group, Query
from app.ui.colours import colours
from app.ui.record_table.editing import NEW, Editing, Edits, Taken
from app.ui.record_table.grouping import Heading, group_word, laid
from app.ui.record_table.record_source import RecordSource
from app.ui.record_table.sheet import Entry, Index, SheetModel, Typed
from app.values.money import MoneyUnit, money_text

_BLOCK = 48  # rows of one fetch: about two screens


def _ground(level: int) -> QColor:
    """Under a group's heading."""
    return QColor(colours().subgroup if level else colours().group)


def _tints() -> dict[str, QColor]:
    return {"late": QColor(colours().red), "soon": QColor(colours().amber)}


class RecordTableModel(SheetModel):
    """Rows of a list by their place; ``unit`` says how money is shown, ``tint(field, row)`` what is late or soon."""

    doubted = Signal(str, str, str)  # (id, field, sentence): taken, but it looks wrong

    def __init__(
        self, columns: Sequence[Column], source: RecordSource, unit: Callable[[], MoneyUnit], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.source = source
        self.query = Query()
        self.tint: Callable[[str, Any], str] = lambda _field, _row: ""
        self.ground: Callable[[str, Any], QColor | None] = lambda _field, _row: None
        self.decimals: Callable[[], int | None] = lambda: None  # of money; None shows as many as there are
        self.make_editing: Callable[[], Editing] | None = None  # None where nothing is typed into
        self.is_seen: Callable[[int], bool] = lambda _column: True
        self.label_column = 0  # the first one that is seen: there stand the words of a group's heading
        self.is_writing = False  # what is written now is shown in its place: no row moves under the clerk's hands
        self._unit, self._today = unit, today
        self._ids: list[str] = []  # by place; "" where the heading of a group stands
        self._all_ids: list[str] = []
        self._groups: list[Group] = []
        self._is_summed = False  # sums of the groups come when the rows are on the screen
        self._headings: dict[int, Heading] = {}
        self.folded: set[tuple[Any, ...]] = set()
        self._places: dict[str, int] | None = None
        self._rows: dict[str, Any] = {}
        self._held: tuple[str, Mapping[str, str]] = ("", {})

    def ask(self, query: Query, *, anew: bool = False) -> None:
        """Shows the answer to ``query``; rows already fetched are kept unless the records changed (``anew``)."""
        ids, groups = self.source.grouped(query) if query.groups else (self.source.ids(query), [])
        self.beginResetModel()
        if query.groups != self.query.groups:
            self.folded = set()
        self.query = query
        self._all_ids, self._groups, self._is_summed = ids, groups, False
        self._lay()
        if anew:
            self._forget()
        self.endResetModel()

    def sum_groups(self) -> bool:
        """Shows the sums in the headings of groups; False where rows no longer stand in the groups that they are of."""
        if not self._groups or self._is_summed:
            return True
        found = self.source.groups(self.query, self.summed_fields())
        if [(group.values, group.count) for group in found] != [(group.values, group.count) for group in self._groups]:
            return False
        self._groups, self._is_summed = found, True
        self._lay()
        self._repaint()
        return True

    def renew(self, made: Sequence[str] = ()) -> None:
        """Shows the same rows in the same places with what they hold now, and ``made`` after the last."""
        self._forget()
        if made:
            first = len(self._ids)
            self.beginInsertRows(QModelIndex(), first, first + len(made) - 1)
            self._ids, self._all_ids, self._places = [*self._ids, *made], [*self._all_ids, *made], None
            self.endInsertRows()
        self._repaint()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows match."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def id_at(self, place: int) -> str:
        """The key of the row at that place; empty beyond the end."""
        return self._ids[place] if 0 <= place < len(self._ids) else ""

    def place_of(self, key: str) -> int:
        """Where a row stands, or -1."""
        if self._places is None:
            self._places = {known: place for place, known in enumerate(self._ids) if known}
        return self._places.get(key, -1)

    def row_at(self, place: int) -> Any:
        """The row at that place, fetched with its block; None where it is gone."""
        key = self.id_at(place)
        if key and key not in self._rows:
            self._fetch(place - place % _BLOCK, _BLOCK)
        return self._rows.get(key)

    def text(self, place: int, column: int) -> str:
        """What a cell says."""
        asked, decimals = self.columns[column], self.decimals()
        if (heading := self._headings.get(place)) is not None:
            if column == self.label_column:
                return self.heading_text(heading)
            if asked.field not in heading.group.sums:  # not summed, or not yet
                return ""
            value = heading.group.sums[asked.field]
        elif (row := self.row_at(place)) is not None:
            value = getattr(row, asked.field)
        else:
            return ""
        if asked.kind is Kind.MONEY and decimals is not None and value is not None:
            return f"{Decimal(money_text(value, self._unit(), decimals)):,f}"
        return cell_text(asked, value, self._unit(), self._today())

    def copied_text(self, place: int, column: int) -> str:
        """What a cell is copied as: as it is shown, masked too, but with every digit and none of the commas."""
        row, asked = self.row_at(place), self.columns[column]
        if row is None or asked.kind not in NUMBERS:
            return self.text(place, column)
        return cell_text(asked, getattr(row, asked.field), self._unit(), self._today()).replace(",", "")

    def exact_text(self, place: int, column: int) -> str:
        """What a cell holds, as its form would show it."""
        key, field = self.id_at(place), self.columns[column].field
        if self.editing is None or not key or self.editing.entry(field) is None:
            return self.copied_text(place, column)
        if self._held[0] != key:
            typed = [each.field for each in self.columns if self.editing.entry(each.field) is not None]
            self._held = (key, self.editing.texts(key, typed))
        return self._held[1].get(field, "")

    def entry(self, place: int, column: int) -> Entry | None:
        """How a cell is typed into, as the list says; rows to be made are typed into like any other."""
        is_row = bool(self.id_at(place)) or place >= len(self._ids)
        return self.editing.entry(self.columns[column].field) if self.editing and is_row else None

    def why_not(self, place: int, column: int) -> str:
        """The list's own word for where a field is changed."""
        said = self.editing.why_not(self.columns[column].field) if self.editing else ""
        return said or super().why_not(place, column)

    def title(self, column: int) -> str:
        """The heading with its unit: 总投资（万元）."""
        asked = self.columns[column]
        unit = heading_unit(asked, self._unit())
        return header(asked) if not unit or unit in asked.title else f"{header(asked)}（{unit}）"

    def kind(self, column: int) -> Kind:
        """What the values of a column are."""
        return self.columns[column].kind

    @cached_property
    def editing(self) -> Editing | None:
        """How cells are kept; made when the first of them is asked for."""
        return self.make_editing() if self.make_editing is not None else None

    @property
    def types(self) -> bool:
        """Whether the list hands in how its cells are kept."""
        return self.make_editing is not None

    @property
    def grows(self) -> bool:
        """Whether what is pasted past the last row makes records."""
        return self.editing is not None and self.editing.grows

    def write(self, typed: Typed) -> None:
        """Keeps typed cells as one change, shown in their places."""
        assert self.editing is not None
        self._written(self.editing.keep, typed)

    def take(self, typed: Typed) -> None:
        """Keeps a block of cells; what it makes is shown first."""
        assert self.editing is not None
        self._written(self.editing.take, typed)

    def summed_fields(self) -> tuple[str, ...]:
        """The fields whose sums a group shows: those of the columns that are seen."""
        return tuple(column.field for place, column in enumerate(self.columns) if column.total and self.is_seen(place))

    def heading_at(self, place: int) -> Heading | None:
        """The heading of a group that stands in a place, if one does."""
        return self._headings.get(place)

    def label_of(self, place: int) -> str:
        """The words of a group's heading."""
        heading = self._headings.get(place)
        return "" if heading is None else self.heading_text(heading)

    def heading_text(self, heading: Heading) -> str:
        """What a heading says: its column, its value, how many."""
        title = next((c.title for c in self.columns if c.field == self.query.groups[heading.level]), "")
        return f"{title}：{group_word(heading.group.values[-1])}　{heading.group.count}"

    def fold(self, values: tuple[Any, ...] | None, *, folded: bool) -> None:
        """Folds one group's rows away or shows them again; of None all groups of the first level."""
        if values is None:
            self.folded = {group.values[:1] for group in self._groups} if folded else set()
        else:
            (self.folded.add if folded else self.folded.discard)(values)
        self.beginResetModel()
        self._lay()
        self.endResetModel()

    def fetch_all(self, places: Sequence[int]) -> None:
        """Fetches the rows at those places at once, before they are copied."""
        missing = [key for key in map(self.id_at, places) if key and key not in self._rows]
        self._rows.update({row.id: row for row in self.source.rows(missing)} if missing else {})

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, side and tint."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole}:
            return self.text(index.row(), index.column())
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.kind in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        heading = self.heading_at(index.row())
        if heading is not None:
            looks = {Qt.ItemDataRole.FontRole: _bold, Qt.ItemDataRole.BackgroundRole: _ground(heading.level)}
            look = looks.get(Qt.ItemDataRole(role))
            return look() if callable(look) else look
        colours = {Qt.ItemDataRole.ForegroundRole: self._ink, Qt.ItemDataRole.BackgroundRole: self.ground}
        colour = colours.get(Qt.ItemDataRole(role))
        row = self.row_at(index.row()) if colour else None
        return colour(column.field, row) if colour and row is not None else None

    def _ink(self, field: str, row: Any) -> QColor | None:
        return _tints().get(self.tint(field, row))

    def _written(self, keep: Callable[[Edits], Taken | None], typed: Typed) -> None:
        self.is_writing = True
        try:
            taken = keep([(self.id_at(row) or f"{NEW}{row}", self.columns[c].field, text) for row, c, text in typed])
        finally:
            self.is_writing = False
        if taken is not None:
            self.renew(taken.made)
            for doubt in taken.doubts[:1]:
                self.doubted.emit(*doubt)

    def _lay(self) -> None:
        """Rows and the headings of their groups, each in its place."""
        self._ids, self._headings = laid(self._all_ids, self._groups, self.folded)
        self._places = None

    def _repaint(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def _forget(self) -> None:
        self._rows.clear()
        self._held, self._is_summed = ("", {}), False

    def _fetch(self, first: int, count: int) -> None:
        wanted = [key for key in self._ids[max(first, 0) : first + count] if key not in self._rows]
        self._rows.update({row.id: row for row in self.source.rows(wanted)})


def _bold() -> QFont:
    font = QFont(QApplication.font())
    font.setBold(True)
    return font


def unit_line(column: Column, unit: MoneyUnit) -> str:
    """The second line of a heading: the unit in which the column's figures are shown."""
    words = heading_unit(column, unit)
    return f"({words})" if words and words not in column.title else ""
