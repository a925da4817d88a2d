"""How an indicator of the office's own is counted: its definition as a count of facts."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from app.indicators.counting import WAN, Count, Sized, Suits, is_of, money, pieces, reached
from app.indicators.facts import (
    ONE,
    ActivityFact,
    CarrierFact,
    Event,
    Facts,
    FellowFact,
    LeadFact,
    Period,
    ProjectFact,
)
from app.indicators.own import ACTIVITIES, CARRIERS, EVENTS, FELLOWS, LEADS, Counted, Definition, Region, Subject
from app.values.capital import FundsSource
from app.values.stages import RESERVE, MilestoneKind


def count_of(definition: Definition, regions: Mapping[str, Region]) -> Count:
    """How it is counted; ``regions`` by name are those that the office lists."""
    suits, lies_in = _suits(definition, regions), _lies_in(definition, regions)
    if definition.subject is Subject.FUNDS:
        return _funds(definition, suits)
    if definition.subject in LEADS:
        return _leads(definition)
    if definition.subject in ACTIVITIES:
        return _activities(definition, lies_in)
    if definition.subject in CARRIERS:
        return _carriers(definition)
    if definition.subject in FELLOWS:
        return _fellows(definition, lies_in)
    return _projects(definition, suits)


def sized(definition: Definition, regions: Mapping[str, Region]) -> Sized | None:
    """How projects of a size and of an industry are counted among those of a definition; None of anything else."""
    if definition.subject not in EVENTS or definition.counted is not Counted.PIECES:
        return None
    suits, kind = _suits(definition, regions), EVENTS[definition.subject]

    def of_size(at_least: int, industries: tuple[str, ...]) -> Count:
        return reached(kind, at_least=at_least, industries=industries, suits=suits)

    return of_size


def kin_of(definition: Definition) -> frozenset[str]:
    """The keys of the catalogue's indicators (or of a list of records) that count the same records."""
    found = {_KIN[definition.subject]}
    if definition.counted is Counted.CONTRACT:
        found.add("amount_signed")
    return frozenset(found)


_KIN: Mapping[Subject, str] = {
    Subject.SIGNED: "projects_signed",
    Subject.LANDED: "projects_landed",
    Subject.STARTED: "projects_started",
    Subject.IN_PRODUCTION: "projects_in_production",
    Subject.IN_STATISTICS: "projects_in_statistics",
    Subject.RESERVED: "projects_reserved",
    Subject.FUNDS: "funds_received",
    Subject.LEADS: "leads_registered",
    Subject.VALID_LEADS: "leads_valid",
    Subject.TRIPS: "visits_out",
    Subject.VISITS: "visitors_in",
    Subject.CARRIERS_STARTED: "factory_area_started",
    Subject.CARRIERS_COMPLETED: "factory_area_completed",
    Subject.CARRIERS_READY: "factory_area_completed",
    Subject.FELLOWS: "fellows",
    Subject.FELLOWS_ADDED: "fellows",
    Subject.FELLOWS_MET: "fellows_met",
}


def reaches(subject: Subject, facts: Facts, period: Period) -> Iterator[ProjectFact]:
    """The projects that a definition looks at in a period, before any filter; of money those that it came to."""
    if subject is Subject.FUNDS:
        return (entry.project for entry in facts.funds if period.holds(entry.received_on))
    return (project for project in facts.projects if _month(subject, project, period) is not None)


def _projects(definition: Definition, suits: Suits) -> Count:
    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for project in facts.projects:
            month = _month(definition.subject, project, period)
            if month is not None and suits(project, period):
                if definition.counted is Counted.PIECES:
                    yield from pieces(project, month)
                else:
                    yield from money(project, month, _amount(definition.counted, project))

    return count


def _month(subject: Subject, project: ProjectFact, period: Period) -> int | None:
    if subject is Subject.RESERVED:
        return period.month if project.stood_at(period) in RESERVE else None
    return period.month_of(project.dates.get(EVENTS[subject]))


def _amount(counted: Counted, project: ProjectFact) -> Fraction:
    sums = {
        Counted.TOTAL: project.total_investment,
        Counted.FIXED: project.fixed_investment,
        Counted.CONTRACT: project.signed_amount,
        Counted.FDI: project.contract_fdi,
    }
    return Fraction(sums[counted] or 0, WAN)


def _funds(definition: Definition, suits: Suits) -> Count:
    sources = {FundsSource(source) for source in definition.sources}

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for entry in facts.funds:
            month = period.month_of(entry.received_on)
            of_source = not sources or entry.source in sources
            if month is not None and of_source and suits(entry.project, period):
                yield from money(entry.project, month, entry.in_yuan(period.basis) / WAN, ("funds", entry.id))

    return count


def _leads(definition: Definition) -> Count:
    def counts(lead: LeadFact) -> bool:
        return (
            is_of(lead.industry, definition.industries)
            and _between(lead.amount, definition.at_least, definition.below)
            and (lead.by_fellow or not definition.by_fellow)
            and (lead.is_valid or definition.subject is Subject.LEADS)
        )

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for lead in facts.leads:
            when = lead.registered_on if definition.subject is Subject.LEADS else lead.counted_on
            month = period.month_of(when)
            if month is not None and counts(lead):
                yield Event(lead.unit, month, ONE, ("leads", lead.id))

    return count


def _activities(definition: Definition, lies_in: Callable[[str], bool]) -> Count:
    def worth(activity: ActivityFact) -> int:
        if definition.counted is Counted.PEOPLE:
            return activity.visitors if definition.subject is Subject.VISITS else activity.people
        return activity.days if definition.counted is Counted.DAYS else 1

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for activity in facts.activities:
            month = period.month_of(activity.held_on)
            if month is not None and activity.kind == definition.subject and lies_in(activity.place):
                yield Event(activity.unit, month, Fraction(worth(activity)), ("activities", activity.id))

    return count


def _carriers(definition: Definition) -> Count:
    def month_of(carrier: CarrierFact, period: Period) -> int | None:
        if definition.subject is Subject.CARRIERS_READY:
            return period.month if period.is_past(carrier.completed_on) else None
        is_begun = definition.subject is Subject.CARRIERS_STARTED
        return period.month_of(carrier.started_on if is_begun else carrier.completed_on)

    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for carrier in facts.carriers:
            month = month_of(carrier, period)
            if month is not None and is_of(carrier.kind, definition.kinds):
                worth = Fraction(carrier.area, WAN) if definition.counted is Counted.AREA else ONE
                yield Event(carrier.unit, month, worth, ("carriers", carrier.id))

    return count


def fellow_month(subject: Subject, fellow: FellowFact, period: Period) -> int | None:
    """The month for which a subject counts a fellow townsperson, before any filter; None where it does not."""
    if subject is Subject.FELLOWS:
        return period.month if fellow.entered_on is None or period.is_past(fellow.entered_on) else None
    return period.month_of(fellow.entered_on if subject is Subject.FELLOWS_ADDED else fellow.met_on)


def _fellows(definition: Definition, lies_in: Callable[[str], bool]) -> Count:
    def count(facts: Facts, period: Period) -> Iterator[Event]:
        for fellow in facts.fellows:
            month = fellow_month(definition.subject, fellow, period)
            of_kind = is_of(fellow.trade, definition.industries) and is_of(fellow.marks, definition.marks)
            if month is not None and of_kind and lies_in(fellow.place):
                yield Event(fellow.unit, month, ONE, ("fellows", fellow.id))

    return count


def _lies_in(definition: Definition, regions: Mapping[str, Region]) -> Callable[[str], bool]:
    areas = [regions.get(name) or Region(name, (name,)) for name in definition.places]
    return lambda place: not areas or any(area.holds(place) for area in areas)


def _suits(definition: Definition, regions: Mapping[str, Region]) -> Suits:
    lies_in = _lies_in(definition, regions)

    def suits(project: ProjectFact, period: Period) -> bool:
        return (
            _between(project.total_investment, definition.at_least, definition.below)
            and _between(project.fixed_investment, definition.fixed_at_least, definition.fixed_below)
            and is_of(project.industry, definition.industries)
            and (not definition.categories or project.category in definition.categories)
            and (not definition.nature or project.nature == definition.nature)
            and lies_in(project.place)
            and is_of(project.marks, definition.marks)
            and is_of(project.construction_kind, definition.kinds)
            and (not definition.first_year or _is_signed_in(project, period))
            and (project.by_fellow or not definition.by_fellow)
        )

    return suits


def _is_signed_in(project: ProjectFact, period: Period) -> bool:
    signed = project.dates.get(MilestoneKind.SIGNED)
    return signed is not None and signed.year == period.year


def _between(value: int | None, low: int | None, high: int | None) -> bool:
    """Whether a sum lies in its band; one that nobody wrote lies in none but the open one."""
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value < high)
