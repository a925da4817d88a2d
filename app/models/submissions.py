"""报送: copies handed in, and at the county, copies taken."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Line, Prose, Root
from app.models.types import Amount, Words


class Submission(Base, Root):
    """One copy handed in; ``sequence`` counts up for the office's life."""

    __tablename__ = "submissions"
    __table_args__ = (Index(None, "office_id", "sequence", unique=True),)

    sequence: Mapped[int]
    written_at: Mapped[datetime]
    folder: Mapped[Prose]
    file_name: Mapped[Line]
    size: Mapped[int] = mapped_column(Amount())
    sha256: Mapped[Line]
    manifest_sha256: Mapped[Line]
    without_people: Mapped[int] = mapped_column(default=0)


class Intake(Base):
    """A township's submission as it was taken at the county."""

    __tablename__ = "intakes"
    __table_args__ = (Index(None, "office_code", "sequence", unique=True),)

    id: Mapped[Key]
    office_code: Mapped[str] = mapped_column(Words(9))
    sequence: Mapped[int]
    taken_at: Mapped[datetime]
    sha256: Mapped[Line]
    manifest_sha256: Mapped[Line]
