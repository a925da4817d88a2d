"""Cells of one list, typed into: what its fields are, and their keeping as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.columns.column import Column
from app.fields import RECORDS, Field, FieldKind
from app.services import cells
from app.services.cells import NEW, CellEdit, Terms, field_of, makes_new
from app.services.lists import Query
from app.ui.lists.cells_preview import CellsPreview
from app.ui.record_table.editing import Edits, Taken
from app.ui.record_table.sheet import Entry

if TYPE_CHECKING:
    from app.services.cells import Kept
    from app.ui.desk import Desk
    from app.ui.record_table.record_source import RecordSource

_MANY = 60  # cells: so many at once are shown before they are kept
_COME_AGAIN = frozenset({FieldKind.COLLEAGUE})  # names that stand in many records
_OFFERS = frozenset({FieldKind.UNIT, FieldKind.CHOICE, *_COME_AGAIN})


class ListCells:
    """The :class:`Editing` of the list of that name; ``parent`` carries what is shown before many cells are kept."""

    def __init__(
        self,
        desk: Desk,
        list_name: str,
        columns: Sequence[Column],
        source: RecordSource,
        parent: QWidget,
        *,
        makes_new: bool = True,
    ) -> None:
        self._makes_new = makes_new
        self._desk, self._list, self._source, self._parent = desk, list_name, source, parent
        self._kinds = {column.field: column.kind for column in columns}
        self._entries: dict[str, Entry | None] = {}

    @property
    def grows(self) -> bool:
        """Whether the list takes new records."""
        return self._makes_new and makes_new(self._list)

    def entry(self, field: str) -> Entry | None:
        """How a column is typed into."""
        if field not in self._entries:
            known = self._field(field)
            self._entries[field] = self._entry(field, known) if known is not None and known.is_typed else None
        return self._entries[field]

    def why_not(self, field: str) -> str:
        """The field's own sentence."""
        known = self._field(field)
        return known.act if known is not None else ""

    def texts(self, key: str, fields: Sequence[str]) -> Mapping[str, str]:
        """What the cells of one record hold."""
        with self._desk.read() as session:
            return cells.texts(session, self._list, key, fields, self._terms())

    def keep(self, edits: Edits) -> Taken:
        """Keeps typed cells as one change."""
        asked = _edits(edits)
        with self._desk.work(self._title(asked)) as session:
            kept = cells.keep(session, self._list, asked, self._terms())
        return _taken(asked, kept)

    def take(self, edits: Edits) -> Taken | None:
        """Keeps many cells; what they make is shown first where records are made, or one cell is refused."""
        asked = _edits(edits)
        if len(asked) <= _MANY and not any(edit.key.startswith(cells.NEW) for edit in asked):
            return self.keep(edits)
        with self._desk.database.trial() as session:
            outcomes = cells.rehearse(session, self._list, asked, self._terms())
        preview = CellsPreview(self._list, outcomes, self._parent)
        if not preview.exec():
            return None
        taken = {outcome.key for outcome in outcomes if not outcome.problem}
        return self.keep([edit for edit in edits if edit[0] in taken])

    def _field(self, column: str) -> Field | None:
        return field_of(self._list, column)

    def _entry(self, column: str, field: Field) -> Entry:
        offers = field.kind in _OFFERS or field.offered or field.for_many
        closed = field.kind in {FieldKind.UNIT, FieldKind.CHOICE}
        offer = partial(self._words, column, field) if offers else tuple
        return Entry(self._kinds[column], offer, closed=closed)

    def _words(self, column: str, field: Field) -> Sequence[str]:
        """The words of a fixed choice; else those that are offered, and those in use."""
        with self._desk.read() as session:
            words, closed = cells.offered(session, self._list, column)
        if closed or (field.personal and field.kind is not FieldKind.TEXT):
            return words
        used = (str(value) for value, _ in self._source.choices(column, Query()) if value)
        return tuple(dict.fromkeys((*words, *used)))

    def _terms(self) -> Terms:
        return Terms(self._desk.money_unit, self._desk.today, self._desk.year)

    def _title(self, edits: Sequence[CellEdit]) -> str:
        """What 撤销 calls the change."""
        noun = RECORDS[self._list].noun
        made = len({edit.key for edit in edits if edit.key.startswith(NEW)})
        if made:
            return f"粘贴新增{made}条{noun}"
        columns = {edit.column for edit in edits}
        field = self._field(next(iter(columns))) if len(columns) == 1 else None
        what = field.title if field is not None else f"{noun}的{len(edits)}个单元格"
        return f"修改{what}" if len(edits) == 1 or field is None else f"修改{len(edits)}处{what}"


def _edits(edits: Edits) -> list[CellEdit]:
    return [CellEdit(*edit) for edit in edits]


def _taken(asked: Sequence[CellEdit], kept: Kept) -> Taken:
    new = dict.fromkeys(edit.key for edit in asked if edit.key.startswith(NEW))
    return Taken(tuple(kept.ids[key] for key in new), kept.doubts)
