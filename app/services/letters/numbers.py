"""The numbers of a year's letters: the next one, and the letters that were taken away and keep theirs."""

from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.letters import Letter, LetterStatus
from app.services import offices


class Numbers:
    """The letters of this office in a year, also those that were taken away."""

    def __init__(self, session: Session, year: int) -> None:
        self.office, self._year = offices.required(session), year
        of_year = select(Letter).where(Letter.office_id == self.office.id, Letter.year == year)
        letters = session.scalars(of_year).all()
        self._taken = {letter.number for letter in letters}
        self._last = max((letter.serial for letter in letters), default=0)
        self._away = {(each.unit_id, each.occasion): each for each in letters if each.deleted_at is not None}

    def next(self) -> tuple[int, str]:
        """The next serial and its number, which nobody has given to another letter by hand."""
        self._last = next(serial for serial in count(self._last + 1) if self._text(serial) not in self._taken)
        return self._last, self._text(self._last)

    def taken_away(self, unit_id: str, occasion: str = "") -> Letter | None:
        """The unit's letter that was taken away, as a draft with nothing left of what was signed; None without one."""
        letter = self._away.get((unit_id, occasion))
        if letter is not None:
            letter.deleted_at, letter.status = None, LetterStatus.DRAFT
            letter.printed_on = letter.signed_on = letter.as_signed = None
            letter.clauses, letter.targets = [], []
        return letter

    def _text(self, serial: int) -> str:
        return f"{self.office.short_name or self.office.name[:1]}招责〔{self._year}〕{serial}号"
