"""The office's terms for 待办: days that projects may stand, and the days by which papers are due."""

from dataclasses import asdict, dataclass, fields

from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import offices

_SETTING = "reminder_terms"


@dataclass(frozen=True)
class ReminderTerms:
    """Days a project may stand in 储备、在谈、签约、落地 before it is asked about; 半月跟踪 in days.

    ``report_day`` is the day of the month by which units report it, ``letters_month`` and ``letters_day`` the day by
    which the year's letters are signed, ``submission_day`` that of the month's submission, ``voucher_days`` how long
    an entry of funds may lack its voucher, ``backup_days`` how old the last backup may be.
    """

    reserved: int = 45
    negotiating: int = 30
    signed: int = 20
    landed: int = 7
    follow: int = 15
    report_day: int = 25
    letters_month: int = 3
    letters_day: int = 31
    submission_day: int = 28
    voucher_days: int = 30
    backup_days: int = 7


_LIMITS = {"report_day": 28, "letters_month": 12, "letters_day": 31, "submission_day": 28}


def terms(session: Session) -> ReminderTerms:
    """The office's terms."""
    own = offices.value(session, _SETTING, {})
    return ReminderTerms(**{each.name: own[each.name] for each in fields(ReminderTerms) if each.name in own})


def set_terms(session: Session, new: ReminderTerms) -> None:
    """Keeps the office's terms; days of a month up to the 28th, so that every month has them."""
    for name, value in asdict(new).items():
        most = _LIMITS.get(name, 365)
        if not 1 <= value <= most:
            raise Refused(f"这一项应在1到{most}之间。", field=name)
    offices.set_value(session, _SETTING, asdict(new))
