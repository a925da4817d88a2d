"""What the letters of a year are made from, read once for all of them: targets, templates, deposits, report day."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.letters import Letter
from app.models.schemes import Deposit
from app.models.units import Unit
from app.services import monthly_reports, offices, targets
from app.services.letters.pages import StatedTarget, compose, stated_targets
from app.services.letters.sheet import LetterSheet
from app.services.letters.templates import TemplateEntry, template
from app.services.letters.values import LetterContext
from app.services.offices import OfficeInfo
from app.values.dates import PartialDate


class LettersOfYear:
    """One year's; each letter is worded by its own office's template, also in a county's file."""

    def __init__(self, session: Session, year: int) -> None:
        self._session, self._year = session, year
        self.grid = targets.grid(session, year)
        self._templates: dict[str, TemplateEntry] = {}
        self._offices: dict[str, OfficeInfo] = {}
        self._deposits = _deposits(session, year)
        self._cautious = offices.is_cautious(session)
        self._report_day = f"{monthly_reports.term(session).day}日"

    def template(self, letter: Letter) -> TemplateEntry:
        """The template that the letter follows."""
        key = letter.office_id
        if key not in self._templates:
            self._templates[key] = template(self._session, self._year, key)
        return self._templates[key]

    def stated(self, letter: Letter) -> tuple[StatedTarget, ...]:
        """The targets that the letter states."""
        return stated_targets(letter, self.grid)

    def sheet(self, letter: Letter) -> LetterSheet:
        """The letter as it prints."""
        unit = self._session.get_one(Unit, letter.unit_id)
        amount, due_on = self._deposits.get(letter.unit_id, (None, None))
        around = LetterContext(self.template(letter), self._report_day, amount, due_on, self._cautious)
        return compose(letter, unit, self._office(letter), around, self.stated(letter))

    def _office(self, letter: Letter) -> OfficeInfo:
        key = letter.office_id
        if key not in self._offices:
            self._offices[key] = offices.info(self._session, key)
        return self._offices[key]


def _deposits(session: Session, year: int) -> dict[str, tuple[int, PartialDate | None]]:
    """What each unit deposits in that year in fen, and by when at the latest."""
    statement = (
        select(Deposit.unit_id, func.sum(Deposit.amount), func.max(Deposit.due_on))
        .where(Deposit.deleted_at.is_(None), Deposit.year == year)
        .group_by(Deposit.unit_id)
    )
    return {unit: (amount, due_on) for unit, amount, due_on in session.execute(statement)}
