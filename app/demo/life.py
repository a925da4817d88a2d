"""How far a made-up project came, and when: dates in the order of life, none after today.

A life is told backwards from where the project stands today, so that none stands longer than the office's own terms
allow but the few that slipped.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from app.demo.slips import Slips
from app.services.reminder_terms import ReminderTerms
from app.values.stages import MilestoneKind, Stage

# Days that a stage lasts before the next one is reached.
_LASTS = {
    Stage.RESERVED: (15, 40),
    Stage.PUBLISHED: (10, 40),
    Stage.NEGOTIATING: (12, 28),
    Stage.REVIEWED: (7, 20),
    Stage.APPROVED: (5, 15),
    Stage.SIGNED: (8, 20),
    Stage.LANDED: (3, 7),
    Stage.STARTED: (90, 240),
    Stage.IN_PRODUCTION: (60, 150),
}
_ORDER = (*_LASTS, Stage.FULL_CAPACITY)
_STANDS = {  # where a project of today stands, of a hundred or so
    Stage.RESERVED: 8,
    Stage.PUBLISHED: 5,
    Stage.NEGOTIATING: 12,
    Stage.REVIEWED: 4,
    Stage.APPROVED: 3,
    Stage.SIGNED: 7,
    Stage.LANDED: 3,
    Stage.STARTED: 20,
    Stage.IN_PRODUCTION: 24,
    Stage.FULL_CAPACITY: 14,
    Stage.ENDED: 7,
}
_TERMS = ReminderTerms()
_MAY_STAND = {
    Stage.RESERVED: _TERMS.reserved,
    Stage.PUBLISHED: _TERMS.reserved,
    Stage.NEGOTIATING: _TERMS.negotiating,
    Stage.REVIEWED: _TERMS.negotiating,
    Stage.APPROVED: _TERMS.negotiating,
    Stage.SIGNED: _TERMS.signed,
    Stage.LANDED: _TERMS.landed,
}
_SETTLED_FOR = {Stage.STARTED: 330, Stage.IN_PRODUCTION: 560, Stage.FULL_CAPACITY: 600}  # days at most
_WEEK = 7
_EVIDENCE = {
    MilestoneKind.SIGNED: "投资协议",
    MilestoneKind.LANDED: "营业执照、备案证",
    MilestoneKind.STARTED: "施工合同、现场照片",
    MilestoneKind.IN_PRODUCTION: "销售发票",
    MilestoneKind.IN_STATISTICS: "入统通知",
}


@dataclass
class Life:
    """Events with their days; ``hoped`` are the days of stages still to come."""

    begun: date
    stage: Stage
    events: dict[MilestoneKind, date] = field(default_factory=dict)
    hoped: dict[MilestoneKind, date] = field(default_factory=dict)
    evidence = _EVIDENCE
    plannable = frozenset(_EVIDENCE) - {MilestoneKind.IN_STATISTICS}

    def on(self, stage: Stage) -> date | None:
        """The day on which a stage was reached."""
        return self.events.get(MilestoneKind(stage.value))


def live(rng: Random, first: date, today: date, slips: Slips) -> Life:
    """The life of a project that began on ``first`` or later and stands somewhere today."""
    stands = rng.choices(tuple(_STANDS), weights=tuple(_STANDS.values()))[0]
    has_ended = stands is Stage.ENDED
    reached = rng.choice((Stage.NEGOTIATING, Stage.SIGNED, Stage.LANDED)) if has_ended else stands
    reserved_first = reached in {Stage.RESERVED, Stage.PUBLISHED} or rng.random() < 0.3
    path = _ORDER[_ORDER.index(Stage.RESERVED if reserved_first else Stage.NEGOTIATING) : _ORDER.index(reached) + 1]
    since, is_late = _since(rng, reached, slips) if not has_ended else (rng.randint(60, 180), False)
    after = rng.randint(3, 240) if has_ended else 0
    lasts = [rng.randint(*_LASTS[stage]) for stage in path[:-1]]
    days = _fitted([*lasts, since, after], (today - first).days)
    day = begun = today - timedelta(days=sum(days))
    events = {}
    for stage, lasted in zip(path, days, strict=False):
        events[MilestoneKind(stage.value)] = day
        day += timedelta(days=lasted)
    life = Life(begun, reached, events)
    if has_ended:
        life.events[MilestoneKind.ENDED], life.stage = day, Stage.ENDED
    else:
        _hope(rng, life, today, is_late=is_late and slips.take("promise"))
    _count(rng, life, today)
    return life


def _since(rng: Random, stage: Stage, slips: Slips) -> tuple[int, bool]:
    """For how many days it has stood at its stage, and whether that is too long."""
    if stage not in _MAY_STAND:
        return rng.randint(5, _SETTLED_FOR[stage]), False
    if slips.take("stage"):
        return _MAY_STAND[stage] + rng.randint(4, 15), True
    return rng.randint(0, max(1, _MAY_STAND[stage] - _WEEK)), False


def _fitted(days: list[int], span: int) -> list[int]:
    """The lengths, shortened alike where together they are longer than the span."""
    share = min(1.0, span / max(1, sum(days)))
    return [int(each * share) for each in days]


def _hope(rng: Random, life: Life, today: date, *, is_late: bool) -> None:
    """When the next stage is hoped for, and the start that a signed project promised."""
    place = _ORDER.index(life.stage) + 1
    if place < len(_ORDER) and life.stage not in {Stage.RESERVED, Stage.IN_PRODUCTION}:
        life.hoped[MilestoneKind(_ORDER[place].value)] = today + timedelta(days=rng.randint(5, 25))
    if life.stage in {Stage.SIGNED, Stage.LANDED}:
        days = -rng.randint(5, 20) if is_late else rng.randint(12, 60)
        life.hoped[MilestoneKind.STARTED] = today + timedelta(days=days)


def _count(rng: Random, life: Life, today: date) -> None:
    """入统 after the start, for most."""
    started = life.on(Stage.STARTED)
    if started is not None and rng.random() < 0.7:
        counted = started + timedelta(days=rng.randint(20, 90))
        if counted <= today:
            life.events[MilestoneKind.IN_STATISTICS] = counted
