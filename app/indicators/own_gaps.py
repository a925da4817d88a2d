"""What an indicator of the office's own cannot judge: records of its period that do not say what its filters ask."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from app.indicators.catalogue import Unjudged
from app.indicators.facts import Facts, Period, ProjectFact
from app.indicators.own import ACTIVITIES, EVENTS, LEADS, Counted, Definition, Subject
from app.indicators.own_counting import reaches
from app.values.kinds import LedgerKind

_OUT, _NOUGHT = "未计入", "按0计"
# A field of a project, what it is called, and the filters that ask for it.
_FIELDS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("total_investment", "总投资", ("at_least", "below")),
    ("fixed_investment", "固定资产投资", ("fixed_at_least", "fixed_below")),
    ("industry", "产业", ("industries",)),
    ("category", "行业门类", ("categories",)),
    ("place", "投资方所在地", ("places",)),
    ("construction_kind", "建设性质", ("kinds",)),
)
_SUMS: Mapping[Counted, tuple[str, str]] = {
    Counted.TOTAL: ("total_investment", "总投资"),
    Counted.FIXED: ("fixed_investment", "固定资产投资"),
}


def gaps_of(definition: Definition) -> Callable[[Facts, Period], Iterable[Unjudged]]:
    """What it cannot judge in a period."""

    def gaps(facts: Facts, period: Period) -> Iterator[Unjudged]:
        if definition.subject in (*EVENTS, Subject.RESERVED, Subject.FUNDS):
            yield from _of_projects(definition, reaches(definition.subject, facts, period))
        elif definition.subject in LEADS:
            yield from _of_leads(definition, facts, period)
        elif definition.subject in ACTIVITIES:
            yield from _of_activities(definition, facts, period)

    return gaps


def _of_projects(definition: Definition, found: Iterable[ProjectFact]) -> Iterator[Unjudged]:
    projects = tuple({each.id: each for each in found}.values())
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


def _of_activities(definition: Definition, facts: Facts, period: Period) -> Iterator[Unjudged]:
    held = [each for each in facts.activities if each.kind == definition.subject and period.holds(each.held_on)]
    asked = "visitors" if definition.subject is Subject.VISITS else "people"
    title = "来访人数" if definition.subject is Subject.VISITS else "参加人数"
    if definition.counted is Counted.PEOPLE:
        bare = tuple((each.id, each.name) for each in held if asked in each.unsaid)
        if bare:
            yield Unjudged(title, _NOUGHT, "次活动", bare, LedgerKind.ACTIVITIES)
    if definition.places and (bare := tuple((each.id, each.name) for each in held if not each.place)):
        yield Unjudged("地点", _OUT, "次活动", bare, LedgerKind.ACTIVITIES)
