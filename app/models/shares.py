"""分解: how a project is shared between units; the shares of one measure add up to the whole."""

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key
from app.models.types import Amount, Choice

WHOLE = 1_000_000  # millionths: thirds add up with a remainder that goes to the first unit


class ShareMeasure(StrEnum):
    """What is shared: money and pieces alike, or one of them."""

    ALL = "全部"
    MONEY = "金额"
    PIECES = "个数"


class Share(Base):
    """A unit's part of a project, in millionths of the whole."""

    __tablename__ = "shares"
    __table_args__ = (UniqueConstraint("project_id", "unit_id", "measure"),)

    id: Mapped[Key]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"))
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"), index=True)
    measure: Mapped[ShareMeasure] = mapped_column(Choice(ShareMeasure), default=ShareMeasure.ALL)
    part: Mapped[int] = mapped_column(Amount())
