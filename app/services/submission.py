"""What a submission takes along and what stays at home; its number, its place in the chain, its entry in the log."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models import Base
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.history import Change, ChangeSet
from app.models.leads import Lead, LeadFollowUp
from app.models.offices import OWN_OFFICE, Meta, Office
from app.models.projects import Project
from app.models.schemes import Reward
from app.models.submissions import Intake, Submission
from app.models.types import Words
from app.models.units import Person, Unit
from app.services import offices
from app.services.lead_conversion import CONTACT_LINE
from app.services.loose_ends import cut_loose
from app.values.codes import masked_phone
from app.values.words import search_text

_PROSE = 20_000
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@dataclass(frozen=True)
class Handover:
    """Who submits, for which time, and what came before; ``previous`` is the seal of the last manifest."""

    office: offices.OfficeInfo
    sequence: int
    previous: str
    last_written_at: datetime | None


def begin(session: Session, *, beyond: int = 0) -> Handover:
    """Takes the next number of this office's submissions, above ``beyond``; a number is never given twice.

    Raises :class:`Refused` where the office has not been said, or where the file gathers several offices.
    """
    office = offices.required(session)
    others = select(Office.id).where(Office.id != office.id, Office.code != offices.NOBODY)
    if session.scalar(others.limit(1)) is not None:
        raise Refused("这个文件汇总了几个单位的台账，请由各单位分别提交。")
    last = session.scalar(
        select(Submission).where(Submission.office_id == office.id).order_by(Submission.sequence.desc()).limit(1)
    )
    sequence = offices.next_number(session, "submission")
    while sequence <= max(beyond, last.sequence if last else 0):
        sequence = offices.next_number(session, "submission")
    return Handover(office, sequence, last.manifest_sha256 if last else "", last.written_at if last else None)


def keep_log(session: Session, handover: Handover, **facts: object) -> None:
    """Enters a finished submission: ``folder``, ``file_name``, ``size``, ``sha256`` and the rest of the record."""
    # Not by the session: what has left the house is no change that could be undone.
    session.execute(insert(Submission).values(office_id=handover.office.id, sequence=handover.sequence, **facts))


def last_written_at(session: Session) -> datetime | None:
    """When this file was last submitted."""
    return session.scalar(select(func.max(Submission.written_at)))


def leave_at_home(session: Session, *, without_people: bool) -> None:
    """Takes out of a working copy what does not travel: removed records, history, the log, the file's own facts.

    ``without_people`` also takes out 在外乡贤, 引资人 and 引荐人, contacts and phone numbers.
    """
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    for gone in (Change, ChangeSet, Submission, Intake):
        session.execute(delete(gone))
    session.execute(delete(Meta).where(Meta.key != OWN_OFFICE))
    for table in Base.metadata.sorted_tables:
        if "deleted_at" in table.c:
            session.execute(delete(table).where(table.c.deleted_at.is_not(None)))
    if without_people:
        session.execute(delete(Fellow))
    cut_loose(session)
    if without_people:
        _empty_people(session)


def _empty_people(session: Session) -> None:
    nobody = {"contact": "", "contact_title": "", "phone": ""}
    session.execute(update(Enterprise).values(nobody))
    session.execute(update(Lead).values({**nobody, "introducer": ""}))
    session.execute(update(Project).values(introducer="", phone=""))
    session.execute(update(Reward).values(introducer=""))
    session.execute(update(LeadFollowUp).values(people=""))
    for record in (Unit, Person, Office):
        session.execute(update(record).values(phone=""))
    for project in session.scalars(select(Project).where(Project.note.contains(CONTACT_LINE))):
        lines = (line for line in project.note.splitlines() if not line.startswith(CONTACT_LINE))
        project.note = "\n".join(lines)
    session.flush()
    _mask_phones(session)
    _renew_search(session)


def _mask_phones(session: Session) -> None:
    """Mobile numbers that were written into free text."""
    for table in Base.metadata.sorted_tables:
        (key, *others) = table.primary_key
        if others:
            continue
        for column in table.c:
            if not isinstance(column.type, Words) or column.type.most != _PROSE:
                continue
            found = session.execute(select(key, column).where(column.contains("1"))).all()
            for identity, prose in found:
                masked = _MOBILE.sub(lambda number: masked_phone(number.group()), prose)
                if masked != prose:
                    session.execute(update(table).where(key == identity).values({column.name: masked}))


def _renew_search(session: Session) -> None:
    """The words that records are found by held the people too."""
    for record, fields in (
        (Project, (Project.name, Project.investor, Project.code, Project.person, Project.leader)),
        (Lead, (Lead.name, Lead.investor, Lead.person, Lead.code)),
        (Enterprise, (Enterprise.name, Enterprise.credit_code, Enterprise.place)),
    ):
        table = Base.metadata.tables[record.__tablename__]
        for identity, *words in session.execute(select(record.id, *fields)).all():
            found_by = search_text(*words)[:2000]
            session.execute(update(table).where(table.c.id == identity).values(search=found_by))
