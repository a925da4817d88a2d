"""汇总: a township's records taken into the county's file, in place of all that it handed in before."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import ColumnElement, Table, delete, func, insert, select, text
from sqlalchemy.orm import Session

from app.database.manifest import Manifest
from app.database.soundness import rows
from app.errors import Refused
from app.models import Base
from app.models.offices import Office
from app.models.submissions import Intake
from app.services import offices, signatures
from app.services.loose_ends import cut_loose
from app.services.signatures import OfficeKey

_AT_HOME = frozenset({"submissions", "changes"})
_BATCH = 400
_FURTHEST = 200  # numbers between two submissions: who hands in daily needs half a year to leave so many out
_UNSIGNED = "没有签名"


class Outcome(StrEnum):
    """What became of a submission that was not refused."""

    TAKEN = "taken"  # the office's first
    REPLACED = "replaced"  # in place of an earlier one
    SAME = "same"  # it was here already: nothing changed


@dataclass(frozen=True)
class Taken:
    """What became of a submission, and what the county should know of it."""

    outcome: Outcome
    marks: tuple[str, ...] = ()


def holds_something(session: Session) -> bool:
    """Whether the file has any office's records: then there is something to lose."""
    return session.scalar(select(Office.id).limit(1)) is not None


def take(
    session: Session,
    source: sqlite3.Connection,
    manifest: Manifest,
    now: datetime,
    county: str = "",
    left_out: Collection[str] = (),
) -> Taken:
    """Takes the records of a submission that was looked through; the caller's transaction makes it all or nothing.

    ``county`` is the public key whose word counts; ``left_out`` are ids of attachments that stay outside. Raises
    :class:`Refused` for one that is not genuine, an older one, another one of the same number, one that does not
    follow the one before, and an office that is not who its code says.
    """
    key = signatures.must_be_genuine(session, manifest, county)
    earlier = _earlier_office(session, manifest)
    code = manifest.office_code if earlier is None else earlier.code  # the one that it handed in under before
    last = session.scalar(select(Intake).where(Intake.office_code == code).order_by(Intake.sequence.desc()).limit(1))
    marks = [] if key is not None else [_UNSIGNED]
    if last is not None and earlier is not None:
        if (last.sequence, last.sha256) == (manifest.sequence, manifest.sha256):
            return Taken(Outcome.SAME, ("已汇总过，没有变化",))
        marks += _must_follow(session, manifest, last, earlier)
    incoming = _incoming(source, manifest, left_out)
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    if earlier is not None:
        _remove(session, earlier.id)
    _insert(session, _renamed(session, incoming, manifest))
    if earlier is not None:
        cut_loose(session)
    _note(session, manifest, now, key)
    return Taken(Outcome.TAKEN if earlier is None else Outcome.REPLACED, tuple(marks))


@dataclass(frozen=True)
class KnownOffice:
    """A township as the county knows it: its key, whether it signs, and the last number that was taken."""

    id: str
    code: str
    name: str
    key: str
    signed: str
    last: str


def known_offices(session: Session) -> list[KnownOffice]:
    """The townships that have a key or handed something in, by code."""
    own = offices.current(session)
    names = {office.code: office.name for office in session.scalars(select(Office)) if office.code != offices.NOBODY}
    known = {key.code: key for key in signatures.office_keys(session)}
    taken = select(Intake.office_code, func.max(Intake.sequence)).group_by(Intake.office_code)
    last = {one.office_code: one[1] for one in session.execute(taken)}
    found = []
    for code in sorted({*names, *known} - {own.code if own else ""}):
        key = known.get(code, OfficeKey(code))
        number = f"第{key.number}号" if key.number else "没有发"
        signs = "下次重新起算" if key.begins_anew else "提交有签名" if key.has_signed else "还没有签名"
        place = f"第{last[code]}号" if code in last else ""
        found.append(KnownOffice(code, code, names.get(code) or key.name or code, number, signs, place))
    return found


def begin_anew(session: Session, code: str) -> str:
    """Lets the next submission of an office be of another file, or count from any number; returns its name."""
    office = session.scalar(select(Office).where(Office.code == code))
    if office is None:
        raise Refused(f"还没有汇总过单位代码为{code}的单位，不用重新起算。")
    signatures.keep_office_key(session, replace(signatures.office_key(session, code), begins_anew=True))
    return office.name


def _note(session: Session, manifest: Manifest, now: datetime, key: OfficeKey | None) -> None:
    sums = {"sha256": manifest.sha256, "manifest_sha256": manifest.seal}
    # Not by the session: taking a submission is no single change that could be undone.
    facts = {"office_code": manifest.office_code, "sequence": manifest.sequence, "taken_at": now}
    session.execute(insert(Intake).values(**facts, **sums))
    known = signatures.office_key(session, manifest.office_code)
    if key is not None or known.begins_anew:
        signatures.keep_office_key(session, key or replace(known, begins_anew=False))


def _earlier_office(session: Session, manifest: Manifest) -> Office | None:
    """The office in this file that the submission is of.

    The same code under another name is another office; the same id under another name is a file that was copied
    from one township to the next, and becomes an office of its own. The same id and name under another code is an
    office that put its code right: one that signs needs the county's word for it, for anybody can write a new code.
    """
    own = offices.current(session)
    if own is not None and manifest.office_code == own.code:
        raise Refused(f"这是本单位（{own.name}）自己的台账，不用汇总。")
    office = session.scalar(select(Office).where(Office.code == manifest.office_code))
    if office is not None:
        if office.id not in _ids_of(manifest) and office.name != manifest.office_name:
            raise Refused(
                f"单位代码{manifest.office_code}已用于“{office.name}”，与“{manifest.office_name}”重复，请核对两家的代码。"
            )
        return office
    moved = session.get(Office, manifest.office_id)
    if moved is None or moved.name != manifest.office_name or moved.id == _own_id(own):
        return None
    before = signatures.office_key(session, moved.code)
    if before.has_signed and not before.begins_anew:
        raise Refused(
            f"“{moved.name}”以前的提交有签名，单位代码是{moved.code}，这份写的是{manifest.office_code}，没有采用；"
            f"确是更正代码的，请核实后给{moved.code}用“重新起算”，再汇总一次。"
        )
    return moved


def _own_id(own: offices.OfficeInfo | None) -> str | None:
    return own.id if own else None


def _must_follow(session: Session, manifest: Manifest, last: Intake, earlier: Office) -> list[str]:
    """By number and chain, never by anybody's clock; what should be known of it where it may be taken."""
    before = signatures.office_key(session, earlier.code)
    if before.begins_anew:
        signatures.keep_office_key(session, replace(before, begins_anew=False))
        session.execute(delete(Intake).where(Intake.office_code == earlier.code))
        return ["按县里的说明重新起算"]
    number, gap = manifest.sequence, manifest.sequence - last.sequence
    if earlier.id not in _ids_of(manifest):
        raise Refused(
            f"“{manifest.office_name}”这次报的是另一份台账，不是以前那份的续报，没有采用；"
            "确是该单位重新建账的，请核实后用“重新起算”，再汇总一次。"
        )
    if gap < 0:
        raise Refused(f"已汇总过更新的第{last.sequence}号提交，这份是第{number}号，没有采用。")
    if gap == 0:
        raise Refused(f"第{number}号提交已汇总过，但内容不同；请该单位重新提交。")
    if gap > _FURTHEST:
        raise Refused(f"序号从第{last.sequence}号跳到第{number}号，不正常，没有采用；核实后请用“重新起算”。")
    if manifest.previous == last.manifest_sha256:
        return []
    if gap == 1:
        raise Refused(
            f"第{number}号提交接的不是已汇总的第{last.sequence}号，没有采用；"
            "该单位还原过旧备份的，请核实后用“重新起算”，再汇总一次。"
        )
    return [f"第{last.sequence + 1}至{number - 1}号没有收到"]


def _ids_of(manifest: Manifest) -> tuple[str, str]:
    """The office's own id, and the one it goes by where another office had that id first."""
    return manifest.office_id, _other_id(manifest, manifest.office_id)


def _other_id(manifest: Manifest, key: str) -> str:
    return str(uuid5(NAMESPACE_OID, f"{manifest.office_code} {key}"))


def _travelling() -> list[Table]:
    """The tables that belong to an office, parents first."""
    return [
        table
        for table in Base.metadata.sorted_tables
        if table.name not in _AT_HOME and (table.name == "offices" or table.foreign_keys)
    ]


def _incoming(
    source: sqlite3.Connection, manifest: Manifest, left_out: Collection[str]
) -> dict[str, list[tuple[Any, ...]]]:
    incoming = {table.name: list(rows(source, table)) for table in _travelling()}
    if left_out:
        for name, key in (("attachments", "id"), ("attachment_contents", "attachment_id")):
            place = list(Base.metadata.tables[name].c.keys()).index(key)
            incoming[name] = [row for row in incoming[name] if row[place] not in left_out]
    for table in _travelling():
        column = "id" if table.name == "offices" else "office_id"
        if column not in table.c:
            continue
        place = list(table.c.keys()).index(column)
        if any(row[place] != manifest.office_id for row in incoming[table.name]):
            raise Refused("文件里含有其他单位的记录，请由各单位分别提交。")
    return incoming


def _renamed(
    session: Session, incoming: dict[str, list[tuple[Any, ...]]], manifest: Manifest
) -> dict[str, list[tuple[Any, ...]]]:
    """The rows with other ids where another office's records have theirs already."""
    others: dict[str, str] = {}
    for table in _travelling():
        if "id" in table.c:
            place = list(table.c.keys()).index("id")
            ids = [row[place] for row in incoming[table.name]]
            others |= {key: _other_id(manifest, key) for key in _taken(session, table, ids)}
    if not others:
        return incoming
    return {table.name: [_row_renamed(table, row, others) for row in incoming[table.name]] for table in _travelling()}


def _taken(session: Session, table: Table, ids: list[str]) -> list[str]:
    found: list[str] = []
    for start in range(0, len(ids), _BATCH):
        found += session.scalars(select(table.c.id).where(table.c.id.in_(ids[start : start + _BATCH])))
    return found


def _row_renamed(table: Table, row: tuple[Any, ...], others: dict[str, str]) -> tuple[Any, ...]:
    keys = {column.name for column in table.c if column.primary_key or column.foreign_keys or column.name == "owner_id"}
    return tuple(others.get(v, v) if c in keys else v for c, v in zip(table.c.keys(), row, strict=True))


def _insert(session: Session, incoming: dict[str, list[tuple[Any, ...]]]) -> None:
    connection = session.connection()
    for table in _travelling():
        if incoming[table.name]:
            columns = ", ".join(f'"{name}"' for name in table.c.keys())  # noqa: SIM118 - not a dict
            marks = ", ".join("?" * len(table.c))
            statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - our own names
            connection.exec_driver_sql(statement, incoming[table.name])


def _remove(session: Session, office_id: str) -> None:
    for table in reversed(_travelling()):
        session.execute(delete(table).where(_of_office(table, office_id)))
    session.expire_all()


def _of_office(table: Table, office_id: str) -> ColumnElement[bool]:
    """Whether a row belongs to the office: by itself, or as a part of a record that does."""
    if table.name == "offices":
        return table.c.id == office_id
    if "office_id" in table.c:
        return table.c.office_id == office_id
    owner = next(column for column in table.c if column.foreign_keys and not column.nullable)
    (key,) = owner.foreign_keys
    return owner.in_(select(key.column).where(_of_office(key.column.table, office_id)))
