"""责任书: letters, their clauses and the targets as they stood when signed; and the office's template."""

from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Index, Integer, and_, cast, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import (
    Aim,
    Base,
    Copies,
    Key,
    Known,
    Level,
    Line,
    Money,
    Name,
    Place,
    Plain,
    Prose,
    Root,
    Year,
    Yes,
    unique_in_office,
)
from app.models.types import Choice, Whole


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
    """Where a letter lists its targets; ``ALONE`` is a table and who signs, without clauses."""

    TEXT = "正文"
    TABLE = "正文列表"
    ANNEX = "附件"
    AUTO = "自动"
    ALONE = "单独成表"


class SchemeAnnex(StrEnum):
    """What of the year's scheme is bound behind a letter."""

    NONE = "不附"
    RULES = "考核办法"
    SHEET = "评分表"


class LetterTemplate(Base, Root):
    """The year's wording: title word, who signs, copies, where targets stand; its clauses belong to it."""

    __tablename__ = "letter_templates"
    __table_args__ = (unique_in_office("year"),)

    year: Mapped[Year]
    title_word: Mapped[Line]  # 目标责任书, 承诺书…
    party_style: Mapped[PartyStyle] = mapped_column(Choice(PartyStyle), default=PartyStyle.PARTIES)
    targets_place: Mapped[TargetsPlace] = mapped_column(Choice(TargetsPlace), default=TargetsPlace.AUTO)
    copies: Mapped[Copies]
    opening: Mapped[Prose]
    deposit: Mapped[Money]  # 风险抵押金 of each unit in fen, where the clause is on
    deposit_due_on: Mapped[Known]
    rule: Mapped[Line]  # the 考核办法 and its number, as clauses cite it
    recognised_on: Mapped[Known]  # only what is recognised by then counts
    first_parties: Mapped[Prose]  # who signs as 甲方, one a line; empty: the office's government
    third_role: Mapped[Line]  # 监督方, 分管领导…; empty: nobody signs as a third
    third_name: Mapped[Line]
    targets_heading: Mapped[Line]  # what the section of targets is called; empty: 目标任务
    annex_title: Mapped[Line]  # what the table of targets is called; empty: ××年度招商引资目标任务分解表
    scheme_annex: Mapped[SchemeAnnex] = mapped_column(Choice(SchemeAnnex), default=SchemeAnnex.NONE)
    signs_liaison: Mapped[Yes]  # whether the 联络员 stands under who signs for the unit
    clauses: Mapped[list["TemplateClause"]] = relationship(
        cascade="all, delete-orphan", order_by="TemplateClause.position"
    )


class TemplateClause(Base):
    """One clause with its place; an optional one is off until the office switches it on."""

    __tablename__ = "template_clauses"

    id: Mapped[Key]
    template_id: Mapped[str] = mapped_column(ForeignKey("letter_templates.id"), index=True)
    position: Mapped[Place]
    key: Mapped[Name]
    heading: Mapped[Name]
    text: Mapped[Prose]
    level: Mapped[Level]  # of its number: 0 none, 2 （一）, 3 1., 4 （1）
    is_optional: Mapped[Yes]
    is_on: Mapped[Yes]
    reminder: Mapped[Line]


class Letter(Base, Root):
    """One unit's letter of a year, or a further one on an occasion. Once signed, it stays as it was signed."""

    __tablename__ = "letters"
    __table_args__ = (
        unique_in_office("year", "serial"),
        Index(None, "office_id", "year", "unit_id", "occasion", unique=True),
    )

    year: Mapped[Year]
    serial: Mapped[int] = mapped_column(Whole(1, 100_000))  # n in 〔年度〕n号
    unit_id: Mapped[str] = mapped_column(ForeignKey("units.id"))
    occasion: Mapped[Line]  # 百日竞赛…; empty: the year's own letter
    begins_on: Mapped[Known]  # of what it binds to; empty: the first day of its year
    ends_on: Mapped[Known]  # empty: the last day of its year; in a later year it is over several
    status: Mapped[LetterStatus] = mapped_column(Choice(LetterStatus), default=LetterStatus.DRAFT)
    title: Mapped[Name]
    number: Mapped[Name]
    party_style: Mapped[PartyStyle] = mapped_column(Choice(PartyStyle), default=PartyStyle.PARTIES)
    copies: Mapped[Copies]
    responsible: Mapped[Line]
    liaison: Mapped[Line]
    third_name: Mapped[Line]  # who signs as a third; empty: as the template says
    opening: Mapped[Prose]
    printed_on: Mapped[Known]
    signed_on: Mapped[Known]
    note: Mapped[Prose]
    as_signed: Mapped[Plain]  # the sheet as it was signed, whatever is renamed later
    clauses: Mapped[list["LetterClause"]] = relationship(cascade="all, delete-orphan", order_by="LetterClause.position")
    targets: Mapped[list["LetterTarget"]] = relationship(cascade="all, delete-orphan", order_by="LetterTarget.position")

    @property
    def last_year(self) -> int:
        """The last year that it binds in: its own, or a later one of its last day."""
        return self.year if self.ends_on is None else max(self.ends_on.year, self.year)

    @classmethod
    def binds_in(cls, year: int) -> ColumnElement[bool]:
        """SQL: whether a letter is of that year, or of one before and over several."""
        last = func.coalesce(cast(func.substr(cls.ends_on, 1, 4), Integer), cls.year)
        return and_(cls.year <= year, func.max(last, cls.year) >= year)


class LetterClause(Base):
    """One clause as this letter words it."""

    __tablename__ = "letter_clauses"

    id: Mapped[Key]
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id"), index=True)
    position: Mapped[Place]
    heading: Mapped[Name]
    text: Mapped[Prose]
    level: Mapped[Level]


class LetterTarget(Base):
    """One target as this letter states it, in millionths of the measure; ``year`` where it is over several.

    A signed letter keeps those it was signed with. A draft that has some states them instead of the year's.
    """

    __tablename__ = "letter_targets"

    id: Mapped[Key]
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id"), index=True)
    position: Mapped[Place]
    indicator: Mapped[Name]
    title: Mapped[Name]
    measure: Mapped[Line]
    amount: Mapped[Aim]
    stretch: Mapped[Aim | None]
    year: Mapped[Year | None]


class Responsibility(Base):
    """A change of the responsible person: recorded, never overwritten."""

    __tablename__ = "responsibilities"

    id: Mapped[Key]
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id"), index=True)
    name: Mapped[Name]
    since: Mapped[Known]
    reason: Mapped[Prose]
