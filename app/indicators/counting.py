"""How each kind of record is counted in a period; an indicator is one of these with its words."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from app.indicators.facts import ONE, Base, Event, Facts, Period, ProjectFact, Source
from app.values.activities import ActivityKind
from app.values.capital import FundsSource
from app.values.stages import RESERVE, MilestoneKind

Count = Callable[[Facts, Period], Iterable[Event]]
Suits = Callable[[ProjectFact, Period], bool]
Sized = Callable[[int, tuple[str, ...]], Count]  # at least so many fen, of industries: the same count of those alone
Amount = Callable[[ProjectFact], Fraction]
WAN = 1_000_000  # fen in 万元, US cents in 万美元, hundredths of 平方米 in 万平方米
_HUNDRED_MILLION = 10_000_000_000  # fen in 1 亿元


def reached(
    milestone: MilestoneKind,
    *,
    at_least: int = 0,
    industries: tuple[str, ...] = (),
    suits: Suits = lambda project, period: True,  # noqa: ARG005 - every one does
) -> Count:
    """Projects whose ``milestone`` falls in the period, of at least so many fen of 总投资, of any industry named."""

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for project in facts.projects:
            month = period.month_of(project.dates.get(milestone))
            of_size = (project.total_investment or 0) >= at_least
            if month is not None and of_size and is_of(project.industry, industries) and suits(project, period):
                yield from pieces(project, month)

    return count


def large_signed(at_least: int = 0, industries: tuple[str, ...] = ()) -> Count:
    """Signed projects of 亿元以上, 1 亿 itself included."""
    return reached(MilestoneKind.SIGNED, at_least=max(at_least, _HUNDRED_MILLION), industries=industries)


def sized(milestone: MilestoneKind) -> Sized:
    """:func:`reached` for whoever asks for sizes and industries later."""
    return lambda at_least, industries: reached(milestone, at_least=at_least, industries=industries)


def signed(amount: Amount) -> Count:
    """A sum over the projects signed in the period."""

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for project in facts.projects:
            month = period.month_of(project.dates.get(MilestoneKind.SIGNED))
            if month is not None:
                yield from money(project, month, amount(project))

    return count


def funds(*sources: FundsSource, without: tuple[FundsSource, ...] = ()) -> Count:
    """万元 that arrived in the period from the named sources, or from all but some."""

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for entry in facts.funds:
            month = period.month_of(entry.received_on)
            if month is not None and entry.source not in without and (not sources or entry.source in sources):
                yield from money(entry.project, month, entry.in_yuan(period.basis) / WAN, ("funds", entry.id))

    return count


def foreign_funds(facts: Facts, period: Period) -> Iterator[Event]:
    """万美元 that arrived from 境外 in the period."""
    for entry in facts.funds:
        month = period.month_of(entry.received_on)
        if month is not None and entry.source is FundsSource.ABROAD:
            yield from money(entry.project, month, entry.in_dollars(period.basis) / WAN, ("funds", entry.id))


def standing(facts: Facts, period: Period) -> Iterator[Event]:
    """Projects that stand in 储备 or 发布 at the end of the period."""
    for project in facts.projects:
        if project.stood_at(period) in RESERVE:
            yield from pieces(project, period.month)


def standing_amount(facts: Facts, period: Period) -> Iterator[Event]:
    """Their 总投资, 万元."""
    for project in facts.projects:
        if project.stood_at(period) in RESERVE:
            yield from money(project, period.month, Fraction(project.total_investment or 0, WAN))


def leads(facts: Facts, period: Period) -> Iterator[Event]:
    """Valid leads of the period."""
    for lead in facts.leads:
        if lead.is_valid and (month := period.month_of(lead.counted_on)) is not None:
            yield Event(lead.unit, month, ONE, ("leads", lead.id))


def activities(kind: ActivityKind) -> Count:
    """Activities of a kind held in the period."""

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for activity in facts.activities:
            month = period.month_of(activity.held_on)
            if month is not None and activity.kind == kind:
                yield Event(activity.unit, month, ONE, ("activities", activity.id))

    return count


def factory_started(facts: Facts, period: Period) -> Iterator[Event]:
    """万平方米 of 标准厂房 begun in the period."""
    for carrier in facts.carriers:
        month = period.month_of(carrier.started_on)
        if month is not None and carrier.is_factory:
            yield Event(carrier.unit, month, Fraction(carrier.area, WAN), ("carriers", carrier.id))


def factory_completed(facts: Facts, period: Period) -> Iterator[Event]:
    """万平方米 of 标准厂房 completed in the period."""
    for carrier in facts.carriers:
        month = period.month_of(carrier.completed_on)
        if month is not None and carrier.is_factory:
            yield Event(carrier.unit, month, Fraction(carrier.area, WAN), ("carriers", carrier.id))


def nothing(facts: Facts, period: Period) -> Iterable[Event]:  # noqa: ARG001 - every count has this form
    """No record says: kept by hand."""
    return ()


def cohort(milestone: MilestoneKind, *, of_last_year: bool = False) -> Count:
    """The projects a rate looks at: ``milestone`` in the period, in all of last year, or at any time so far."""
    return lambda facts, period: _cohort_pieces(facts, period, milestone, None, of_last_year=of_last_year)


def arrived(milestone: MilestoneKind, of: MilestoneKind, *, of_last_year: bool = False) -> Count:
    """Of the cohort of ``of``, those that had got to ``milestone`` by the end of the period."""
    return lambda facts, period: _cohort_pieces(facts, period, of, milestone, of_last_year=of_last_year)


def cohort_contracts(facts: Facts, period: Period) -> Iterator[Event]:
    """The contract sums of the signed cohort, fen."""
    for project in cohort_of(facts, period, MilestoneKind.SIGNED):
        yield from money(project, period.month, Fraction(project.signed_amount))


def cohort_funds(facts: Facts, period: Period) -> Iterator[Event]:
    """The money that has come to the signed cohort up to the end of the period, in any year, fen."""
    members = {project.id for project in cohort_of(facts, period, MilestoneKind.SIGNED)}
    for entry in facts.funds:
        if entry.project.id in members and period.is_past(entry.received_on):
            yield from money(entry.project, period.month, entry.in_yuan(period.basis), ("funds", entry.id))


def cohort_of(
    facts: Facts, period: Period, milestone: MilestoneKind, *, of_last_year: bool = False
) -> Iterator[ProjectFact]:
    """The projects themselves of :func:`cohort`."""
    seen = period.last_year().whole_year() if of_last_year else period
    for project in facts.projects:
        if seen.base is Base.TO_DATE and not of_last_year:
            inside = project.has_passed(milestone, seen)
        else:
            inside = seen.holds(project.dates.get(milestone))
        if inside:
            yield project


def _cohort_pieces(
    facts: Facts, period: Period, of: MilestoneKind, milestone: MilestoneKind | None, *, of_last_year: bool
) -> Iterator[Event]:
    for project in cohort_of(facts, period, of, of_last_year=of_last_year):
        if milestone is None or project.got_to(milestone, period):
            yield from pieces(project, period.month)


def is_of(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text holds one of the words: 先进制造业 is of 制造; no words let everything through."""
    return not words or any(word in text for word in words)


def pieces(project: ProjectFact, month: int) -> Iterator[Event]:
    """A project as pieces of its units."""
    for unit, share in project.pieces.items():
        yield Event(unit, month, share, ("projects", project.id))


def money(project: ProjectFact, month: int, amount: Fraction, source: Source | None = None) -> Iterator[Event]:
    """A sum of a project as its units share it; ``source`` is the record of it, else the project itself."""
    if amount:
        for unit, share in project.money.items():
            yield Event(unit, month, amount * share, source or ("projects", project.id))
