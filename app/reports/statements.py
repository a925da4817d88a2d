"""A sentence of a report that knows the records it rests on, and what stands beside the paper: never on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.indicators.doubts import Doubt
from app.services.letters.sheet import Clause, Section
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


@dataclass(frozen=True)
class Beside:
    """What the screen shows beside a paper: what the program doubts, to be cleared first, and the text's sentences."""

    doubts: tuple[Doubt, ...] = ()
    statements: tuple[Statement, ...] = ()


def said(text: str, kind: LedgerKind, ids: Iterable[str] = (), *, level: int = 2, note: str = "") -> list[Statement]:
    """The statement of one sentence; none where there is nothing to say."""
    return [Statement(text, level, Origin(kind, tuple(dict.fromkeys(ids)), note))] if text else []


def statements_in(sections: Iterable[Section]) -> tuple[Statement, ...]:
    """The sentences of a text that know their records, in its order."""
    clauses = (clause for section in sections for clause in section.clauses)
    return tuple(clause for clause in clauses if isinstance(clause, Statement) and clause.origin is not None)
