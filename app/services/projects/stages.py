"""From stage to stage: the stage of a project is written here alone, from the dates of its milestones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.projects import Milestone, ProgressNote, Project, stage_reached
from app.services.entries import must_exist, put
from app.services.projects import conditions, deadlines
from app.values.dates import PartialDate
from app.values.stages import STAGE_EVENTS, STAGES, MilestoneKind, Stage
from app.values.words import clean

Dates = Mapping[MilestoneKind, PartialDate | None]
_ACTUAL = "实际"  # 开工实际 is the field of a form that holds the actual date of 开工
_K = MilestoneKind
# Each against every one before it: the date between may be missing.
_MUST_FOLLOW = (
    (_K.STARTED, _K.SIGNED),
    (_K.IN_PRODUCTION, _K.SIGNED),
    (_K.FULL_CAPACITY, _K.SIGNED),
    (_K.IN_PRODUCTION, _K.STARTED),
    (_K.FULL_CAPACITY, _K.STARTED),
    (_K.FULL_CAPACITY, _K.IN_PRODUCTION),
)
_SHOULD_FOLLOW = (
    (_K.NEGOTIATING, _K.RESERVED),
    (_K.SIGNED, _K.REVIEWED),
    (_K.SIGNED, _K.NEGOTIATING),
    (_K.LANDED, _K.SIGNED),
    (_K.IN_STATISTICS, _K.STARTED),
)
_IN_ORDER = (*_MUST_FOLLOW, *_SHOULD_FOLLOW)


@dataclass(frozen=True)
class MilestoneLine:
    """The planned and the actual date of one event."""

    kind: MilestoneKind
    planned_on: PartialDate | None = None
    actual_on: PartialDate | None = None
    evidence: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kind", MilestoneKind(self.kind))  # a form's word; a misspelt one stops here


def set_milestones(session: Session, key: str, lines: Iterable[MilestoneLine], stage: str | None = None) -> None:
    """Sets the named milestones as a ledger gives them and leaves the others; nothing is asked of its gates.

    ``stage`` says how far it is where no date proves it. A named milestone without any date is taken out. The stage
    follows the dates forwards, never back.
    """
    place_milestones(session, must_exist(session, Project, key), lines, stage)
    session.flush()


def place_milestones(
    session: Session, project: Project, lines: Iterable[MilestoneLine], stage: str | None = None
) -> None:
    """The same for a project in hand, to be written together with what else is changed of it."""
    _set_milestones(session, project, lines)
    _settle_stage(project, Stage(stage) if stage else project.stage)


def enter_dates(
    session: Session,
    key: str,
    lines: Iterable[MilestoneLine],
    today: date | None = None,
    *,
    is_brought: bool = False,
) -> list[tuple[str, str]]:
    """Sets milestones as a clerk types them: what :func:`set_milestones` does, held to the same rules as a step.

    Refuses dates out of their order, dates that have not come by ``today``, an end (which needs its reason), a
    stage whose gate is not passed, and taking away the date of the stage that it stands at: that is going back.
    Of a project that ``is_brought`` along with its dates by an old ledger's row nobody has the papers: its gate is
    told of as (field, sentence) instead.
    """
    doubts: list[tuple[str, str]] = []
    project, entered = must_exist(session, Project, key), tuple(lines)
    before = {m.kind: m.actual_on for m in project.milestones}
    dates = {**before, **{line.kind: line.actual_on for line in entered}}
    changed = {kind for kind, on in dates.items() if on != before.get(kind)}
    for kind in changed:
        _must_have_come(f"{kind}{_ACTUAL}", dates[kind], today)
    stands_at = MilestoneKind(project.stage)
    if stands_at in changed and dates[stands_at] is None:
        sentence = f"项目现在是“{project.stage}”，不能清空它的日期；要退回请用“退回阶段”并写明原因。"
        raise Refused(sentence, field=f"{project.stage}{_ACTUAL}")
    # What a ledger brought in out of order stays until somebody touches it.
    for pair in _MUST_FOLLOW:
        if changed & set(pair):
            _must_be_in_order(dates, pair)
    if project.stage is not Stage.ENDED:
        if dates.get(MilestoneKind.ENDED):
            raise Refused("终止要写明原因，请用“推进阶段”选择“终止”。", field=f"{Stage.ENDED}{_ACTUAL}")
        reached = [Stage(kind) for kind in changed if kind in STAGE_EVENTS and dates[kind]]
        furthest = max(reached, key=STAGES.index, default=project.stage)
        _must_be_signed(project, furthest, dates)
        proof = next((line.evidence for line in entered if line.kind is MilestoneKind.STARTED), "")
        if is_brought:
            doubts = conditions.left_open(session, key, furthest, proof)
        else:
            conditions.must_pass(session, key, furthest, proof)
    set_milestones(session, key, entered)
    if MilestoneKind.STARTED in changed and (started := dates[MilestoneKind.STARTED]) is not None:
        deadlines.settle(session, key, deadlines.Matter.START, started)
    return doubts


def date_warnings(lines: Iterable[MilestoneLine]) -> list[tuple[str, str]]:
    """Dates that stand in an unusual order but may be so: (field, sentence)."""
    return [(f"{later}{_ACTUAL}", sentence) for later, _, sentence in disorder(lines)]


def disorder(lines: Iterable[MilestoneLine]) -> list[tuple[MilestoneKind, MilestoneKind, str]]:
    """The same by their events: (the one that should come later, the one before it, sentence)."""
    dates = {line.kind: line.actual_on for line in lines if line.actual_on is not None}
    both = [(later, earlier) for later, earlier in _IN_ORDER if later in dates and earlier in dates]
    pairs = [(later, earlier) for later, earlier in both if _is_before(dates[later], dates[earlier])]
    return [(later, earlier, f"{later}日期早于{earlier}日期，请核对。") for later, earlier in pairs]


def step_back(session: Session, key: str, stage: str, reason: str, on: PartialDate | None = None) -> None:
    """Takes a project back to ``stage``: the actual dates of what lay beyond are cleared, and the reason is kept.

    An ended project comes back into the library in the same way.
    """
    project, to = must_exist(session, Project, key), Stage(stage)
    if not clean(reason):
        raise Refused("退回阶段请写明原因。", field="reason")
    if STAGES.index(to) >= STAGES.index(project.stage):
        raise Refused(f"项目现在是“{project.stage}”，只能退回到更早的阶段。", field="stage")
    beyond = STAGE_EVENTS[STAGES.index(to) + 1 :]
    for milestone in project.milestones:
        if milestone.kind in beyond:
            milestone.actual_on = None
    project.end_reason = "" if project.stage is Stage.ENDED else project.end_reason
    project.notes.append(ProgressNote(noted_on=on, content=f"由“{project.stage}”退回“{to}”：{clean(reason)}"))
    project.stage = to
    session.flush()


def advance(
    session: Session,
    key: str,
    stage: str,
    on: PartialDate,
    evidence: str = "",
    reason: str = "",
    *,
    today: date | None = None,
) -> None:
    """Moves a project on to ``stage`` as of ``on``, known to the day or only to the month.

    Refuses what stands behind it, a gate between that the office insists on and that is not passed, a date before the
    signature or after ``today``, a start without a signature, and an end without a reason.
    """
    project, to = must_exist(session, Project, key), Stage(stage)
    if project.stage is Stage.ENDED:
        raise Refused("项目已经终止；重新招商请另建项目，并关联原项目。", field="stage")
    if STAGES.index(to) <= STAGES.index(project.stage):
        raise Refused(f"项目已到“{project.stage}”，不能再推进到“{to}”。", field="stage")
    if to is Stage.ENDED and not clean(reason):
        raise Refused("请写明终止（退库）的原因。", field="reason")
    _must_have_come("on", on, today)
    conditions.must_pass(session, key, to, evidence)
    event = MilestoneKind(to)
    dates = {**{m.kind: m.actual_on for m in project.milestones}, event: on}
    _must_be_signed(project, to, dates)
    _must_follow(dates, on)
    for pair in _MUST_FOLLOW:
        if event in pair:
            _must_be_in_order(dates, pair, "on")
    planned = next((m.planned_on for m in project.milestones if m.kind is event), None)
    _set_milestones(session, project, [MilestoneLine(event, planned, on, clean(evidence))])
    project.end_reason = clean(reason) if to is Stage.ENDED else project.end_reason
    _settle_stage(project, to)
    session.flush()
    if to is Stage.STARTED:
        deadlines.settle(session, key, deadlines.Matter.START, on)


def _set_milestones(session: Session, project: Project, lines: Iterable[MilestoneLine]) -> None:
    existing = {m.kind: m for m in project.milestones}
    for line in lines:
        milestone = existing.get(line.kind)
        if line.planned_on is None and line.actual_on is None and not line.evidence:
            if milestone is not None:
                project.milestones.remove(milestone)
                session.delete(milestone)  # said aloud: an orphan alone would go without a word in the history
            continue
        if milestone is None:
            milestone = Milestone(kind=line.kind)
            project.milestones.append(milestone)
        put(milestone, line, without=("kind",))


def _settle_stage(project: Project, stated: Stage) -> None:
    stage = stage_reached(project.milestones, stated)
    if project.stage is not stage:
        project.stage = stage


def _must_be_signed(project: Project, to: Stage, dates: Dates) -> None:
    """Beyond the signature lies only what was signed; a ledger may know the stage without its date."""
    signed = STAGES.index(Stage.SIGNED)
    goes_beyond = to is not Stage.ENDED and STAGES.index(to) > signed
    if goes_beyond and STAGES.index(project.stage) < signed and not dates.get(MilestoneKind.SIGNED):
        raise Refused(f"项目还没有签约，请先推进到“签约”，再推进到“{to}”。", field="stage")


def _must_follow(dates: Dates, on: PartialDate) -> None:
    signed = dates.get(MilestoneKind.SIGNED)
    if signed is not None and _is_before(on, signed):
        raise Refused(f"日期早于签约日期（{signed.text()}），请核对。", field="on")


def _must_be_in_order(dates: Dates, pair: tuple[MilestoneKind, MilestoneKind], field: str = "") -> None:
    later, earlier = pair
    first = dates.get(earlier)
    if first is not None and _is_before(dates.get(later), first):
        raise Refused(f"{later}日期早于{earlier}日期（{first.text()}），请核对。", field=field or f"{later}{_ACTUAL}")


def has_come(on: PartialDate, today: date | None) -> bool:
    """Whether an actual date can be one: the rule of forms, steps and ledgers alike."""
    return today is None or on.iso <= today.isoformat()[: len(on.iso)]


def _must_have_come(field: str, on: PartialDate | None, today: date | None) -> None:
    if on is not None and not has_come(on, today):
        raise Refused(f"{on.text()}还没有到，实际日期不能填将来的日子。", field=field)


def _is_before(day: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether even the latest day it can be lies before the earliest day of the other."""
    if day is None or other is None:
        return False
    known = min(len(day.iso), len(other.iso))  # what both of them say
    return day.iso[:known] < other.iso[:known]
