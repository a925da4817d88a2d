"""The made-up township itself: units and people, fellow townspeople away from home, firms it knows."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.demo import names, words
from app.demo.rows import Rows
from app.demo.slips import Slips
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.units import Person, Unit, UnitKind
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from app.values.words import search_text

_QUARTER = timedelta(days=90)


@dataclass(frozen=True)
class Seat:
    """A unit with its head, as records name them."""

    id: str
    name: str
    kind: UnitKind
    head: str
    phone: str


@dataclass(frozen=True)
class Firm:
    """A firm that may invest; ``source`` is where its money would come from."""

    id: str
    name: str
    place: str
    source: str
    trade: tuple[str, ...]  # a line of words.TRADES
    contact: str
    title: str
    phone: str
    code: str


@dataclass(frozen=True)
class Held:
    """An activity that was held, and the firms that were met."""

    id: str
    kind: ActivityKind
    on: date
    met: tuple[Firm, ...]


@dataclass
class Place:
    """What later records point at; ``firms`` are taken from the end as projects need them."""

    rows: Rows
    name: str
    slips: Slips
    units: list[Seat] = field(default_factory=list)
    leaders: list[str] = field(default_factory=list)
    fellows: list[tuple[str, str]] = field(default_factory=list)  # (id, name)
    firms: list[Firm] = field(default_factory=list)
    firm_names: set[str] = field(default_factory=set)
    activities: list[Held] = field(default_factory=list)

    numbers: Counter[str] = field(default_factory=Counter)  # the office's counters by name

    def number(self, counter: str) -> int:
        """The next number of one of the office's counters."""
        self.numbers[counter] += 1
        return self.numbers[counter]

    def between(self, first: date, last: date) -> date:
        """A day from ``first`` to ``last``, both included; never after today."""
        last = max(first, min(last, self.rows.today))
        return first + timedelta(days=self.rows.rng.randint(0, (last - first).days))


def settle(rows: Rows, name: str, projects: int) -> Place:
    """Ten units, their people, and as many fellows and firms as ``projects`` projects call for."""
    place = Place(rows, name, Slips(rows.rng, projects))
    _units(place)
    _leaders(place)
    for _ in range(min(400, 20 + projects // 4)):
        _fellow(place)
    for _ in range(16 + projects // 2):
        place.firms.append(firm(place, known=True))
    return place


def _units(place: Place) -> None:
    rng = place.rows.rng
    chosen = [
        *((name, UnitKind.VILLAGE, "村（社区）") for name in sorted(rng.sample(words.VILLAGES, 5))),
        (rng.choice(words.COMMUNITIES), UnitKind.COMMUNITY, "村（社区）"),
        *((name, UnitKind.DEPARTMENT, "镇属部门") for name in rng.sample(words.DEPARTMENTS, 3)),
        (words.PARK, UnitKind.PARK, "镇属部门"),
    ]
    for position, (name, kind, group) in enumerate(chosen):
        head, phone, liaison = names.person(rng), names.phone(rng), names.person(rng)
        values = {"name": name, "kind": kind, "group_name": group, "head": head, "phone": phone}
        key = place.rows.add(Unit, **values, liaison=liaison, position=position)
        place.units.append(Seat(key, name, kind, head, phone))
        place.rows.add(Person, name=head, title="负责人", unit_id=key, phone=phone)
        place.rows.add(Person, name=liaison, title="联络员", unit_id=key, phone=names.phone(rng))


def _leaders(place: Place) -> None:
    rng = place.rows.rng
    for title in words.LEADER_TITLES:
        leader = names.person(rng)
        place.rows.add(Person, name=leader, title=title, phone=names.phone(rng), is_leader=True)
        place.leaders.append(leader)


def _fellow(place: Place) -> None:
    rng = place.rows.rng
    name, phone = names.person(rng), names.phone(rng)
    home = rng.choice([unit.name for unit in place.units if unit.kind is UnitKind.VILLAGE])
    where = rng.choice(words.PLACES["省外"])
    trade = rng.choice(words.TRADES)[2]
    employer = f"{where}{names.brand(rng)}{rng.choice(words.EMPLOYERS)}"
    contacted = _last_contact(place)
    key = place.rows.add(
        Fellow,
        name=name,
        gender="女" if rng.random() < 0.25 else "男",
        born_on=PartialDate(f"{rng.randint(1962, 1996)}-{rng.randint(1, 12):02d}"),
        origin=f"{place.name}{home}{rng.randint(1, 9)}组",
        residence=where,
        employer=employer,
        title=rng.choice(words.TITLES),
        trade=trade,
        employer_size=rng.choice(("50人以下", "50至200人", "200人以上")),
        phone=phone,
        resources=rng.choice(("拟返乡投资建厂", "可引荐同乡企业", "愿担任招商大使", "可介绍上下游客户")),
        leader=rng.choice(place.leaders),
        last_contact_on=PartialDate.of(contacted) if contacted else None,
        next_contact_on=PartialDate.of(contacted + _QUARTER) if contacted else None,
        is_ambassador=rng.random() < 0.1,
        search=search_text(name, employer, phone, where, trade),
    )
    place.fellows.append((key, name))


def _last_contact(place: Place) -> date | None:
    """Everybody is spoken to once a quarter, but some were only entered and a few were forgotten."""
    today, rng = place.rows.today, place.rows.rng
    if rng.random() < 0.1:
        return None
    if place.slips.take("fellow"):
        return today - _QUARTER - timedelta(days=rng.randint(2, 25))
    return today - timedelta(days=rng.randint(0, 80))


def _unused_name(place: Place, where: str, trade: str) -> str:
    """A firm's name that no other firm here bears: foreign firms have no code to be told apart by."""
    while True:
        name = names.firm(place.rows.rng, where, trade)
        if name not in place.firm_names:
            place.firm_names.add(name)
            return name


def firm(place: Place, *, known: bool) -> Firm:
    """A firm; ``known`` ones stand in the list of enterprises."""
    rng = place.rows.rng
    (source,) = rng.choices(tuple(words.PLACES), weights=(55, 22, 15, 8))
    where, trade = rng.choice(words.PLACES[source]), rng.choice(words.TRADES)
    name = _unused_name(place, where, trade[2])
    contact, title, phone = names.person(rng), rng.choice(words.TITLES), names.phone(rng)
    code = "" if source == "境外" else names.credit_code(rng)
    key = ""
    if known:
        key = place.rows.add(
            Enterprise,
            name=name,
            credit_code=code,
            place=where,
            industry=trade[0],
            kind=rng.choice(("", "", "规上企业", "专精特新", "行业龙头")),
            contact=contact,
            contact_title=title,
            phone=phone,
            leader=rng.choice(place.leaders),
            note=rng.choice(words.INTENTIONS[trade[0]]),
            search=search_text(name, code, contact, phone, where),
        )
    return Firm(key, name, where, source, trade, contact, title, phone, code)
