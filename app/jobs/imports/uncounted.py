"""What the records that an import made or changed leave out of the year's figures: the same doubts as beside a card."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.documents.ledgers.parts import Note
from app.indicators.catalogue import CATALOGUE
from app.indicators.doubts import doubts
from app.indicators.facts import Facts, Period
from app.models.projects import Project
from app.services import own_indicators
from app.services.facts import gather
from app.values.kinds import LedgerKind

_COUNTED = {LedgerKind.PROJECTS, LedgerKind.FUNDS, LedgerKind.LEADS, LedgerKind.ACTIVITIES}
_DECEMBER = 12


class Touched:
    """The ids of the records that are made or changed in a session from now on, and of what they belong to."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._flushed: set[str] = set()
        self._projects = self._ids()
        event.listen(session, "after_flush", self._note)

    def ids(self) -> Collection[str]:
        """All of them; new projects are written past the session, and known by not having been there."""
        return self._flushed | (self._ids() - self._projects)

    def _note(self, session: Session, _context: object) -> None:
        for record in (*session.new, *session.dirty):
            self._flushed.update(filter(None, (getattr(record, name, None) for name in ("id", "project_id"))))

    def _ids(self) -> set[str]:
        return set(self._session.scalars(select(Project.id)))


def uncounted(session: Session, touched: Touched, kinds: Iterable[LedgerKind], year: int) -> Iterator[Note]:
    """One note for each kind of doubt about these records in the year's figures; what is vague each row has said."""
    changed = touched.ids()
    if not changed or not _COUNTED & set(kinds):
        return
    indicators = (*CATALOGUE, *own_indicators.built(session))
    for doubt in doubts(_of(gather(session), changed), Period(year, _DECEMBER), lambda unit: unit or "", indicators):
        if doubt.ids:
            yield Note(None, None, "", doubt.sentence)


def _of(facts: Facts, changed: Collection[str]) -> Facts:
    return replace(
        facts,
        projects=tuple(each for each in facts.projects if each.id in changed),
        funds=tuple(each for each in facts.funds if each.id in changed),
        leads=tuple(each for each in facts.leads if each.id in changed),
        activities=tuple(each for each in facts.activities if each.id in changed),
        carriers=(),
        fellows=(),
        hand=(),
    )
