"""What a row that no key matches may be already: chosen by the clerk beforehand, or made with a warning."""

from collections.abc import Sequence

from app.jobs.imports.notes import Decision, Likely
from app.jobs.imports.rows import ImportRow
from app.services.matching import Duplicate, Level


class Passed(Exception):
    """A row that the clerk has left out."""


def same_as(row: ImportRow, title: str, kind: str, found: Sequence[Duplicate]) -> str | None:
    """The id of the record that the row shall change, as the clerk decided; None where it makes one of its own.

    ``kind`` is the ledger's own list. Without a decision what is likely or possible is warned of, a mere hint is not.
    Raises :class:`Passed` for a row that is left out.
    """
    if not found:
        return None
    own = next((one for one in found if one.kind == kind and one.id not in row.notes.made), None)
    shown = own if own is not None and own.level == found[0].level else found[0]
    row.notes.likely.append(Likely(row.row.number, title, shown, shown is own, row.ledger.sheet))
    decision = row.notes.decisions.get(row.key)
    if decision is Decision.SKIP:
        raise Passed
    if decision is Decision.MERGE and own is not None:
        return own.id
    if decision is None and shown.level < Level.HINT:
        row.warn("name", f"{shown.sentence}，可能是同一条，已经新建，请核对。")
    return None
