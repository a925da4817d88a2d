"""The clock: what should be done by the end of a month, and how far ahead a figure is. Nothing is rounded."""

from collections.abc import Sequence
from fractions import Fraction


def schedule(month: int, target: Fraction | None, plan: Sequence[Fraction] | None = None) -> Fraction | None:
    """序时进度 as a fraction of the year's target: M/12, or the plan's cumulative value for the month.

    ``plan`` holds twelve cumulative amounts in the target's measure. None without a target.
    """
    if target is None:
        return None
    if plan is None:
        return Fraction(month, 12)
    return plan[month - 1] / target if target else None


def runs(due: Fraction | None) -> bool:
    """Whether a figure is held against the clock: not without a target, nor once all of it is due, as in December."""
    return due is not None and due != 1


def completion(actual: Fraction | None, target: Fraction | None) -> Fraction | None:
    """完成率 as a fraction; None without a target or with a target of nought."""
    return actual / target if target and actual is not None else None


def ahead(done: Fraction | None, due: Fraction | None) -> Fraction | None:
    """超(欠)序时 in percentage points, of unrounded figures."""
    return None if done is None or due is None else (done - due) * 100


def growth(actual: Fraction | None, last_year: Fraction | None) -> Fraction | None:
    """同比 as a fraction; None where last year is nought or unknown."""
    return (actual - last_year) / last_year if last_year and actual is not None else None
