"""Duplicates: what of the lists a new record may be already, surest first. Reads a few candidates, never a whole list.

Candidates come from the stored search column by pieces of name and phone, and by amount; the comparison itself is in
``matching_levels``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.fields import RECORDS
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.leads import Lead
from app.models.projects import Project
from app.services.matching.levels import (
    Firm,
    Level,
    Person,
    Prospect,
    Verdict,
    compare_firms,
    compare_people,
    compare_prospects,
)
from app.services.matching.names import firm_core, phones, project_core
from app.values.words import clean

__all__ = ["Firm", "Level", "Person", "Prospect"]

_PIECE = 4  # characters at the head or the tail of a name that a candidate must share
_TAIL = 7  # digits at the end of a number that are written without a hyphen
_MOST = 20  # duplicates shown


@dataclass(frozen=True)
class Duplicate:
    """A record that the new one may be: ``kind`` is its list (leads, projects, enterprises, fellows)."""

    kind: str
    id: str
    title: str
    level: Level
    reasons: tuple[str, ...]

    @property
    def named(self) -> str:
        """The record by its list and its name: 项目“…”."""
        return f"{RECORDS[self.kind].noun}“{self.title}”"

    @property
    def sentence(self) -> str:
        """What to tell the clerk: 与项目“…”投资方相同、金额相同."""
        return f"与{self.named}{'、'.join(self.reasons)}"


def leads_like(session: Session, one: Prospect, key: str | None = None) -> tuple[Duplicate, ...]:
    """Leads, and projects that did not come from the lead ``key`` itself, that ``one`` may be."""
    among_leads = _compared(session, "leads", _leads(one, key), lambda row: compare_prospects(one, Prospect(*row)))
    others = (p for p in _projects_like(session, one, None, key) if p.level < Level.HINT)
    # What the 项目库 has may have grown from another lead: the clerk decides.
    chosen = (p if p.level is not Level.SAME else _weaker(p) for p in others)
    return _sorted([*among_leads, *chosen])


def projects_like(session: Session, one: Prospect, key: str | None = None) -> tuple[Duplicate, ...]:
    """Projects that ``one`` may be; ``key`` is the project that is being changed."""
    return _sorted(_projects_like(session, one, key, None))


def firms_like(session: Session, one: Firm, key: str | None = None) -> tuple[Duplicate, ...]:
    """Enterprises that ``one`` may be."""
    words = [*_pieces(firm_core(one.name)), *_tails(one.phone), *filter(None, [one.credit_code.lower()])]
    statement = _among(Enterprise, _holds(Enterprise.search, words), key)
    columns = (Enterprise.id, Enterprise.name, Enterprise.credit_code, Enterprise.phone)
    found = _compared(
        session, "enterprises", statement.with_only_columns(*columns), lambda row: compare_firms(one, Firm(*row))
    )
    return _sorted(found)


def people_like(session: Session, one: Person, key: str | None = None) -> tuple[Duplicate, ...]:
    """Fellow townspeople that ``one`` may be; the name alone is never enough."""
    words = [*_tails(one.phone), *filter(None, [clean(one.name).lower()])]
    condition = _holds(Fellow.search, words)
    if one.wechat:
        condition = or_(condition, Fellow.wechat == one.wechat)
    columns = (Fellow.id, Fellow.name, Fellow.phone, Fellow.employer, Fellow.origin, Fellow.residence)
    statement = _among(Fellow, condition, key).with_only_columns(*columns, Fellow.born_on, Fellow.wechat)

    def compare(row: tuple[Any, ...]) -> Verdict:
        name, phone, employer, origin, residence, born, wechat = row
        there = Person(name, phone, employer, origin, residence, born.iso if born else "", wechat)
        return compare_people(one, there)

    return _sorted(_compared(session, "fellows", statement, compare))


def must_be_new(found: Iterable[Duplicate], field: str = "name") -> None:
    """Refuses what is surely in the list already."""
    same = next((each for each in found if each.level is Level.SAME), None)
    if same is not None:
        raise Refused(f"{same.sentence}，已经登记过，请直接修改原来的记录。", field=field)


def _leads(one: Prospect, key: str | None) -> Select[*tuple[Any, ...]]:
    condition = or_(_holds(Lead.search, _words(one)), _has_amount(Lead.intended_amount, one.amount))
    columns = (Lead.id, Lead.name, Lead.investor, Lead.intended_amount, Lead.phone)
    return _among(Lead, condition, key).with_only_columns(*columns)


def _projects_like(session: Session, one: Prospect, key: str | None, lead_id: str | None) -> Iterator[Duplicate]:
    condition = or_(_holds(Project.search, _words(one)), _has_amount(Project.total_investment, one.amount))
    if one.credit_code:
        condition = or_(condition, Project.credit_code == one.credit_code)
    statement = _among(Project, condition, key)
    if lead_id is not None:
        statement = statement.where(Project.lead_id.is_distinct_from(lead_id))
    columns = (Project.id, Project.name, Project.investor, Project.total_investment, Project.credit_code)

    def compare(row: tuple[Any, ...]) -> Verdict:
        name, investor, amount, code = row
        # A project's phone is that of the township's own 责任人: it tells nothing of the investor.
        return compare_prospects(one, Prospect(name, investor, amount, "", code))

    return _compared(session, "projects", statement.with_only_columns(*columns), compare)


def _compared(
    session: Session, kind: str, statement: Select[*tuple[Any, ...]], compare: Callable[[tuple[Any, ...]], Verdict]
) -> Iterator[Duplicate]:
    for key, *values in session.execute(statement).all():
        verdict = compare(tuple(values))
        if verdict is not None:
            yield Duplicate(kind, key, values[0], *verdict)


def _among(model: type[Any], condition: ColumnElement[bool], key: str | None) -> Select[*tuple[Any, ...]]:
    statement = select(model).where(model.deleted_at.is_(None), condition)
    return statement if key is None else statement.where(model.id != key)


def _words(one: Prospect) -> list[str]:
    return [*_pieces(project_core(one.name)), *_pieces(firm_core(one.investor)), *_tails(one.phone)]


def _tails(phone: str) -> list[str]:
    """The last digits of each number: a list may have it with an area code, or with a hyphen after it."""
    return [number[-_TAIL:] for number in phones(phone)]


def _pieces(core: str) -> list[str]:
    """The head and the tail of a name: a slip of the pen in one leaves the other."""
    return list(dict.fromkeys((core[:_PIECE], core[-_PIECE:]))) if core else []


def _holds(search: Any, words: Iterable[str]) -> ColumnElement[bool]:
    return or_(false(), *(search.contains(word, autoescape=True) for word in words))


def _has_amount(column: Any, amount: int | None) -> ColumnElement[bool]:
    return column == amount if amount else false()


def _weaker(found: Duplicate) -> Duplicate:
    return Duplicate(found.kind, found.id, found.title, Level.LIKELY, found.reasons)


def _sorted(found: Iterable[Duplicate]) -> tuple[Duplicate, ...]:
    return tuple(sorted(found, key=lambda each: (each.level, each.title, each.id))[:_MOST])
