"""What a summary is written from, gathered once: figures, projects as they stood, and the period's events."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from sqlalchemy.orm import Session

from app.indicators.facts import Facts
from app.reports.monthly.month import Month
from app.services import offices, year_review
from app.services.report_facts import StandingProject
from app.services.year_review import Review
from app.values.stages import Chip, MilestoneKind


@dataclass(frozen=True)
class Scene:
    """One period's records as a summary tells them."""

    month: Month
    review: Review
    is_cautious: bool = False  # 稳妥口径: units are not put in order

    @property
    def facts(self) -> Facts:
        """What its figures were counted from."""
        return self.month.facts

    @property
    def so_far(self) -> str:
        """The period as its sentences begin: 全年, 1—10月."""
        return self.month.so_far

    @property
    def is_whole_year(self) -> bool:
        """Whether the year is over: then nothing is held against the clock any more."""
        return self.month.is_whole_year

    @cached_property
    def living(self) -> tuple[StandingProject, ...]:
        """The projects in the library that have not ended."""
        return tuple(each for each in self.month.library if each.chip is not Chip.ENDED)

    def at(self, *chips: Chip) -> list[StandingProject]:
        """The projects that stand there, the largest first."""
        found = [each for each in self.living if each.chip in chips]
        return sorted(found, key=lambda each: (-each.investment, each.row.code))

    def came_to(self, event: MilestoneKind) -> list[StandingProject]:
        """The projects to which an event came in the period, the largest first."""
        period = self.month.period
        found = [each for each in self.month.library if period.holds(each.dates.get(event))]
        return sorted(found, key=lambda each: (-each.investment, each.row.code))


def scene_of(session: Session, month: Month) -> Scene:
    """Gathers it."""
    return Scene(month, year_review.of(session, month.period), offices.is_cautious(session))


def pieces(found: Sequence[StandingProject]) -> Fraction:
    """How many projects, as the township shares them."""
    return sum((each.pieces for each in found), Fraction(0))


def invested(found: Sequence[StandingProject]) -> Fraction:
    """Their 总投资 in fen, as the township shares them."""
    return sum((each.investment for each in found), Fraction(0))


def contracted(found: Sequence[StandingProject]) -> Fraction:
    """Their 合同引资额 in fen where it is known; it is never 总投资."""
    return sum((each.money * (each.row.contract_amount or 0) for each in found), Fraction(0))


def ids(found: Sequence[StandingProject]) -> tuple[str, ...]:
    """Their ids."""
    return tuple(each.row.id for each in found)
