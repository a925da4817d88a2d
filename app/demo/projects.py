"""Made-up projects, each with a life of dated milestones that its stage, decisions and papers agree with."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from app.demo import words
from app.demo.funds import arrivals
from app.demo.leads import WAN, converted
from app.demo.life import Life, live
from app.demo.papers import papers
from app.demo.place import Firm, Place, firm
from app.models.projects import Milestone, Project
from app.models.shares import WHOLE, Share
from app.values.capital import CapitalNature
from app.values.dates import PartialDate
from app.values.stages import Stage
from app.values.words import search_text

_INVESTMENTS = {300: 8, 500: 12, 800: 14, 1200: 18, 2000: 16, 3500: 12, 5000: 9, 8000: 6, 12000: 4, 20000: 1}


def build(place: Place, count: int) -> None:
    """``count`` projects that began last year or this one, in the order in which they were entered."""
    rng, today = place.rows.rng, place.rows.today
    first = date(today.year - 1, 1, 1)
    taken: set[str] = set()
    lives = [live(rng, first, today, place.slips) for _ in range(count)]
    for life in sorted(lives, key=lambda one: one.begun):
        number = place.number(f"project:{life.begun.year}")
        place.firms.sort(key=lambda one: one.id)
        investor = place.firms.pop(rng.randrange(len(place.firms))) if place.firms else firm(place, known=False)
        _project(place, investor, life, f"{life.begun.year}-{number:04d}", taken)


def _project(place: Place, investor: Firm, life: Life, code: str, taken: set[str]) -> None:
    rng = place.rows.rng
    key = place.rows.fresh()
    made = place.between(life.begun - timedelta(days=60), life.begun)
    money = _money(rng, investor, life)
    values: dict[str, Any] = {
        "id": key,
        "code": code,
        "stage": life.stage,
        "created_at": datetime.combine(life.begun, time(9)),
        "updated_at": datetime.combine(max(life.events.values(), default=life.begun), time(16)),
        "lead_id": converted(place, investor, made) if rng.random() < 0.45 else None,
        **_firm_facts(rng, investor, life, taken),
        **money,
        **_people(place),
        "end_reason": rng.choice(words.END_REASONS) if life.stage is Stage.ENDED else "",
    }
    told = papers(place, key, life, money["contract_amount"], investor.trade[0])
    values |= {"progress": told.progress, "problem": told.problem}
    name, person, phone, leader = (str(values[k]) for k in ("name", "person", "phone", "leader"))
    values["search"] = search_text(name, investor.name, code, person, phone, leader)
    place.rows.add(Project, **values)
    _milestones(place, key, life)
    if money["contract_amount"]:
        arrivals(place, key, life, investor, money["contract_amount"])
    if rng.random() < 0.08:
        _shares(place, key, str(values["unit_id"]))


def _firm_facts(rng: Random, investor: Firm, life: Life, taken: set[str]) -> dict[str, Any]:
    industry, category, trade, what, site = investor.trade
    brand = investor.name.removeprefix(investor.place).removesuffix(f"{trade}有限公司")
    name = f"{brand}{what}项目"
    while name in taken:
        name = f"{brand}{what}{rng.choice(('扩能', '升级', '配套', '新厂区'))}项目（{rng.randint(2, 99)}号地块）"
    taken.add(name)
    registered = life.on(Stage.LANDED) is not None
    return {
        "name": name,
        "investor": investor.name,
        "enterprise_id": investor.id or None,
        "investor_place": investor.place,
        "credit_code": investor.code if registered else "",
        "nature": CapitalNature.FOREIGN if investor.source == "境外" else CapitalNature.DOMESTIC,
        "industry": industry,
        "category": category,
        "construction_kind": rng.choice(words.CONSTRUCTION_KINDS),
        "site": site,
        "content": f"建设{what}及配套设施，用工{rng.randint(2, 40) * 10}人。",
        "land_need": rng.choice(("标准厂房3000平方米", "用地15亩", "用地30亩", "用地60亩", "")),
    }


def _money(rng: Random, investor: Firm, life: Life) -> dict[str, Any]:
    total = rng.choices(tuple(_INVESTMENTS), weights=tuple(_INVESTMENTS.values()))[0] * WAN
    total += rng.randint(0, 20) * 10 * WAN
    signed = life.on(Stage.SIGNED) is not None
    foreign = investor.source == "境外"
    return {
        "total_investment": total,
        "fixed_investment": total * rng.randint(55, 85) // 100 // WAN * WAN,
        "contract_amount": total * rng.choice((80, 90, 100)) // 100 if signed else None,
        "contract_fdi": total * 100 // 710 if signed and foreign else None,
        "output_value": total * rng.randint(80, 200) // 100 // WAN * WAN,
        "tax": total * rng.randint(3, 9) // 100 // WAN * WAN,
    }


def _people(place: Place) -> dict[str, Any]:
    rng = place.rows.rng
    seat = rng.choices(place.units, weights=[1, 1, 2, 2, 3, 3, 4, 3, 2, 5])[0]
    fellow = rng.choice(place.fellows) if rng.random() < 0.2 else None
    return {
        "unit_id": seat.id,
        "lead_unit_id": rng.choice(place.units).id if rng.random() < 0.3 else None,
        "leader": rng.choice(place.leaders),
        "person": seat.head,
        "phone": seat.phone,
        "team": "、".join(rng.sample(place.leaders, 2)) if rng.random() < 0.3 else "",
        "introducer": fellow[1] if fellow else "",
        "fellow_id": fellow[0] if fellow else None,
    }


def _milestones(place: Place, key: str, life: Life) -> None:
    for kind, actual in life.events.items():
        planned = actual - timedelta(days=place.rows.rng.randint(-20, 25)) if kind in life.plannable else None
        place.rows.add(
            Milestone,
            project_id=key,
            kind=kind,
            planned_on=PartialDate.of(planned) if planned else None,
            actual_on=PartialDate.of(actual),
            evidence=life.evidence.get(kind, ""),
        )
    for kind, hoped in life.hoped.items():
        place.rows.add(Milestone, project_id=key, kind=kind, planned_on=PartialDate.of(hoped))


def _shares(place: Place, key: str, own: str) -> None:
    other = place.rows.rng.choice([unit.id for unit in place.units if unit.id != own])
    part = place.rows.rng.choice((WHOLE // 2, 600_000, 700_000))
    place.rows.add(Share, project_id=key, unit_id=own, part=part)
    place.rows.add(Share, project_id=key, unit_id=other, part=WHOLE - part)
