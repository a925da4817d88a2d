"""Every figure against a second reckoning, over random records full of edges: vague dates, shares, currencies, ends."""

from fractions import Fraction

import pytest
from sqlalchemy import text

from app.database.engine import Database
from app.indicators.catalogue import BY_KEY
from app.services import comparisons, indicators
from tests.services.oracle import ALL, FLOWS
from tests.services.own_oracle import OwnOracle
from tests.services.random_township import definitions, expected

YEAR = 2026


@pytest.mark.parametrize("basis", ["reported", "recognised"])
@pytest.mark.parametrize("base", ["period", "to-date"])
def test_every_figure_equals_the_second_reckoning(random_township: Database, basis: str, base: str) -> None:
    with random_township.read() as session:
        oracle, defined = OwnOracle(session), definitions(session)
        seen: set[str] = set()
        ids = {row["name"]: key for key, row in oracle.units.items()}
        wrong = []
        for year, month in ((YEAR, 1), (YEAR, 6), (YEAR, 11), (YEAR, 12), (2025, 12)):
            report = indicators.report(session, year, month, basis=basis, base=base)
            for row in report.rows:
                unit = ids[row.unit] if row.unit else None
                due = expected(oracle, row.key, defined, year, month, unit, basis, base)
                seen.add(row.key)
                if row.actual != due:
                    wrong.append((year, month, row.unit, row.key, defined.get(row.key), row.actual, due))
        assert not wrong
        assert seen == {*BY_KEY, *defined}
        assert set(ALL) == set(BY_KEY)


@pytest.mark.parametrize("month", [5, 12])
def test_what_stands_beside_a_figure_follows_from_it(random_township: Database, month: int) -> None:
    with random_township.read() as session:
        oracle, defined = OwnOracle(session), definitions(session)
        ids = {row["name"]: key for key, row in oracle.units.items()}
        every = session.execute(text("SELECT unit_id, indicator, amount, schedule FROM targets")).all()
        targets = {(unit, key): (Fraction(amount, 10**6), plan) for unit, key, amount, plan in every}
        assert targets
        wrong = []
        for row in indicators.report(session, YEAR, month).rows:
            unit = ids[row.unit] if row.unit else None
            before = expected(oracle, row.key, defined, YEAR - 1, month, unit, "reported", "period")
            now, (target, plan) = row.actual, targets.get((unit, row.key), (None, None))
            part = None if target is None else Fraction(month, 12)
            if plan not in (None, "null"):
                part = Fraction(_list(plan)[month - 1], 10**6) / target
            done = now / target if target and now is not None else None
            due = (
                target, done, part, (done - part) * 100 if done is not None and part is not None else None,
                before, (now - before) / before if before and now is not None else None,
            )  # fmt: skip
            found = (row.target, row.completion, row.schedule, row.ahead, row.last_year, row.growth)
            if found != due:
                wrong.append((row.unit, row.key, found, due))
        assert not wrong


def _list(plan: str) -> list[int]:
    return [int(each) for each in plan.strip("[]").split(",")]


def test_years_side_by_side_have_the_same_figures(random_township: Database) -> None:
    years, month = (2026, 2025, 2024), 4
    with random_township.read() as session:
        oracle, defined = OwnOracle(session), definitions(session)
        names = [*(row["name"] for row in oracle.units.values() if row["kind"] != "外单位"), None]
        ids = {row["name"]: key for key, row in oracle.units.items()}
        wrong = []
        for place, key in enumerate((*ALL, *defined)):
            name = names[place % len(names)]
            found = comparisons.years(session, key, years, month, name)
            for year in found.years:
                so_far = [
                    expected(oracle, key, defined, year.year, each, ids.get(name), "reported", "period")
                    for each in range(1, month + 1)
                ]
                due = so_far
                if found.adds_up:
                    due = [now - then for now, then in zip(so_far, [Fraction(0), *so_far], strict=False)]
                is_untold = set(year.months) == {None} and not any(so_far)
                if not is_untold and (list(year.months), year.whole) != (due, so_far[-1]):
                    wrong.append((key, name, year, due))
            assert found.adds_up or key not in FLOWS
        assert not wrong
