"""What papers say of leads: those of 亿元以上 with the projects they became, the key firms, and one week."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.models.enterprises import Enterprise
from app.models.leads import Judgement, Lead, LeadFollowUp, LeadState
from app.models.projects import Project
from app.models.units import Unit
from app.services import enterprises, workdays
from app.services.entries import as_entered, standing
from app.services.leads.follow_ups import Mark, marked_between, marked_on
from app.services.leads.terms import ENDED, MAJOR
from app.values.dates import PartialDate
from app.values.stages import STAGES, Stage

_FOUR_WEEKS = timedelta(days=28)  # no month is shorter
_IN_HAND = Lead.state.not_in(list(ENDED)) & (Lead.judgement != Judgement.INVALID)
_BEFORE_SIGNATURE = STAGES[: STAGES.index(Stage.SIGNED)]


@dataclass(frozen=True)
class MajorRow:
    """A lead or a project of 亿元以上 that is not signed yet; money in fen."""

    name: str
    investor: str
    amount: int
    industry: str
    land_need: str
    state: str
    leader: str
    unit: str
    person: str
    progress: str
    problem: str
    next_step: str = ""
    next_on: PartialDate | None = None


@dataclass(frozen=True)
class KeyFirmRow:
    """A firm that a leader keeps in touch with; ``amount`` in fen, None where nothing is known."""

    leader: str
    name: str
    place: str
    industry: str
    kind: str
    contact: str
    contact_title: str
    phone: str
    intentions: str
    amount: int | None
    last_contact_on: PartialDate | None
    progress: str


@dataclass(frozen=True)
class WeekRow:
    """What happened to one lead in the week; ``words`` are the contact's, the reason's or the project's."""

    id: str
    happening: str
    name: str
    investor: str
    amount: int | None
    source: str
    state: str
    unit: str
    person: str
    words: str = ""


@dataclass(frozen=True)
class LeadWeek:
    """One week of leads, money in fen; a lead may stand in several. ``standing`` are the ids of those in hand."""

    standing: tuple[str, ...]
    standing_amount: int
    registered: tuple[WeekRow, ...]
    judged_valid: tuple[WeekRow, ...]
    followed: tuple[WeekRow, ...]
    converted: tuple[WeekRow, ...]
    ended: tuple[WeekRow, ...]
    stalled: tuple[WeekRow, ...]

    @property
    def rows(self) -> tuple[WeekRow, ...]:
        """All that happened, by kind."""
        return (
            *self.registered, *self.judged_valid, *self.followed, *self.converted, *self.ended, *self.stalled,
        )  # fmt: skip


def major(session: Session) -> tuple[MajorRow, ...]:
    """重要线索项目: the largest first. A lead that became a project stands there once, as the project."""
    living = Lead.state.not_in([LeadState.SHELVED, LeadState.FAILED]) & (Lead.judgement != Judgement.INVALID)
    became = select(Project.lead_id).where(Project.lead_id.is_not(None), Project.deleted_at.is_(None))
    leads = _with_unit(Lead).where(living, Lead.intended_amount >= MAJOR, Lead.id.not_in(became))
    projects = _with_unit(Project).where(Project.total_investment >= MAJOR, Project.stage.in_(_BEFORE_SIGNATURE))
    rows = [
        MajorRow(
            x.name, x.investor, x.intended_amount or 0, x.industry, x.land_need, str(x.state), x.leader, unit or "",
            x.person, x.dealings, x.obstacles, x.next_step, x.next_on,
        )
        for x, unit in session.execute(leads)
    ]  # fmt: skip
    rows += [
        MajorRow(
            x.name, x.investor, x.total_investment or 0, x.industry, x.land_need, str(x.stage), x.leader, unit or "",
            x.person, x.progress, x.problem,
        )
        for x, unit in session.execute(projects)
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.amount, row.name)))


def key_firms(session: Session) -> tuple[KeyFirmRow, ...]:
    """领导领衔联系重点企业: firms with a leader, by leader."""
    firms = standing(Enterprise).where(Enterprise.leader != "")
    ordered = session.scalars(firms.order_by(Enterprise.leader, Enterprise.name)).all()
    contacts = enterprises.last_contacts(session)
    return tuple(_key_firm(session, firm, contacts.get(firm.id)) for firm in ordered)


def _key_firm(session: Session, firm: Enterprise, last_contact_on: PartialDate | None) -> KeyFirmRow:
    given_up = {str(LeadState.CONVERTED), str(LeadState.SHELVED), str(LeadState.FAILED), str(Stage.ENDED)}
    in_hand = [
        one
        for one in enterprises.records(session, firm.id)
        if one.kind in {"leads", "projects"} and one.state not in given_up
    ]
    amounts = [one.amount for one in in_hand if one.amount is not None]
    return KeyFirmRow(
        firm.leader,
        firm.name,
        firm.place,
        firm.industry,
        firm.kind,
        firm.contact,
        firm.contact_title,
        firm.phone,
        "；".join(f"{one.name}（{one.state}）" for one in in_hand),
        sum(amounts) if amounts else None,
        last_contact_on,
        "；".join(dict.fromkeys(one.words.rstrip("。；") for one in in_hand if one.words)),
    )


def week(session: Session, first: date, last: date) -> LeadWeek:
    """What was registered, judged 有效, followed, converted and ended from ``first`` to ``last``.

    ``stalled`` are the leads that have been without contact for a month at the end of the week, with their reasons;
    those that gave none in the last month have no words: a reason is asked for each month.
    """
    marks = {
        mark: marked_between(session, mark, PartialDate.of(first), PartialDate.of(last))
        for mark in (Mark.CONVERTED, Mark.SHELVED, Mark.FAILED)
    }
    contacts = _contacts(session, first, last)
    told_of = {*contacts, *(key for found in marks.values() for key in found)}
    known = _leads(session, first, last, told_of)
    leads = [lead for lead, _ in known.values()]

    def rows(happening: str, found: Iterable[tuple[str, str]]) -> tuple[WeekRow, ...]:
        made = (_week_row(happening, *known[key], words) for key, words in found if key in known)
        return tuple(sorted(made, key=lambda row: (-(row.amount or 0), row.name)))

    def on(happening: str, holds: Callable[[Lead], bool]) -> tuple[WeekRow, ...]:
        return rows(happening, ((lead.id, "") for lead in leads if holds(lead)))

    in_hand = [lead for lead in leads if lead.state not in ENDED and lead.judgement is not Judgement.INVALID]
    ended = {**marks[Mark.SHELVED], **marks[Mark.FAILED]}
    standing = session.execute(select(Lead.id, Lead.intended_amount).where(Lead.deleted_at.is_(None), _IN_HAND)).all()
    return LeadWeek(
        standing=tuple(key for key, _ in standing),
        standing_amount=sum(amount or 0 for _, amount in standing),
        registered=on("新增", lambda lead: _within(lead.registered_on, first, last)),
        judged_valid=on("研判有效", lambda lead: _is_valid(lead) and _within(lead.judged_on, first, last)),
        followed=rows("跟进", contacts.items()),
        converted=rows("转项目", marks[Mark.CONVERTED].items()),
        ended=tuple(row for state in ("搁置", "失败") for row in rows(state, ended.items()) if row.state == state),
        stalled=rows("一月无进展", _stalled(session, in_hand, last)),
    )


def _leads(session: Session, first: date, last: date, told_of: set[str]) -> dict[str, tuple[Lead, str]]:
    """The leads that a week may speak of: dated in it, told of in it, or in hand and quiet for four weeks."""
    begin, end = PartialDate.of(first).iso, PartialDate.of(last).iso
    quiet = func.coalesce(Lead.last_followed_on, Lead.registered_on) <= PartialDate.of(last - _FOUR_WEEKS).iso
    dated = or_(Lead.registered_on.between(begin, end), Lead.judged_on.between(begin, end), _IN_HAND & quiet)
    found = {lead.id: (lead, unit or "") for lead, unit in session.execute(_with_unit(Lead).where(dated))}
    for key in told_of - set(found):
        lead = session.get_one(Lead, key)
        unit = session.get(Unit, lead.unit_id) if lead.unit_id else None
        if lead.deleted_at is None:
            found[key] = (lead, unit.name if unit else "")
    return found


def _stalled(session: Session, in_hand: list[Lead], last: date) -> list[tuple[str, str]]:
    calendar = workdays.calendar(session)
    revived = marked_on(session, Mark.REVIVED, (lead.id for lead in in_hand))
    quiet = {
        lead.id: since
        for lead in in_hand
        if (since := _quiet_since(lead, revived.get(lead.id))) and calendar.month_after(since) < last
    }
    if not quiet:
        return []
    oldest = PartialDate.of(min(quiet.values()))
    reasons = marked_between(session, Mark.EXPLAINED, oldest, PartialDate.of(last))
    said = marked_on(session, Mark.EXPLAINED, quiet)
    answered = {key for key, day in said.items() if calendar.month_after(day.last) >= last}
    return [(key, reasons.get(key, "") if key in answered else "") for key in quiet]


def _quiet_since(lead: Lead, revived_on: PartialDate | None) -> date | None:
    since = lead.last_followed_on or lead.registered_on
    return max((each.last for each in (since, revived_on) if each is not None), default=None)


def _contacts(session: Session, first: date, last: date) -> dict[str, str]:
    """The words of each lead's last contact in the week."""
    statement = select(LeadFollowUp.lead_id, LeadFollowUp.content).where(
        LeadFollowUp.happened_on >= PartialDate.of(first).iso, LeadFollowUp.happened_on <= PartialDate.of(last).iso
    )
    for mark in Mark:
        statement = statement.where(~LeadFollowUp.content.startswith(mark.head, autoescape=True))
    contacts = session.execute(statement.order_by(LeadFollowUp.happened_on.asc(), as_entered(LeadFollowUp)))
    return {key: content for key, content in contacts}  # noqa: C416 - a result has keys() of its own


def _week_row(happening: str, lead: Lead, unit: str, words: str) -> WeekRow:
    return WeekRow(
        lead.id, happening, lead.name, lead.investor, lead.intended_amount, str(lead.source), str(lead.state), unit,
        lead.person, words,
    )  # fmt: skip


def _is_valid(lead: Lead) -> bool:
    return lead.judgement is Judgement.VALID


def _within(day: PartialDate | None, first: date, last: date) -> bool:
    return day is not None and first <= day.first and day.last <= last


def _with_unit(model: type[Lead] | type[Project]) -> Select[*tuple[Any, ...]]:
    joined = select(model, Unit.name).outerjoin(Unit, model.unit_id == Unit.id)
    return joined.where(model.deleted_at.is_(None)).order_by(model.code)
