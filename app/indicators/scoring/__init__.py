"""考核计分: the closed set of shapes in which schemes score, chosen and parameterised by records.

There is no formula language: a shape that offices use and that is not here is added here, with its tests.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from app.errors import Refused
from app.indicators.scoring.balance import Balance
from app.indicators.scoring.bonus import OverTarget, PerEvent
from app.indicators.scoring.condition import Precondition
from app.indicators.scoring.events import NegativeEvents, PerMissing
from app.indicators.scoring.group import Efficacy, PeerRating, RatioToBest
from app.indicators.scoring.parameter import NameOf, from_plain, from_words, to_plain, to_words
from app.indicators.scoring.places import ByPlace
from app.indicators.scoring.shape import ZERO, CannotScore, Case, Figure, Outcome, Rule
from app.indicators.scoring.shortfall import Minima, PerPeriod, PerPointBelow
from app.indicators.scoring.targets import AllOrNothing, Mixed, Proportional, ProportionalBeyond, Steps
from app.indicators.scoring.words import number, points

__all__ = [
    "SHAPES",
    "Case",
    "Figure",
    "Outcome",
    "Rule",
    "parameters",
    "rule",
    "rule_from_words",
    "rule_words",
    "score",
]

SHAPES: Mapping[str, type[Rule]] = {
    "P1": Proportional,
    "P2": ProportionalBeyond,
    "P3": Mixed,
    "T1": Steps,
    "T2": AllOrNothing,
    "D1": PerMissing,
    "D2": NegativeEvents,
    "B1": PerEvent,
    "B2": OverTarget,
    "R1": Efficacy,
    "R2": RatioToBest,
    "J1": PeerRating,
    "V1": Precondition,
    "K1": ByPlace,
    "D3": PerPointBelow,
    "D4": Minima,
    "M1": PerPeriod,
    "E1": Balance,
}


def rule(shape: str, plain: Any) -> Rule:
    """The shape with its parameters from plain JSON; Refused where they are wrong, ``field`` the parameter."""
    made = _known(shape)
    return made(**from_plain(made, plain))


def parameters(shaped: Rule) -> dict[str, Any]:
    """The plain JSON that :func:`rule` reads."""
    return to_plain(shaped)


def rule_words(shaped: Rule, title_of: NameOf) -> str:
    """The parameters in a clerk's words, one a line; ``title_of`` names an indicator of a key."""
    return to_words(shaped, title_of)


def rule_from_words(shape: str, words: str, key_of: NameOf, *, rated: bool | None = None) -> Rule:
    """The shape with parameters in a clerk's words; ``key_of`` finds an indicator's key by its title.

    ``rated`` says whether the item's own figure is a percentage, None where nobody knows.
    """
    return rule(shape, from_words(_known(shape), words, key_of, rated=rated))


def _known(shape: str) -> type[Rule]:
    if shape not in SHAPES:
        raise Refused(f"没有“{shape}”这种计分方法，请从这些里选：{'、'.join(SHAPES)}。", field="shape")
    return SHAPES[shape]


def score(
    shaped: Rule, full: Fraction, case: Case, *, cap: Fraction | None = None, floor: Fraction | None = None
) -> Outcome:
    """The score of an item of ``full`` points, not above ``cap`` and not below ``floor`` (nought unless said).

    Where it cannot be computed there is none, and the working says why.
    """
    try:
        outcome = shaped.score(full, case)
    except CannotScore as gap:
        return Outcome(None, str(gap))
    if case.unsized:
        said = f"其中{number(case.unsized)}个项目没有填写总投资，按0计"
        outcome = replace(outcome, working=f"{outcome.working}；{said}")
    assert outcome.score is not None
    least = ZERO if floor is None else floor
    if outcome.score < least:
        return replace(outcome, score=least, working=f"{outcome.working}，最低按{points(least)}计")
    if cap is not None and outcome.score > cap:
        return replace(outcome, score=cap, working=f"{outcome.working}，最高按{points(cap)}计")
    return outcome
