"""Whether what records keep as plain structures is what this program reads of them: asked of files from elsewhere.

A column's own rule says that a structure is JSON without strange signs and numbers; what it must say, only those know
who read it. So they are asked, and whatever they do with it but read it is the structure's fault.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from sqlalchemy import Dialect

from app.database.progress import ROWS, Step, silent
from app.fields import RECORDS
from app.indicators import own, scoring
from app.indicators.scoring.whole import read_whole
from app.models.types import Document
from app.services.letters import sheet
from app.services.projects.gates import read_opinions
from app.services.targets import must_be_a_plan


@dataclass(frozen=True)
class _Kept:
    """A structure: the column that it lies in, its table, and who reads it with the columns before it."""

    table: str
    column: str
    read: Callable[..., object]
    after: tuple[str, ...] = ()


def problem_in(connection: sqlite3.Connection, step: Step = silent) -> str | None:
    """The first structure that nobody could read, as a sentence that names its record; None where all can be read."""
    return next(filter(None, (_first(connection, kept, step) for kept in _KEPT)), None)


def _first(connection: sqlite3.Connection, kept: _Kept, step: Step) -> str | None:
    columns = ", ".join((*kept.after, kept.column))
    known = RECORDS[kept.table]
    query = f"SELECT {columns} FROM {kept.table} WHERE {kept.column} <> '' ORDER BY id"  # noqa: S608 - our own names
    for number, row in enumerate(connection.execute(query), start=1):
        try:
            kept.read(*row)
        except Exception:  # noqa: BLE001 - whatever a foreign structure does to its reader, it is one that cannot be read
            return f"第{number}条有{known.title(kept.column)}的{known.noun}，“{known.title(kept.column)}”读不懂。"
        if number % ROWS == 0:
            step(f"核对{kept.table}")
    return None


def _plain(text: str) -> Any:
    return Document().process_result_value(text, cast("Dialect", None))


def _read_plan(text: str) -> None:
    plan = _plain(text)
    if plan is not None:
        _must_be(tuple[int, ...], tuple(plan))
        must_be_a_plan(plan)


def _read_opinions(text: str) -> None:
    for opinion in read_opinions(_plain(text)):
        _must_be(type(opinion), opinion)


def _read_sheet(text: str) -> None:
    if (plain := _plain(text)) is not None:
        _must_be(sheet.LetterSheet, sheet.kept(plain))


def _read_parameters(shape: str, text: str) -> None:
    scoring.rule(shape, _plain(text))


def _read_definition(text: str) -> None:
    if (plain := _plain(text)) is not None:
        definition = own.from_plain(plain)
        _must_be(own.Definition, definition)
        definition.must_make_sense()


def _must_be(kind: Any, value: Any) -> None:
    """TypeError where a value, or a part of it, is not of the kind that its dataclass says."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        if type(value) not in {NoneType, *parts}:
            raise TypeError(kind)
    elif origin is tuple:
        kinds: Sequence[Any] = [parts[0]] * len(value) if parts[-1] is Ellipsis else parts
        for each, one in zip(kinds, value, strict=True):
            _must_be(each, one)
    elif type(value) is not kind:
        raise TypeError(kind)
    elif is_dataclass(kind):
        hints = get_type_hints(kind)
        for field in fields(kind):
            _must_be(hints[field.name], getattr(value, field.name))


_KEPT = (
    _Kept("targets", "schedule", _read_plan),
    _Kept("gates", "opinions", _read_opinions),
    _Kept("letters", "as_signed", _read_sheet),
    _Kept("schemes", "rules", read_whole),
    _Kept("scheme_items", "parameters", _read_parameters, after=("shape",)),
    _Kept("own_indicators", "definition", _read_definition),
)
