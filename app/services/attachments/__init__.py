"""附件: photos, vouchers and scans of a record; what is known of them apart from their bytes, each kept once a record.

The bytes come in checked and made small (``documents.photos``); here they meet the record and the file's size.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, text
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.activities import Activity
from app.models.agreements import Agreement
from app.models.attachments import Attachment, AttachmentContent
from app.models.carriers import Carrier
from app.models.enterprises import Enterprise
from app.models.funds import FundsEntry
from app.models.gates import Gate
from app.models.leads import Lead
from app.models.letters import Letter
from app.models.problems import Problem, Procedure
from app.models.projects import Project
from app.services.attachments import captions
from app.services.attachments.captions import Caption
from app.services.entries import mark_removed, must_exist, record_for, set_where_new, standing
from app.values.dates import PartialDate

MEGABYTE = 1024 * 1024
NOTICED, FULL = 200 * MEGABYTE, 300 * MEGABYTE
_NAME = 200  # characters that a file's name may have
OWNERS: Mapping[str, type] = {
    model.__tablename__: model
    for model in (
        Project, FundsEntry, Problem, Procedure, Gate, Agreement, Carrier, Lead, Letter, Activity, Enterprise
    )
}  # fmt: skip


@dataclass(frozen=True)
class CheckedFile:
    """A file that was looked into: its name, bytes, and for a picture a thumbnail and the day it was taken.

    ``note`` tells the clerk what was taken out of it.
    """

    name: str
    media_type: str
    content: bytes
    thumbnail: bytes | None = None
    taken_on: PartialDate | None = None
    note: str = ""


@dataclass(frozen=True)
class AttachmentRow:
    """One attachment without its bytes; ``size`` in bytes, ``owner_kind`` is the list of its record."""

    id: str
    owner_kind: str
    owner_id: str
    name: str
    media_type: str
    size: int
    taken_on: PartialDate | None
    caption: Caption

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as a picture."""
        return self.media_type == "image/jpeg"


@dataclass(frozen=True)
class Room:
    """How large the file is; ``sentence`` says so near its limit, ``is_full`` where nothing more goes in."""

    size: int
    sentence: str
    is_full: bool


def lines(session: Session, owner_kind: str, owner_id: str) -> tuple[AttachmentRow, ...]:
    """A record's attachments in the order in which they came."""
    statement = standing(Attachment).where(Attachment.owner_kind == owner_kind, Attachment.owner_id == owner_id)
    return tuple(as_row(each) for each in session.scalars(statement.order_by(Attachment.created_at, Attachment.name)))


def of_project(session: Session, project_id: str) -> tuple[AttachmentRow, ...]:
    """A project's own attachments, then those of its funds, agreements, decisions, formalities and problems."""
    found = list(lines(session, "projects", project_id))
    for model in (FundsEntry, Agreement, Gate, Procedure, Problem):
        for key in session.scalars(select(model.id).where(model.project_id == project_id)).all():
            found += lines(session, model.__tablename__, key)
    return tuple(found)


def how_many(owner: type[Any]) -> ColumnElement[int]:
    """SQL: how many attachments a record of ``owner`` has."""
    own = (Attachment.owner_kind == owner.__tablename__, Attachment.owner_id == owner.id)
    counted = select(func.count()).select_from(Attachment).where(*own, Attachment.deleted_at.is_(None))
    return counted.correlate(owner).scalar_subquery()


def hand_on(session: Session, owner_kind: str, before: str, after: str) -> None:
    """Gives the attachments of a record to the one that takes its place."""
    for each in session.scalars(
        standing(Attachment).where(Attachment.owner_kind == owner_kind, Attachment.owner_id == before)
    ).all():
        each.owner_id = after
    session.flush()


def add(session: Session, owner_kind: str, owner_id: str, file: CheckedFile, caption: Caption | None = None) -> str:
    """Keeps a file with a record and returns its id; refuses one the record has already, and a full file."""
    model = OWNERS.get(owner_kind)
    if model is None:
        raise Refused("这里不能添加附件。")
    must_exist(session, model, owner_id)
    if not file.content:
        raise Refused(f"“{file.name}”是空文件，没有添加。", field="file")
    _must_have_room(session, len(file.content))
    digest = sha256(file.content).hexdigest()
    same = standing(Attachment).where(Attachment.sha256 == digest, Attachment.owner_kind == owner_kind)
    if (there := session.scalar(same.where(Attachment.owner_id == owner_id))) is not None:
        raise Refused(f"“{file.name}”已经添加过了（{there.name}）。", field="file")
    record = record_for(session, Attachment, None)
    record.owner_kind, record.owner_id = owner_kind, owner_id
    record.name, record.media_type = file.name[-_NAME:], file.media_type
    record.size, record.sha256, record.thumbnail = len(file.content), digest, file.thumbnail
    written = caption or Caption()
    record.taken_on = written.taken_on or file.taken_on
    record.caption = captions.written(written)
    session.flush()
    session.add(AttachmentContent(attachment_id=record.id, content=file.content))
    session.flush()
    return record.id


def elsewhere(session: Session, key: str) -> tuple[str, ...]:
    """The names of other projects that hold the very same file: one photo proves one project."""
    file = must_exist(session, Attachment, key)
    same = standing(Attachment).where(Attachment.sha256 == file.sha256, Attachment.id != key)
    own, found = _project_of(session, file.owner_kind, file.owner_id), {}
    for other in session.scalars(same):
        project = _project_of(session, other.owner_kind, other.owner_id)
        if project is not None and project is not own:
            found[project.id] = project.name
    return tuple(found.values())


def describe(session: Session, key: str, caption: Caption) -> None:
    """Writes the caption of an attachment anew."""
    record = must_exist(session, Attachment, key)
    set_where_new(record, "taken_on", caption.taken_on)
    set_where_new(record, "caption", captions.written(caption))
    session.flush()


def row(session: Session, key: str) -> AttachmentRow:
    """What is known of one attachment."""
    return as_row(must_exist(session, Attachment, key))


def content(session: Session, key: str) -> bytes:
    """The bytes of an attachment; refused where they are not what was put in."""
    record = must_exist(session, Attachment, key)
    data = session.scalar(select(AttachmentContent.content).where(AttachmentContent.attachment_id == key))
    if data is None or (record.sha256 and sha256(data).hexdigest() != record.sha256):
        raise Refused(f"附件“{record.name}”的内容已损坏，请重新添加。")
    return data


def thumbnail(session: Session, key: str) -> bytes | None:
    """The small JPEG of a picture, None for what has none."""
    return session.scalar(select(Attachment.thumbnail).where(Attachment.id == key))


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Puts attachments into the recycle bin."""
    return mark_removed(session, Attachment, ids, now)


def empty_bin(session: Session) -> int:
    """Lets go of the bytes of removed attachments, for good; returns how many. The file shrinks at its next backup."""
    gone = list(session.scalars(select(Attachment.id).where(Attachment.deleted_at.is_not(None))))
    # Not by the session: what was thrown away for good is no change that could be undone.
    session.execute(delete(AttachmentContent).where(AttachmentContent.attachment_id.in_(gone)))
    session.execute(delete(Attachment).where(Attachment.id.in_(gone)))
    return len(gone)


def room(session: Session) -> Room:
    """How large the file is and how much of it is left."""
    size = _file_size(session)
    told = f"数据文件已有{size // MEGABYTE}MB"
    if size >= FULL:
        return Room(size, f"{told}，到了300MB的上限，不能再添加附件；请删除不用的附件并清空回收站。", is_full=True)
    if size >= NOTICED:
        return Room(size, f"{told}，上限是300MB，请少放照片，扫描件选低一些的分辨率。", is_full=False)
    return Room(size, "", is_full=False)


def _must_have_room(session: Session, more: int) -> None:
    size = _file_size(session)
    if size + more > FULL:
        raise Refused(f"数据文件已有{size // MEGABYTE}MB，放不下了（上限300MB）；请先删除不用的附件并清空回收站。")


def _file_size(session: Session) -> int:
    """Bytes in use: pages that were let go of are filled again before the file grows."""
    pages, free, size = (
        session.execute(text(f"PRAGMA {name}")).scalar_one() for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def as_row(record: Attachment) -> AttachmentRow:
    """A record of a file as plain values, without its bytes."""
    return AttachmentRow(
        id=record.id,
        owner_kind=record.owner_kind,
        owner_id=record.owner_id,
        name=record.name,
        media_type=record.media_type,
        size=record.size,
        taken_on=record.taken_on,
        caption=captions.read(record.caption, record.taken_on),
    )


def _project_of(session: Session, owner_kind: str, owner_id: str) -> Project | None:
    owner = session.get(OWNERS[owner_kind], owner_id) if owner_kind in OWNERS else None
    key = owner_id if owner_kind == "projects" else getattr(owner, "project_id", None)
    project = session.get(Project, key) if key else None
    return None if project is None or project.deleted_at else project


def projects_of_owners(session: Session) -> dict[str, str]:
    """The projects that records with files belong to, by the records' ids; what belongs to none is left out."""
    kept = select(Attachment.owner_kind, Attachment.owner_id).where(Attachment.deleted_at.is_(None)).distinct()
    found = ((key, _project_of(session, kind, key)) for kind, key in session.execute(kept).all())
    return {key: project.id for key, project in found if project is not None}
