"""A township of random records full of edges (vague dates, shares, currencies, ends), and what is expected of it."""

import random
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import Database, open_database
from app.indicators.own import FILTERS, OFFERED, Counted, Definition, Subject
from app.models.activities import Activity
from app.models.carriers import Carrier
from app.models.fellows import Fellow
from app.models.funds import FundsEntry
from app.models.leads import Judgement, Lead
from app.models.projects import Milestone, Project
from app.models.shares import WHOLE, Share, ShareMeasure
from app.models.targets import Achievement, OwnIndicator, Target
from app.models.units import Unit, UnitKind
from app.services import own_indicators, regions
from app.services.own_indicators import OwnEntry
from app.values.activities import ActivityKind
from app.values.capital import CapitalNature, Currency, FundsSource, FundsStatus
from app.values.carriers import CarrierKind
from app.values.dates import PartialDate
from app.values.stages import STAGES, MilestoneKind, Stage
from tests.builders import build
from tests.services.oracle import FLOWS
from tests.services.own_oracle import OwnOracle

WAN = 1_000_000
SUMS = (None, 0, 9_999 * WAN, 10_000 * WAN, 123_456_789)
INDUSTRIES = ("", "先进制造业", "电子信息", "现代农业")
PLACES = ("", "江苏苏州", "广东深圳", "湖南长沙", "北京")
REGIONS = "长三角：上海、江苏、浙江、安徽\n珠三角：广东、深圳\n省外：除湖南、长沙"


def _day(chance: random.Random) -> PartialDate:
    year, month = chance.choice((2024, 2025, 2025, 2026, 2026, 2026)), chance.randint(1, 12)
    exact = chance.random()
    if exact < 0.15:
        return PartialDate(f"{year}")
    if exact < 0.35:
        return PartialDate(f"{year}-{month:02d}")
    return PartialDate(f"{year}-{month:02d}-{chance.choice((1, 15, 28)):02d}")


def make(folder: Path, seed: int) -> Database:
    """A file of forty projects with all that belongs to them, and indicators of the office's own of every kind."""
    chance = random.Random(seed)
    database = open_database(folder / "镇.db", fixed(date(2026, 11, 1)))
    with database.work("准备") as session:
        kinds = (UnitKind.VILLAGE, UnitKind.VILLAGE, UnitKind.DEPARTMENT, UnitKind.OUTSIDE)
        units = [build(session, Unit, kind=kind).id for kind in kinds]
        for _ in range(40):
            _project(session, chance, units)
        for _ in range(25):
            _contacts(session, chance, chance.choice((*units[:3], None)))
        regions.keep(session, REGIONS)
        own_indicators_of(session, chance)
        drawn = [(chance.choice(FLOWS), chance.choice((*units[:3], None)), chance.randint(1, 12)) for _ in range(12)]
        for indicator, unit, month in dict.fromkeys(drawn):
            amount = chance.choice((0, 2_500_000, 7_000_000))
            build(session, Achievement, indicator=indicator, unit_id=unit, month=month, year=2026, amount=amount)
        _targets(session, chance, [*units[:3], None])
    return database


def _targets(session: Session, chance: random.Random, units: list[str | None]) -> None:
    """Targets of this year, some with a plan of twelve months, some of nought."""
    for unit in units:
        for key in chance.sample(FLOWS, 8):
            amount = chance.choice((0, 1, 7_000_000, 12_000_000_000))
            plan = [*sorted(chance.randint(0, amount) for _ in range(11)), amount]
            schedule = chance.choice((None, plan)) if amount else None
            build(session, Target, indicator=key, unit_id=unit, year=2026, amount=amount, schedule=schedule)


def _contacts(session: Session, chance: random.Random, unit: str | None) -> None:
    home = "" if unit is None else f"{session.get_one(Unit, unit).name}三组"
    fellow = build(
        session, Fellow, origin=chance.choice((home, "外乡", "")), trade=chance.choice(INDUSTRIES),
        residence=chance.choice(PLACES), is_ambassador=chance.random() < 0.3, employer_size=chance.choice(("", "规上")),
        last_contact_on=chance.choice((None, _day(chance))),
        created_at=chance.choice((None, datetime(2025, 8, 1), datetime(2026, 5, 31, 23))),  # noqa: DTZ001
    )  # fmt: skip
    judged, judgement = _day(chance) if chance.random() < 0.5 else None, chance.choice(list(Judgement))
    build(
        session, Lead, judgement=judgement, registered_on=_day(chance), judged_on=judged, unit_id=unit,
        industry=chance.choice(INDUSTRIES), intended_amount=chance.choice(SUMS),
        fellow_id=chance.choice((None, fellow.id)),
    )  # fmt: skip
    kind = chance.choice((ActivityKind.OUT, ActivityKind.IN))
    build(
        session, Activity, kind=kind, held_on=_day(chance), unit_id=unit, place=chance.choice(PLACES),
        days=chance.choice((None, 3)), people=chance.choice((None, 4)), visitors=chance.choice((None, 9)),
        leader=chance.choice(("", "张三")), participants=chance.choice(("", "李四、王五")),
    )  # fmt: skip
    build(
        session, Carrier, kind=chance.choice(list(CarrierKind)), area=chance.choice((0, 1, 12_345_678)), unit_id=unit,
        started_on=chance.choice((None, _day(chance))), completed_on=chance.choice((None, _day(chance))),
    )  # fmt: skip


def own_indicators_of(session: Session, chance: random.Random) -> None:
    """Indicators of every base, each with filters of its own drawn from all that it takes; and ratios of them."""
    made = []
    for subject, measures in OFFERED.items():
        for counted in measures:
            for _ in range(0 if subject is Subject.RATIO else 2):
                asked = {name: _filter(name, chance) for name in FILTERS[subject] if chance.random() < 0.3}
                if asked.get("below") is not None and (asked.get("at_least") or 0) >= asked["below"]:
                    del asked["below"]
                if asked.get("fixed_below") is not None and (asked.get("fixed_at_least") or 0) >= asked["fixed_below"]:
                    del asked["fixed_below"]
                title = f"自定{len(made)}号"
                own_indicators.save(session, OwnEntry(title, definition=Definition(subject, counted, **asked)))
                made.append(title)
    for part, whole in (("自定0号", "projects_signed"), ("自定3号", "自定30号"), ("funds_domestic", "自定5号")):
        ratio = Definition(Subject.RATIO, Counted.PERCENT, part=part, whole=whole)
        own_indicators.save(session, OwnEntry(f"{part}占{whole}", definition=ratio))


def _filter(name: str, chance: random.Random) -> Any:
    words = {
        "industries": INDUSTRIES, "categories": ("C", "I"), "places": ("长三角", "省外", "广东", "珠三角"),
        "sources": tuple(map(str, FundsSource)), "marks": ("500强", "招商大使", "规上"),
        "kinds": ("新建", "续建", "标准厂房"),
    }  # fmt: skip
    if name in words:
        return tuple(chance.sample([each for each in words[name] if each], chance.randint(1, 2)))
    if name in {"first_year", "by_fellow"}:
        return True
    return chance.choice(("内资", "外资")) if name == "nature" else chance.choice((1, 9_999 * WAN, 10_000 * WAN))


def _project(session: Session, chance: random.Random, units: list[str]) -> None:
    kinds = [kind for kind in MilestoneKind if chance.random() < 0.3]
    stage = Stage.ENDED if MilestoneKind.ENDED in kinds else chance.choice(STAGES[:-1])
    made = build(
        session, Project, stage=stage, unit_id=chance.choice((*units[:3], None)), total_investment=chance.choice(SUMS),
        contract_amount=chance.choice(SUMS), contract_fdi=chance.choice(SUMS), fixed_investment=chance.choice(SUMS),
        industry=chance.choice(INDUSTRIES), category=chance.choice(("", "C", "I")),
        investor_place=chance.choice(PLACES),
        nature=chance.choice(list(CapitalNature)), construction_kind=chance.choice(("", "新建", "续建")),
        note=chance.choice(("", "世界500强")), fellow_id=build(session, Fellow).id if chance.random() < 0.3 else None,
    )  # fmt: skip
    for kind in kinds:
        build(session, Milestone, project_id=made.id, kind=kind, actual_on=_day(chance))
    for _ in range(chance.randint(0, 4)):
        currency, status = chance.choice(list(Currency)), chance.choice(list(FundsStatus))
        build(
            session, FundsEntry, project_id=made.id, received_on=chance.choice((None, *[_day(chance)] * 5)),
            amount=chance.choice((1, 3_333, 50 * WAN)), currency=currency, status=status,
            source=chance.choice(list(FundsSource)), rate=chance.choice((None, 7_123_456, 6_888_800)),
            recognised_amount=chance.choice((None, 0, 1, 20 * WAN)),
        )  # fmt: skip
    if chance.random() < 0.4:
        measures = chance.choice(
            ((ShareMeasure.ALL,), (ShareMeasure.MONEY,), (ShareMeasure.MONEY, ShareMeasure.PIECES))
        )
        for measure in measures:
            one, other = chance.sample(units, 2)
            part = chance.choice((250_000, 333_333, 500_000))
            build(session, Share, project_id=made.id, unit_id=one, measure=measure, part=part)
            build(session, Share, project_id=made.id, unit_id=other, measure=measure, part=WHOLE - part)


def definitions(session: Session) -> dict[str, Any]:
    """What each indicator of the office's own counts, by its key."""
    return {own.key: own.definition for own in session.scalars(select(OwnIndicator))}


def expected(
    oracle: OwnOracle,
    key: str,
    defined: dict[str, Any],
    year: int,
    month: int,
    unit: str | None,
    basis: str,
    base: str,
) -> Fraction | None:
    """The figure of an indicator by the second reckoning; ``defined`` holds the definitions of the office's own."""
    if key not in defined:
        return oracle.figure(key, year, month, unit, basis, base)
    asked = defined[key]
    if asked["subject"] != "两项之比":
        return oracle.own(asked, year, month, unit, basis)
    part, whole = (expected(oracle, asked[name], defined, year, month, unit, basis, base) for name in ("part", "whole"))
    return part / whole if part is not None and whole else None
