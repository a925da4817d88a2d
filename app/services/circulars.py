"""What the office chose for its circulars: the tables of each kind, and whether there is a 红黑榜 at all."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.services import offices
from app.values.papers import PaperKind

_TABLES, _BOARD = "circular_tables", "red_and_black_board"


def tables(session: Session, kind: PaperKind, usual: Iterable[str]) -> tuple[str, ...]:
    """The keys of the tables that were ticked for a kind the last time, else the ``usual`` ones."""
    kept = (offices.value(session, _TABLES) or {}).get(kind.value)
    return tuple(usual) if kept is None else tuple(kept)


def set_tables(session: Session, kind: PaperKind, keys: Iterable[str]) -> None:
    """Remembers the tables of a kind."""
    kept = dict(offices.value(session, _TABLES) or {})
    offices.set_value(session, _TABLES, {**kept, kind.value: list(keys)})


def has_board(session: Session) -> bool:
    """Whether the office has a 红黑榜: only where it was switched on, and never with 稳妥口径."""
    return bool(offices.value(session, _BOARD)) and not offices.is_cautious(session)


def switch_board(session: Session, *, on: bool) -> None:
    """Switches the 红黑榜 on or off."""
    offices.set_value(session, _BOARD, on)
