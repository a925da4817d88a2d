"""The office whose records these are, its settings, the file's own facts, and days off."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Line, Name, PersonalLine, Plain, Prose, Root, unique_in_office
from app.models.types import Choice, Words
from app.values.dates import PartialDate


class Office(Base):
    """A township (or the county that gathers several), known by its nine-digit 单位代码."""

    __tablename__ = "offices"

    id: Mapped[Key]
    code: Mapped[str] = mapped_column(Words(9), unique=True)
    name: Mapped[Name]
    short_name: Mapped[Line]  # 清, in 清招责〔2026〕1号
    county: Mapped[Line]
    phone: Mapped[PersonalLine]


class Setting(Base, Root):
    """One choice of the office that travels with its records; ``value`` is plain JSON."""

    __tablename__ = "settings"
    __table_args__ = (unique_in_office("key"),)

    key: Mapped[Name]
    value: Mapped[Plain]


OWN_OFFICE = "office"  # the key under which a file says whose it is


class Meta(Base):
    """Facts about the file itself: whose it is, counters, versions of readers and writers."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(Words(100), primary_key=True)
    value: Mapped[Prose]


class DayKind(StrEnum):
    """A day off, or a weekend day that is worked."""

    OFF = "休"
    WORKED = "班"


class Holiday(Base):
    """A day that does not follow its weekday."""

    __tablename__ = "holidays"

    day: Mapped[str] = mapped_column(Words(10), primary_key=True)
    kind: Mapped[DayKind] = mapped_column(Choice(DayKind))
    name: Mapped[Line]

    @classmethod
    def of(cls, day: date, kind: DayKind, name: str = "") -> "Holiday":
        """The record of a calendar date."""
        return cls(day=PartialDate.of(day).iso, kind=kind, name=name)


class SavedFilter(Base, Root):
    """A filter with a name; ``query`` is a list's query as plain JSON."""

    __tablename__ = "saved_filters"
    __table_args__ = (unique_in_office("list_name", "name"),)

    list_name: Mapped[Name]
    name: Mapped[Name]
    query: Mapped[Plain]


class ImportMapping(Base, Root):
    """Which column was taken for which field, remembered by the header's words."""

    __tablename__ = "import_mappings"
    __table_args__ = (unique_in_office("kind", "signature"),)

    kind: Mapped[Name]
    signature: Mapped[Name]
    mapping: Mapped[Plain]
