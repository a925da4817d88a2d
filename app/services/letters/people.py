"""Who answers for a letter: the person it was signed with, and each who took it over, with the day and the reason."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.letters import Letter, Responsibility
from app.values.dates import PartialDate
from app.values.words import clean


@dataclass(frozen=True)
class Holder:
    """One responsible person; ``since`` is None for the first, who has been it from the beginning."""

    name: str
    since: PartialDate | None
    reason: str


def holders(session: Session, letter: Letter) -> tuple[Holder, ...]:
    """Everybody who has been responsible, the first one first; nobody where it never changed."""
    statement = select(Responsibility).where(Responsibility.letter_id == letter.id)
    found = [Holder(each.name, each.since, each.reason) for each in session.scalars(statement)]
    return tuple(sorted(found, key=lambda each: each.since.iso if each.since else ""))


def hand_over(session: Session, letter: Letter, name: str, since: PartialDate | None, reason: str) -> None:
    """Records that another person takes the letter over; does nothing where it is the same or there was none."""
    name = clean(name)
    if not letter.responsible or letter.responsible == name:
        return
    if letter.responsible not in {each.name for each in holders(session, letter)}:
        session.add(Responsibility(letter_id=letter.id, name=letter.responsible))
    session.add(Responsibility(letter_id=letter.id, name=name or "（空缺）", since=since, reason=clean(reason)))
    session.flush()
