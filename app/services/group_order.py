"""The order of groups: by the reading of their values or by rank, each level up or down, what is empty last.

Groups are few where rows are many: their order is made here once for each group, not for each row.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from app.values.pinyin import sort_key

Ranked = tuple[tuple[Any, ...], tuple[Any, ...]]  # a group's values, and what each is ordered by


def in_order(groups: Iterable[Ranked], descending: Sequence[bool]) -> list[tuple[Any, ...]]:
    """The groups' values in order; ``descending`` tells it of each level, the outer one first."""
    found = list(groups)
    for level in range(len(descending) - 1, -1, -1):
        known = [each for each in found if each[0][level] is not None]
        known.sort(key=lambda each: (_key(each[1][level]), _key(each[0][level])), reverse=descending[level])
        found = [*known, *(each for each in found if each[0][level] is None)]
    return [values for values, _ in found]


def _key(value: Any) -> tuple[bool, Any]:
    """Words by their pinyin; numbers before words."""
    return (True, sort_key(value) or "") if isinstance(value, str) else (False, value)
