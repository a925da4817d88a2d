"""Decisions that a project must pass: 评审, 合法性审查, meetings."""

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Known, Line, Plain, Prose
from app.models.types import Choice


class GateKind(StrEnum):
    """What was decided on."""

    REVIEW = "评审"
    LEGALITY = "合法性审查"
    FAIR_COMPETITION = "公平竞争审查"
    EXECUTIVE_MEETING = "常务会"
    STANDING_COMMITTEE = "常委会"
    OTHER = "其他会议"


class GateResult(StrEnum):
    """What came of it."""

    PENDING = "待定"
    PASSED = "通过"
    REFUSED = "不通过"


class Gate(Base):
    """One decision; ``opinions`` maps each of the six review points to its opinion."""

    __tablename__ = "gates"

    id: Mapped[Key]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"), index=True)
    kind: Mapped[GateKind] = mapped_column(Choice(GateKind))
    decided_on: Mapped[Known]
    result: Mapped[GateResult] = mapped_column(Choice(GateResult), default=GateResult.PENDING)
    document_number: Mapped[Line]  # 会议纪要号
    opinions: Mapped[Plain]
    note: Mapped[Prose]
