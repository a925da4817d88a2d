"""Rows that stand together under headings: which line of the table is a row, which the heading of a group."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.services.lists import Group


@dataclass(frozen=True)
class Heading:
    """The line above a group's rows, with its count and sums; ``level`` is 0 or 1."""

    group: Group
    level: int
    is_folded: bool = False


def laid(
    ids: Sequence[str], groups: Sequence[Group], folded: Collection[tuple[Any, ...]]
) -> tuple[list[str], dict[int, Heading]]:
    """The lines of a table: ids by place, "" where a heading stands, and the headings by their places.

    ``groups`` are the innermost ones in the order of ``ids``; of a group that is folded only the heading stands.
    """
    if not groups:
        return list(ids), {}
    lines: list[str] = []
    headings: dict[int, Heading] = {}
    begun = 0
    for group, level, is_hidden in _with_upper(groups, folded):
        is_innermost = level == len(groups[0].values) - 1
        if not is_hidden:
            headings[len(lines)] = Heading(group, level, group.values in folded)
            lines.append("")
        if is_innermost:
            if not is_hidden and group.values not in folded:
                lines += ids[begun : begun + group.count]
            begun += group.count
    return lines, headings


def group_word(value: Any) -> str:
    """What a group's value reads as."""
    if value in {None, ""}:
        return "（空白）"
    return ("是" if value else "否") if isinstance(value, bool) else str(value)


def _with_upper(groups: Sequence[Group], folded: Collection[tuple[Any, ...]]) -> list[tuple[Group, int, bool]]:
    if not groups or len(groups[0].values) == 1:
        return [(group, 0, False) for group in groups]
    found: list[tuple[Group, int, bool]] = []
    for first, inner in groupby(groups, key=lambda group: group.values[:1]):
        parts = list(inner)
        found.append((Group(first, sum(part.count for part in parts), _summed(parts)), 0, False))
        found += [(part, 1, first in folded) for part in parts]
    return found


def _summed(parts: Sequence[Group]) -> Mapping[str, Any]:
    return {name: sum(part.sums[name] or 0 for part in parts) for name in parts[0].sums}
