"""问题: what holds a project up, who promised to mend it by when; and its 手续办理."""

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Known, Line, Prose, Root
from app.models.types import Choice


class ProblemKind(StrEnum):
    """What the problem is about."""

    MONEY = "资金"
    LAND = "土地"
    POLICY = "政策"
    APPROVAL = "审批"
    OTHER = "其他"


class Problem(Base, Root):
    """One problem with its promised deadline and outcome; ``origin`` is 联席会议, 外商投诉…"""

    __tablename__ = "problems"

    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"), index=True)
    kind: Mapped[ProblemKind] = mapped_column(Choice(ProblemKind), default=ProblemKind.OTHER)
    description: Mapped[Prose]
    origin: Mapped[Line]
    raised_on: Mapped[Known]
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), default=None)
    due_on: Mapped[Known]
    progress: Mapped[Prose]
    closed_on: Mapped[Known]
    outcome: Mapped[Prose]


class ProcedureState(StrEnum):
    """How far a formality is."""

    OPEN = "未办理"
    IN_HAND = "办理中"
    DONE = "办结"
    IMPOSSIBLE = "无法办理"


class Procedure(Base):
    """One formality (备案, 环评, 用地…) of a project."""

    __tablename__ = "procedures"

    id: Mapped[Key]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"), index=True)
    title: Mapped[Line]
    state: Mapped[ProcedureState] = mapped_column(Choice(ProcedureState), default=ProcedureState.OPEN)
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), default=None)
    due_on: Mapped[Known]
    done_on: Mapped[Known]
    note: Mapped[Prose]
