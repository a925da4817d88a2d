"""Duplicates for many new records at once: the lists are read one time and looked through by pieces of names.

The comparisons are those of ``matching_levels``; ``matching`` asks the same of the database for one record in a form.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.leads import Lead
from app.models.projects import Project
from app.services.matching import Duplicate
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
from app.services.matching.names import firm_core, phones, plain

_PIECE = 3  # characters: what two names must share somewhere
_COMMON = 40  # records: a piece that so many share (年产5, 有限公) tells nothing
_TAIL = 7  # digits of a number that are written without a hyphen

Compare = Callable[[Any, Any], Verdict]
Marks = Callable[[Any], Iterator[str]]


@dataclass(frozen=True)
class _Known:
    kind: str
    id: str
    title: str
    what: Any


class Likeness:
    """The records of one list (and of others that it must be told apart from), to be compared with new ones.

    Two that share none of their ``needs`` are never alike whatever marks they share: they need not be compared.
    """

    def __init__(self, compare: Compare, marks: Marks, needs: Marks | None = None) -> None:
        self._compare, self._marks, self._needs = compare, marks, needs
        self._known: list[_Known] = []
        self._by_mark: dict[str, list[int]] = {}
        self._by_need: dict[str, set[int]] = {}
        self._last: Any = None

    def add(self, kind: str, key: str, title: str, what: Any) -> None:
        """Remembers a record, so that later ones are compared with it."""
        place, what = len(self._known), self._as_asked(what)
        self._known.append(_Known(kind, key, title, what))
        for mark in set(self._marks(what)):
            self._by_mark.setdefault(mark, []).append(place)
        for need in self._needs(what) if self._needs is not None else ():
            self._by_need.setdefault(need, set()).add(place)

    def like(self, what: Any) -> tuple[Duplicate, ...]:
        """The records that ``what`` may be already, surest first."""
        self._last = what
        needed: list[set[int]] = []
        if self._needs is not None:
            needed = [there for need in self._needs(what) if (there := self._by_need.get(need))]
            if not needed:
                return ()
        held = (self._by_mark.get(mark, ()) for mark in set(self._marks(what)))
        places = set[int]().union(*(there for there in held if len(there) <= _COMMON))
        if self._needs is not None:
            places = set[int]().union(*(places & there for there in needed))
        found = (self._verdict(self._known[place], what) for place in sorted(places))
        return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.level, one.title)))

    def _as_asked(self, what: Any) -> Any:
        """The same as it was last asked for, with the forms of its names: what is like none is mostly added next."""
        return self._last if self._last == what else what

    def _verdict(self, known: _Known, what: Any) -> Duplicate | None:
        verdict = self._compare(what, known.what)
        return None if verdict is None else Duplicate(known.kind, known.id, known.title, *verdict)


def of_projects(session: Session) -> Likeness:
    """The 项目库, to be compared with :class:`Prospect`."""
    likeness = Likeness(compare_prospects, _prospect_marks, _prospect_needs)
    _add_projects(session, likeness)
    return likeness


def of_leads(session: Session) -> Likeness:
    """The leads, and the projects that one of them may have become."""
    likeness = _LeadLikeness(compare_prospects, _prospect_marks, _prospect_needs)
    columns = (Lead.id, Lead.name, Lead.investor, Lead.intended_amount, Lead.phone)
    for key, name, investor, amount, phone in session.execute(select(*columns).where(Lead.deleted_at.is_(None))):
        likeness.add("leads", key, name, Prospect(name, investor, amount, phone))
    _add_projects(session, likeness)
    return likeness


def of_firms(session: Session) -> Likeness:
    """The enterprises, to be compared with :class:`Firm`."""
    likeness = Likeness(compare_firms, _firm_marks)
    columns = (Enterprise.id, Enterprise.name, Enterprise.credit_code, Enterprise.phone)
    for key, name, *rest in session.execute(select(*columns).where(Enterprise.deleted_at.is_(None))):
        likeness.add("enterprises", key, name, Firm(name, *rest))
    return likeness


def of_people(session: Session) -> Likeness:
    """The fellow townspeople, to be compared with :class:`Person`."""
    likeness = Likeness(compare_people, _person_marks)
    columns = (Fellow.id, Fellow.name, Fellow.phone, Fellow.employer, Fellow.origin, Fellow.residence)
    statement = select(*columns, Fellow.born_on, Fellow.wechat).where(Fellow.deleted_at.is_(None))
    for key, name, phone, employer, origin, residence, born, wechat in session.execute(statement):
        person = Person(name, phone, employer, origin, residence, born.iso if born else "", wechat)
        likeness.add("fellows", key, name, person)
    return likeness


class _LeadLikeness(Likeness):
    """What the 项目库 has may have grown from another lead: never surely the same, and never a mere hint."""

    def _verdict(self, known: _Known, what: Any) -> Duplicate | None:
        found = super()._verdict(known, what)
        if found is None or known.kind == "leads":
            return found
        return None if found.level is Level.HINT else replace(found, level=max(found.level, Level.LIKELY))


def _add_projects(session: Session, likeness: Likeness) -> None:
    columns = (Project.id, Project.name, Project.investor, Project.total_investment, Project.credit_code)
    for key, name, investor, amount, code in session.execute(select(*columns).where(Project.deleted_at.is_(None))):
        likeness.add("projects", key, name, Prospect(name, investor, amount, "", code))


def _prospect_marks(one: Prospect) -> Iterator[str]:
    yield from [f"n{piece}" for piece in _pieces(one.core)]
    yield f"N{one.plain}"
    if one.investor:
        yield from [f"f{piece}" for piece in _pieces(one.firm)]
        yield f"F{one.firm}"
    yield from _phone_marks(one.phone)
    if one.credit_code:
        yield f"c{one.credit_code}"


def _prospect_needs(one: Prospect) -> Iterator[str]:
    """What names that are alike have in common (their numbers), else one firm or one telephone."""
    yield f"#{'/'.join(one.numbers)}"
    if one.investor:
        yield f"F{one.firm}"
    if one.credit_code:
        yield f"c{one.credit_code}"
    if one.phone:
        yield from (f"p{number}" for number in phones(one.phone))


def _firm_marks(one: Firm) -> Iterator[str]:
    yield from (f"f{piece}" for piece in _pieces(firm_core(one.name)))
    yield f"F{firm_core(one.name)}"
    yield from _phone_marks(one.phone)
    if one.credit_code:
        yield f"c{one.credit_code}"


def _person_marks(one: Person) -> Iterator[str]:
    yield f"N{plain(one.name)}"
    yield from _phone_marks(one.phone)
    if one.wechat:
        yield f"w{plain(one.wechat)}"


def _phone_marks(text: str) -> Iterable[str]:
    return [f"p{number[-_TAIL:]}" for number in phones(text)] if text else ()


def _pieces(core: str) -> list[str]:
    """Every run of three characters of a name; all of a shorter one."""
    return [core[at : at + _PIECE] for at in range(max(len(core) - _PIECE, 0) + 1)]
