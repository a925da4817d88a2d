"""项目: projects with their dated milestones; a stage is stored, and follows from the milestones."""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Key, Known, Line, Money, Name, PersonalLine, Prose, Root, unique_in_office
from app.models.types import Choice, Words
from app.values.capital import CapitalNature
from app.values.stages import STAGES, MilestoneKind, Stage


class Project(Base, Root):
    """One project. Money is in fen, foreign contract money in US cents; None says that it is not known."""

    __tablename__ = "projects"
    # The last index holds what ids, chips and sums of the list ask: ten thousand wide rows need not be read for them.
    __table_args__ = (
        unique_in_office("code"),
        Index(None, "office_id", "stage"),
        Index(
            "ix_projects_listed",
            *("deleted_at", "code", "stage", "id", "total_investment", "contract_amount", "unit_id", "lead_unit_id"),
        ),
    )

    code: Mapped[Name]
    name: Mapped[Name]
    stage: Mapped[Stage] = mapped_column(Choice(Stage), default=Stage.RESERVED)
    investor: Mapped[Line]
    enterprise_id: Mapped[str | None] = mapped_column(ForeignKey("enterprises.id"), index=True, default=None)
    investor_place: Mapped[Line]
    credit_code: Mapped[Line]  # of the firm registered here
    nature: Mapped[CapitalNature] = mapped_column(Choice(CapitalNature), default=CapitalNature.DOMESTIC)
    industry: Mapped[Line]  # 产业大类, the office's short list
    category: Mapped[Line]  # GB/T 4754 letter
    construction_kind: Mapped[Line]
    site: Mapped[Line]
    content: Mapped[Prose]
    total_investment: Mapped[Money]
    fixed_investment: Mapped[Money]
    contract_amount: Mapped[Money]  # 合同引资额
    contract_fdi: Mapped[Money]  # 合同外资, US cents
    output_value: Mapped[Money]  # 预计年产值
    tax: Mapped[Money]  # 预计年税收
    land_need: Mapped[Line]
    unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), index=True, default=None)
    lead_unit_id: Mapped[str | None] = mapped_column(ForeignKey("units.id"), default=None)
    leader: Mapped[Line]  # 包抓领导
    person: Mapped[Line]  # 责任人
    phone: Mapped[PersonalLine]
    team: Mapped[Prose]  # 专班
    introducer: Mapped[PersonalLine]  # 引资人
    fellow_id: Mapped[str | None] = mapped_column(ForeignKey("fellows.id"), index=True, default=None)
    lead_id: Mapped[str | None] = mapped_column(ForeignKey("leads.id"), index=True, default=None)
    carrier_id: Mapped[str | None] = mapped_column(ForeignKey("carriers.id"), default=None)
    predecessor_id: Mapped[str | None] = mapped_column(ForeignKey("projects.id"), default=None)  # 二次招商
    progress: Mapped[Prose]
    problem: Mapped[Prose]
    end_reason: Mapped[Prose]
    note: Mapped[Prose]
    search: Mapped[str] = mapped_column(Words(2_000), default="")

    milestones: Mapped[list["Milestone"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="Milestone.kind"
    )
    notes: Mapped[list["ProgressNote"]] = relationship(
        cascade="all, delete-orphan", order_by="ProgressNote.noted_on.desc()"
    )


class Milestone(Base):
    """A planned and an actual date of one event of a project."""

    __tablename__ = "milestones"
    __table_args__ = (UniqueConstraint("project_id", "kind"), Index(None, "kind", "actual_on"))

    id: Mapped[Key]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"))
    kind: Mapped[MilestoneKind] = mapped_column(Choice(MilestoneKind))
    planned_on: Mapped[Known]
    actual_on: Mapped[Known]
    evidence: Mapped[Line]


class ProgressNote(Base):
    """半月跟踪: what a project did lately."""

    __tablename__ = "progress_notes"
    __table_args__ = (Index(None, "project_id", "noted_on"),)

    id: Mapped[Key]
    project_id: Mapped[str] = mapped_column(ForeignKey("projects.id"))
    noted_on: Mapped[Known]
    content: Mapped[Prose]
    person: Mapped[Line]


_PROVED = {kind: Stage(kind.value) for kind in MilestoneKind if kind.value in STAGES}


def stage_reached(milestones: Iterable[Milestone], stated: Stage = Stage.RESERVED) -> Stage:
    """The stage that the actual dates prove, or the one stated where that lies further on.

    终止 holds whatever came before it.
    """
    reached = {_PROVED[m.kind] for m in milestones if m.actual_on and m.kind in _PROVED}
    if Stage.ENDED in reached or stated is Stage.ENDED:
        return Stage.ENDED
    return max((*reached, stated), key=STAGES.index)
