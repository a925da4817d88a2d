"""A township's year entered through the services: what three villages signed, built and paid in by October 2026."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sqlalchemy.orm import Session

from app.services import achievements, activities, funds, projects, schemes, targets, units
from app.services.achievements import AchievementEntry
from app.services.activities import ActivityEntry
from app.services.funds import FundsForm
from app.services.projects import MilestoneLine, ProjectEntry
from app.services.schemes.rows import ItemEntry, SchemeEntry, millionths
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.activities import ActivityKind
from app.values.dates import PartialDate

WAN = 1_000_000
UNITS = ("甲村", "乙村", "丙村")

PROJECTS: Sequence[tuple[str, str, int, int, dict[str, str], dict[str, int]]] = (
    (
        "恒信机械", "甲村", 30_000, 20_000,
        {"签约": "2025-05-06", "落地": "2025-06", "开工": "2026-02-10", "入统": "2026-03", "投产": "2026-08-20"},
        {"2025-07-01": 4_000, "2026-03-31": 6_000},
    ),
    ("南山光伏", "甲村", 120_000, 100_000, {"签约": "2026-04-01", "落地": "2026-05"}, {"2026-09-10": 2_000}),
    (
        "北岭矿业", "乙村", 600_000, 5_000,
        {"签约": "2026-01-05", "落地": "2026-02", "开工": "2026-03-01", "入统": "2026-06"},
        {"2026-05-20": 5_000, "2026-11-02": 900},
    ),
)  # fmt: skip
TARGETS = (
    ("甲村", "funds_received", 10_000),
    ("乙村", "funds_received", 4_000),
    ("甲村", "amount_signed", 100_000),
    ("乙村", "amount_signed", 6_000),
    ("甲村", "projects_started", 1),
    ("乙村", "projects_started", 2),
    ("甲村", "projects_in_statistics", 1),
    ("乙村", "projects_in_statistics", 1),
    ("甲村", "projects_in_production", 1),
    ("乙村", "projects_in_production", 1),
)
EVENTS = (("超时限未开工", 5, 1), ("超时限未开工", 7, 1), ("弄虚作假", 6, 1), ("弄虚作假", 11, 1))


def enter(session: Session) -> None:
    """The year's records."""
    for name in UNITS:
        units.save(session, UnitEntry(name=name, group_name="一类村"))
    for name, unit, investment, contract, dates, paid in PROJECTS:
        entered = ProjectEntry(name=name, unit=unit, total_investment=investment * WAN, contract_amount=contract * WAN)
        key = projects.save(session, entered)
        projects.set_milestones(session, key, [MilestoneLine(k, None, PartialDate(day)) for k, day in dates.items()])
        for day, amount in paid.items():
            funds.save(session, FundsForm(key, PartialDate(day), amount * WAN))
    for unit, indicator, amount in TARGETS:
        targets.save(session, TargetEntry(2026, indicator, amount * 1_000_000, unit))
    for title in ("超时限未开工", "弄虚作假"):
        targets.make_indicator(session, title, "件")
    for title, month, count in EVENTS:
        achievements.save(session, AchievementEntry(2026, month, title, count * 1_000_000, "甲村"))
    for number, unit in enumerate(("甲村", "甲村", "甲村", "乙村", "丙村"), start=1):
        visit = ActivityEntry(
            name=f"外出招商{number}", kind=ActivityKind.OUT, held_on=PartialDate("2026-03-02"), unit=unit
        )
        activities.save(session, visit)


def scheme(session: Session, title: str, items: Sequence[dict[str, Any]], named: Sequence[str] = UNITS) -> str:
    """A scheme of plain data; returns its id."""
    entries = tuple(
        ItemEntry(**{**item, "points": millionths(Fraction(str(item["points"])))})  # type: ignore[arg-type]
        for item in items
    )
    return schemes.save(session, SchemeEntry(2026, title, "一类村", items=entries, units=tuple(named)))
