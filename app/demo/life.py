"""How far a made-up project came, and when: dates in the order of life, none after today."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from app.values.stages import MilestoneKind, Stage

# Days that a stage lasts before the next one is reached.
_LASTS = {
    Stage.RESERVED: (15, 50),
    Stage.PUBLISHED: (10, 50),
    Stage.NEGOTIATING: (15, 60),
    Stage.REVIEWED: (7, 25),
    Stage.APPROVED: (5, 20),
    Stage.SIGNED: (15, 60),
    Stage.LANDED: (20, 80),
    Stage.STARTED: (90, 240),
    Stage.IN_PRODUCTION: (60, 150),
}
_ORDER = (*_LASTS, Stage.FULL_CAPACITY)
_GOALS = {  # how far it would come with time enough; the day that stands in between decides
    Stage.RESERVED: 9,
    Stage.PUBLISHED: 5,
    Stage.NEGOTIATING: 14,
    Stage.REVIEWED: 3,
    Stage.APPROVED: 3,
    Stage.SIGNED: 7,
    Stage.LANDED: 7,
    Stage.STARTED: 18,
    Stage.IN_PRODUCTION: 24,
    Stage.FULL_CAPACITY: 10,
}
_EVIDENCE = {
    MilestoneKind.SIGNED: "投资协议",
    MilestoneKind.LANDED: "营业执照、备案证",
    MilestoneKind.STARTED: "施工合同、现场照片",
    MilestoneKind.IN_PRODUCTION: "销售发票",
    MilestoneKind.IN_STATISTICS: "入统通知",
}


@dataclass
class Life:
    """Events with their days; ``next_planned`` is the next stage with the day it is hoped for."""

    begun: date
    stage: Stage
    events: dict[MilestoneKind, date] = field(default_factory=dict)
    next_planned: tuple[Stage, date] | None = None
    evidence = _EVIDENCE
    plannable = frozenset(_EVIDENCE) - {MilestoneKind.IN_STATISTICS}

    def on(self, stage: Stage) -> date | None:
        """The day on which a stage was reached."""
        return self.events.get(MilestoneKind(stage.value))


def live(rng: Random, begun: date, today: date) -> Life:
    """The life of a project that began on ``begun``, as far as it has come today."""
    goal = rng.choices(tuple(_GOALS), weights=tuple(_GOALS.values()))[0]
    start = Stage.RESERVED if goal in {Stage.RESERVED, Stage.PUBLISHED} or rng.random() < 0.3 else Stage.NEGOTIATING
    life = Life(begun, start)
    carried_over = begun.year < today.year and begun.month <= 4 and rng.random() < 0.7
    day, pace = begun, rng.uniform(0.05, 0.25) if carried_over else rng.uniform(0.3, 1.0)
    for stage in _ORDER[_ORDER.index(start) : _ORDER.index(goal) + 1]:
        if day > today:
            life.next_planned = (stage, day)
            break
        life.events[MilestoneKind(stage.value)] = day
        life.stage = stage
        day += timedelta(days=round(pace * rng.randint(*_LASTS.get(stage, (1, 1)))) + 1)
    else:
        if Stage.SIGNED in (life.stage, goal) or goal is Stage.LANDED:
            life.next_planned = (_ORDER[_ORDER.index(goal) + 1], day)
    _aside(rng, life, today)
    return life


def _aside(rng: Random, life: Life, today: date) -> None:
    """入统 after the start, and the end of a few that were never begun."""
    started = life.on(Stage.STARTED)
    if started is not None and rng.random() < 0.7:
        counted = started + timedelta(days=rng.randint(20, 90))
        if counted <= today:
            life.events[MilestoneKind.IN_STATISTICS] = counted
    stalled = life.stage in {Stage.NEGOTIATING, Stage.SIGNED, Stage.LANDED}
    ended = max(life.events.values()) + timedelta(days=rng.randint(60, 180))
    if stalled and ended <= today and rng.random() < 0.3:
        life.events[MilestoneKind.ENDED] = ended
        life.stage = Stage.ENDED
        life.next_planned = None
