"""Rows of a list that stand together, each group followed by its 小计, for paper and workbook alike."""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any

from app.reports.ledgers import Subtotal
from app.services.lists import Group


def with_subtotals(rows: Sequence[Any], groups: Sequence[Group], folded: Collection[tuple[Any, ...]] = ()) -> list[Any]:
    """``rows`` in the order of their innermost ``groups``, with a line of sums after each group and each outer one.

    Of a group that is folded only its sums stand.
    """
    found: list[Any] = []
    begun = 0
    for first, inner in groupby(groups, key=lambda group: group.values[:1]):
        parts = list(inner)
        for part in parts:
            own = rows[begun : begun + part.count]
            begun += part.count
            if first in folded:
                continue
            if part.values not in folded:
                found += own
            if len(part.values) > 1:
                found.append(Subtotal(_label(part.values), part.count, part.sums))
        sums = {name: sum(part.sums[name] or 0 for part in parts) for name in parts[0].sums}
        found.append(Subtotal(_label(first), sum(part.count for part in parts), sums))
    return found


def _label(values: Sequence[Any]) -> str:
    return "　".join("（空白）" if value in {None, ""} else str(value) for value in values)
