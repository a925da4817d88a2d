"""载体: 标准厂房 and land that projects sit in."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Known, Line, Name, Prose, Root
from app.models.types import Amount, Choice
from app.values.carriers import CarrierKind


class Carrier(Base, Root):
    """A building or plot; areas in hundredths of a square metre."""

    __tablename__ = "carriers"

    name: Mapped[Name]
    kind: Mapped[CarrierKind] = mapped_column(Choice(CarrierKind), default=CarrierKind.FACTORY)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), default=None)
    place: Mapped[Line]
    area: Mapped[int] = mapped_column(Amount(), default=0)
    area_let: Mapped[int] = mapped_column(Amount(), default=0)
    started_on: Mapped[Known]
    completed_on: Mapped[Known]
    note: Mapped[Prose]
