"""The clocks of a lead: reply in a day, judge in three, report back in a week, then every fortnight.

A month without progress asks for its reason. A term that ends on a day off moves to the next working day; the date
that a clerk set for the next step stays as it was set. What is known only to the month runs from the month's end.
A lead that was given up and taken up again starts its clocks anew on that day.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.leads import Judgement, LeadState
from app.services import offices
from app.services.workdays import WorkCalendar
from app.values.dates import PartialDate

MAJOR = 10_000_000_000  # fen: 亿元以上, the sum itself included
ENDED = frozenset({LeadState.CONVERTED, LeadState.SHELVED, LeadState.FAILED})
_SETTING = "lead_terms"


class TermKind(StrEnum):
    """What a clock asks for."""

    REPLY = "首次答复"
    JUDGE = "研判"
    FEEDBACK = "反馈进展"
    FOLLOW = "定期跟进"
    STEP = "下步措施"
    STALLED = "说明无进展原因"


@dataclass(frozen=True)
class TermDays:
    """The office's terms in calendar days; ``judge_major`` is for 亿元以上."""

    reply: int = 1
    judge: int = 3
    judge_major: int = 7
    feedback: int = 7
    follow: int = 14


@dataclass(frozen=True)
class LeadFacts:
    """What the clocks of one lead run on; ``amount`` in fen, ``explained_on`` the last reason for no progress.

    ``revived_on`` is when it was last taken up again.
    """

    state: LeadState
    judgement: Judgement
    registered_on: PartialDate | None
    judged_on: PartialDate | None
    last_followed_on: PartialDate | None
    next_on: PartialDate | None
    amount: int | None = None
    explained_on: PartialDate | None = None
    revived_on: PartialDate | None = None


@dataclass(frozen=True)
class Term:
    """One running clock and the last day on which it is kept."""

    kind: TermKind
    due_on: date

    def is_late(self, today: date) -> bool:
        """Whether the day has passed."""
        return self.due_on < today


def days(session: Session) -> TermDays:
    """The office's terms."""
    own = offices.value(session, _SETTING, {})
    return TermDays(**{each.name: own[each.name] for each in fields(TermDays) if each.name in own})


def set_days(session: Session, new: TermDays) -> None:
    """Keeps the office's terms; each between 1 and 365 days."""
    for name, value in asdict(new).items():
        if not 1 <= value <= 365:
            raise Refused("期限应在1到365天之间。", field=name)
    offices.set_value(session, _SETTING, asdict(new))


def open_terms(lead: LeadFacts, calendar: WorkCalendar, terms: TermDays) -> tuple[Term, ...]:
    """The running clocks of a lead, the earliest first; none for one that has ended or was judged 无效."""
    if lead.state in ENDED or lead.judgement is Judgement.INVALID:
        return ()
    found: list[Term] = []

    def run(kind: TermKind, start: PartialDate | None, length: int) -> None:
        if start is not None:
            begun = start.last if lead.revived_on is None else max(start.last, lead.revived_on.last)
            found.append(Term(kind, calendar.ends(begun, length)))

    judge = terms.judge_major if lead.amount is not None and lead.amount >= MAJOR else terms.judge
    pending = lead.judgement is Judgement.PENDING
    if pending:
        run(TermKind.JUDGE, lead.registered_on, judge)
    if pending and lead.last_followed_on is None:
        run(TermKind.REPLY, lead.registered_on, terms.reply)
    elif _awaits_feedback(lead):
        run(TermKind.FEEDBACK, lead.judged_on or lead.registered_on, terms.feedback)
    else:
        run(TermKind.FOLLOW, lead.last_followed_on, terms.follow)
    if lead.next_on is not None:
        found.append(Term(TermKind.STEP, lead.next_on.last))
    if (quiet_since := _quiet_since(lead)) is not None:
        found.append(Term(TermKind.STALLED, calendar.month_after(quiet_since)))
    return tuple(sorted(found, key=lambda term: term.due_on))


def pressing(terms: tuple[Term, ...], today: date) -> Term | None:
    """The clock to show of several: a month without progress where it has passed, else the earliest."""
    stalled = (term for term in terms if term.kind is TermKind.STALLED and term.is_late(today))
    return next(stalled, terms[0] if terms else None)


def _awaits_feedback(lead: LeadFacts) -> bool:
    if lead.judgement is not Judgement.VALID:
        return False
    if lead.last_followed_on is None:
        return True
    return lead.judged_on is not None and lead.last_followed_on.last < lead.judged_on.first


def _quiet_since(lead: LeadFacts) -> date | None:
    """Since when nothing has come of the lead, or since its silence was last explained or it was taken up again."""
    since = lead.last_followed_on or lead.registered_on
    known = [each.last for each in (since, lead.explained_on, lead.revived_on) if each is not None]
    return max(known, default=None)
