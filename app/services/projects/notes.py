"""半月跟踪: what was seen of a project and when; the latest note is its 项目进展情况."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.projects import ProgressNote, Project
from app.services.entries import as_entered, must_exist, put, set_where_new, taken
from app.values.dates import PartialDate
from app.values.words import clean


@dataclass(frozen=True)
class NoteEntry:
    """What is entered of a visit: when, what was seen, who was there."""

    noted_on: PartialDate | None = None
    content: str = ""
    person: str = ""


@dataclass(frozen=True)
class NoteLine:
    """A note in the project's list."""

    id: str
    entry: NoteEntry


def lines(session: Session, project_id: str) -> tuple[NoteLine, ...]:
    """A project's notes, the latest first, those without a day last."""
    own = select(ProgressNote).where(ProgressNote.project_id == project_id)
    found = session.scalars(own.order_by(as_entered(ProgressNote).desc()))
    made = [NoteLine(note.id, taken(note, NoteEntry)) for note in found]
    return tuple(sorted(made, key=lambda line: _day(line.entry), reverse=True))


def save(
    session: Session, project_id: str, entered: NoteEntry, key: str | None = None, *, today: date | None = None
) -> str:
    """Keeps a note and returns its id; the latest one becomes the project's 项目进展情况.

    Refuses an empty note, one without its day, and one of a day after ``today``.
    """
    project = must_exist(session, Project, project_id)
    if entered.noted_on is None:
        raise Refused("请填写跟踪日期。", field="noted_on")
    if today is not None and entered.noted_on.first > today:
        raise Refused("跟踪日期还没有到，请核对。", field="noted_on")
    if not clean(entered.content):
        raise Refused("请写明项目的进展，没有进展的写明原因。", field="content")
    note = must_exist(session, ProgressNote, key) if key else ProgressNote(project_id=project_id)
    put(note, entered)
    if key is None:
        project.notes.append(note)
    session.flush()
    if lines(session, project_id)[0].id == note.id:
        set_where_new(project, "progress", note.content)
        session.flush()
    return note.id


def remove(session: Session, keys: list[str]) -> None:
    """Takes notes out; the history keeps them, the project's 项目进展情况 stays as it reads."""
    for key in keys:
        note = must_exist(session, ProgressNote, key)
        must_exist(session, Project, note.project_id).notes.remove(note)
        session.delete(note)
    session.flush()


def _day(entry: NoteEntry) -> str:
    return entry.noted_on.iso if entry.noted_on else ""
