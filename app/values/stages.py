"""Where a project can stand and what can happen to it: the stages, the dated events, the groups shown as chips."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a project stands; the order is the order of life."""

    RESERVED = "储备"
    PUBLISHED = "发布"
    NEGOTIATING = "在谈"
    REVIEWED = "评审"
    APPROVED = "协议审定"
    SIGNED = "签约"
    LANDED = "落地"
    STARTED = "开工"
    IN_PRODUCTION = "投产"
    FULL_CAPACITY = "达效"
    ENDED = "终止"


class MilestoneKind(StrEnum):
    """Events that a project has dates for: its stages, and marks that do not move it."""

    RESERVED = "储备"
    PUBLISHED = "发布"
    NEGOTIATING = "在谈"
    REVIEWED = "评审"
    APPROVED = "协议审定"
    SIGNED = "签约"
    LANDED = "落地"
    STARTED = "开工"
    IN_PRODUCTION = "投产"
    FULL_CAPACITY = "达效"
    ENDED = "终止"
    IN_STATISTICS = "入统"
    ABOVE_SCALE = "进规"
    PROVINCIAL = "入省库"
    CITY_RECOGNISED = "市认定"


class Chip(StrEnum):
    """The groups of stages that lists and papers tell apart."""

    RESERVED = "储备"
    NEGOTIATING = "在谈"
    SIGNED = "签约"
    BUILDING = "在建"
    IN_PRODUCTION = "投产"
    ENDED = "退库"


STAGES = tuple(Stage)
STAGE_EVENTS = tuple(MilestoneKind(stage) for stage in STAGES)  # in the order of life
RESERVE = (Stage.RESERVED, Stage.PUBLISHED)
CHIPS: dict[Chip, tuple[Stage, ...]] = {
    Chip.RESERVED: RESERVE,
    Chip.NEGOTIATING: (Stage.NEGOTIATING, Stage.REVIEWED, Stage.APPROVED),
    Chip.SIGNED: (Stage.SIGNED, Stage.LANDED),
    Chip.BUILDING: (Stage.STARTED,),
    Chip.IN_PRODUCTION: (Stage.IN_PRODUCTION, Stage.FULL_CAPACITY),
    Chip.ENDED: (Stage.ENDED,),
}


def chip_of(stage: Stage) -> Chip:
    """The chip under which a stage is shown."""
    return next(chip for chip, stages in CHIPS.items() if stage in stages)
