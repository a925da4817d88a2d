"""The second reckoning of scores: what the published rules say of each method, in plain arithmetic over plain rows."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import text

from app.services.schemes import ItemEntry
from app.values.quantities import MICRO
from tests.services.oracle import FLOWS, OF_LAST_YEAR, RATES
from tests.services.own_oracle import EVENTS as OWN_EVENTS
from tests.services.own_oracle import STOCKS as OWN_STOCKS
from tests.services.own_oracle import OwnOracle
from tests.services.random_township import definitions, expected

YEAR = 2026
ZERO, ONE = Fraction(0), Fraction(1)
WAN = 1_000_000
COMPARING = ("R1", "R2", "K1")
# Indicators that count projects, and what the own ones that count the same are called.
OF_PROJECTS = {
    "projects_signed": "签约项目",
    "projects_landed": "落地项目",
    "projects_started": "开工项目",
    "projects_in_production": "投产项目",
    "projects_in_statistics": "入统项目",
}
Marks = Mapping[tuple[str, str], Mapping[int, int]]  # by title of the item and unit: what was given in each month


class Unscored(Exception):
    """Something that the score rests on is not known."""


class Reckoning:
    """What each item must score, from the oracle's figures and the targets as they are kept."""

    def __init__(self, session: Any, units: dict[str, str], marks: Marks) -> None:
        self._oracle, self._defined, self._units, self._marks = OwnOracle(session), definitions(session), units, marks
        every = session.execute(text("SELECT unit_id, indicator, amount, schedule FROM targets")).all()
        self._targets = {(unit, key): (Fraction(amount, MICRO), plan) for unit, key, amount, plan in every}
        hand = session.execute(text("SELECT unit_id, indicator, month, amount FROM achievements WHERE year = 2026"))
        self._hand = [(unit, key, month, Fraction(amount, MICRO)) for unit, key, month, amount in hand]

    def score(self, item: ItemEntry, unit: str, peers: list[str], month: int) -> Fraction | None:
        """The item's score of a unit; None where it cannot be scored."""
        try:
            return self._over_the_year(item, unit, peers, month)
        except Unscored:
            return None

    def counts_projects(self, key: str) -> bool:
        """Whether an indicator counts projects one by one, so that they can be asked for their size."""
        own = self._defined.get(key)
        return key in OF_PROJECTS or (own is not None and own["subject"] in OWN_EVENTS and own["counted"] == "个数")

    def _over_the_year(self, item: ItemEntry, unit: str, peers: list[str], month: int) -> Fraction:
        given = item.parameters
        if "quarter" in given:
            weight = Fraction(given["quarter"])
            ends = [(3, weight), (6, weight), (9, weight), (12, weight), (12, 1 - 4 * weight)]
        elif "half" in given:
            ends = [(6, Fraction(given["half"])), (12, 1 - Fraction(given["half"]))]
        else:
            return self._at(item, unit, peers, month)
        over = [(end, part) for end, part in ends if end <= month and part]
        if not over:
            raise Unscored
        return sum((self._at(item, unit, peers, end) * part for end, part in over), ZERO)

    def _at(self, item: ItemEntry, unit: str, peers: list[str], month: int) -> Fraction:
        """The score of one month's end, between nought and the item's 最高得分."""
        points = Fraction(item.points, MICRO)
        if item.shape in COMPARING:
            mine = self._known(item, item.indicator, unit, month)
            others = [self._value(item, item.indicator, peer, month) for peer in peers]
            score = _compared(item, mine, [each for each in others if each is not None], points)
        else:
            score = getattr(self, f"_{item.shape.lower()}")(item, unit, month, points)
        score = max(score, ZERO)
        return score if item.cap is None else min(score, Fraction(item.cap, MICRO))

    def _value(self, item: ItemEntry, key: str, unit: str, month: int, year: int = YEAR) -> Fraction | None:
        base = "to-date" if item.parameters.get("base") == "历年累计项目" else "period"
        basis = "recognised" if item.basis == "认定" else "reported"
        if not key:
            given = [value for at, value in sorted(self._marks.get((item.title, unit), {}).items()) if at <= month]
            return Fraction(given[-1], MICRO) if given else None
        if self._defined.get(key, ()) is None:  # kept by hand
            found = [amount for whose, name, at, amount in self._hand
                     if (whose, name) == (self._units[unit], key) and at <= month]  # fmt: skip
            return sum(found, ZERO) if year == YEAR else ZERO
        return expected(self._oracle, key, self._defined, year, month, self._units[unit], basis, base)

    def _known(self, item: ItemEntry, key: str, unit: str, month: int) -> Fraction:
        value = self._value(item, key, unit, month)
        if value is None:
            raise Unscored
        return value

    def _events(self, item: ItemEntry, key: str, unit: str, month: int) -> Fraction:
        return max(self._value(item, key, unit, month) or ZERO, ZERO)

    def _target(self, item: ItemEntry, key: str, standard: Any, unit: str, month: int) -> Fraction:
        timed = item.against == "序时"
        found: Fraction | None
        if "last_year" in item.parameters:
            before = self._value(item, key, unit, month, YEAR - 1)
            found = None if before is None else before * Fraction(item.parameters["last_year"])
        elif key in RATES or key in OF_LAST_YEAR or key == "funds_arrival_rate":
            found = Fraction(standard or 1)
        elif standard is not None:
            found = Fraction(standard) * (Fraction(month, 12) if timed else 1)
        else:
            found, plan = self._targets.get((self._units[unit], key), (None, None))
            if found is not None and timed:
                planned = None if plan in (None, "null") else str(plan).strip("[]").split(",")[month - 1]
                found = found * Fraction(month, 12) if planned is None else Fraction(int(planned), MICRO)
        if found is None or found <= 0:
            raise Unscored
        return found

    def _done(self, item: ItemEntry, unit: str, month: int) -> Fraction:
        """完成率 of the item's own figure."""
        key = item.indicator
        target = self._target(item, key, item.parameters.get("target"), unit, month)
        return max(self._known(item, key, unit, month) / target, ZERO)

    def _p1(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        done = self._done(item, unit, month)
        return ZERO if done < Fraction(item.parameters.get("start", 0)) else points * min(done, ONE)

    def _p2(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        return points * min(self._done(item, unit, month), Fraction(item.parameters["limit"]))

    def _p3(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        limit = Fraction(item.parameters.get("part_limit", 10**9))
        together = Fraction(item.parameters["weight"]) * min(self._done(item, unit, month), limit)
        for part in item.parameters["others"]:
            target = self._target(item, part["indicator"], part.get("target"), unit, month)
            done = max(self._known(item, part["indicator"], unit, month) / target, ZERO)
            together += Fraction(part["weight"]) * min(done, limit)
        return points * min(together, ONE)

    def _t1(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        """100 % gives 20, 80 % 15, half 10; where asked, a fifth of the other indicator's own target must be there."""
        done, other = self._done(item, unit, month), item.parameters.get("condition")
        reached = next((worth for least, worth in ((10, 20), (8, 15), (5, 10)) if done * 10 >= least), 0)
        if other and reached:
            target = self._target(item, other, None, unit, month)
            if self._known(item, other, unit, month) * 5 < target:
                return ZERO
        return Fraction(reached)

    def _t2(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        done = self._done(item, unit, month)
        return ZERO if done < 1 else points + min(Fraction((done - 1) * 10 // 1, 2), Fraction(5))

    def _d1(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        target = self._target(item, item.indicator, item.parameters.get("target"), unit, month)
        missing = max(target - self._known(item, item.indicator, unit, month), ZERO)
        return points - (missing // 1) * Fraction("0.5")

    def _d2(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        return points - self._of_kinds(item, unit, month)

    def _d3(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        return points - max(1 - self._done(item, unit, month), ZERO) * 100 * Fraction("0.2")

    def _d4(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        """A project belongs to its highest band alone; what a band has too many may help the one below."""
        bands = item.parameters["bands"]
        loss, spare = ZERO, ZERO
        for there, band in zip(self._in_bands(item, unit, month), bands, strict=True):
            have = there + (spare if item.parameters.get("surplus") else 0)
            loss += max(Fraction(band["count"]) - have, ZERO) * Fraction(band["each"])
            spare = max(have - Fraction(band["count"]), ZERO)
        return points - loss

    def _b1(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        if bands := item.parameters.get("bands"):
            counts = self._in_bands(item, unit, month)
            return min(sum((n * Fraction(b["score"]) for n, b in zip(counts, bands, strict=True)), ZERO), points)
        return min(self._events(item, item.indicator, unit, month) * Fraction("0.3"), points)

    def _b2(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        return min(max(self._done(item, unit, month) - 1, ZERO) * 100 * Fraction("0.1"), points)

    def _e1(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        return min(self._of_kinds(item, unit, month), points)

    def _j1(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        """The mean of each side's ratings, weighted; full marks are 100."""
        mine = [Fraction(value, MICRO) for at, value in self._marks.get((item.title, unit), {}).items() if at <= month]
        sides = [(mine, ONE)]
        for part in item.parameters.get("others", ()):
            theirs = [amount for whose, key, at, amount in self._hand
                      if (whose, key) == (self._units[unit], part["indicator"]) and at <= month]  # fmt: skip
            sides = [(mine, Fraction(item.parameters["weight"])), (theirs, Fraction(part["weight"]))]
        if not all(ratings for ratings, _ in sides):
            raise Unscored
        return points * sum((sum(each, ZERO) / len(each) * weight for each, weight in sides), ZERO) / 100

    def _m1(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        key = item.indicator
        so_far = [self._value(item, key, unit, each) or ZERO for each in range(1, month + 1)]
        own = self._defined.get(key)
        if key in FLOWS or (own is not None and own["subject"] not in OWN_STOCKS):
            so_far = [now - then for now, then in zip(so_far, [ZERO, *so_far], strict=False)]
        return points - sum((1 - each for each in so_far if each < 1), ZERO) / 2

    def _v1(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        value = self._known(item, item.indicator, unit, month)
        if (size := item.parameters.get("size")) is not None:
            value = self._at_least(item, Fraction(size), unit, month)
        return points if value >= Fraction(item.parameters["least"]) else ZERO

    def _of_kinds(self, item: ItemEntry, unit: str, month: int) -> Fraction:
        kinds = [(item.indicator, item.parameters["each"])]
        kinds += [(part["indicator"], part["weight"]) for part in item.parameters["others"]]
        return sum((self._events(item, key, unit, month) * Fraction(each) for key, each in kinds), ZERO)

    def _in_bands(self, item: ItemEntry, unit: str, month: int) -> Iterable[Fraction]:
        """How many projects lie in each band of 总投资, the largest first."""
        larger = ZERO
        for band in item.parameters["bands"]:
            so_large = self._at_least(item, Fraction(band["least"]), unit, month)
            yield so_large - larger
            larger = so_large

    def _at_least(self, item: ItemEntry, size: Fraction, unit: str, month: int) -> Fraction:
        """How many of the item's projects have so much 总投资 in 万元, of the industries that it names."""
        asked = dict(self._defined.get(item.indicator) or {"subject": OF_PROJECTS[item.indicator], "counted": "个数"})
        if size:
            asked["at_least"] = max(asked.get("at_least") or 0, int(size * WAN))
        found = self._oracle.own(asked, YEAR, month, self._units[unit], "reported")
        if words := item.parameters.get("industries"):
            with_word = self._oracle.own({**asked, "industries": [words]}, YEAR, month, self._units[unit], "reported")
            assert not asked.get("industries")
            return with_word
        return found


def _compared(item: ItemEntry, value: Fraction, known: list[Fraction], points: Fraction) -> Fraction:
    if item.shape == "K1":
        place = sum(each > value for each in known)
        return points - 3 * place if value > 0 else ZERO
    if item.shape == "R2":
        is_mean = item.parameters.get("than") == "平均值"
        base = sum(known, ZERO) / len(known) if is_mean else max(known)
        if base <= 0:
            raise Unscored
        return min(max(value, ZERO) / base, ONE) * points
    low, high = min(known), max(known)
    return points if low == high else points * ((value - low) / (high - low) * 40 + 60) / 100
