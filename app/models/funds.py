"""到位资金: dated entries with their vouchers; what was reported and what was recognised stand apart."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Known, Line, Money, Month, Prose, Root, Year, Yes
from app.models.types import Amount, Choice, Rate
from app.values.capital import Currency, FundsSource, FundsStatus


class FundsEntry(Base, Root):
    """Money that arrived for a project.

    ``amount`` and ``recognised_amount`` are in the minor unit of ``currency`` (分 or US cents); ``rate`` is yuan per
    dollar in millionths, needed wherever the two must meet. ``corrects_id`` points at an entry of a closed month.
    """

    __tablename__ = "funds"
    # The first index holds all that a project's sums are made of.
    __table_args__ = (
        Index("ix_funds_summed", "project_id", "received_on", "deleted_at", "amount", "currency", "rate"),
        Index(None, "office_id", "received_on"),
    )

    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"))
    received_on: Mapped[Known]
    amount: Mapped[int] = mapped_column(Amount())
    currency: Mapped[Currency] = mapped_column(Choice(Currency), default=Currency.YUAN)
    rate: Mapped[int | None] = mapped_column(Rate(), default=None)
    source: Mapped[FundsSource] = mapped_column(Choice(FundsSource), default=FundsSource.UNKNOWN)
    use: Mapped[Line]
    voucher_kind: Mapped[Line]
    voucher_number: Mapped[Line]
    status: Mapped[FundsStatus] = mapped_column(Choice(FundsStatus), default=FundsStatus.REPORTED)
    recognised_amount: Mapped[Money]
    verified_by: Mapped[Line]
    verified_on: Mapped[Known]
    is_opening: Mapped[Yes]  # stands for what a ledger gave as a sum
    corrects_id: Mapped[str | None] = mapped_column(ForeignKey("funds.id"), default=None)
    correction_reason: Mapped[Line]
    note: Mapped[Prose]


class ClosedMonth(Base, Root):
    """A month whose figures have gone out: its entries change only by corrections."""

    __tablename__ = "closed_months"
    __table_args__ = (Index(None, "office_id", "year", "month", unique=True),)

    year: Mapped[Year]
    month: Mapped[Month]
    reason: Mapped[Line]
