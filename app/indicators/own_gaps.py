"""What an indicator of the office's own cannot judge: records of its period that do not say what its filters ask."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from app.indicators.catalogue import Unjudged
from app.indicators.facts import ActivityFact, Facts, FellowFact, Period, ProjectFact
from app.indicators.own import ACTIVITIES, EVENTS, FELLOWS, LEADS, Counted, Definition, Region, Subject, is_named
from app.indicators.own_counting import fellow_month, reaches
from app.values.kinds import LedgerKind

_OUT, _NOUGHT = "未计入", "按0计"
# A field of a project, what it is called, and the filters that ask for it.
_FIELDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("total_investment", "总投资", ("at_least", "below")),
    ("fixed_investment", "固定资产投资", ("fixed_at_least", "fixed_below")),
    ("industry", "产业", ("industries",)),
    ("category", "行业门类", ("categories",)),
    ("construction_kind", "建设性质", ("kinds",)),
)
_SUMS: Mapping[Counted, tuple[str, str]] = {
    Counted.TOTAL: ("total_investment", "总投资"),
    Counted.FIXED: ("fixed_investment", "固定资产投资"),
}
# What records lack that say no place, and that say only a province; how they are counted, where they stand.
_OF_PROJECTS = (("投资方所在地", "投资方所在的市"), "个项目", LedgerKind.PROJECTS)
_OF_TRIPS = (("地点", "活动所在的市"), "次活动", LedgerKind.ACTIVITIES)
_OF_FELLOWS = (("现居住地", "现居住的市"), "名乡贤", LedgerKind.FELLOWS)


def gaps_of(definition: Definition, regions: Mapping[str, Region]) -> Callable[[Facts, Period], Iterable[Unjudged]]:
    """What it cannot judge in a period; ``regions`` by name are those that the office lists."""
    areas = [regions[name] for name in definition.places if name in regions]

    def gaps(facts: Facts, period: Period) -> Iterator[Unjudged]:
        if definition.subject in (*EVENTS, Subject.RESERVED, Subject.FUNDS):
            projects = tuple({each.id: each for each in reaches(definition.subject, facts, period)}.values())
            yield from _of_projects(definition, projects)
            found = [(each.id, each.name, each.place) for each in projects]
            yield from _of_places(definition, areas, found, _OF_PROJECTS)
        elif definition.subject in LEADS:
            yield from _of_leads(definition, facts, period)
        elif definition.subject in ACTIVITIES:
            held = [each for each in facts.activities if _is_held(each, definition, period)]
            yield from _of_people(definition, held)
            found = [(each.id, each.name, each.place) for each in held]
            yield from _of_places(definition, areas, found, _OF_TRIPS)
        elif definition.subject in FELLOWS:
            fellows = [each for each in facts.fellows if fellow_month(definition.subject, each, period) is not None]
            yield from _of_trades(definition, fellows)
            found = [(each.id, "", each.place) for each in fellows]
            yield from _of_places(definition, areas, found, _OF_FELLOWS)

    return gaps


def _of_places(
    definition: Definition,
    areas: Sequence[Region],
    found: Iterable[tuple[str, str, str]],
    asked: tuple[tuple[str, str], str, LedgerKind],
) -> Iterator[Unjudged]:
    """Records (id, name, place) that say no place, or of it no more than a province that is too coarse."""
    if not definition.places:
        return
    lacking, measure, kind = asked
    bare = tuple((key, name) for key, name, place in found if not place)
    open_ = tuple((key, name) for key, name, place in found if _is_open(place, definition, areas))
    for title, records in zip(lacking, (bare, open_), strict=True):
        if records:
            yield Unjudged(title, _OUT, measure, records, kind)


def _is_open(place: str, definition: Definition, areas: Sequence[Region]) -> bool:
    is_known = any(is_named(word, place) for word in definition.places) or any(area.holds(place) for area in areas)
    return not is_known and any(area.leaves_open(place) for area in areas)


def _of_projects(definition: Definition, projects: Sequence[ProjectFact]) -> Iterator[Unjudged]:
    for field, title, filters in _FIELDS:
        if not set(filters) & set(definition.filters):
            continue
        bare = tuple((each.id, each.name) for each in projects if getattr(each, field) in (None, ""))
        if bare:
            yield Unjudged(title, _OUT, "个项目", bare, LedgerKind.PROJECTS)
    if definition.counted in _SUMS:
        field, title = _SUMS[definition.counted]
        if bare := tuple((each.id, each.name) for each in projects if getattr(each, field) is None):
            yield Unjudged(title, _NOUGHT, "个项目", bare, LedgerKind.PROJECTS)


def _of_leads(definition: Definition, facts: Facts, period: Period) -> Iterator[Unjudged]:
    registered = definition.subject is Subject.LEADS
    leads = [
        lead
        for lead in facts.leads
        if (registered or lead.is_valid) and period.holds(lead.registered_on if registered else lead.counted_on)
    ]
    asks_sum = definition.at_least is not None or definition.below is not None
    bare = {"意向投资额": [lead for lead in leads if asks_sum and lead.amount is None]}
    bare["产业"] = [lead for lead in leads if definition.industries and not lead.industry]
    for title, found in bare.items():
        if found:
            yield Unjudged(title, _OUT, "条线索", tuple((each.id, each.name) for each in found), LedgerKind.LEADS)


def _is_held(activity: ActivityFact, definition: Definition, period: Period) -> bool:
    return activity.kind == definition.subject and period.holds(activity.held_on)


def _of_people(definition: Definition, held: Iterable[ActivityFact]) -> Iterator[Unjudged]:
    asked = "visitors" if definition.subject is Subject.VISITS else "people"
    title = "来访人数" if definition.subject is Subject.VISITS else "参加人数"
    if definition.counted is Counted.PEOPLE:
        bare = tuple((each.id, each.name) for each in held if asked in each.unsaid)
        if bare:
            yield Unjudged(title, _NOUGHT, "次活动", bare, LedgerKind.ACTIVITIES)


def _of_trades(definition: Definition, fellows: Iterable[FellowFact]) -> Iterator[Unjudged]:
    if definition.industries and (bare := tuple((each.id, "") for each in fellows if not each.trade)):
        yield Unjudged("从事行业", _OUT, "名乡贤", bare, LedgerKind.FELLOWS)
