"""A second reckoning of every indicator, written from the published rules alone: plain rows and plain loops.

It shares nothing with the program: it asks tables by SQL and dates by their text.
"""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

LIFE = ["储备", "发布", "在谈", "评审", "协议审定", "签约", "落地", "开工", "投产", "达效"]
EVENTS = {
    "projects_landed": "落地",
    "projects_started": "开工",
    "projects_in_production": "投产",
    "projects_in_statistics": "入统",
}
SIGNED = ("projects_signed", "projects_signed_100m", "amount_signed", "fdi_contracted")
SOURCES = {"funds_outside_province": "省外", "funds_other_cities": "市外省内", "funds_other_counties": "县外市内"}
FUNDS = ("funds_received", "funds_domestic", "fdi_received", *SOURCES)
OF_LAST_YEAR = {"landing_rate_last_year": "landing_rate", "start_rate_last_year": "start_rate"}
RATES = {
    "landing_rate": ("签约", "落地"),
    "start_rate": ("签约", "开工"),
    "production_rate": ("签约", "投产"),
    "statistics_rate": ("开工", "入统"),
}
AREAS = {"factory_area_started": "started_on", "factory_area_completed": "completed_on"}
FLOWS = (*FUNDS, *SIGNED, *EVENTS, *AREAS, "leads_valid", "visits_out", "visitors_in", "labour_export")
STOCKS = ("projects_reserved", "amount_reserved")
ALL = (*FLOWS, *STOCKS, *RATES, *OF_LAST_YEAR, "funds_arrival_rate")
Row = dict[str, Any]
Counted = tuple[str | None, Fraction, dict[str | None, Fraction]]  # when, how much, whose parts
YEAR = 0  # stands for a month that nobody knows


def last_month(when: str) -> tuple[int, int]:
    """The month of the last day that a date may mean."""
    return int(when[:4]), int(when[5:7] or 12)


def by(when: str | None, year: int, month: int) -> bool:
    """Whether it was so by the end of the month."""
    return bool(when) and last_month(str(when)) <= (year, month)


class Oracle:
    """All records, read once."""

    def __init__(self, session: Session) -> None:
        def rows(table: str, more: str = "deleted_at IS NULL") -> list[Row]:
            return [dict(row) for row in session.execute(text(f"SELECT * FROM {table} WHERE {more}")).mappings()]

        self.units = {row["id"]: row for row in rows("units")}
        self.projects = {row["id"]: row for row in rows("projects")}
        self.dates: dict[str, dict[str, str]] = defaultdict(dict)
        for row in rows("milestones", "actual_on IS NOT NULL"):
            self.dates[row["project_id"]][row["kind"]] = row["actual_on"]
        self.funds = [row for row in rows("funds") if row["project_id"] in self.projects]
        self.shares: dict[str, dict[str, dict[str, Fraction]]] = defaultdict(lambda: defaultdict(dict))
        for row in rows("shares", "1"):
            self.shares[row["project_id"]][row["measure"]][row["unit_id"]] = Fraction(row["part"], 10**6)
        self.leads, self.activities = rows("leads"), rows("activities")
        self.hand, self.carriers = rows("achievements"), rows("carriers")

    def figure(self, key: str, year: int, month: int, unit: str | None, basis: str, base: str) -> Fraction | None:
        """The actual figure of an indicator; rates as fractions, None of nothing."""
        if key in STOCKS:
            return sum((self._reserve(key, each, year, month, unit) for each in self.projects), Fraction(0))
        if key in RATES or key in OF_LAST_YEAR or key == "funds_arrival_rate":
            return self._rate(key, year, month, unit, basis, base)
        total = Fraction(0)
        recorded = self._cells(key, year, month, basis)
        hand = {
            (row["unit_id"], row["month"]): Fraction(row["amount"], 10**6)
            for row in self.hand
            if row["indicator"] == key and row["year"] == year and row["month"] <= month
        }
        for place in (YEAR, *range(1, month + 1)):
            if (unit, place) in hand:
                total += hand[unit, place]
            elif unit is not None:
                total += recorded.get((unit, place), Fraction(0))
            else:
                ours = {who for who, at in (*recorded, *hand) if at == place and who is not None}
                total += sum(
                    (hand.get((who, place), recorded.get((who, place), Fraction(0))) for who in ours), Fraction(0)
                )
                total += recorded.get((None, place), Fraction(0))
        return total

    def _parts(self, project: str, measure: str) -> dict[str | None, Fraction]:
        shared = self.shares.get(project, {})
        parts = shared.get(measure) or shared.get("全部")
        held: dict[str | None, Fraction] = dict(parts) if parts else {self.projects[project]["unit_id"]: Fraction(1)}
        if not parts:
            return held
        return {unit: part for unit, part in held.items() if self.units[str(unit)]["kind"] != "外单位"}

    def _part(self, project: str, measure: str, unit: str | None) -> Fraction:
        parts = self._parts(project, measure)
        return sum(parts.values(), Fraction(0)) if unit is None else parts.get(unit, Fraction(0))

    def _cells(self, key: str, year: int, month: int, basis: str) -> dict[tuple[str | None, int], Fraction]:
        cells: dict[tuple[str | None, int], Fraction] = defaultdict(Fraction)
        for when, worth, parts in self._events(key, basis):
            if when and int(when[:4]) == year and by(when, year, month):
                for unit, part in parts.items():
                    cells[unit, int(when[5:7] or YEAR)] += worth * part
        return cells

    def _events(self, key: str, basis: str) -> Iterator[Counted]:
        if key in FUNDS:
            for row in self.funds:
                worth = self._worth(key, row, basis)
                if worth is not None:
                    yield row["received_on"], worth, self._parts(row["project_id"], "金额")
        elif key in SIGNED or key in EVENTS:
            yield from self._of_projects(key)
        elif key in AREAS:
            yield from self._factories(AREAS[key])
        elif key == "leads_valid":
            for row in self.leads:
                if row["judgement"] == "有效":
                    yield row["judged_on"] or row["registered_on"], Fraction(1), {row["unit_id"]: Fraction(1)}
        else:
            kind = {"visits_out": "外出招商", "visitors_in": "接待来访"}.get(key)
            for row in (row for row in self.activities if row["kind"] == kind):
                yield row["held_on"], Fraction(1), {row["unit_id"]: Fraction(1)}

    def _factories(self, event: str) -> Iterator[Counted]:
        for row in (row for row in self.carriers if row["kind"] == "标准厂房"):
            yield row[event], Fraction(row["area"], 10**6), {row["unit_id"]: Fraction(1)}

    def _of_projects(self, key: str) -> Iterator[Counted]:
        for project, row in self.projects.items():
            when = self.dates[project].get(EVENTS.get(key, "签约"))
            if key in {"amount_signed", "fdi_contracted"}:
                sums = row["contract_amount"] if row["contract_amount"] is not None else row["total_investment"]
                sums = row["contract_fdi"] if key == "fdi_contracted" else sums
                yield when, Fraction(sums or 0, 10**6), self._parts(project, "金额")
            elif key != "projects_signed_100m" or (row["total_investment"] or 0) >= 10**10:
                yield when, Fraction(1), self._parts(project, "个数")

    def _worth(self, key: str, row: Row, basis: str) -> Fraction | None:
        """万元 of an entry, 万美元 for foreign capital; None where it does not count."""
        source = row["source"]
        apart = {"funds_domestic": source == "境外", "fdi_received": source != "境外"}
        if apart.get(key) or (key in SOURCES and source != SOURCES[key]):
            return None
        amount = row["amount"]
        if basis == "recognised":
            amount = (row["recognised_amount"] or 0) if row["status"] == "县认定" else 0
        in_dollars, rate = row["currency"] == "美元", row["rate"]
        if in_dollars is (key == "fdi_received"):
            return Fraction(amount, 10**6)
        if not rate:
            return None
        if key == "fdi_received":
            return Fraction(amount, rate)
        return Fraction((amount * rate + 500_000) // 10**6, 10**6)  # a yuan sum is kept in whole fen

    def _passed(self, project: str, event: str, year: int, month: int) -> bool:
        later = LIFE[LIFE.index(event) :] if event in LIFE else [event]
        return any(by(self.dates[project].get(each), year, month) for each in later)

    def _furthest(self, project: str, year: int, month: int) -> int:
        dates, stage = self.dates[project], self.projects[project]["stage"]
        reached = [place for place, each in enumerate(LIFE) if by(dates.get(each), year, month)]
        if stage in LIFE and stage not in dates:
            before = [dates[each] for each in LIFE[: LIFE.index(stage)] if each in dates]
            if all(by(when, year, month) for when in before):
                reached.append(LIFE.index(stage))
        return max(reached, default=-1)

    def _reserve(self, key: str, project: str, year: int, month: int, unit: str | None) -> Fraction:
        ended = self.dates[project].get("终止")
        place = self._furthest(project, year, month)
        if by(ended, year, month) or place not in (0, 1):
            return Fraction(0)
        if key == "projects_reserved":
            return self._part(project, "个数", unit)
        return Fraction(self.projects[project]["total_investment"] or 0, 10**6) * self._part(project, "金额", unit)

    def _cohort(self, event: str, year: int, month: int, base: str) -> list[str]:
        if base == "to-date":
            return [each for each in self.projects if self._passed(each, event, year, month)]
        own = ((each, self.dates[each].get(event)) for each in self.projects)
        return [each for each, when in own if when and int(when[:4]) == year and by(when, year, month)]

    def _rate(self, key: str, year: int, month: int, unit: str | None, basis: str, base: str) -> Fraction | None:
        part = whole = Fraction(0)
        if key == "funds_arrival_rate":
            for project in (members := self._cohort("签约", year, month, base)):
                row = self.projects[project]
                sums = row["contract_amount"] if row["contract_amount"] is not None else row["total_investment"]
                whole += Fraction(sums or 0, 10**6) * self._part(project, "金额", unit)
            for row in self.funds:
                worth = self._worth("funds_received", row, basis)
                if worth is not None and row["project_id"] in members and by(row["received_on"], year, month):
                    part += worth * self._part(row["project_id"], "金额", unit)
            return part / whole if whole else None
        of, event = RATES[OF_LAST_YEAR.get(key, key)]
        members = (
            self._cohort(of, year - 1, 12, "period") if key in OF_LAST_YEAR else self._cohort(of, year, month, base)
        )
        for project in members:
            share = self._part(project, "个数", unit)
            whole += share
            there = self._passed(project, event, year, month)
            if event in LIFE:
                there = there or self._furthest(project, year, month) >= LIFE.index(event)
            part += share if there else Fraction(0)
        return part / whole if whole else None
