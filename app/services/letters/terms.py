"""What letters are made of, read once for all letters of a year: targets, templates, deposits, the report day."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.letters import Letter, LetterStatus, PartyStyle, SchemeAnnex
from app.models.schemes import Deposit, Scheme, SchemeUnit
from app.models.units import Unit
from app.services import monthly_reports, offices, targets
from app.services.entries import standing
from app.services.letters.stated import StatedTarget, stated_targets
from app.services.letters.templates import TemplateEntry, template
from app.services.letters.wording import Wording
from app.services.offices import OfficeInfo
from app.services.schemes.entries import entry_of
from app.services.schemes.rows import SchemeEntry
from app.services.schemes.travel import Names, item_words
from app.services.targets import TargetGrid
from app.values.dates import PartialDate


@dataclass(frozen=True)
class SchemeTerms:
    """A scheme that judges the unit, with its items in a clerk's words, by the item's field."""

    entry: SchemeEntry
    items: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class LetterTerms:
    """Everything that one letter is composed of, as plain values.

    ``as_signed`` is the sheet that was signed: then that is the letter, whatever the rest says today. ``deposit`` is
    what is registered for the unit in fen; ``schemes`` are read only where the template binds them behind the letter.
    """

    id: str
    year: int
    last_year: int
    unit: str
    occasion: str
    begins_on: PartialDate | None
    ends_on: PartialDate | None
    title: str
    number: str
    has_parties: bool
    copies: int
    responsible: str
    liaison: str
    third_name: str
    opening: str
    wording: tuple[Wording, ...]
    stated: tuple[StatedTarget, ...]
    office: OfficeInfo
    template: TemplateEntry
    report_day: str  # 25日
    deposit: int | None
    deposit_due_on: PartialDate | None
    cautious: bool  # 稳妥口径
    schemes: tuple[SchemeTerms, ...]
    as_signed: Any


def wording_of(letter: Letter, followed: TemplateEntry) -> tuple[Wording, ...]:
    """The letter's own clauses where it has any, else those of the template that are on."""
    if letter.clauses:
        return tuple(Wording(str(c.position), c.heading, c.text, level=c.level) for c in letter.clauses)
    return tuple(clause for clause in followed.clauses if clause.is_on)


class LettersRead:
    """Letters with what lies around them; each is worded by its own office's template, also in a county's file."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._grids: dict[int, TargetGrid] = {}
        self._templates: dict[tuple[str, int], TemplateEntry] = {}
        self._offices: dict[str, OfficeInfo] = {}
        self._deposits: dict[int, dict[str, tuple[int, PartialDate | None]]] = {}
        self._schemes: dict[tuple[int, str], tuple[SchemeTerms, ...]] = {}
        self._cautious = offices.is_cautious(session)
        self._report_day = f"{monthly_reports.term(session).day}日"

    def grids(self, letter: Letter) -> tuple[TargetGrid, ...]:
        """The targets of the years that the letter binds in."""
        years = range(letter.year, letter.last_year + 1)
        for year in years:
            if year not in self._grids:
                self._grids[year] = targets.grid(self._session, year)
        return tuple(self._grids[year] for year in years)

    def template(self, letter: Letter) -> TemplateEntry:
        """The template that the letter follows."""
        key = letter.office_id, letter.year
        if key not in self._templates:
            self._templates[key] = template(self._session, letter.year, letter.office_id)
        return self._templates[key]

    def stated(self, letter: Letter) -> tuple[StatedTarget, ...]:
        """The targets that the letter states."""
        return stated_targets(letter, self.grids(letter))

    def terms(self, letter: Letter) -> LetterTerms:
        """The letter with all that it is composed of."""
        followed, is_signed = self.template(letter), letter.status is LetterStatus.SIGNED
        amount, due_on = self._deposited(letter)
        binds_scheme = followed.scheme_annex is not SchemeAnnex.NONE and not letter.occasion
        return LetterTerms(
            id=letter.id,
            year=letter.year,
            last_year=letter.last_year,
            unit=self._session.get_one(Unit, letter.unit_id).name,
            occasion=letter.occasion,
            begins_on=letter.begins_on,
            ends_on=letter.ends_on,
            title=letter.title,
            number=letter.number,
            has_parties=letter.party_style is PartyStyle.PARTIES,
            copies=letter.copies,
            responsible=letter.responsible,
            liaison=letter.liaison,
            third_name=letter.third_name,
            opening=letter.opening,
            wording=wording_of(letter, followed),
            stated=self.stated(letter),
            office=self._office(letter),
            template=followed,
            report_day=self._report_day,
            deposit=amount,
            deposit_due_on=due_on,
            cautious=self._cautious,
            schemes=self._judging(letter) if binds_scheme else (),
            as_signed=letter.as_signed if is_signed else None,
        )

    def _office(self, letter: Letter) -> OfficeInfo:
        key = letter.office_id
        if key not in self._offices:
            self._offices[key] = offices.info(self._session, key)
        return self._offices[key]

    def _deposited(self, letter: Letter) -> tuple[int | None, PartialDate | None]:
        """What the unit deposits in the letter's year in fen, and by when at the latest."""
        if letter.year not in self._deposits:
            statement = (
                select(Deposit.unit_id, func.sum(Deposit.amount), func.max(Deposit.due_on))
                .where(Deposit.deleted_at.is_(None), Deposit.year == letter.year)
                .group_by(Deposit.unit_id)
            )
            rows = self._session.execute(statement)
            self._deposits[letter.year] = {unit: (amount, due_on) for unit, amount, due_on in rows}
        return self._deposits[letter.year].get(letter.unit_id, (None, None))

    def _judging(self, letter: Letter) -> tuple[SchemeTerms, ...]:
        """The schemes of the letter's year that judge its unit, by their titles."""
        key = letter.year, letter.unit_id
        if key not in self._schemes:
            judged = select(SchemeUnit.scheme_id).where(SchemeUnit.unit_id == letter.unit_id)
            found = standing(Scheme).where(Scheme.year == letter.year, Scheme.id.in_(judged)).order_by(Scheme.title)
            names = Names(self._session)
            entries = [entry_of(self._session, scheme) for scheme in self._session.scalars(found)]
            self._schemes[key] = tuple(
                SchemeTerms(entry, tuple(item_words(item, names) for item in entry.items)) for entry in entries
            )
        return self._schemes[key]
