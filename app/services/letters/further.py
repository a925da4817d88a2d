"""A further letter to units that have theirs: a contest of a hundred days, a second half-year."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.letters import Letter
from app.models.units import Unit
from app.services.entries import must_exist, standing
from app.services.letters.numbers import Numbers
from app.services.letters.templates import template, title_of
from app.values.dates import PartialDate
from app.values.words import clean


@dataclass(frozen=True)
class FurtherEntry:
    """What it is about and from when to when it binds; its targets are its own, and written in the letter."""

    occasion: str = ""
    begins_on: PartialDate | None = None
    ends_on: PartialDate | None = None


def draft_further(session: Session, ids: Iterable[str], entered: FurtherEntry) -> list[str]:
    """Drafts and numbers a further letter for the unit of each of these letters; returns the new letters' ids.

    A unit that has one on that occasion gets no second. Refused without an occasion, or with days in disorder.
    """
    occasion = clean(entered.occasion)
    if not occasion:
        raise Refused("请填写另签一份的事项，如“百日竞赛”。", field="occasion")
    must_be_in_order(entered.begins_on, entered.ends_on)
    drafted = []
    for key in ids:
        letter = must_exist(session, Letter, key)
        same = standing(Letter).where(
            Letter.office_id == letter.office_id,
            Letter.year == letter.year,
            Letter.unit_id == letter.unit_id,
            Letter.occasion == occasion,
        )
        if session.scalar(same) is None:
            drafted.append(_draft(session, letter, occasion, entered))
            session.flush()
    if not drafted:
        raise Refused(f"选中的单位都已有“{occasion}”的责任书。", field="occasion")
    return [letter.id for letter in drafted]


def must_be_in_order(begins_on: PartialDate | None, ends_on: PartialDate | None) -> None:
    """Refuses a letter that would end before it begins."""
    if begins_on and ends_on and ends_on.last < begins_on.first:
        raise Refused("责任期的截止日期早于起始日期，请核对。", field="ends_on")


def _draft(session: Session, beside: Letter, occasion: str, entered: FurtherEntry) -> Letter:
    unit, numbers = session.get_one(Unit, beside.unit_id), Numbers(session, beside.year)
    wording = template(session, beside.year, beside.office_id)
    letter = numbers.taken_away(unit.id, occasion)
    if letter is None:
        serial, number = numbers.next()
        letter = Letter(office_id=beside.office_id, year=beside.year, unit_id=unit.id, serial=serial, number=number)
        letter.occasion = occasion
    letter.begins_on, letter.ends_on = entered.begins_on, entered.ends_on
    letter.title = title_of(numbers.office.name, (beside.year, letter.last_year), wording.title_word, occasion)
    letter.party_style, letter.copies = wording.party_style, wording.copies
    letter.responsible, letter.liaison = unit.head, unit.liaison
    session.add(letter)
    return letter
