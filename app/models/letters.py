"""责任书: letters, their clauses and the targets as they stood when signed; and the office's template."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Key, Known, Line, Money, Name, Plain, Prose, Root, Yes, unique_in_office
from app.models.types import Choice


class LetterStatus(StrEnum):
    """How far a letter has gone."""

    DRAFT = "草拟"
    PRINTED = "已打印"
    SIGNED = "已签订"


class PartyStyle(StrEnum):
    """Whether the parties stand at the head as 甲方/乙方 or only sign at the end."""

    PARTIES = "甲乙方"
    SIGNERS = "签订单位"


class TargetsPlace(StrEnum):
    """Where a letter lists its targets."""

    TEXT = "正文"
    ANNEX = "附件"
    AUTO = "自动"


class LetterTemplate(Base, Root):
    """The year's wording: title word, party style, copies; its clauses belong to it."""

    __tablename__ = "letter_templates"
    __table_args__ = (unique_in_office("year"),)

    year: Mapped[int]
    title_word: Mapped[Line]  # 目标责任书, 承诺书…
    party_style: Mapped[PartyStyle] = mapped_column(Choice(PartyStyle), default=PartyStyle.PARTIES)
    targets_place: Mapped[TargetsPlace] = mapped_column(Choice(TargetsPlace), default=TargetsPlace.AUTO)
    copies: Mapped[int] = mapped_column(default=2)
    opening: Mapped[Prose]
    deposit: Mapped[Money]  # 风险抵押金 of each unit in fen, where the clause is on
    deposit_due_on: Mapped[Known]
    rule: Mapped[Line]  # the 考核办法 and its number, as clauses cite it
    recognised_on: Mapped[Known]  # only what is recognised by then counts
    clauses: Mapped[list["TemplateClause"]] = relationship(
        cascade="all, delete-orphan", order_by="TemplateClause.position"
    )


class TemplateClause(Base):
    """One clause with its place; an optional one is off until the office switches it on."""

    __tablename__ = "template_clauses"

    id: Mapped[Key]
    template_id: Mapped[str] = mapped_column(ForeignKey("letter_templates.id"), index=True)
    position: Mapped[int]
    key: Mapped[Name]
    heading: Mapped[Name]
    text: Mapped[Prose]
    is_optional: Mapped[Yes]
    is_on: Mapped[Yes]
    reminder: Mapped[Line]


class Letter(Base, Root):
    """One unit's letter of a year. Once signed, its clauses and targets stay as they were signed."""

    __tablename__ = "letters"
    __table_args__ = (unique_in_office("year", "serial"), Index(None, "office_id", "year", "unit_id", unique=True))

    year: Mapped[int]
    serial: Mapped[int]  # n in 〔年度〕n号
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    status: Mapped[LetterStatus] = mapped_column(Choice(LetterStatus), default=LetterStatus.DRAFT)
    title: Mapped[Name]
    number: Mapped[Name]
    party_style: Mapped[PartyStyle] = mapped_column(Choice(PartyStyle), default=PartyStyle.PARTIES)
    copies: Mapped[int] = mapped_column(default=2)
    responsible: Mapped[Line]
    liaison: Mapped[Line]
    opening: Mapped[Prose]
    printed_on: Mapped[Known]
    signed_on: Mapped[Known]
    note: Mapped[Prose]
    as_signed: Mapped[Plain]  # the sheet as it was signed, whatever is renamed later
    clauses: Mapped[list["LetterClause"]] = relationship(cascade="all, delete-orphan", order_by="LetterClause.position")
    targets: Mapped[list["LetterTarget"]] = relationship(cascade="all, delete-orphan", order_by="LetterTarget.position")


class LetterClause(Base):
    """One clause as this letter words it."""

    __tablename__ = "letter_clauses"

    id: Mapped[Key]
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id"), index=True)
    position: Mapped[int]
    heading: Mapped[Name]
    text: Mapped[Prose]


class LetterTarget(Base):
    """One target as this letter states it, in millionths of the measure."""

    __tablename__ = "letter_targets"

    id: Mapped[Key]
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id"), index=True)
    position: Mapped[int]
    indicator: Mapped[Name]
    title: Mapped[Name]
    measure: Mapped[Line]
    amount: Mapped[int]
    stretch: Mapped[int | None] = mapped_column(default=None)


class Responsibility(Base):
    """A change of the responsible person: recorded, never overwritten."""

    __tablename__ = "responsibilities"

    id: Mapped[Key]
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id"), index=True)
    name: Mapped[Name]
    since: Mapped[Known]
    reason: Mapped[Prose]
