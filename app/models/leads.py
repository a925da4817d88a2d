"""线索: leads, what was done about them, and what holds them up."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Known, Line, Money, Name, PersonalLine, Prose, Root, unique_in_office
from app.models.types import Choice, Words


class LeadSource(StrEnum):
    """Where a lead came from."""

    FELLOW = "乡贤"
    ENTERPRISE = "以商招商"
    STATIONED = "驻点"
    EVENT = "展会活动"
    AGENCY = "中介"
    ASSIGNED = "上级交办"
    WALK_IN = "主动来访"
    NETWORK = "网络"
    FUND = "基金"
    OTHER = "其他"


class LeadState(StrEnum):
    """How far a lead has come."""

    NEW = "新"
    JUDGING = "研判"
    FOLLOWED = "跟踪"
    NEGOTIATING = "在谈"
    CONVERTED = "转项目"
    SHELVED = "搁置"
    FAILED = "失败"


class Judgement(StrEnum):
    """What the 研判 found; only 有效 counts as a valid lead."""

    PENDING = "待研判"
    VALID = "有效"
    INVALID = "无效"


class FollowUpKind(StrEnum):
    """How contact was made."""

    VISITOR = "来访"
    VISIT = "外出拜访"
    PHONE = "电话"
    WECHAT = "微信"
    MEETING = "会议"
    OTHER = "其他"


class Lead(Base, Root):
    """One 线索, kept after it became a project."""

    __tablename__ = "leads"
    __table_args__ = (unique_in_office("code"),)

    code: Mapped[Name]
    name: Mapped[Name]
    registered_on: Mapped[Known]
    investor: Mapped[Line]
    enterprise_id: Mapped[str | None] = mapped_column(ForeignKey("enterprises.id"), index=True, default=None)
    contact: Mapped[PersonalLine]
    contact_title: Mapped[PersonalLine]
    phone: Mapped[PersonalLine]
    source: Mapped[LeadSource] = mapped_column(Choice(LeadSource), default=LeadSource.OTHER)
    introducer: Mapped[PersonalLine]  # 引荐人
    fellow_id: Mapped[str | None] = mapped_column(ForeignKey("fellows.id"), index=True, default=None)
    activity_id: Mapped[str | None] = mapped_column(ForeignKey("activities.id"), index=True, default=None)
    intended_amount: Mapped[Money]  # fen
    industry: Mapped[Line]
    land_need: Mapped[Line]
    dealings: Mapped[Prose]  # 对接情况
    last_followed_on: Mapped[Known]
    next_step: Mapped[Prose]
    next_on: Mapped[Known]
    leader: Mapped[Line]
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), index=True, default=None)
    person: Mapped[Line]
    judgement: Mapped[Judgement] = mapped_column(Choice(Judgement), default=Judgement.PENDING)
    judged_on: Mapped[Known]
    judged_by: Mapped[Line]
    judgement_note: Mapped[Line]
    state: Mapped[LeadState] = mapped_column(Choice(LeadState), default=LeadState.NEW)
    end_reason: Mapped[Prose]
    obstacles: Mapped[Prose]  # 一企一策
    note: Mapped[Prose]
    search: Mapped[str] = mapped_column(Words(2_000), default="")


class LeadFollowUp(Base):
    """One contact with a lead: who was there, what was said, the next step."""

    __tablename__ = "lead_followups"
    __table_args__ = (Index(None, "lead_id", "happened_on"),)

    id: Mapped[Key]
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id"))
    happened_on: Mapped[Known]
    kind: Mapped[FollowUpKind] = mapped_column(Choice(FollowUpKind), default=FollowUpKind.OTHER)
    people: Mapped[PersonalLine]
    content: Mapped[Prose]
    next_step: Mapped[Prose]
    next_on: Mapped[Known]


class LeadAction(Base):
    """一企一策: who does what by when to get a stuck lead moving."""

    __tablename__ = "lead_actions"

    id: Mapped[Key]
    lead_id: Mapped[str] = mapped_column(ForeignKey("leads.id"), index=True)
    action: Mapped[Prose]
    person: Mapped[Line]
    due_on: Mapped[Known]
    done_on: Mapped[Known]
