"""Scores of random schemes against plain arithmetic over the second reckoning: every method, clocks, classes, spans."""

import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.indicators.scoring import SHAPES as ALL_SHAPES
from app.services import achievements, own_indicators, schemes
from app.services.achievements import AchievementEntry
from app.services.own_indicators import OwnEntry
from app.services.schemes import ItemEntry, MarkEntry, SchemeEntry
from app.services.schemes.outcome import ScoreRow
from app.values.quantities import MICRO
from tests.services.oracle import FLOWS, OF_LAST_YEAR, RATES, STOCKS
from tests.services.own_oracle import OwnOracle
from tests.services.random_township import definitions
from tests.services.scheme_oracle import OF_PROJECTS, YEAR, ZERO, Reckoning

OTHER_SIDE = "互评"
STEPS = [{"least": "1", "score": "20"}, {"least": "0.8", "score": "15"}, {"least": "0.5", "score": "10"}]
MINIMA = [{"least": "10000", "count": "2", "each": "3"}, {"least": "1", "count": "3", "each": "1"}]
BANDS = [{"least": "10000", "score": "4"}, {"least": "9999", "score": "2"}, {"least": "0", "score": "0.5"}]
SHAPES: dict[str, dict[str, Any]] = {
    "P1": {}, "P2": {"limit": "1.2"}, "P3": {"weight": "0.6"}, "T1": {"steps": STEPS},
    "T2": {"step": "0.1", "each": "0.5", "most": "5", "whole": True},
    "D1": {"each": "0.5", "whole": True}, "D2": {"each": "0.7"}, "D3": {"each": "0.2"}, "D4": {"bands": MINIMA},
    "B1": {"each": "0.3"}, "B2": {}, "E1": {"each": "2"}, "M1": {"least": "1", "each": "0.5"}, "V1": {"least": "2"},
    "R1": {}, "R2": {}, "K1": {"step": "3"}, "J1": {},
}  # fmt: skip
COUNTING = {"B1", "M1", "D1", "D2", "E1", "T2", "V1"}  # methods of pieces: no rates
HELD = {"P1", "P2", "P3", "T1", "T2", "D1", "D3", "B2"}  # against a target


def test_every_method_is_tried() -> None:
    assert set(SHAPES) == set(ALL_SHAPES)


def _more(chance: random.Random, shape: str, key: str, own: Sequence[str]) -> dict[str, Any]:
    """Parameters of a method, drawn from what it takes."""
    another = chance.choice([each for each in FLOWS if each != key])
    third = chance.choice([each for each in own if each != key])
    if shape == "P3":
        part = {"indicator": another, "weight": "0.4", **chance.choice(({}, {"target": "3"}))}
        return {"others": [part], **chance.choice(({}, {"part_limit": "1.1"}))}
    if shape in {"D2", "E1"}:
        weights = ("0.2", "1.5") if shape == "D2" else ("-0.5", "1")
        pairs = zip((another, third), weights, strict=True)
        return {"others": [{"indicator": indicator, "weight": weight} for indicator, weight in pairs]}
    choices: dict[str, Sequence[dict[str, Any]]] = {
        "P1": ({}, {"start": "0.6"}),
        "T1": ({}, {"condition": another, "condition_of": "该指标的目标"}),
        "D4": ({}, {"surplus": True}, {"industries": "制造"}),
        "B1": ({}, {"bands": BANDS}, {"bands": BANDS, "industries": "制造"}),
        "V1": ({}, {"size": "9999"}),
        "R2": ({}, {"than": "平均值"}),
    }
    return dict(chance.choice(choices.get(shape, ({},))))


def _item(chance: random.Random, place: int, shape: str, own: Sequence[str], sized: Callable[[str], bool]) -> ItemEntry:
    basis, against = chance.choice(("自报", "认定")), chance.choice(("全年", "序时"))
    title, points = f"第{place}项", 20 * MICRO
    if shape == "J1":
        weighed = {"weight": "0.7", "others": [{"indicator": OTHER_SIDE, "weight": "0.3"}]}
        return ItemEntry(title, shape, points, "", None, None, chance.choice(({}, weighed)), basis)
    keys = [*FLOWS, *STOCKS, *own] + ([] if shape in COUNTING else [*RATES, *OF_LAST_YEAR])
    key = chance.choice([*OF_PROJECTS, *filter(sized, own)] if shape == "D4" else keys)
    more = {**SHAPES[shape], **_more(chance, shape, key, own)}
    if not sized(key) or key in own:  # whose own filters may meet these: tried with the own indicators
        more = {name: value for name, value in more.items() if name not in {"size", "industries"}}
    if not sized(key):
        more.pop("bands", None)
    if key in RATES:
        more |= {"base": chance.choice(("当年项目", "历年累计项目"))}
    if key in RATES or key in OF_LAST_YEAR:
        against = "全年"
    if shape in HELD and chance.random() < 0.2 and "target" not in str(more.get("others")):
        more, against = {**more, "last_year": chance.choice(("1", "1.1"))}, "全年"
    elif shape in HELD:
        standard = chance.choice(("0.8",) if key in RATES else ("", "1", "3", "500"))
        more |= {"target": standard} if standard else {}
    more |= chance.choice(({}, {}, {}, {"quarter": "0.1"}, {"half": "0.4"}))
    cap = chance.choice((None, None, 12 * MICRO))
    return ItemEntry(title, shape, points, key, cap, None, more, basis, against)


def _ratings(session: Session, chance: random.Random, names: Sequence[str]) -> None:
    own_indicators.save(session, OwnEntry(OTHER_SIDE, "分"))
    for name in names[:2]:
        for month in (2, 7):
            rating = AchievementEntry(YEAR, month, OTHER_SIDE, chance.randint(40, 100) * MICRO, name)
            achievements.save(session, rating)


def _marks(session: Session, chance: random.Random, key: str, names: Sequence[str]) -> dict[Any, dict[int, int]]:
    """Ratings for every item by hand, of some months, of some units."""
    given: dict[Any, dict[int, int]] = {}
    for item in schemes.entry(session, key).items:
        for name in names if item.shape == "J1" else ():
            for month in chance.sample((1, 4, 8, 11), chance.randint(0, 3)):
                value = chance.randint(0, 100) * MICRO
                schemes.mark(session, MarkEntry(item.id or "", name, month, value))
                given.setdefault((item.title, name), {})[month] = value
    return given


@pytest.mark.parametrize("month", [8, 12])
@pytest.mark.parametrize("classes", [False, True])
def test_every_score_total_and_place_follows_from_the_second_reckoning(
    random_township: Database, month: int, classes: bool
) -> None:
    chance = random.Random(f"{month} {classes}")
    with random_township.trial() as session:
        units = {row["name"]: key for key, row in OwnOracle(session).units.items() if row["kind"] != "外单位"}
        names = list(units)
        own = [key for key, each in definitions(session).items() if each["subject"] != "两项之比"]
        _ratings(session, chance, names)
        sized = Reckoning(session, units, {}).counts_projects
        items = tuple(_item(chance, place, shape, own, sized) for place, shape in enumerate([*SHAPES] * 3))
        rules = f"类别 一类={names[0]}、{names[1]}；类别 二类={names[2]}；分值 二类/第0项=10" if classes else ""
        key = schemes.save(session, SchemeEntry(YEAR, "随机", "", "", items, tuple(names), rules))
        reckoning = Reckoning(session, units, _marks(session, chance, key, names))
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
        told = {item.shape for place, item in enumerate(items) if any(row.items[place].score for row in rows.values())}
        assert len(told) > 9  # most methods had something to say
        for group in {row.group for row in rows.values()}:
            _are_placed([row for row in rows.values() if row.group == group])


def _are_placed(rows: list[ScoreRow]) -> None:
    for row in rows:
        assert row.rank == 1 + sum(other.total > row.total for other in rows)
