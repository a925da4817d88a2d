"""Scores of random schemes against plain arithmetic over the second reckoning: bases, clocks, classes, quarters."""

import random
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import text

from app.database.engine import Database
from app.services import schemes
from app.services.schemes import ItemEntry, SchemeEntry
from app.services.schemes.outcome import ScoreRow
from app.values.quantities import MICRO
from tests.services.oracle import FLOWS, OF_LAST_YEAR, RATES, STOCKS
from tests.services.own_oracle import STOCKS as OWN_STOCKS
from tests.services.own_oracle import OwnOracle
from tests.services.random_township import definitions, expected

YEAR, POINTS = 2026, Fraction(20)
COMPARING = ("R1", "R2", "K1")
ZERO = Fraction(0)
SHAPES: dict[str, dict[str, Any]] = {
    "P1": {}, "P2": {"limit": "1.2"}, "T2": {"step": "0.1", "each": "0.5", "most": "5", "whole": True},
    "D1": {"each": "0.5", "whole": True}, "D3": {"each": "0.2"}, "B1": {"each": "0.3"},
    "M1": {"least": "1", "each": "0.5"}, "R1": {}, "R2": {}, "K1": {"step": "3"},
}  # fmt: skip


class Reckoning:
    """What each item must score, from the oracle's figures and the targets as they are kept."""

    def __init__(self, session: Any, units: dict[str, str]) -> None:
        self._oracle, self._defined, self._units = OwnOracle(session), definitions(session), units
        every = session.execute(text("SELECT unit_id, indicator, amount, schedule FROM targets")).all()
        self._targets = {(unit, key): (Fraction(amount, MICRO), plan) for unit, key, amount, plan in every}

    def score(self, item: ItemEntry, unit: str, peers: list[str], month: int) -> Fraction | None:
        """The item's score of a unit; None where it cannot be scored."""
        quarter = item.parameters.get("quarter")
        if quarter is None:
            return self._at(item, unit, peers, month)
        weight, total, any_over = Fraction(quarter), ZERO, False
        for end, part in ((3, weight), (6, weight), (9, weight), (12, weight), (12, 1 - 4 * weight)):
            if end <= month and part:
                score = self._at(item, unit, peers, end)
                if score is None:
                    return None
                total, any_over = total + score * part, True
        return total if any_over else None

    def _value(self, item: ItemEntry, unit: str, month: int) -> Fraction | None:
        base = "to-date" if item.parameters.get("base") == "历年累计项目" else "period"
        basis = "recognised" if item.basis == "认定" else "reported"
        return expected(self._oracle, item.indicator, self._defined, YEAR, month, self._units[unit], basis, base)

    def _target(self, item: ItemEntry, unit: str, month: int) -> Fraction | None:
        standard, timed = item.parameters.get("target"), item.against == "序时"
        if item.indicator in RATES or item.indicator in OF_LAST_YEAR:
            return Fraction(standard or 1)
        if standard is not None:
            return Fraction(standard) * (Fraction(month, 12) if timed else 1)
        target, plan = self._targets.get((self._units[unit], item.indicator), (None, None))
        if target is None or not timed:
            return target
        if plan in (None, "null"):
            return target * Fraction(month, 12)
        return Fraction(int(str(plan).strip("[]").split(",")[month - 1]), MICRO)

    def _at(self, item: ItemEntry, unit: str, peers: list[str], month: int) -> Fraction | None:
        value, target = self._value(item, unit, month), self._target(item, unit, month)
        points = Fraction(item.points, MICRO)
        if item.shape == "B1":
            return min(max(value or ZERO, ZERO) * Fraction("0.3"), points)
        if item.shape == "M1":
            return self._by_month(item, unit, month, points)
        if value is None:
            return None
        if item.shape in COMPARING:
            known = [each for peer in peers if (each := self._value(item, peer, month)) is not None]
            return _compared(item.shape, value, known, points)
        if target is None or target <= 0:
            return None
        return _against(item.shape, value, target, points)

    def _by_month(self, item: ItemEntry, unit: str, month: int, points: Fraction) -> Fraction:
        so_far = [self._value(item, unit, each) or ZERO for each in range(1, month + 1)]
        own = self._defined.get(item.indicator)
        if item.indicator in FLOWS or (own is not None and own["subject"] not in OWN_STOCKS):
            so_far = [now - then for now, then in zip(so_far, [ZERO, *so_far], strict=False)]
        return max(points - sum((1 - each for each in so_far if each < 1), ZERO) / 2, ZERO)


def _compared(shape: str, value: Fraction, known: list[Fraction], points: Fraction) -> Fraction | None:
    if shape == "K1":
        place = sum(each > value for each in known)
        return max(points - 3 * place, ZERO) if value > 0 else ZERO
    if shape == "R2":
        return max(value, ZERO) / max(known) * points if max(known) > 0 else None
    low, high = min(known), max(known)
    return points if low == high else points * ((value - low) / (high - low) * 40 + 60) / 100


def _against(shape: str, value: Fraction, target: Fraction, points: Fraction) -> Fraction:
    done = max(value / target, ZERO)
    if shape in {"P1", "P2"}:
        return points * min(done, Fraction("1.2") if shape == "P2" else Fraction(1))
    if shape == "T2":
        return ZERO if done < 1 else points + min(Fraction((done - 1) * 10 // 1, 2), Fraction(5))
    if shape == "D1":
        return max(points - (max(target - value, ZERO) // 1) * Fraction("0.5"), ZERO)
    return max(points - max(1 - done, ZERO) * 100 * Fraction("0.2"), ZERO)


def _items(chance: random.Random, own: list[str]) -> tuple[ItemEntry, ...]:
    items = []
    for place in range(24):
        shape = chance.choice(list(SHAPES))
        keys = [*FLOWS, *STOCKS, *own] + ([] if shape in {"B1", "M1", "D1", "T2"} else [*RATES, *OF_LAST_YEAR])
        key = chance.choice(keys)
        more: dict[str, Any] = dict(SHAPES[shape])
        if key in RATES:
            more |= {"base": chance.choice(("当年项目", "历年累计项目"))}
            more |= chance.choice(({}, {"target": "0.8"})) if shape not in COMPARING else {}
        elif shape not in {*COMPARING, "M1", "B1"}:
            more |= chance.choice(({}, {"target": "3"}, {"target": "500"}))
        if chance.random() < 0.2:
            more["quarter"] = "0.1"
        basis, against = chance.choice(("自报", "认定")), chance.choice(("全年", "序时"))
        items.append(ItemEntry(f"第{place}项", shape, 20 * MICRO, key, None, None, more, basis, against))
    return tuple(items)


@pytest.mark.parametrize("month", [4, 12])
@pytest.mark.parametrize("classes", [False, True])
def test_every_score_total_and_place_follows_from_the_second_reckoning(
    random_township: Database, month: int, classes: bool
) -> None:
    chance = random.Random(month)
    with random_township.trial() as session:
        oracle = OwnOracle(session)
        units = {row["name"]: key for key, row in oracle.units.items() if row["kind"] != "外单位"}
        names = list(units)
        own = [key for key, each in definitions(session).items() if each["subject"] != "两项之比"]
        items = _items(chance, own)
        rules = f"类别 一类={names[0]}、{names[1]}；类别 二类={names[2]}；分值 二类/第0项=10" if classes else ""
        schemes.save(session, SchemeEntry(YEAR, "随机", "", "", items, tuple(names), rules))
        reckoning = Reckoning(session, units)
        rows = {row.unit: row for row in schemes.scores(session, YEAR, month)}
        assert set(rows) == set(names)
        wrong = []
        for name in names:
            peers = names if not classes else names[:2] if name in names[:2] else names[2:]
            due: list[Fraction | None] = []
            for place, item in enumerate(items):
                halved = classes and name == names[2] and not place
                given = ItemEntry(**{**vars(item), "points": 10 * MICRO}) if halved else item
                due.append(reckoning.score(given, name, peers, month))
                if rows[name].items[place].score != due[-1]:
                    wrong.append((name, given, rows[name].items[place], due[-1]))
            total = sum((each for each in due if each is not None), ZERO)
            if rows[name].total != total:
                wrong.append((name, "合计", rows[name].total, total))
        assert not wrong
        for group in {row.group for row in rows.values()}:
            _are_placed([row for row in rows.values() if row.group == group])


def _are_placed(rows: list[ScoreRow]) -> None:
    for row in rows:
        assert row.rank == 1 + sum(other.total > row.total for other in rows)
