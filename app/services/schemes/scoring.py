"""得分: each unit of a scheme's group, item by item, with the working in words and the place in the group."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators import scoring
from app.indicators.facts import Unit
from app.indicators.scoring import Case, Figure, Outcome
from app.indicators.scoring.words import points as points_words
from app.indicators.scoring.words import share
from app.models.schemes import Scheme
from app.models.units import Unit as UnitRecord
from app.services import offices
from app.services.entries import must_exist, standing
from app.services.schemes.entries import entry_of, unit_ids
from app.services.schemes.figures import FigureBook
from app.services.schemes.marks import Given, given
from app.services.schemes.outcome import ItemHead, ItemScore, SchemeResult, ScoreRow
from app.services.schemes.rows import ItemEntry, SchemeEntry, fraction

_NOTHING = Given()


def scores(session: Session, year: int, month: int) -> tuple[ScoreRow, ...]:
    """The rows of all schemes of a year for the end of ``month``; Refused where there is none that can be computed.

    One that cannot does not keep the others from being scored: :func:`results` says of each what is wrong with it.
    """
    found = results(session, year, month)
    must_be_computable(year, found)
    return tuple(row for each in found for row in each.rows)


def must_be_computable(year: int, found: tuple[SchemeResult, ...]) -> None:
    """Refused where the year has no scheme, or none that can be computed."""
    if not found:
        raise Refused(f"{year}年还没有考核办法，请先在“责任考核—考核办法”中建立。", field="year")
    if all(each.problem for each in found):
        raise Refused("".join(each.problem for each in found))


def results(session: Session, year: int, month: int) -> tuple[SchemeResult, ...]:
    """Every scheme of the year, computed for the end of ``month``."""
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    schemes = list(session.scalars(standing(Scheme).where(Scheme.year == year).order_by(Scheme.title)))
    if not schemes:
        return ()
    book = FigureBook(session, year, month)
    return tuple(_result(session, scheme, book) for scheme in schemes)


def of_whole(session: Session, key: str, month: int, book: FigureBook) -> ScoreRow:
    """What the township as a whole would get by a scheme; items that compare units or wait for marks have no score."""
    scheme = must_exist(session, Scheme, key)
    office = offices.current(session)
    entry = entry_of(session, scheme)
    names: dict[Unit, str] = {None: office.name if office else "全镇"}
    for item in entry.items:
        _ = item.rule  # Refused where it cannot be read
    return _ScoreSheet(entry, (None,), book.at(month), {}, names).rows()[0]


def result(session: Session, key: str, month: int) -> SchemeResult:
    """One scheme, computed for the end of ``month``."""
    scheme = must_exist(session, Scheme, key)
    return next(each for each in results(session, scheme.year, month) if each.scheme_id == key)


def _result(session: Session, scheme: Scheme, book: FigureBook) -> SchemeResult:
    entry = entry_of(session, scheme)
    judged = unit_ids(session, scheme)
    name = f"{scheme.year}年“{scheme.title}”"
    about = SchemeResult(scheme.id, book.year, book.month, entry.title, entry.group_name)
    problem = _problem(name, entry, judged)
    if problem:
        return replace(about, problem=problem)
    names: dict[Unit, str] = {key: session.get_one(UnitRecord, key).name for key in judged}
    sheet = _ScoreSheet(entry, tuple(judged), book, given(session, scheme.id, book.month), names)
    heads = tuple(ItemHead(item.title, fraction(item.points), item.rule.heading) for item in entry.items)
    return replace(about, heads=heads, rows=sheet.rows())


def _problem(name: str, entry: SchemeEntry, judged: list[str]) -> str:
    """Why nothing can be computed by the scheme; empty where something can."""
    if not entry.items:
        return f"{name}还没有考核项目，无法计分。"
    if not judged:
        return f"{name}的考核组里没有单位，无法计分。"
    for item in entry.items:
        try:
            _ = item.rule
        except Refused as refused:
            return f"{name}的考核项目“{item.title}”无法计分：{refused.message}"
    return ""


class _ScoreSheet:
    """One scheme's computation: its units against its items."""

    def __init__(
        self,
        entry: SchemeEntry,
        judged: tuple[Unit, ...],
        book: FigureBook,
        marks: Mapping[tuple[str, str], Given],
        names: Mapping[Unit, str],
    ) -> None:
        self._entry, self._judged, self._book, self._marks, self._names = entry, judged, book, marks, names
        self._whole = entry.whole

    def rows(self) -> tuple[ScoreRow, ...]:
        """The units by rank; those without one come last, in the group's own order."""
        by_unit: dict[Unit, list[ItemScore]] = {unit: [] for unit in self._judged}
        for item in self._entry.items:
            figures = {unit: self._main(item, unit, self._book) for unit in self._judged}
            for unit in self._judged:
                peers = {each: figure for each, figure in figures.items() if self._class(each) == self._class(unit)}
                by_unit[unit].append(self._item(item, unit, peers))
        rows = [self._row(self._names[unit], tuple(items)) for unit, items in by_unit.items()]
        found: list[ScoreRow] = []
        for name in dict.fromkeys(row.group for row in rows):  # classes are ranked apart
            of_class = [row for row in rows if row.group == name]
            found += ranked(of_class, [self._may_be_ranked(row) for row in of_class])
        return tuple(found)

    def _class(self, unit: Unit) -> str:
        return self._whole.class_of(self._names[unit])

    def _row(self, name: str, items: tuple[ItemScore, ...]) -> ScoreRow:
        """A unit's items summed as the scheme's rules say; what could not be scored is in no sum."""
        scores = {item.title: item.score for item in items if item.score is not None}
        total, sections, limit = self._whole.summed(scores)
        group = self._whole.class_of(name) or self._entry.group_name
        return ScoreRow(name, group, items, total, None, self._entry.title, sections=sections, limit=limit)

    def _item(self, item: ItemEntry, unit: Unit, figures: Mapping[Unit, Figure]) -> ItemScore:
        outcome = self._spans(item, unit) if item.rule.spans else self._outcome(item, unit, figures, self._book)
        marks = self._given(item, unit)
        if item.indicator and marks.value_of_month(self._book.month) is not None:
            outcome = replace(outcome, working=f"{outcome.working}（完成数为手工填写：{marks.marks[-1].reason}）")
        return _corrected(item, self._points(item, unit), outcome, marks)

    def _outcome(self, item: ItemEntry, unit: Unit, figures: Mapping[Unit, Figure], book: FigureBook) -> Outcome:
        """The item's score of a unit as a month's book has it, without what was corrected by hand."""
        rule = item.rule
        if rule.compares and unit is None:
            return Outcome(None, "与其他单位比较得分，本单位一家不能自评")
        others = {p.indicator: book.figure(item, p.indicator, unit, p.target) for p in rule.parts()}
        group, sizes = tuple(figures.values()), book.sizes(item, unit)
        case = Case(figures[unit], others, group, sizes, book.months(item, unit), book.unsized(item, unit))
        cap, floor = (None if limit is None else fraction(limit) for limit in (item.cap, item.floor))
        return scoring.score(rule, self._points(item, unit), case, cap=cap, floor=floor)

    def _points(self, item: ItemEntry, unit: Unit) -> Fraction:
        """The item's 分值 for a unit: its class may have its own."""
        return self._whole.points_of(self._names[unit], item.title, fraction(item.points))

    def _spans(self, item: ItemEntry, unit: Unit) -> Outcome:
        """The ends of quarters or of the half-year that are over, weighted, and the year's end with the rest."""
        terms, together = [], Fraction(0)
        for month, part, word in item.rule.spans:
            if month > self._book.month or not part:
                continue
            book = self._book.at(month)
            peers = [each for each in self._judged if self._class(each) == self._class(unit)]
            figures = {each: self._main(item, each, book) for each in peers}
            outcome = self._outcome(item, unit, figures, book)
            if outcome.score is None:
                return outcome
            together += outcome.score * part
            terms.append(f"{word}{points_words(outcome.score)}×{share(part)}")
        if not terms:
            return Outcome(None, f"{'上半年' if item.rule.half else '第一季度'}还没有结束，无法计分")
        return Outcome(together, f"{'＋'.join(terms)}，得{points_words(together)}", points_words(together))

    def _main(self, item: ItemEntry, unit: Unit, book: FigureBook) -> Figure:
        """The item's own figure: from records or, for an item scored by hand, from its marks."""
        marks, standard = self._given(item, unit).until(book.month), item.rule.target
        if item.indicator:
            figure = book.figure(item, item.indicator, unit, standard)
            by_hand = marks.value_of_month(book.month)
            return figure if by_hand is None else replace(figure, value=by_hand)
        target, word = (None, "") if standard is None else book.standard(item, standard)
        return Figure(item.title, "", marks.value, target, word, marks.ratings)

    def _given(self, item: ItemEntry, unit: Unit) -> Given:
        return self._marks.get((item.id or "", unit), _NOTHING) if unit is not None else _NOTHING

    def _may_be_ranked(self, row: ScoreRow) -> bool:
        weighty = [item for item in row.items if item.points] or row.items  # a precondition alone gives no place
        if all(item.score is None for item in weighty):
            return False
        missed = {item.title for item in row.items if item.veto}
        return not any(getattr(item.rule, "unranked", False) for item in self._entry.items if item.title in missed)


def _corrected(item: ItemEntry, full: Fraction, outcome: Outcome, marks: Given) -> ItemScore:
    score, working, together = outcome.score, outcome.working, Fraction(0)
    for mark in marks.corrections:
        change = fraction(mark.correction)
        together += change
        said = f"{'加' if change > 0 else '减'}{points_words(abs(change))}"
        working += f"；{mark.month}月更正{said}（{mark.reason}）"
    if together or marks.corrections:
        score = (score or Fraction(0)) + together
    return ItemScore(item.title, full, score, working, outcome.shown, together, outcome.veto)


def ranked(rows: list[ScoreRow], may: list[bool]) -> tuple[ScoreRow, ...]:
    """The rows in order; equal totals share a place and the next place is left out (1, 2, 2, 4)."""
    listed = sorted((row for row, ok in zip(rows, may, strict=True) if ok), key=lambda row: row.total, reverse=True)
    totals = [row.total for row in listed]
    placed = [replace(row, rank=totals.index(row.total) + 1, tied=totals.count(row.total) > 1) for row in listed]
    return (*placed, *(row for row, ok in zip(rows, may, strict=True) if not ok))
