"""How well a header fits a kind of ledger: which column is which field, and what speaks for the kind."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.documents.ledgers.across import Across
from app.documents.ledgers.fields import SHAPES, Sort, fields_of
from app.documents.ledgers.grid import Grid
from app.documents.ledgers.headers import Header
from app.documents.ledgers.matching import Matching, match
from app.documents.ledgers.months import Months, months_of, running_sums, without
from app.documents.ledgers.titles import Span, unit_words
from app.documents.ledgers.wide import Wide
from app.documents.ledgers.words import bare
from app.values.kinds import LedgerKind
from app.values.words import clean

_TITLE_BONUS = 2.5
_HANGING = 2.0
_ACROSS = 3.0  # what a header adds that lays its figures out across
_OWN_WORD = 0.5  # what a heading in the words of our own sheets adds
_LEADS_BONUS = 20.0  # a table of 在谈项目 has many of a project's columns too: its title decides
_LEAST_FIELDS = 3
_TELLING = 2
_SUBJECT = re.compile(r"(?:年度?|[镇乡县区])(?!.*[镇乡县区])([^年镇乡县区]{2,10}?)(?:年度|全年)?(?:目标|任务)")
_COUNT = re.compile(r"[\d.,]+\s*[个家条项]?|[-—–/]")
_COMPLETED = re.compile(r"完成(?:情况|数|进度|统计)|业绩|实绩")
_ORDERED = re.compile(r"目标|任务|计划|指标分解")
_COUNTING = frozenset({"编号", "项目编号", "项目序号"})
_TARGETS = frozenset({LedgerKind.TARGETS, LedgerKind.ACHIEVEMENTS})
_MONTHLY_MONEY = frozenset({LedgerKind.FUNDS, LedgerKind.PROJECTS})


@dataclass(frozen=True)
class Fit:
    """A header read as one kind of ledger; ``lacks`` names the fields without which it is none."""

    kind: LedgerKind
    matching: Matching
    wide: Across | None
    score: float
    lacks: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether enough speaks for the kind to take it without being told."""
        return not self.lacks and (self.wide is not None or len(self.matching.columns) >= _LEAST_FIELDS)


def fit(
    grid: Grid, header: Header, titles: Sequence[str], span: Span, kind: LedgerKind, *, until: int | None = None
) -> Fit | None:
    """The header as a ledger of ``kind``; None where it has none of its headings. Rows from ``until`` are others'."""
    rows = range(header.end, grid.height if until is None else until)
    matching = _counting_apart(grid, header, match(kind, header.paths, span.last_year), rows)
    if matching.exact < 1 or _counts_records(grid, header, matching, kind, rows):
        return None
    texts = (*titles, grid.sheet.name)
    matching = _named_by_another(matching, kind, texts)
    wide: Across | None = _wide(grid, header, matching, texts, kind)
    if kind in _MONTHLY_MONEY:
        matching = without(matching, running_sums(header.paths))
    if kind in _MONTHLY_MONEY and (columns := months_of(header.paths, matching)):
        matching = without(matching, columns)
        wide = Months(columns) if kind is LedgerKind.FUNDS and SHAPES[kind].says("project", matching.columns) else None
    lacks = () if wide is not None else SHAPES[kind].lacks(matching.columns)
    if wide is None and len(matching.columns) < 2:
        return None
    score = matching.score + _OWN_WORD * matching.own
    if wide is not None:
        score = _ACROSS + len(matching.columns) + wide.weight
    score += _title_bonus(kind, texts) - _HANGING * _hanging(grid, header)
    return Fit(kind, matching, wide, score, lacks)


def _named_by_another(matching: Matching, kind: LedgerKind, texts: Sequence[str]) -> Matching:
    """A list of leads may name each by its firm alone: there the firm's column is the record's name too."""
    shape = SHAPES[kind]
    column = matching.columns.get(shape.stand_in)
    if column is None or shape.record in matching.columns:
        return matching
    if titled(texts) != {kind} and len(shape.telling & matching.columns.keys()) < _TELLING:
        return matching
    return replace(matching, columns={**matching.columns, shape.record: column})


def titled(titles: Iterable[str]) -> set[LedgerKind]:
    """The kinds of which a title speaks."""
    texts = tuple(titles)
    return {one for one in LedgerKind if any(re.search(SHAPES[one].titles, text) for text in texts)}


def _hanging(grid: Grid, header: Header) -> int:
    """How many headings were merged down from above: the header begins there, and not in its lower row."""
    return sum(grid.is_continued(header.top, column) for column, path in enumerate(header.paths) if path)


def _title_bonus(kind: LedgerKind, titles: Iterable[str]) -> float:
    named = titled(titles)
    if named == {LedgerKind.LEADS} == {kind}:
        return _LEADS_BONUS
    return _TITLE_BONUS if kind in named else 0


def _counting_apart(grid: Grid, header: Header, matching: Matching, rows: range) -> Matching:
    """A column headed 编号 or 项目编号 that only counts 1, 2, 3 … numbers the rows, and is no record's code."""
    column = matching.columns.get("code")
    if column is None or matching.index is not None or bare(header.paths[column][-1]) not in _COUNTING:
        return matching
    counted = 0
    for row in rows:
        if (text := clean(grid.own(row, column))).isdecimal():
            counted += 1
            if text != str(counted):
                return matching
    if not counted:
        return matching
    columns = {name: place for name, place in matching.columns.items() if name != "code"}
    return replace(matching, columns=columns, index=column)


def _counts_records(grid: Grid, header: Header, matching: Matching, kind: LedgerKind, rows: range) -> bool:
    """Whether the column of the records' names holds numbers alone: 新签约项目 | 3 counts projects, and names none.

    Numbers that are text count so too, but under 项目名称 itself, where a text is a name whatever it is.
    """
    record = next(one for one in fields_of(kind) if one.name == SHAPES[kind].record)
    column = matching.columns.get(record.name)
    if column is None or record.sort is not Sort.TEXT:
        return False
    is_name = len(header.paths[column]) == 1 and header.paths[column][0] in record.words
    has_numbers = False
    for row in rows:
        if (value := grid.own(row, column)) == "":
            continue
        if isinstance(value, str) and (is_name or not _COUNT.fullmatch(clean(value))):
            return False
        has_numbers = True
    return has_numbers


def _wide(grid: Grid, header: Header, matching: Matching, texts: Sequence[str], kind: LedgerKind) -> Wide | None:
    """Indicators (or units) across the header; a title decides whether bare numbers are targets or were completed.

    Numbers under a title that speaks of another kind of ledger are neither: there only a heading makes them targets.
    """
    if kind not in _TARGETS:
        return None
    subject = next((found[1] for text in texts if (found := _SUBJECT.search(text))), "")
    wide = Wide(grid, header.end, header.paths, matching, unit_words(texts), subject)
    completed = any(map(_COMPLETED.search, texts)) and not any(map(_ORDERED.search, texts)) and not wide.names_targets
    if not completed and not wide.names_targets and titled(texts) - _TARGETS and not titled(texts) & _TARGETS:
        return None
    return wide if wide.fits and completed is (kind is LedgerKind.ACHIEVEMENTS) else None
