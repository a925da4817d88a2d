"""协议: what was agreed with the investor, and the 保证金 due under it."""

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Known, Line, Money, Prose
from app.models.types import Choice


class AgreementKind(StrEnum):
    """Only an investment agreement counts as a signature."""

    INVESTMENT = "投资协议"
    FRAMEWORK = "框架协议"
    SUPPLEMENT = "补充协议"


class Agreement(Base):
    """One signed or drafted paper of a project; money in fen."""

    __tablename__ = "agreements"

    id: Mapped[Key]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"), index=True)
    kind: Mapped[AgreementKind] = mapped_column(Choice(AgreementKind), default=AgreementKind.INVESTMENT)
    number: Mapped[Line]
    signed_on: Mapped[Known]
    amount: Mapped[Money]
    bond_due: Mapped[Money]  # 履约保证金
    bond_due_on: Mapped[Known]
    bond_paid: Mapped[Money]
    bond_paid_on: Mapped[Known]
    our_promises: Mapped[Prose]
    their_promises: Mapped[Prose]
    note: Mapped[Prose]
