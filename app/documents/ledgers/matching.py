"""Says which column of a sheet is which field of a kind of ledger."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from app.documents.ledgers.fields import Field, Sort, fields_of
from app.documents.ledgers.words import GENERIC, bare, full, variants
from app.values.kinds import LedgerKind

_EXACT = 1000
_CONTAINED = 400
_BOTH = 990  # one column that names two fields, as 责任人及联系电话
_LESS = 12  # what a part of a heading weighs less whose whole is known: 企业（项目）名称 is not 企业名称
_UNLISTED = 45  # the rank of a heading that is only made from a listed one
_DATE_TAILS = ("年月日", "时间", "日期", "年月", "月份", "时限")
_LONG_STEM = 4  # characters: 签约 alone may head money too
_CONNECTORS = re.compile(r"\s*[及和与、/／＋+&\n]\s*")
INDEX = frozenset(("序号", "顺序", "顺序号", "排序", "序", "NO", "No", "no", "№", "行次"))
_TAILS = {
    Sort.DATE: ("时间", "日期", "年月", "月份"),
    Sort.MONEY: ("金额", "额", "数", "数额", "情况", "资金"),
    Sort.DOLLARS: ("金额", "额", "数"),
    Sort.NUMBER: ("数", "值", "数量"),
    Sort.CODE: ("号码", "号"),
    Sort.TEXT: ("情况", "名称", "说明", "姓名", "内容", "简述", "概况", "等", "明细"),
}

Path = tuple[str, ...]


@dataclass(frozen=True)
class Matching:
    """Columns by field, headings that two columns share, and headings nobody knows.

    ``score`` grows with each field found and shrinks with each unknown heading; ``own`` counts the headings that our
    own sheets would print. ``index`` is the 序号 column.
    """

    columns: Mapping[str, int]
    doubles: tuple[tuple[int, int], ...] = ()
    unknown: tuple[int, ...] = ()
    index: int | None = None
    exact: int = 0
    own: int = 0
    score: float = 0.0
    shared: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def match(kind: LedgerKind, paths: Sequence[Path], year: int | None = None) -> Matching:
    """The best assignment of ``paths`` (one heading a column, its levels from above) to the fields of ``kind``."""
    index = next((column for column, path in enumerate(paths) if path and bare(path[-1]) in INDEX), None)
    candidates: list[tuple[float, int, tuple[str, ...]]] = []
    for column, path in enumerate(paths):
        if path and column != index:
            candidates += [(score, -column, names) for names, score in _fields_for(kind, path, year).items()]
    candidates = _phones_beside_persons(candidates)
    return _assigned(sorted(candidates, reverse=True), paths, index)


def _assigned(
    candidates: list[tuple[float, int, tuple[str, ...]]], paths: Sequence[Path], index: int | None
) -> Matching:
    columns: dict[str, int] = {}
    doubles: list[tuple[int, int]] = []
    shared: dict[int, tuple[str, ...]] = {}
    taken: dict[int, float] = {}
    for score, minus_column, names in candidates:
        column = -minus_column
        free = tuple(name for name in names if name not in columns)
        if column in taken or not free:
            continue
        taken[column] = score
        columns.update(dict.fromkeys(free, column))
        if len(names) > 1:
            shared[column] = names
    for _score, minus_column, names in candidates:
        column = -minus_column
        if column not in taken and column not in dict(doubles) and names[0] in columns:
            doubles.append((column, columns[names[0]]))
    left = [c for c, path in enumerate(paths) if path and c not in taken and c != index]
    unknown = tuple(column for column in left if column not in dict(doubles))
    exact = sum(score >= _BOTH - 60 for score in taken.values())
    total = sum(2.0 if score >= _BOTH - 60 else 1.0 for score in taken.values()) - 0.4 * len(left)
    own = sum(score >= _EXACT for score in taken.values())
    columns = dict(sorted(columns.items(), key=lambda item: item[1]))
    return Matching(columns, tuple(doubles), unknown, index, exact, own, total, shared)


@cache
def _exact_words(kind: LedgerKind) -> dict[str, list[tuple[str, int]]]:
    words: dict[str, list[tuple[str, int]]] = {}
    for one in fields_of(kind):
        for rank, word in enumerate(one.words):
            for form in dict.fromkeys((full(word), bare(word))):
                words.setdefault(form, []).append((one.name, rank))
    for one in fields_of(kind):
        for form in _other_tails(one):
            words.setdefault(form, [(one.name, _UNLISTED)])
    return words


def _other_tails(one: Field) -> Iterator[str]:
    """A date's headings with another word for the date, or none: 签约时间 is 签约年月, 最近联系时间 is 最近联系."""
    if one.sort is not Sort.DATE:
        return
    for word in map(full, one.words):
        tail = next((tail for tail in _DATE_TAILS if word.endswith(tail)), "")
        stem = word.removesuffix(tail)
        if not tail or not stem:
            continue
        yield from (stem + other for other in _DATE_TAILS if stem + other not in GENERIC)
        if len(stem) >= _LONG_STEM:
            yield stem


@cache
def _fields_for(kind: LedgerKind, path: Path, year: int | None) -> dict[tuple[str, ...], float]:
    """Every field (or pair of fields) that a heading could be, with its score."""
    found: dict[tuple[str, ...], float] = {}
    ways = variants(path, year)
    is_known_whole = bool(ways) and ways[0][0] in _exact_words(kind)
    for words, distance in ways:
        less = _LESS if is_known_whole and words != ways[0][0] else 0
        for name, rank in _exact_words(kind).get(words, ()):
            found[name,] = max(found.get((name,), 0), _EXACT - rank - 3 * distance - less)
    if found:
        return found
    if both := _both(kind, path[-1], year):
        return {both: _BOTH}
    for one in fields_of(kind):
        if score := max((_contained(one, words) - 5 * distance for words, distance in ways), default=0):
            found[one.name,] = score
    return {names: score for names, score in found.items() if score > 0}


def _both(kind: LedgerKind, label: str, year: int | None) -> tuple[str, ...] | None:
    parts = [part for part in _CONNECTORS.split(label.strip()) if part]
    if not 2 <= len(parts) <= 3:
        return None
    names = [name for part in parts if (name := _best(kind, part, year))]
    if len(names) < len(parts):
        return None
    if len(set(names)) == 1:  # two words for one thing: 村（社区）、部门
        return (names[0],)
    return tuple(names) if len(set(names)) == len(names) else None


def _best(kind: LedgerKind, label: str, year: int | None) -> str | None:
    for form in (full(label, year), bare(label, year)):
        if hits := _exact_words(kind).get(form):
            return min(hits, key=lambda hit: hit[1])[0]
    return None


@cache
def _telling_words(one: Field) -> tuple[tuple[int, str], ...]:
    known = ((rank, full(word)) for rank, word in enumerate(one.words))
    return tuple((rank, word) for rank, word in known if len(word) >= 2 and word not in GENERIC)


def _contained(one: Field, words: str) -> float:
    """How well a heading that no list has fits a field: the head of a Chinese compound is its end."""
    if (one.never and one.never.search(words)) or words.startswith("是否"):
        return 0
    best = 0.0
    for rank, known in _telling_words(one):
        if known not in words:
            continue
        tail = words[words.rindex(known) + len(known) :]
        long_enough = len(known) >= 3 or 2 * len(known) >= len(words)
        if long_enough and (not tail or tail in _TAILS[one.sort]):
            best = max(best, _CONTAINED + 10 * len(known) + (0 if tail else 30) - 0.1 * rank)
    return best


def _phones_beside_persons(
    candidates: list[tuple[float, int, tuple[str, ...]]],
) -> list[tuple[float, int, tuple[str, ...]]]:
    """Of two phone columns, the one right after the person's is the person's."""
    best = {names[-1]: -minus for _score, minus, names in sorted(candidates) if len(names) == 1}
    persons = {best[name] for name in ("person", "contact", "leader", "name") if name in best}
    return [
        (score + 0.5 if names == ("phone",) and -minus - 1 in persons else score, minus, names)
        for score, minus, names in candidates
    ]
