"""Made-up targets of this year and figures kept by hand, in proportion to what was done."""

from collections import Counter
from datetime import date, timedelta

from app.demo.leads import WAN
from app.demo.place import Place, Seat
from app.models.activities import Activity
from app.models.funds import FundsEntry
from app.models.leads import Judgement, Lead
from app.models.projects import Milestone, Project
from app.models.targets import Achievement, MonthlyReport, Target
from app.models.units import UnitKind
from app.services.reminder_terms import ReminderTerms
from app.values.activities import ActivityKind
from app.values.capital import Currency, FundsSource
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind

_MICRO = 1_000_000
_STEPS = {"funds_domestic": 500, "funds_received": 500, "fdi_received": 10}  # targets are round figures
_OWN_ONLY = {"fdi_received": 50, "labour_export": 600, "factory_area_completed": 2}  # at least, for the township

_LATE = 0.1  # of the reports; the rest come by their day
_REPORT_DAY = ReminderTerms().report_day


def hand_out(place: Place) -> None:
    """Targets of last year and this one, the township's own and its units', 劳务输出 by month, the monthly reports."""
    today = place.rows.today
    _hand_out(place, today.year - 1, 1.0)
    _hand_out(place, today.year, max(1, today.timetuple().tm_yday) / 366)
    _by_hand(place)
    _reports(place)


def _hand_out(place: Place, year: int, elapsed: float) -> None:
    done = _done(place, year)
    totals: Counter[str] = Counter()
    for unit in place.units:
        for key in ("funds_domestic", "projects_signed", "projects_started", "leads_valid", "visits_out"):
            expected = done[unit.id, key] / elapsed / place.rows.rng.uniform(0.75, 1.3)
            amount = _rounded(key, expected)
            totals[key] += amount
            _target(place, year, unit.id, key, amount)
    for key, amount in {**totals, **_OWN_ONLY}.items():
        own = done["", key] / elapsed if key == "fdi_received" else 0
        _target(place, year, None, key, max(amount, _rounded(key, own)) if key in _OWN_ONLY else amount)


def _done(place: Place, year: int) -> Counter[tuple[str, str]]:
    """A year's figures by (unit id, indicator): money in 万元 or 万美元, the rest in pieces."""
    units = {project["id"]: project["unit_id"] for project in place.rows.of(Project)}
    done: Counter[tuple[str, str]] = Counter()
    for entry in place.rows.of(FundsEntry):
        if entry["received_on"].year != year:
            continue
        if entry["source"] is FundsSource.ABROAD:
            dollars = entry["currency"] is Currency.DOLLAR
            done["", "fdi_received"] += entry["amount"] // WAN if dollars else entry["amount"] // (7 * WAN)
        else:
            done[units[entry["project_id"]], "funds_domestic"] += entry["amount"] // WAN
    for line in place.rows.of(Milestone):
        if line.get("actual_on") and line["actual_on"].year == year:
            key = {MilestoneKind.SIGNED: "projects_signed", MilestoneKind.STARTED: "projects_started"}.get(line["kind"])
            done[units[line["project_id"]], key or ""] += 1
    for lead in place.rows.of(Lead):
        if lead["judgement"] is Judgement.VALID and lead["judged_on"].year == year:
            done[lead["unit_id"], "leads_valid"] += 1
    for activity in place.rows.of(Activity):
        if activity["kind"] is ActivityKind.OUT and activity["held_on"].year == year:
            done[activity["unit_id"], "visits_out"] += 1
    return done


def _rounded(key: str, expected: float) -> int:
    step = _STEPS.get(key, 1)
    return max(step, round(expected / step) * step)


def _target(place: Place, year: int, unit_id: str | None, key: str, amount: int) -> None:
    stretch = round(amount * 1.2) * _MICRO if key in _STEPS else None
    values = {"year": year, "indicator": key, "amount": amount * _MICRO, "stretch": stretch}
    place.rows.add(Target, unit_id=unit_id, **values)


def _by_hand(place: Place) -> None:
    rng, today = place.rows.rng, place.rows.today
    villages = [unit for unit in place.units if unit.kind is UnitKind.VILLAGE]
    for year, months in ((today.year - 1, 12), (today.year, today.month - 1)):
        for month in range(1, months + 1):
            for unit in villages:
                _achieved(place, unit, (year, month), "labour_export", rng.randint(2, 25) * _MICRO)


def _achieved(place: Place, unit: Seat, month: tuple[int, int], key: str, amount: int) -> None:
    values = {"year": month[0], "month": month[1], "indicator": key, "amount": amount}
    place.rows.add(Achievement, unit_id=unit.id, **values)


def _reports(place: Place) -> None:
    """The units' reports of every month whose day has come; of the latest a few are still missing."""
    today = place.rows.today
    months = [(today.year - 1, month) for month in range(1, 13)] + [(today.year, each) for each in range(1, 13)]
    due = [(year, month) for year, month in months if date(year, month, _REPORT_DAY) <= today]
    for year, month in due:
        for unit in place.units:
            if (year, month) != due[-1] or not place.slips.take("report"):
                _report(place, unit, year, month)


def _report(place: Place, unit: Seat, year: int, month: int) -> None:
    rng, today = place.rows.rng, place.rows.today
    late, idle = rng.random() < _LATE, rng.random() < 0.15
    reported = date(year, month, rng.randint(18, _REPORT_DAY)) + timedelta(days=rng.randint(6, 10) if late else 0)
    place.rows.add(
        MonthlyReport,
        year=year,
        month=month,
        unit_id=unit.id,
        done="" if idle else f"外出拜访企业{rng.randint(1, 4)}家，跟进线索{rng.randint(1, 5)}条。",
        plan="邀请意向企业来镇考察，督促在建项目加快进度。",
        next_target=f"到位资金{rng.randint(1, 9) * 100}万元",
        reason="意向企业推迟考察行程" if idle else "",
        reported_on=PartialDate.of(min(today, reported)),
    )
