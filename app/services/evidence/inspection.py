"""迎检: each item of a year's scheme with its figure, the records that make it up, their proofs, what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators import counting
from app.indicators.catalogue import BY_KEY, Indicator
from app.indicators.facts import Facts, Period, Source, Unit
from app.indicators.scoring.places import BY_PLACE
from app.models.schemes import Scheme
from app.services import offices, own_indicators, units
from app.services.entries import must_exist
from app.services.evidence.proofs import Proof
from app.services.evidence.records import Evidence, Witnesses, latest
from app.services.schemes import scoring
from app.services.schemes.entries import entry_of
from app.services.schemes.figures import FigureBook
from app.services.schemes.outcome import ItemScore, ScoreRow
from app.services.schemes.rows import ItemEntry, fraction
from app.values.mild import milder
from app.values.stages import MilestoneKind

NO_RECORD = "没有登记记录"
RATED_BY_HAND = "评分依据和证明材料（手工评分项目，程序里没有附件）"
_OF_SIGNED = ("projects_signed_100m", "amount_signed", "fdi_contracted")
_EVENTS = {
    "projects_signed": MilestoneKind.SIGNED,
    "projects_landed": MilestoneKind.LANDED,
    "projects_started": MilestoneKind.STARTED,
    "projects_in_production": MilestoneKind.IN_PRODUCTION,
    "projects_in_statistics": MilestoneKind.IN_STATISTICS,
    **dict.fromkeys(_OF_SIGNED, MilestoneKind.SIGNED),
    **dict.fromkeys(("projects_reserved", "amount_reserved"), MilestoneKind.RESERVED),
}
_SUBJECTS = {
    "签约项目": MilestoneKind.SIGNED,
    "落地项目": MilestoneKind.LANDED,
    "开工项目": MilestoneKind.STARTED,
    "投产项目": MilestoneKind.IN_PRODUCTION,
    "入统项目": MilestoneKind.IN_STATISTICS,
    "储备项目": MilestoneKind.RESERVED,
}


@dataclass(frozen=True)
class InspectedFigure:
    """A figure of an item with the records behind it, the earliest first; ``short`` names what a rate falls short of.

    ``value`` and ``target`` are in ``measure``, a rate as a fraction.
    """

    title: str
    measure: str
    value: Fraction | None
    target: Fraction | None
    target_word: str
    records: tuple[Evidence, ...]
    short: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gap:
    """Something that is missing: at which record, and where the window shows that (list, id), None for none."""

    record: str
    lack: str
    shown_at: Source | None = None


@dataclass(frozen=True)
class InspectedItem:
    """One item of the scheme; ``asked`` is the proof that the scheme itself asks for."""

    number: int
    title: str
    points: Fraction
    asked: str
    basis: str
    figures: tuple[InspectedFigure, ...]
    score: Fraction | None
    working: str

    @property
    def records(self) -> tuple[Evidence, ...]:
        """All records behind it, each once."""
        found = {record.source: record for figure in self.figures for record in figure.records}
        return tuple(found.values())

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """All files behind it, each once."""
        return tuple({proof.file.id: proof for record in self.records for proof in record.proofs}.values())

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing: items without a record first; empty where everything is there."""
        if not self.figures:
            return (Gap("", RATED_BY_HAND),)
        bare = [Gap(figure.title, NO_RECORD) for figure in self.figures if not figure.records]
        lacking = [Gap(record.label, lack, record.shown_at) for record in self.records for lack in record.missing]
        return (*bare, *lacking)


@dataclass(frozen=True)
class Started:
    """Of the projects signed in a year (this one up to the month) how many have started by now; in pieces."""

    year: int
    signed: Fraction
    started: Fraction


@dataclass(frozen=True)
class Inspection:
    """A scheme's items as an inspector would go through them; ``unit`` None is the whole township."""

    office: str
    place: str
    year: int
    month: int
    scheme: str
    unit: str | None
    items: tuple[InspectedItem, ...]
    row: ScoreRow
    started: tuple[Started, ...] = ()  # this year's and last year's

    @property
    def most_lacking(self) -> tuple[InspectedItem, ...]:
        """The items in the order in which gaps are listed: those without any record first."""
        return tuple(sorted(self.items, key=lambda item: bool(item.records)))

    @property
    def gaps(self) -> int:
        """How many things are missing in all."""
        return sum(len(item.gaps) for item in self.items)


def of_scheme(session: Session, key: str, month: int, unit: str | None = None) -> Inspection:
    """The scheme's items for the whole township, or for one of its units by name; nothing is left out.

    Refused where the scheme has no items, or does not judge the unit.
    """
    if not 1 <= month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    scheme = must_exist(session, Scheme, key)
    entry, office = entry_of(session, scheme), offices.required(session)
    if not entry.items:
        raise Refused(f"{entry.year}年“{entry.title}”还没有考核项目，请先在“责任考核—考核办法”中建立。")
    unit_id = units.find(session, unit) if unit else None
    book = FigureBook(session, entry.year, month)
    row = scoring.of_whole(session, key, month, book) if unit is None else _row_of(session, key, month, unit)
    seen = _Seen(session, book, unit_id)
    told, title = dict(zip((item.title for item in row.items), row.items, strict=True)), entry.title
    if offices.is_cautious(session):
        by_place = frozenset(item.title for item in entry.items if item.rule.heading == BY_PLACE)
        row, title = row.unranked(by_place), milder(title)
        told = dict(zip(told, row.items, strict=True))
        entry = replace(entry, items=tuple(replace(item, evidence=milder(item.evidence)) for item in entry.items))
    items = tuple(seen.item(number, item, told[item.title]) for number, item in enumerate(entry.items, start=1))
    started = tuple(_started(book.facts, Period(entry.year, month), unit_id))
    return Inspection(office.name, office.government, entry.year, month, title, unit, items, row, started)


def _started(facts: Facts, period: Period, unit: Unit) -> Iterator[Started]:
    signed, event = MilestoneKind.SIGNED, MilestoneKind.STARTED
    for back in (0, 1):
        counts = (
            counting.cohort(signed, of_last_year=bool(back)),
            counting.arrived(event, of=signed, of_last_year=bool(back)),
        )
        sums = (
            sum((each.amount for each in count(facts, period) if unit in (None, each.unit)), Fraction(0))
            for count in counts
        )
        yield Started(period.year - back, *sums)


def _row_of(session: Session, key: str, month: int, unit: str) -> ScoreRow:
    found = scoring.result(session, key, month)
    if found.problem:
        raise Refused(found.problem)
    row = next((row for row in found.rows if row.unit == unit), None)
    if row is None:
        raise Refused(f"“{unit}”不在“{found.title}”的考核组里。", field="unit")
    return row


class _Seen:
    """One inspection's look at the records."""

    def __init__(self, session: Session, book: FigureBook, unit: Unit) -> None:
        self._book, self._unit = book, unit
        self._witnesses = Witnesses(session)
        rows = {row.key: row for row in own_indicators.rows(session)}
        self._subjects = {
            key: str(own.subject)
            for key, row in rows.items()
            if (own := own_indicators.entry(session, row.id).definition) is not None
        }

    def item(self, number: int, item: ItemEntry, score: ItemScore) -> InspectedItem:
        """An item with the figures that its shape looks at."""
        keys = dict.fromkeys(filter(None, (item.indicator, *(part.indicator for part in item.rule.parts()))))
        figures = tuple(self._figure(item, key) for key in keys)
        return InspectedItem(
            number,
            score.title,
            fraction(item.points),
            item.evidence,
            item.basis,
            figures,
            score.score,
            score.working,
        )

    def _figure(self, item: ItemEntry, key: str) -> InspectedFigure:
        standards = {part.indicator: part.target for part in item.rule.parts()}
        standard = item.rule.target if key == item.indicator else standards.get(key)
        figure, found = self._book.figure(item, key, self._unit, standard), self._book.trace(item, key, self._unit)
        indicator = self._book.indicator(key)
        milestone = None if indicator is None else self._event(indicator)
        records = [
            replace(self._witnesses.of(source, milestone), part=_in_measure(part, indicator))
            for source, part in found.parts.items()
        ]
        short = [self._witnesses.of(each).name for each in _rest(found.base or (), found.parts)]
        held_against = None if indicator is not None and indicator.part is not None and standard is None else figure
        return InspectedFigure(
            figure.title,
            figure.measure,
            figure.value,
            held_against.target if held_against else None,
            figure.target_word,
            tuple(sorted(records, key=latest)),
            tuple(short),
        )

    def _event(self, indicator: Indicator) -> MilestoneKind | None:
        """Which event of a project an indicator speaks of."""
        if indicator.ratio is not None:
            return self._event(indicator.ratio[0])
        if indicator.key in BY_KEY:
            return _EVENTS.get(indicator.key, indicator.event)
        return _SUBJECTS.get(self._subjects.get(indicator.key, ""))


def _rest(base: Iterable[tuple[str, str]], parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Projects that a rate counts in its whole and not in its part."""
    there = set(parts)
    return (source for source in base if source not in there and source[0] == "projects")


def _in_measure(part: Fraction, indicator: Indicator | None) -> Fraction:
    """A record's part; the money of a rate is counted in fen, and shown in 万元."""
    is_money = indicator is not None and indicator.key == "funds_arrival_rate"
    return part / 1_000_000 if is_money else part
