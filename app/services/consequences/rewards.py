"""引资人 rewards: one recipient for each project, a sum paid in steps that add up to it exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import case, literal, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.projects import Project
from app.models.schemes import Reward
from app.models.units import Unit
from app.services import offices
from app.services.consequences.rates import whole_yuan
from app.services.consequences.steps import DEFAULT_STEPS, RewardStep, must_make_the_whole, parts, read_step, step_text
from app.services.consequences.switch import must_be_believable
from app.services.entries import must_exist, set_where_new, standing
from app.services.lists import RecordList
from app.values.dates import PartialDate
from app.values.money import rmb_capitals
from app.values.words import clean

__all__ = ["DEFAULT_STEPS", "RewardStep"]
PAID, UNPAID = "已发放", "未发放"
CHOICES = {"state": (UNPAID, PAID)}
_YI = 10_000_000_000  # one 亿元 in fen
_FEN_IN_MICRO_YUAN = 10_000


@dataclass(frozen=True)
class RewardRow:
    """One step of a project's reward; ``amount`` in fen, ``unit`` the project's 责任单位.

    ``yuan`` is the amount as a quantity of 元, in millionths: these sums are too small for the office's 万元.
    """

    id: str
    project_id: str
    project: str
    unit: str
    introducer: str
    step: str
    amount: int
    yuan: int
    review_number: str
    state: str
    paid_on: PartialDate | None
    note: str

    @property
    def capitals(self) -> str:
        """The amount in capitals."""
        return rmb_capitals(self.amount)


@dataclass(frozen=True)
class RewardEntry:
    """A project's whole reward: ``total`` in fen, paid in ``steps`` whose shares make 100 percent."""

    project_id: str = ""
    introducer: str = ""
    total: int | None = None
    steps: tuple[RewardStep, ...] = DEFAULT_STEPS
    review_number: str = ""
    note: str = ""


def listing() -> RecordList[RewardRow]:
    """All steps of all rewards, by project and in their order."""
    is_paid = Reward.paid_on.is_not(None)
    state = case((is_paid, literal(PAID)), else_=literal(UNPAID))
    joined: dict[str, Any] = {
        "project": Project.name,
        "unit": Unit.name,
        "state": state,
        "yuan": Reward.amount * _FEN_IN_MICRO_YUAN,
    }
    return RecordList(
        row=RewardRow,
        source=lambda: (
            select(Reward)
            .join(Project, Reward.project_id == Project.id)
            .outerjoin(Unit, Project.unit_id == Unit.id)
            .where(Reward.deleted_at.is_(None), Project.deleted_at.is_(None))
        ),
        key=Reward.id,
        fields={
            name: joined[name] if name in joined else getattr(Reward, name) for name in RewardRow.__dataclass_fields__
        },
        search=(Project.name, Project.code, Reward.introducer, Reward.review_number),
        order=(Project.code, Reward.step),
        totals=("yuan",),
        chips={UNPAID: ~is_paid, PAID: is_paid},
    )


def proportional(base: int, per_yi: int) -> int:
    """The reward in fen for ``base`` fen at ``per_yi`` fen for each 亿元, rounded half up to a whole 元."""
    return whole_yuan(Fraction(base * per_yi, _YI))


def projects(session: Session) -> list[tuple[str, str, str]]:
    """Projects that have no reward yet: (id, name with code, 引资人 as the project names him)."""
    have = select(Reward.project_id).where(Reward.deleted_at.is_(None))
    found = session.execute(standing(Project).where(Project.id.not_in(have)).order_by(Project.code))
    return [(project.id, f"{project.name}（{project.code}）", project.introducer) for (project,) in found]


def base_of(session: Session, project_id: str) -> int | None:
    """What a reward is usually counted from, in fen: 固定资产投资, or 总投资 where that is not known."""
    project = must_exist(session, Project, project_id)
    return project.fixed_investment if project.fixed_investment is not None else project.total_investment


def entry(session: Session, project_id: str) -> RewardEntry:
    """What the form shows of a project's reward; an empty one names the project's 引资人."""
    steps = _steps(session, project_id)
    if not steps:
        return RewardEntry(project_id, must_exist(session, Project, project_id).introducer)
    first = steps[0]
    return RewardEntry(
        project_id=project_id,
        introducer=first.introducer,
        total=sum(step.amount for step in steps),
        steps=tuple(read_step(step.step) for step in steps),
        review_number=first.review_number,
        note=first.note,
    )


def grant(session: Session, entered: RewardEntry, now: datetime) -> list[str]:
    """Registers a project's reward; returns the ids of its steps. Refused where the project has one already."""
    steps = _steps(session, entered.project_id) if entered.project_id else []
    if steps:
        raise Refused(
            f"这个项目的引资人已登记为“{steps[0].introducer}”，一个项目只奖励一人；几个人的作为一个团队，由团队自行分配。",
            field="project_id",
        )
    return change(session, entered, now)


def change(session: Session, entered: RewardEntry, now: datetime) -> list[str]:
    """Keeps a project's reward in place of what was registered; once a step was paid only number and note change."""
    project = _project(session, entered)
    entered = replace(entered, introducer=clean(entered.introducer), review_number=clean(entered.review_number))
    if not entered.introducer:
        raise Refused("请填写引资人。", field="introducer")
    if not entered.total or entered.total < 0:
        raise Refused("请填写奖励总额，应大于零。", field="total")
    must_be_believable(entered.total, "total")
    must_make_the_whole(entered.steps)
    kept = _steps(session, project.id)
    _must_leave_what_was_paid(kept, entered)
    amounts = parts(entered.total, entered.steps)
    for number, (step, amount) in enumerate(zip(entered.steps, amounts, strict=True), start=1):
        record = kept[number - 1] if number <= len(kept) else _new(session, project.id)
        if record.paid_on is None:  # what was paid stays as its signed list has it
            set_where_new(record, "step", step_text(number, step))
            set_where_new(record, "amount", amount)
            set_where_new(record, "introducer", entered.introducer)
        set_where_new(record, "review_number", entered.review_number)
        set_where_new(record, "note", entered.note.strip())
    for left_over in kept[len(entered.steps) :]:
        left_over.deleted_at = now
    session.flush()
    return [record.id for record in _steps(session, project.id)]


def pay(session: Session, ids: Iterable[str], on: PartialDate, today: date) -> None:
    """Registers steps as paid: none before the one above it, and none without the number of its 审查 paper."""
    if on.first > today:
        raise Refused("发放日期晚于今天，请核对。", field="on")
    for record in _in_order(session, ids):
        if record.paid_on is not None:
            raise Refused(f"“{record.step}”已经发放，不能重复发放。")
        if not record.review_number:
            raise Refused(f"{record.introducer}的奖励还没有审查文号，请先填写再发放。", field="review_number")
        for earlier in _steps(session, record.project_id):
            if earlier.step < record.step:
                _must_come_after(earlier, record, on)
        record.paid_on = on
    session.flush()


def take_back(session: Session, ids: Iterable[str]) -> None:
    """Makes steps unpaid that were registered by mistake, the last first."""
    for record in reversed(_in_order(session, ids)):
        if record.paid_on is None:
            raise Refused(f"“{record.step}”还没有发放，没有可以撤回的。")
        if any(step.paid_on and step.step > record.step for step in _steps(session, record.project_id)):
            raise Refused(f"“{record.step}”之后的奖励已经发放，请先撤回后面的。")
        record.paid_on = None
        session.flush()


def remove(session: Session, project_ids: Iterable[str], now: datetime) -> int:
    """Takes the rewards of projects away, all steps of each; Refused where one was paid. Returns how many steps."""
    steps = [step for project_id in dict.fromkeys(project_ids) for step in _steps(session, project_id)]
    if paid := next((step for step in steps if step.paid_on), None):
        raise Refused(f"{paid.introducer}的奖励已经发放过（{paid.step}），不能删除。")
    for step in steps:
        step.deleted_at = now
    session.flush()
    return len(steps)


def _steps(session: Session, project_id: str) -> list[Reward]:
    session.flush()
    return list(session.scalars(standing(Reward).where(Reward.project_id == project_id).order_by(Reward.step)))


def _new(session: Session, project_id: str) -> Reward:
    record = Reward(office_id=offices.own_id(session), project_id=project_id, amount=0)
    session.add(record)
    return record


def _project(session: Session, entered: RewardEntry) -> Project:
    if not entered.project_id:
        raise Refused("请选择项目。", field="project_id")
    return must_exist(session, Project, entered.project_id)


def _must_leave_what_was_paid(kept: Sequence[Reward], entered: RewardEntry) -> None:
    if not any(step.paid_on for step in kept):
        return
    before = (kept[0].introducer, sum(step.amount for step in kept), tuple(read_step(step.step) for step in kept))
    if before != (entered.introducer, entered.total, entered.steps):
        raise Refused("这个项目的奖励已经发放过，引资人、总额和发放步骤不能再改。", field="total")


def _must_come_after(earlier: Reward, record: Reward, on: PartialDate) -> None:
    if earlier.paid_on is None:
        raise Refused(f"{record.introducer}的“{earlier.step}”还没有发放，请按顺序发放。")
    if on.last < earlier.paid_on.first:
        raise Refused(f"发放日期早于上一步的发放日期（{earlier.paid_on.text()}），请核对。", field="on")


def _in_order(session: Session, ids: Iterable[str]) -> list[Reward]:
    chosen = [must_exist(session, Reward, key) for key in ids]
    if not chosen:
        raise Refused("请先在列表中选择奖励。")
    return sorted(chosen, key=lambda record: (record.project_id, record.step))
