"""What a submission takes along and what stays at home; its number, its place in the chain, its entry in the log."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models import Base
from app.models.fellows import Fellow
from app.models.history import Change, ChangeSet
from app.models.offices import OWN_OFFICE, Meta, Office
from app.models.submissions import Intake, Submission
from app.services import offices
from app.services.loose_ends import cut_loose
from app.services.submission import people


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

    ``without_people`` also takes out 在外乡贤, 引资人 and 引荐人, contacts and phone numbers, wherever they are named.
    """
    known = people.secrets(session)
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
        people.take_out(session, known)
