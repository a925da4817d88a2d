"""Rows of what happened: 招商活动, 项目问题."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.documents.ledgers.parts import Ledger
from app.errors import Refused
from app.jobs.imports.answers import Answers
from app.jobs.imports.counts import Outcome, outcome
from app.jobs.imports.rows import ImportRow, changes
from app.jobs.imports.units import unit_named
from app.jobs.imports.words import VOCABULARIES
from app.models.problems import ProblemKind
from app.services import activities, problems, projects
from app.services.activities import ActivityEntry
from app.services.problems import ProblemEntry
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from app.values.phrases import Vocabulary, states_in

Readers = dict[str, Callable[[], Any]]
_TOLD_APART = ("place", "firms", "unit", "leader", "name", "team")
_DAYS = re.compile(r"\s*(\d{1,3})(?:\.0+)?\s*天?\s*")
_HEADS = re.compile(r"约?\s*(\d{1,4})(?:\.0+)?\s*(?:人|名|位|人次)?")


def _texts(row: ImportRow, *names: str) -> Readers:
    return {name: partial(row.text, name) for name in names}


class ActivityImporter:
    """Activities, matched by date, kind, place, firms, unit, leader, name and team."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session
        self._known = activities.index(session)
        self._asked: list[Ledger] = []  # of whose kind nobody can tell

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's activity."""
        held_on, ended_on = row.span("date")
        kind = row.word("kind", ActivityKind) if row.text("kind") else _kind_of_title(row)
        if held_on is None:
            raise row.reject("date", "没有读出活动日期，这一行没有读入。")
        key = self._find(row, held_on, kind)
        before = activities.entry(self._session, key) if key else ActivityEntry()
        if kind is None and key is None and not row.text("kind"):
            self._tell_of_no_kind(row)
        if held_on.month is None:
            row.warn("date", "只知道年份，各月和月度累计都不计入，请补上月份。")
        new = changes(row, self._readers(row))
        if ended_on is not None:
            new["ended_on"] = ended_on
        entry = replace(before, kind=kind or before.kind, held_on=held_on, **new)
        entry = replace(entry, note=row.with_leftovers(entry.note))
        saved = activities.save(self._session, entry, key)
        after = activities.entry(self._session, saved)
        same_day = self._known.setdefault(held_on.iso, [])
        self._known[held_on.iso] = [each for each in same_day if each[0] != saved] + [(saved, after)]
        row.claim(saved, "date")
        return outcome(is_new=key is None, changed=after != before)

    def _tell_of_no_kind(self, row: ImportRow) -> None:
        counts = "记为“其他”，不计入外出招商和接待客商的次数，请核对。"
        if row.has("kind"):
            row.warn("kind", f"没有写活动类型，{counts}")
        elif row.ledger not in self._asked:
            row.warn(None, f"表里没有活动类型一栏，表题也看不出，都{counts}")
            self._asked.append(row.ledger)

    def _find(self, row: ImportRow, held_on: PartialDate, kind: ActivityKind | None) -> str | None:
        """The activity of that day which every column of the row that tells activities apart agrees with.

        Without a ``kind`` one of any kind.
        """
        said: dict[str, str] = {name: row.text(name) for name in _TOLD_APART if row.has(name)}
        if "unit" in said:
            said["unit"] = unit_named(self._session, row, "unit")
        same_day = [each for each in self._known.get(held_on.iso, []) if kind is None or each[1].kind == kind]
        like = [key for key, known in same_day if all(getattr(known, name) == words for name, words in said.items())]
        free = [key for key in like if key not in row.notes.claimed]
        if like and not free:
            row.must_be_first(like[0], "date")
        return next(iter(free or like), None)

    def _readers(self, row: ImportRow) -> Readers:
        names = "name place area leader participants team firms dealings outcome follow_up note"
        readers = _texts(row, *names.split())
        return readers | {
            "unit": lambda: unit_named(self._session, row, "unit"),
            "ended_on": lambda: row.date("ended_on"),
            "days": lambda: _days(row),
            "people": lambda: _heads(row, "people"),
            "visitors": lambda: _heads(row, "visitors"),
            "cost": lambda: row.money("cost"),
        }


def _kind_of_title(row: ImportRow) -> ActivityKind | None:
    """The one kind that the titles or the sheet's name speak of: 外出招商台账."""
    vocabulary: Vocabulary[ActivityKind] = VOCABULARIES[ActivityKind]
    said = {one.word for title in row.ledger.titles for one in states_in(vocabulary, title)} - {ActivityKind.OTHER}
    return said.pop() if len(said) == 1 else None


class ProblemImporter:
    """Problems, matched by project and words; a problem of an unknown project is rejected."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session
        self._named = projects.index(session)[2]
        self._known = problems.index(session)

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's problem."""
        name, description = row.name("project"), row.text("description")
        same = self._named.get(projects.matching(name), [])
        if len(same) != 1:
            reason = f"项目库里没有“{name}”，请先登记这个项目。" if not same else f"有{len(same)}个项目都叫“{name}”。"
            raise row.reject("project", reason)
        key = self._known.get((same[0], description))
        if key is not None:
            row.must_be_first(key, "description")
        before = problems.entry(self._session, key) if key else ProblemEntry(project_id=same[0])
        readers = _texts(row, "description", "progress")
        readers |= {name: partial(row.date, name) for name in ("raised_on", "due_on", "closed_on")}
        readers |= {
            "kind": lambda: row.word("kind", ProblemKind, otherwise="类别记为“其他”") or ProblemKind.OTHER,
            "unit": lambda: unit_named(self._session, row, "unit"),
        }
        entry = replace(before, **changes(row, readers))
        entry = replace(entry, progress=row.with_leftovers(entry.progress))  # a problem has no remark of its own
        try:
            saved = problems.save(self._session, entry, key)
        except Refused as refused:
            raise row.reject(refused.field, refused.message) from refused
        self._known[same[0], description] = saved
        row.claim(saved, "description")
        return outcome(is_new=key is None, changed=problems.entry(self._session, saved) != before)


def _heads(row: ImportRow, name: str) -> int | None:
    """How many people: 3, 3人, 约3人; other words are noted."""
    text = row.text(name)
    found = _HEADS.fullmatch(text)
    if text and found is None:
        row.warn(name, "没有读出人数，这一格没有读入。")
    return int(found[1]) if found and int(found[1]) else None


def _days(row: ImportRow) -> int | None:
    """How many days an activity took: 3, 3天, 3.0; other words are noted."""
    text = row.text("days")
    found = _DAYS.fullmatch(text)
    if text and found is None:
        row.warn("days", "没有读出天数，这一格没有读入。")
    return int(found[1]) if found else None
