"""How a list's records are read, begun, kept and doubted: by the very functions that their forms use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.letters import LetterStatus
from app.services import activities, carriers, enterprises, fellows, funds, leads, letters, problems, projects, units
from app.services.cells.reading import Terms
from app.services.consequences import deposits
from app.values.dates import PartialDate

Doubts = list[tuple[str, str]]  # (field, sentence)


def _no_doubts(_session: Session, _entered: Any, _key: str | None, _terms: Terms) -> Doubts:
    return []


@dataclass(frozen=True)
class EntryList:
    """``start`` makes the empty entry of a new record; a list without it takes no new rows."""

    load: Callable[[Session, str], Any]
    save: Callable[[Session, Any, str | None, Terms], str]
    start: Callable[[Terms], Any] | None
    doubts: Callable[[Session, Any, str | None, Terms], Doubts] = _no_doubts


def _save_funds(session: Session, entered: funds.FundsForm, key: str | None, _terms: Terms) -> str:
    if funds.corrects(session, entered, key):
        raise Refused("这个月已经结账，请打开这笔资金修改，并写明更正的原因。", field="received_on")
    return funds.save(session, entered, key)


def _save_letter(session: Session, entered: letters.LetterEntry, key: str | None, terms: Terms) -> str:
    """As the letter's form does: of a signed one another person answers from today on, and both are kept."""
    assert key is not None
    before = letters.detail(session, key)
    if before.status == LetterStatus.SIGNED and entered.responsible != before.entry.responsible:
        entered = replace(entered, since=PartialDate.of(terms.today))
    letters.save(session, entered, key)
    return key


def _of_project(_session: Session, entered: projects.ProjectEntry, _key: str | None, _terms: Terms) -> Doubts:
    return projects.warnings(entered)


LISTS: Mapping[str, EntryList] = {
    "projects": EntryList(
        lambda session, key: projects.detail(session, key).entry,
        lambda session, entered, key, terms: projects.enter(session, entered, key, year=terms.year),
        lambda _: projects.ProjectEntry(),
        _of_project,
    ),
    "leads": EntryList(
        lambda session, key: leads.detail(session, key).entry,
        lambda session, entered, key, terms: leads.save(session, entered, key, year=terms.year),
        lambda terms: leads.LeadEntry(registered_on=PartialDate.of(terms.today)),
    ),
    "enterprises": EntryList(
        enterprises.entry,
        lambda session, entered, key, _: enterprises.save(session, entered, key),
        lambda _: enterprises.EnterpriseEntry(),
        lambda _session, entered, _key, _terms: enterprises.warnings(entered),
    ),
    "fellows": EntryList(
        fellows.entry,
        lambda session, entered, key, _: fellows.save(session, entered, key),
        lambda _: fellows.FellowEntry(),
    ),
    "activities": EntryList(
        activities.entry,
        lambda session, entered, key, _: activities.save(session, entered, key),
        lambda _: activities.ActivityEntry(),
    ),
    "funds": EntryList(
        funds.form,
        _save_funds,
        lambda _: funds.FundsForm(),
        lambda session, entered, key, terms: funds.warnings(session, entered, key, terms.today),
    ),
    "problems": EntryList(
        problems.entry,
        lambda session, entered, key, _: problems.save(session, entered, key),
        lambda terms: problems.ProblemEntry(raised_on=PartialDate.of(terms.today)),
        lambda _session, entered, _key, _terms: problems.warnings(entered),
    ),
    "units": EntryList(
        units.entry,
        lambda session, entered, key, _: units.save(session, entered, key),
        lambda _: units.UnitEntry(),
    ),
    "carriers": EntryList(
        carriers.entry,
        lambda session, entered, key, _: carriers.save(session, entered, key),
        lambda _: carriers.CarrierEntry(),
        lambda _session, entered, _key, _terms: carriers.warnings(entered),
    ),
    "letters": EntryList(lambda session, key: letters.detail(session, key).entry, _save_letter, None),
    "deposits": EntryList(deposits.entry, lambda session, entered, key, _: deposits.save(session, entered, key), None),
}
