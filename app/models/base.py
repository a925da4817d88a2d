"""What every record has: a stable id, an office, times of change; and the schema's own conventions."""

from datetime import datetime
from os import urandom
from typing import Annotated, Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, MetaData, UniqueConstraint, event, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from app.errors import Refused
from app.models.types import (
    MOST,
    Amount,
    Day,
    Document,
    Flag,
    Moment,
    PersonalDay,
    PersonalWords,
    Whole,
    Words,
    problem_of,
)
from app.values.dates import PartialDate

# Every constraint has a name: a migration in batch mode drops unnamed ones in silence.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A fresh UUID: stable for the record's life, unique across all townships."""
    return str(uuid4())


def new_ids(count: int) -> list[str]:
    """Many of them, in their order: rows that are written so go into an index one after the other."""
    drawn = urandom(16 * count)
    return sorted(str(UUID(bytes=drawn[at : at + 16], version=4)) for at in range(0, len(drawn), 16))


Key = Annotated[str, mapped_column(Words(36), primary_key=True, default=new_id)]
Name = Annotated[str, mapped_column(Words(200))]
Line = Annotated[str, mapped_column(Words(200), default="")]
PersonalName = Annotated[str, mapped_column(PersonalWords(200))]
PersonalLine = Annotated[str, mapped_column(PersonalWords(200), default="")]
PersonalProse = Annotated[str, mapped_column(PersonalWords(20_000), default="")]
PersonalKnown = Annotated[PartialDate | None, mapped_column(PersonalDay(), default=None)]
Prose = Annotated[str, mapped_column(Words(20_000), default="")]
Known = Annotated[PartialDate | None, mapped_column(Day(), default=None)]
Money = Annotated[int | None, mapped_column(Amount(), default=None)]
Yes = Annotated[bool, mapped_column(Flag(), default=False)]
Year = Annotated[int, mapped_column(Whole(1990, 2100))]
Month = Annotated[int, mapped_column(Whole(1, 12))]
Place = Annotated[int, mapped_column(Whole(0, 100_000), default=0)]  # among the lines of one record
Copies = Annotated[int, mapped_column(Whole(1, 20), default=2)]
Level = Annotated[int, mapped_column(Whole(0, 9), default=2)]  # of a clause's number: 0 none, 2 （一）, 3 1., 4 （1）
Count = Annotated[int | None, mapped_column(Whole(0, 1_000_000), default=None)]  # heads, days
Aim = Annotated[int, mapped_column(Whole(0, MOST))]  # millionths of a measure or of a point
Quantity = Annotated[int, mapped_column(Whole(-MOST, MOST))]  # the same, corrections too
Plain = Annotated[Any, mapped_column(Document(), default=None, nullable=True)]


class Base(DeclarativeBase):
    """The mapped classes; each column type that carries a rule gives its table a named CHECK."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment()}  # noqa: RUF012 - SQLAlchemy's own attribute

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        table = cls.__dict__.get("__table__")
        if table is None:
            return
        table.dialect_options["sqlite"]["strict"] = True
        for column in table.columns:
            if rule := getattr(column.type, "check", None):
                table.append_constraint(CheckConstraint(rule(column.name), name=f"{column.name}_valid"))


class Root:
    """A record that stands by itself: it belongs to an office, and is taken away by a mark, not a deletion."""

    id: Mapped[Key]
    created_at: Mapped[datetime | None] = mapped_column(default=None)
    updated_at: Mapped[datetime | None] = mapped_column(default=None)
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)

    @declared_attr
    def office_id(cls) -> Mapped[str]:  # noqa: N805 - SQLAlchemy's declared_attr
        """The office whose record this is."""
        return mapped_column(ForeignKey("offices.id"), index=True)


@event.listens_for(Base, "before_insert", propagate=True)
@event.listens_for(Base, "before_update", propagate=True)
def _must_be_enterable(_mapper: Any, _connection: Any, record: Base) -> None:
    """The last door of every form, import and paste: each value meets the rule of its column."""
    state = inspect(record)
    for attribute in state.mapper.column_attrs:
        is_new = attribute.key in state.committed_state or not state.persistent
        if is_new and (problem := problem_of(attribute.columns[0].type, state.dict.get(attribute.key))):
            raise Refused(problem, field=attribute.key)


def unique_in_office(*columns: str) -> UniqueConstraint:
    """No two records of one office share these."""
    return UniqueConstraint("office_id", *columns)
