"""The third stage of reading: which column of a block is which field, as recognised or as the clerk says."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from app.documents.ledgers.across import Across
from app.documents.ledgers.blocks import Block
from app.documents.ledgers.fields import SHAPES, Sort, fields_of
from app.documents.ledgers.grid import column_letters
from app.documents.ledgers.layouts import Fit
from app.documents.ledgers.matching import Matching
from app.documents.ledgers.parts import LEFT_OUT, REMARK, Column, Note
from app.documents.ledgers.titles import yuan_units_of
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit, unit_in, yuan_units_in
from app.values.words import clean, is_blank

_SAMPLES = 3
_FEW_NAMES = 2
# Records whose sums are kept in yuan alone: payments and targets know dollars too.
_IN_YUAN = frozenset((LedgerKind.PROJECTS, LedgerKind.LEADS, LedgerKind.ACTIVITIES))


@dataclass(frozen=True)
class Layout:
    """A block read as one kind of ledger.

    ``remarks`` are the columns whose cells go into the remark as “栏名：内容”.
    """

    block: Block
    kind: LedgerKind
    matching: Matching
    wide: Across | None
    remarks: tuple[int, ...] = ()

    @cached_property
    def sorts(self) -> dict[str, Sort]:
        """What each field holds."""
        return {one.name: one.sort for one in fields_of(self.kind)}

    @cached_property
    def money_units(self) -> dict[str, MoneyUnit | None]:
        """The unit of each field that holds money: its heading's, else the unit line's."""
        return {
            name: self.unit_of(name, column)
            for name, column in self.matching.columns.items()
            if self.sorts[name] in {Sort.MONEY, Sort.DOLLARS}
        }

    @cached_property
    def refused_columns(self) -> dict[str, str]:
        """The fields whose columns are in a unit that nobody reckons in here, and what is said of each."""
        refusals = {name: self.refusal_of(name, self.matching.columns[name]) for name in self.money_units}
        return {name: reason for name, reason in refusals.items() if reason}

    @property
    def money_unit(self) -> MoneyUnit | None:
        """The unit that all money columns share, else the one of the unit line; never one column's lent to another."""
        units = {unit for unit in self.money_units.values() if not (unit and unit.is_dollars)}
        yuan, dollars = self.block.units
        return units.pop() if len(units) == 1 else yuan or (None if units else dollars)

    def title(self, column: int) -> str:
        """A column's heading as a message names it."""
        return self.block.header.title(column)

    def columns(self) -> tuple[Column, ...]:
        """Every column with a heading or a content, as the clerk may change it."""
        fields = {place: name for name, place in reversed(tuple(self.matching.columns.items()))}
        read = self.wide.read_columns() if self.wide else set()
        return tuple(
            Column(
                place,
                self.title(place),
                fields.get(place) or (REMARK if place in self.remarks else LEFT_OUT),
                self._samples(place),
                place in self.block.grid.sheet.hidden_columns,
            )
            for place, path in enumerate(self.block.header.paths)
            if place != self.matching.index and place not in read and (path or self._samples(place))
        )

    def _samples(self, column: int) -> tuple[str, ...]:
        grid, found = self.block.grid, []
        for row in self.block.rows:
            if (value := grid.own(row, column)) != "":
                found.append(clean(value))
            if len(found) == _SAMPLES:
                break
        return tuple(found)

    def unit_of(self, name: str, column: int) -> MoneyUnit | None:
        """The unit of a column that holds money, as ``name``."""
        path = self.block.header.paths[column]
        said = next((unit for label in reversed(path) if (unit := unit_in(label))), None)
        yuan, dollars = self.block.units
        if self.sorts[name] is Sort.DOLLARS:  # contracts with foreign capital are stated in 万美元 by the returns
            return said or dollars or MoneyUnit.WAN_USD
        return None if said is None and self.yuan_units(column) else said or yuan or dollars

    def yuan_units(self, column: int) -> tuple[str, ...]:
        """The units of yuan that a column's heading names itself."""
        return next(
            (units for label in reversed(self.block.header.paths[column]) if (units := yuan_units_in(label))), ()
        )

    def refusal_of(self, name: str, column: int) -> str:
        """Why a column of money cannot be read in its own unit, in one sentence; "" where it can."""
        unit = self.unit_of(name, column)
        if unit is not None and unit.is_dollars and self.sorts[name] is Sort.MONEY and self.kind in _IN_YUAN:
            return f"这一栏的单位是{unit}，要按人民币登记，没有读入；请折算成人民币后再导入。"
        named = (self.yuan_units(column) or yuan_units_of(self.block.unit_lines)) if unit is None else ()
        if len(named) == 1 and named[0] not in set(MoneyUnit):
            return f"这一栏的单位是{named[0]}，没有读入；请换算成元、万元或亿元后再导入。"
        return ""


def layout_of(block: Block, fit: Fit, chosen: Mapping[int, str] | None = None, *, keep_unknown: bool = True) -> Layout:
    """The columns of a block: as recognised, hidden twins behind shown ones, and then as the clerk has ``chosen``.

    Without ``keep_unknown`` the columns of no field are left out instead of going into the remark.
    """
    matching = _names_before_phrases(block, fit.kind, _shown_before_hidden(block, fit.matching))
    read = fit.wide.read_columns() if fit.wide else set()
    doubles = {left for left, _taken in matching.doubles}
    remarks = {column for column in (*matching.unknown, *doubles) if column not in read}
    if not (keep_unknown and _has_note(fit.kind)) or fit.wide is not None:
        remarks = {column for column in remarks & doubles if fit.wide is None and _has_note(fit.kind)}
    remarks = {column for column in remarks if _is_remark(block, fit.kind, matching, column)}
    layout = Layout(block, fit.kind, matching, fit.wide, tuple(sorted(remarks)))
    return _as_chosen(layout, chosen) if chosen else layout


def notes_on(layout: Layout) -> list[Note]:
    """What the clerk should know of the columns: which were left out, which stand twice, which are hidden."""
    matching, grid = layout.matching, layout.block.grid
    fields = set(matching.columns.values())
    notes = []
    for left, taken in matching.doubles:
        if layout.wide is not None and left in layout.wide.read_columns():
            continue
        reason = f"与“{layout.title(taken)}”像是同一栏，只读了“{layout.title(taken)}”。"
        if left in layout.remarks:
            reason = f"与“{layout.title(taken)}”像是同一栏，内容记在备注里。"
        notes.append(Note(None, layout.title(left), "", reason, left))
    hidden = [column for column in sorted(fields) if column in grid.sheet.hidden_columns]
    reason = "这一栏是隐藏的，也读入了，请核对。"
    notes += [Note(None, layout.title(column), f"{column_letters(column)}列", reason, column) for column in hidden]
    for name, reason in layout.refused_columns.items():
        notes.append(Note(layout.block.header.top + 1, layout.title(matching.columns[name]), "", reason))
    doubles = {left for left, _taken in matching.doubles}
    read = layout.wide.read_columns() if layout.wide else set()
    unknown = [column for column in matching.unknown if column not in read and column not in doubles]
    for columns, reason in (
        ([c for c in unknown if c in layout.remarks], "没有对应的栏目，内容按“栏名：内容”记在备注里。"),
        ([c for c in unknown if c not in layout.remarks], "没有对应的栏目，这些栏没有读入。"),
    ):
        titles = [
            layout.title(c).replace("\n", "") for c in columns if any(grid.own(r, c) != "" for r in layout.block.rows)
        ]
        if named := "、".join(title for title in titles if title):
            notes.append(Note(None, named, "", reason))
    return notes


def _has_note(kind: LedgerKind) -> bool:
    return any(one.name == "note" for one in fields_of(kind))


def _is_remark(block: Block, kind: LedgerKind, matching: Matching, column: int) -> bool:
    """Not the second column of an amount or a date: its figures in the remark would only confuse."""
    fields = {place: name for name, place in matching.columns.items()}
    taken = dict(matching.doubles).get(column)
    sorts = {one.name: one.sort for one in fields_of(kind)}
    if taken is not None and sorts.get(fields.get(taken, "")) not in {Sort.TEXT, None}:
        return False
    return any((value := block.grid.own(row, column)) != "" and not is_blank(clean(value)) for row in block.rows)


def _shown_before_hidden(block: Block, matching: Matching) -> Matching:
    """Where a hidden column has taken the field of one that the sheet shows, the shown one gets it."""
    hidden = block.grid.sheet.hidden_columns
    columns, doubles = dict(matching.columns), []
    for left, taken in matching.doubles:
        if taken in hidden and left not in hidden and taken not in matching.shared:
            columns = {name: left if place == taken else place for name, place in columns.items()}
            doubles.append((taken, left))
        else:
            doubles.append((left, taken))
    return replace(matching, columns=columns, doubles=tuple(doubles))


def _names_before_phrases(block: Block, kind: LedgerKind, matching: Matching) -> Matching:
    """A column of names in which all rows say one or two things names nothing: its twin that tells rows apart does."""
    record = SHAPES[kind].record
    column = matching.columns.get(record)
    twins = [left for left, taken in matching.doubles if taken == column]
    if column is None or not twins or len(_different(block, column)) > _FEW_NAMES:
        return matching
    best = max(twins, key=lambda twin: len(_different(block, twin)))
    if len(_different(block, best)) <= _FEW_NAMES:
        return matching
    columns = {name: best if name == record else place for name, place in matching.columns.items()}
    doubles = tuple((column if left == best else left, best) for left, _taken in matching.doubles)
    return replace(matching, columns=columns, doubles=doubles)


def _different(block: Block, column: int) -> set[str]:
    return {text for row in block.rows if not is_blank(text := block.grid.label(row, column))}


def _as_chosen(layout: Layout, chosen: Mapping[int, str]) -> Layout:
    """The layout with what the clerk says of some columns; a field that he gives to one is taken from another."""
    columns = {name: place for name, place in layout.matching.columns.items() if place not in chosen}
    remarks = {place for place in layout.remarks if place not in chosen}
    for place, field in chosen.items():
        if field == REMARK:
            remarks.add(place)
        elif field in layout.sorts:
            columns[field] = place
    shared = {place: names for place, names in layout.matching.shared.items() if place not in chosen}
    taken = set(columns.values())
    doubles = tuple(pair for pair in layout.matching.doubles if pair[0] not in chosen and pair[1] in taken)
    unknown = tuple(place for place in layout.matching.unknown if place not in chosen)
    columns = dict(sorted(columns.items(), key=lambda item: item[1]))
    matching = replace(layout.matching, columns=columns, doubles=doubles, unknown=unknown, shared=shared)
    return replace(layout, matching=matching, remarks=tuple(sorted(remarks - taken)))


def lacking(layout: Layout) -> tuple[str, ...]:
    """The headings, in our own words, of the fields without which this is no ledger of its kind."""
    if layout.wide is not None:
        return ()
    words = {one.name: one.words[0] for one in fields_of(layout.kind)}
    return tuple(words[name] for name in SHAPES[layout.kind].lacks(layout.matching.columns))
