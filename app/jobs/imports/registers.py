"""Rows of the registers of firms and people: 客商企业, 在外乡贤."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.documents.ledgers.words import bare
from app.jobs.imports.answers import Answers
from app.jobs.imports.counts import Outcome, outcome
from app.jobs.imports.likely import same_as
from app.jobs.imports.rows import ImportRow, changes
from app.jobs.imports.words import flag_for
from app.services import enterprises, fellows
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.matching import Firm, Person, many
from app.services.matching.names import phones
from app.services.projects import matching
from app.values.codes import normal_credit_code, normal_phones, phone_problem
from app.values.money import unit_in

Readers = dict[str, Callable[[], Any]]
_IN_A_NAME = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")  # 周 正, spread to the width of three


def _texts(row: ImportRow, *names: str) -> Readers:
    return {name: partial(row.text, name) for name in names}


def _plain(name: str) -> str:
    return _IN_A_NAME.sub("", name)


def _kind(row: ImportRow) -> str:
    """企业类别; a column that only asks (是否规上) answers with what it asks for, or with nothing."""
    words, heading = row.text("kind"), row.row.cells["kind"].column
    asked = re.match(r"是否(?:属于|为|是)?([^（(/]+)", heading)
    is_one = flag_for(words) if asked else None
    if asked is None or is_one is None:
        return words
    row.stored["kind"] = asked[1] if is_one else ""
    return str(row.stored["kind"])


def _size(row: ImportRow) -> str:
    """企业规模; a figure of something else (注册资本, 年产值) keeps the name and the unit that its heading gives it."""
    words, cell = row.text("size"), row.row.cells["size"]
    heading = bare(cell.column.split("/")[-1])
    if not words or "规模" in heading or heading in words:
        return words
    unit = "" if re.search(r"\D$", words) else str(unit_in(cell.column) or "")
    row.stored["size"] = f"{heading}{words}{unit}"
    return str(row.stored["size"])


class EnterpriseImporter:
    """Firms, matched by credit code, else by name; by name alone where one side has no code."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session
        self._likeness = many.of_firms(session)
        known = enterprises.index(session)
        self._coded = {code: key for (_, code), key in known.items() if code}
        self._named: dict[str, set[str]] = {}
        for (name, _), key in known.items():
            self._named.setdefault(matching(name), set()).add(key)

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's firm."""
        name, code = row.name("name"), normal_credit_code(row.text("credit_code"))
        if not name:
            raise row.reject("name", "没有企业名称，这一行没有读入。")
        asked = Firm(name, code, row.text("phone"))
        key = self._find(matching(name), code) or same_as(row, name, "enterprises", self._likeness.like(asked))
        if key is not None:
            row.must_be_first(key, "name")
        before = enterprises.entry(self._session, key) if key else EnterpriseEntry()
        if key and before.credit_code and before.credit_code == code and matching(before.name) != matching(name):
            row.warn("name", f"信用代码与“{before.name}”相同，看作这家企业改名，已更新名称。")
        fields = (
            "credit_code", "place", "industry", "contact", "contact_title", "phone", "leader", "note",
        )  # fmt: skip
        readers = _texts(row, *fields) | {"kind": partial(_kind, row), "size": partial(_size, row)}
        entry = replace(before, name=name, **changes(row, readers))
        for field, sentence in enterprises.warnings(entry) if entry != before else ():
            row.warn(field, sentence)
        saved = enterprises.keep(self._session, replace(entry, note=row.with_leftovers(entry.note)), key)
        if key is None:
            self._likeness.add("enterprises", saved, name, asked)
            row.notes.made.add(saved)
        self._coded |= {code: saved} if code else {}
        self._named.setdefault(matching(name), set()).add(saved)
        row.claim(saved, "name")
        return outcome(is_new=key is None, changed=enterprises.entry(self._session, saved) != before)

    def _find(self, name: str, code: str) -> str | None:
        if code in self._coded:
            return self._coded[code]
        same = sorted(self._named.get(name, ()))
        if code:  # of the firms of that name only one whose code is not known yet can be meant
            same = [key for key in same if not enterprises.entry(self._session, key).credit_code]
        return same[0] if len(same) == 1 else None


class FellowImporter:
    """People, matched by name and phone, or name and employer; never by name alone."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session
        self._likeness = many.of_people(session)
        self._known: dict[tuple[str, str], str] = {}
        self._bare: dict[str, set[str]] = {}
        for (name, mark), key in fellows.index(session).items():
            self._known |= {(_plain(name), one): key for one in phones(mark) or {mark}}
        everyone = fellows.listing(masked=False)
        for person in everyone.rows(session, everyone.ids(session)):
            self._bare.setdefault(_plain(person.name), set()).add(person.id)

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's person."""
        name = _plain(row.name("name"))
        if not name:
            raise row.reject("name", "没有姓名，这一行没有读入。")
        phone = normal_phones(row.text("phone"))
        marks = [*(sorted(phones(phone)) or [phone]), row.text("employer")]
        marks = [mark for mark in marks if mark]
        key = next((self._known[name, mark] for mark in marks if (name, mark) in self._known), None)
        fields = (
            "name", "gender", "origin", "residence", "employer", "title", "trade", "employer_size", "phone", "wechat",
            "relatives", "resources", "leader", "note",
        )  # fmt: skip
        readers = _texts(row, *fields)
        readers |= {
            "born_on": lambda: row.date("born_on"),
            "last_contact_on": lambda: row.date("last_contact_on"),
            "next_contact_on": lambda: row.date("next_contact_on"),
            "is_ambassador": lambda: _is_ambassador(row),
        }
        new = changes(row, readers) | {"name": name}
        if not marks:
            key = self._same_in_all(name, new)
        asked = _person(replace(FellowEntry(), **new))
        key = key or same_as(row, name, "fellows", self._likeness.like(asked))
        if key is not None:
            row.must_be_first(key, "name")
        before = fellows.entry(self._session, key) if key else FellowEntry()
        entry = replace(before, **new)
        if entry != before and (problem := phone_problem(entry.phone)):
            row.warn("phone", problem)
        saved = fellows.keep(self._session, replace(entry, note=row.with_leftovers(entry.note)), key)
        if key is None:
            self._likeness.add("fellows", saved, name, asked)
            row.notes.made.add(saved)
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


def _is_ambassador(row: ImportRow) -> bool:
    said = flag_for(row.text("is_ambassador"))
    if said is None:
        row.warn("is_ambassador", "看不出是还是否，没有改动，请写“是”或“否”。")
        row.unread.add("is_ambassador")
        row.keep("is_ambassador")
    return bool(said)


def _person(entry: FellowEntry) -> Person:
    born = entry.born_on.iso if entry.born_on else ""
    return Person(entry.name, entry.phone, entry.employer, entry.origin, entry.residence, born, entry.wechat)
