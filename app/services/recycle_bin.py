"""回收站: records taken away by a mark, what they were called, and bringing them back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.fields import RECORDS
from app.models import Base
from app.models.attachments import Attachment
from app.models.carriers import Carrier
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.funds import FundsEntry
from app.models.leads import Lead
from app.models.problems import Problem
from app.models.projects import Project
from app.models.units import Unit
from app.services.funds import closed_months
from app.services.history.words import noun, record_title, title_of

# Settings and the like are taken away for good by the window that keeps them.
_KEPT_OUT = frozenset({"settings", "saved_filters", "closed_months", "import_mappings"})
# Two standing records of one office must not share these.
_UNIQUE: Mapping[type, tuple[str, ...]] = {Unit: ("name",), Enterprise: ("name", "credit_code"), Carrier: ("name",)}


@dataclass(frozen=True)
class RemovedRow:
    """One record in the bin: its list (``kind``), what that is called, its own name, what it belonged to, when."""

    kind: str
    id: str
    noun: str
    title: str
    belongs_to: str
    removed_at: datetime


def rows(session: Session) -> tuple[RemovedRow, ...]:
    """All that was taken away, the latest first; what a correction replaced is history and not shown."""
    replaced = set(session.scalars(select(FundsEntry.corrects_id).where(FundsEntry.corrects_id.is_not(None))))
    found = []
    for table, model in _models().items():
        for record in session.scalars(select(model).where(model.deleted_at.is_not(None))):
            if record.id not in replaced:
                values = {
                    column.key: getattr(record, column.key) for column in model.__table__.c if column.key != "thumbnail"
                }
                owner = _owner(session, record)
                found.append(
                    RemovedRow(table, record.id, noun(table), title_of(table, values), owner, record.deleted_at)
                )
    return tuple(sorted(found, key=lambda row: row.removed_at, reverse=True))


def restore(session: Session, kind: str, ids: Iterable[str]) -> int:
    """Brings records back; refuses one whose own record is still in the bin, one of a closed month, and a double."""
    model = _models().get(kind)
    if model is None:
        raise Refused("这一类记录不能还原。")
    count = 0
    for key in ids:
        record = session.get(model, key)
        if record is None or record.deleted_at is None:
            continue
        _must_fit_again(session, record)
        record.deleted_at = None
        count += 1
    session.flush()
    return count


def _must_fit_again(session: Session, record: Any) -> None:
    if isinstance(record, FundsEntry | Problem):
        project = session.get(Project, record.project_id)
        if project is not None and project.deleted_at is not None:
            raise Refused(f"它的项目“{project.name}”还在回收站里，请先还原项目。")
    if isinstance(record, FundsEntry):
        _must_be_uncorrected(session, record)
        closed_months.must_be_open(session, record.received_on)
    if isinstance(record, Attachment):
        _must_have_its_owner(session, record)
    if isinstance(record, Project):
        _must_be_the_only_one(session, record)
    names = _UNIQUE.get(type(record), ())
    same = [getattr(type(record), name) == getattr(record, name) for name in names]
    if same and session.scalar(select(type(record)).where(*same, type(record).deleted_at.is_(None))) is not None:
        raise Refused(f"已经有同名的{noun(record.__tablename__)}“{record.name}”，不能还原。")


def _must_be_uncorrected(session: Session, entry: FundsEntry) -> None:
    correcting = select(FundsEntry.id).where(FundsEntry.corrects_id == entry.id, FundsEntry.deleted_at.is_(None))
    if session.scalar(correcting.limit(1)) is not None:
        raise Refused("这笔资金已经由更正记录代替，不能还原。")


def _must_have_its_owner(session: Session, file: Attachment) -> None:
    model = _models().get(file.owner_kind)
    owner = session.get(model, file.owner_id) if model else None
    if model is not None and (owner is None or owner.deleted_at is not None):
        raise Refused(f"附件“{file.name}”所属的{noun(file.owner_kind)}还在回收站里，请先还原它。")


def _must_be_the_only_one(session: Session, project: Project) -> None:
    """A lead becomes one project: where it has become another since, that one counts."""
    if project.lead_id is None:
        return
    other = select(Project).where(Project.lead_id == project.lead_id, Project.deleted_at.is_(None))
    if (there := session.scalar(other.limit(1))) is not None:
        raise Refused(f"它的线索已经另外转成项目“{there.name}”，不能还原。")


def _owner(session: Session, record: Any) -> str:
    """The name of the project or other record that it belongs to, empty for one that stands alone."""
    if isinstance(record, Attachment):
        return record_title(session, record.owner_kind, record.owner_id) if record.owner_kind in RECORDS else ""
    key = getattr(record, "project_id", None)
    project = session.get(Project, key) if key else None
    return project.name if project else ""


def _models() -> dict[str, type[Any]]:
    """Every table whose records are taken away by a mark, the everyday ones first."""
    first = [model.__tablename__ for model in (Project, Lead, FundsEntry, Problem, Enterprise, Fellow)]
    marked = {
        mapper.class_.__tablename__: mapper.class_
        for mapper in Base.registry.mappers
        if hasattr(mapper.class_, "deleted_at") and mapper.class_.__tablename__ not in _KEPT_OUT
    }
    return {name: marked[name] for name in dict.fromkeys([*first, *marked])}
