"""History: what the user called a change, when, and the values before and after; undo and the recycle bin read it."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Line, Name, Plain
from app.models.types import Words


class ChangeSet(Base):
    """One user action; ``number`` counts up and orders them whatever the clock says."""

    __tablename__ = "change_sets"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    title: Mapped[Name]
    happened_at: Mapped[datetime]
    made_by: Mapped[Line]
    undoes: Mapped[int | None] = mapped_column(default=None)


class Change(Base):
    """One record's change within a set; ``before`` is None where it was made, ``after`` where it went."""

    __tablename__ = "changes"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    set_number: Mapped[int] = mapped_column(ForeignKey("change_sets.number"), index=True)
    table_name: Mapped[Name]
    record_id: Mapped[str] = mapped_column(Words(100), index=True)
    before: Mapped[Plain]
    after: Mapped[Plain]
