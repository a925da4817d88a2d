"""Rows of the list of units; and the unit that a cell of any other ledger names."""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from app.jobs.imports.answers import Answers
from app.jobs.imports.counts import Outcome, outcome
from app.jobs.imports.rows import ImportRow, changes
from app.models.units import UnitKind
from app.services import offices, units

WHOLE = frozenset({"全镇", "全乡", "全街道", "全镇合计", "全乡合计", "本镇", "本乡", "镇本级", "乡本级", "合计"})
_GOVERNMENTS = ("人民政府", "镇政府", "乡政府", "街道办事处", "街道办")
_TOLD = "units told by a cell"  # held by the session, which forgets it with whatever is taken back
_SEVERAL = re.compile(r"[、，,;；/\n]+")
# 东山村（牵头）
_PART = re.compile(r"[（(](?:牵头|主办|主责|责任|配合|协办|协助|协同|参与|包保|挂包)(?:单位|部门)?[）)]$")


def unit_named(session: Session, row: ImportRow, field: str) -> str:
    """The name of the unit in a cell; an unknown one is made, with a warning; of several the first counts."""
    text = row.text(field)
    if not text:
        return ""
    told: dict[str, str] = session.info.setdefault(_TOLD, {})
    if (name := told.get(text)) is not None:
        return name
    if _is_office(session, text):
        return ""
    known = units.by_name(session)
    if units.plain_name(text) not in known:
        named = [_PART.sub("", part.strip()) for part in _SEVERAL.split(text) if part.strip()]
        text = named[0] if len(named) == 1 else text
        if len(named) > 1:
            row.warn(
                field, f"写了{len(named)}个单位，责任单位记为“{named[0]}”，其余留在备注；需要分数的请在“分解”中登记。"
            )
            row.leave_over("共同责任单位", "、".join(named[1:]))
            text = named[0]
    unit_id, made = units.find_or_make(session, text)
    if made:
        row.warn(field, f"没有“{text}”这个单位，已经新建。")
        return units.entry(session, unit_id).name
    name = units.entry(session, unit_id).name
    if text == row.text(field):
        told[text] = name
    return name


def unit_told(session: Session, text: str) -> str | None:
    """The unit that a cell was found to name before, without anything to tell; None where nobody has asked."""
    told: dict[str, str] = session.info.get(_TOLD, {})
    return told.get(text)


def _is_office(session: Session, text: str) -> bool:
    """Whether a cell names the township itself, which is no unit of its own."""
    office, name = offices.current(session), units.plain_name(text)
    own = {office.name, office.government, offices.whole(session)} if office else set()
    return name in own or name in WHOLE or name.endswith(_GOVERNMENTS)


class Importer:
    """Takes the rows of a list of units, matched by name."""

    def __init__(self, session: Session, year: int, answers: Answers) -> None:  # noqa: ARG002 - all are made alike
        self._session = session

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes the row's unit."""
        name = row.name("name")
        if not name:
            raise row.reject("name", "没有单位名称，这一行没有读入。")
        key = units.by_name(self._session).get(units.plain_name(name))
        before = units.entry(self._session, key) if key else units.new_entry(self._session, name)
        new = changes(
            row,
            {
                "parent": lambda: unit_named(self._session, row, "parent"),
                "phone": lambda: row.text("phone"),
                "liaison": lambda: row.text("liaison"),
                "kind": lambda: row.word("kind", UnitKind, otherwise="单位类别仍记为原来的") or before.kind,
            },
        )
        if row.has("leader"):
            new["head"] = row.text("leader")
        entry = replace(before, **new, name=before.name or name)
        if key is not None:
            row.must_be_first(key, "name")
        saved = units.save(self._session, entry, key) if key is None or entry != before else key
        self._session.info.pop(_TOLD, None)
        row.claim(saved, "name")
        return outcome(is_new=key is None, changed=units.entry(self._session, saved) != before)
