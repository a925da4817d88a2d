"""Rows of a 线索台账: matched by code, else by name and investor."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.jobs.imports.answers import Answers
from app.jobs.imports.counts import Outcome, outcome
from app.jobs.imports.likely import same_as
from app.jobs.imports.rows import ImportRow, changes
from app.jobs.imports.units import unit_named
from app.jobs.imports.words import word_for
from app.models.leads import Judgement, LeadSource, LeadState
from app.services import leads
from app.services.leads import LeadEntry
from app.services.matching import Prospect, many
from app.services.projects import matching
from app.values.codes import phone_problem

_TEXTS = (
    "name", "investor", "contact", "contact_title", "phone", "introducer", "industry", "land_need", "dealings",
    "next_step", "leader", "person", "note",
)  # fmt: skip
_DATES = ("registered_on", "last_followed_on", "next_on", "judged_on")
_TITLE = re.compile(r"[（(]([^（）()]{1,20})[）)]$|\s+(\S{2,12})$")


class Importer:
    """Takes the rows of one ledger of leads."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session
        self._year = year
        self._codes, pairs = leads.index(session)
        self._pairs = {tuple(map(matching, pair)): key for pair, key in pairs.items()}
        self._likeness = many.of_leads(session)
        self._named: dict[str, set[str]] = {}
        for (name, _), key in self._pairs.items():
            self._named.setdefault(name, set()).add(key)

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's lead."""
        name = row.name("name")
        if not name:
            raise row.reject("name", "没有线索名称，这一行没有读入。")
        key = self._find(row, matching(name)) or self._like(row, name)
        if key is not None:
            row.must_be_first(key, "name")
        before = leads.detail(self._session, key).entry if key else LeadEntry()
        entry = self._entry(row, before)
        if key is None and not row.text("state"):
            entry = replace(entry, state=_state_of_new(row))
        for name, when in (("registered_on", entry.registered_on), ("judged_on", entry.judged_on)):
            if row.text(name) and when is not None and when.month is None:
                row.warn(name, "只知道年份，各月和月度累计都不计入，请补上月份。")
        entry = replace(entry, note=row.with_leftovers(entry.note))
        saved = key
        if key is None or entry != before:
            if problem := phone_problem(entry.phone):
                row.warn("phone", problem)
            saved = leads.keep(self._session, entry, key, year=self._year)
        assert saved is not None
        after = leads.detail(self._session, saved).entry
        if key is None:
            self._likeness.add("leads", saved, after.name, _prospect(after))
            row.notes.made.add(saved)
            if after.state == LeadState.CONVERTED:
                row.warn("state", "写的是已转为项目，没有关联到项目库里的项目，请核对。")
        row.claim(saved, "name")
        self._codes[after.code] = saved
        self._pairs[matching(after.name), matching(after.investor)] = saved
        self._named.setdefault(matching(after.name), set()).add(saved)
        return outcome(is_new=key is None, changed=after != before)

    def _find(self, row: ImportRow, name: str) -> str | None:
        investor = matching(row.line("investor"))
        found = self._codes.get(row.text("code")) or self._pairs.get((name, investor))
        # Without an investor to go by, a name that only one lead bears is that lead.
        same = self._named.get(name, set()) if not investor else set()
        return found or (next(iter(same)) if len(same) == 1 else None)

    def _like(self, row: ImportRow, name: str) -> str | None:
        asked = Prospect(name, row.line("investor"), row.peek_money("intended_amount"), row.text("phone"))
        return same_as(row, name, "leads", self._likeness.like(asked))

    def _entry(self, row: ImportRow, before: LeadEntry) -> LeadEntry:
        readers: dict[str, Callable[[], Any]] = {name: partial(row.text, name) for name in _TEXTS}
        readers |= {name: partial(row.line, name) for name in ("name", "investor")}
        readers |= {name: partial(row.date, name) for name in _DATES}
        readers |= {
            "intended_amount": lambda: row.money("intended_amount"),
            "unit": lambda: unit_named(self._session, row, "unit"),
            "source": lambda: row.word("source", LeadSource) or LeadSource.OTHER,
            "judgement": lambda: row.word("judgement", Judgement) or Judgement.PENDING,
            "state": lambda: row.word("state", LeadState) or before.state,
        }
        new = changes(row, readers)
        if row.text("code"):
            new["code"] = row.text("code")
        if "contact" in new and "contact_title" not in new:
            new |= _name_and_title(new["contact"], before)
        return replace(before, **new)


def _state_of_new(row: ImportRow) -> LeadState:
    """How far a new lead is of which no state is written: as its dealings say outright.

    What they call signed has no project here: the lead stays on the list of those that somebody has to follow.
    """
    words = row.text("dealings")
    said = word_for(LeadState, words) if words else None
    if said is LeadState.CONVERTED:
        row.warn("dealings", f"写着“{words[:20]}”，没有关联到项目库里的项目，状态仍记为“{LeadState.NEW}”，请核对。")
    elif said is not None:
        row.warn("dealings", f"没有写线索状态，按“{words[:20]}”记为“{said}”，请核对。")
        return said
    return LeadState.NEW


def _prospect(entry: LeadEntry) -> Prospect:
    return Prospect(entry.name, entry.investor, entry.intended_amount, entry.phone)


def _name_and_title(words: str, before: LeadEntry) -> dict[str, str]:
    """联系人及职务 in one cell: 王总（总经理）, 王伟 经理."""
    if before.contact and words == before.contact:
        return {}
    found = _TITLE.search(words)
    if found is None:
        return {}
    return {"contact": words[: found.start()].strip(), "contact_title": (found[1] or found[2]).strip()}
