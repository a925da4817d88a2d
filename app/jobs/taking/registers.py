"""Rows of the plain registers: 客商企业, 在外乡贤, 招商活动, 项目问题."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Refused
from app.jobs.taking.counts import Outcome, outcome
from app.jobs.taking.rows import TakenRow, changes
from app.jobs.taking.units import unit_named
from app.jobs.taking.words import flag_for
from app.models.activities import ActivityKind
from app.models.problems import ProblemKind
from app.services import activities, enterprises, fellows, problems, projects
from app.services.activities import ActivityEntry
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.problems import ProblemEntry
from app.values.codes import normal_credit_code, normal_phones

Readers = dict[str, Callable[[], Any]]


def _texts(row: TakenRow, *names: str) -> Readers:
    return {name: partial(row.text, name) for name in names}


class EnterpriseTaker:
    """Firms, matched by name and credit code; by name alone where one side has no code."""

    def __init__(self, session: Session, year: int) -> None:  # noqa: ARG002 - every taker is made alike
        self._session = session
        self._known = enterprises.index(session)

    def take(self, row: TakenRow) -> Outcome:
        """Makes or changes the row's firm."""
        name, code = row.text("name"), normal_credit_code(row.text("credit_code"))
        if not name:
            raise row.reject("name", "没有企业名称，这一行没有读入。")
        key = self._known.get((name, code))
        before = enterprises.entry(self._session, key) if key else EnterpriseEntry()
        fields = ("name", "credit_code", "place", "industry", "kind", "contact", "contact_title", "phone", "note")
        entry = replace(before, **changes(row, _texts(row, *fields)))
        saved = enterprises.save(self._session, replace(entry, note=row.with_leftovers(entry.note)), key)
        self._known |= {(name, code): saved, (name, ""): saved}
        row.claim(saved, "name")
        return outcome(is_new=key is None, changed=enterprises.entry(self._session, saved) != before)


class FellowTaker:
    """People, matched by name and phone, or name and employer; never by name alone."""

    def __init__(self, session: Session, year: int) -> None:  # noqa: ARG002 - every taker is made alike
        self._session = session
        self._known = fellows.index(session)
        self._bare: dict[str, set[str]] = {}
        everyone = fellows.listing()
        for person in everyone.rows(session, everyone.ids(session)):
            self._bare.setdefault(person.name, set()).add(person.id)

    def take(self, row: TakenRow) -> Outcome:
        """Makes or changes the row's person."""
        name, phone = row.text("name"), normal_phones(row.text("phone"))
        if not name:
            raise row.reject("name", "没有姓名，这一行没有读入。")
        marks = [mark for mark in (phone, row.text("employer")) if mark]
        key = next((self._known[name, mark] for mark in marks if (name, mark) in self._known), None)
        fields = (
            "name", "gender", "origin", "residence", "employer", "title", "trade", "employer_size", "phone", "wechat",
            "relatives", "resources", "leader", "note",
        )  # fmt: skip
        readers = _texts(row, *fields)
        readers |= {
            "born_on": lambda: row.date("born_on"),
            "last_contact_on": lambda: row.date("last_contact_on"),
            "is_ambassador": lambda: bool(flag_for(row.text("is_ambassador"))),
        }
        new = changes(row, readers)
        if not marks:
            key = self._same_in_all(name, new)
        before = fellows.entry(self._session, key) if key else FellowEntry()
        entry = replace(before, **new)
        saved = fellows.save(self._session, replace(entry, note=row.with_leftovers(entry.note)), key)
        self._known |= {(name, mark): saved for mark in marks}
        self._bare.setdefault(name, set()).add(saved)
        row.claim(saved, "name")
        return outcome(is_new=key is None, changed=fellows.entry(self._session, saved) != before)

    def _same_in_all(self, name: str, new: dict[str, Any]) -> str | None:
        """Somebody without phone and employer of whom the row says nothing that is not there: not by name alone."""
        for key in self._bare.get(name, ()):
            known = fellows.entry(self._session, key)
            if not known.phone and not known.employer and replace(known, **new) == known:
                return key
        return None


class ActivityTaker:
    """Activities, matched by date, kind, place and firms."""

    def __init__(self, session: Session, year: int) -> None:  # noqa: ARG002 - every taker is made alike
        self._session = session
        self._known = activities.index(session)

    def take(self, row: TakenRow) -> Outcome:
        """Makes or changes the row's activity."""
        held_on, ended_on = row.span("date")
        kind = row.word("kind", ActivityKind) or ActivityKind.OTHER
        if held_on is None:
            raise row.reject("date", "没有读出活动日期，这一行没有读入。")
        mark = (held_on.iso, str(kind), row.text("place"), row.text("firms"))
        key = self._known.get(mark)
        before = activities.entry(self._session, key) if key else ActivityEntry()
        fields = ("name", "place", "leader", "participants", "firms", "dealings", "outcome", "follow_up", "note")
        new = changes(row, _texts(row, *fields))
        if row.has("unit"):
            new["unit"] = unit_named(self._session, row, "unit")
        if ended_on is not None:
            new["ended_on"] = ended_on
        entry = replace(before, kind=kind, held_on=held_on, **new)
        entry = replace(entry, note=row.with_leftovers(entry.note))
        self._known[mark] = saved = activities.save(self._session, entry, key)
        row.claim(saved, "date")
        return outcome(is_new=key is None, changed=activities.entry(self._session, saved) != before)


class ProblemTaker:
    """Problems, matched by project and words; a problem of an unknown project is rejected."""

    def __init__(self, session: Session, year: int) -> None:  # noqa: ARG002 - every taker is made alike
        self._session = session
        self._named = projects.index(session)[2]
        self._known = problems.index(session)

    def take(self, row: TakenRow) -> Outcome:
        """Makes or changes the row's problem."""
        name, description = row.text("project"), row.text("description")
        same = self._named.get(projects.matching(name), [])
        if len(same) != 1:
            reason = f"项目库里没有“{name}”，请先登记这个项目。" if not same else f"有{len(same)}个项目都叫“{name}”。"
            raise row.reject("project", reason)
        key = self._known.get((same[0], description))
        before = problems.entry(self._session, key) if key else ProblemEntry(project_id=same[0])
        readers = _texts(row, "description", "progress")
        readers |= {name: partial(row.date, name) for name in ("raised_on", "due_on", "closed_on")}
        readers |= {
            "kind": lambda: row.word("kind", ProblemKind) or ProblemKind.OTHER,
            "unit": lambda: unit_named(self._session, row, "unit"),
        }
        entry = replace(before, **changes(row, readers))
        try:
            saved = problems.save(self._session, entry, key)
        except Refused as refused:
            raise row.reject(refused.field, refused.message) from refused
        self._known[same[0], description] = saved
        row.claim(saved, "description")
        return outcome(is_new=key is None, changed=problems.entry(self._session, saved) != before)
