"""A sentence of a report that knows the records it rests on, so that a figure can be followed back to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.services.letters.sheet import Clause
from app.values.kinds import LedgerKind


@dataclass(frozen=True)
class Origin:
    """The records behind a sentence: the list they stand in and their ids; without ids the figure's own title."""

    kind: LedgerKind
    ids: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Statement(Clause):
    """A clause with its origin; on paper it is the clause alone."""

    origin: Origin | None = None


def said(text: str, kind: LedgerKind, ids: Iterable[str] = (), *, level: int = 2, note: str = "") -> list[Statement]:
    """The statement of one sentence; none where there is nothing to say."""
    return [Statement(text, level, Origin(kind, tuple(dict.fromkeys(ids)), note))] if text else []
