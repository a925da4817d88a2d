"""招商活动: trips out, visitors in, fairs, forums, stationed work."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Count, Key, Known, Line, Money, Prose, Root
from app.models.types import Choice
from app.values.activities import ActivityKind


class Activity(Base, Root):
    """One activity with its people, cost and outcome."""

    __tablename__ = "activities"

    kind: Mapped[ActivityKind] = mapped_column(Choice(ActivityKind), default=ActivityKind.OTHER)
    name: Mapped[Line]
    held_on: Mapped[Known]
    ended_on: Mapped[Known]
    place: Mapped[Line]
    area: Mapped[Line]  # 片区
    days: Mapped[Count]
    people: Mapped[Count]  # how many of ours went
    visitors: Mapped[Count]  # how many guests were received
    team: Mapped[Line]  # 招商小分队
    leader: Mapped[Line]
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), index=True, default=None)
    participants: Mapped[Prose]
    firms: Mapped[Prose]  # 拜访企业/接待客商, as written
    dealings: Mapped[Prose]
    outcome: Mapped[Prose]
    follow_up: Mapped[Prose]
    cost: Mapped[Money]  # fen
    note: Mapped[Prose]


class ActivityFirm(Base):
    """A known firm that was met."""

    __tablename__ = "activity_firms"

    id: Mapped[Key]
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    enterprise_id: Mapped[str] = mapped_column(ForeignKey("enterprises.id"), index=True)
    outcome: Mapped[Line]
