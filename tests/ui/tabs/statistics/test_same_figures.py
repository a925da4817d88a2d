"""Random own indicators: terminal, cards, printed table, bulletin and score sheet all have the oracle's figure."""

import json
import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import cli
from app.clock import fixed
from app.columns.cells import figure_text
from app.indicators.facts import Period
from app.reports.bulletins import document
from app.reports.circulars.month import bulletin
from app.services import indicators, offices, schemes, targets
from app.services.schemes import ItemEntry, SchemeEntry
from app.services.targets import TargetEntry
from app.ui.desk import Desk
from app.ui.tabs.statistics.cards import IndicatorCards
from app.values.money import MoneyUnit
from app.values.quantities import MICRO
from tests.documents.blocks import tables_in
from tests.services.own_oracle import OwnOracle
from tests.services.random_township import definitions, expected, make

YEAR, MONTH, STANDARD = 2026, 10, 10**9
TODAY = date(YEAR, MONTH, 31)


@pytest.fixture(params=[3, 4])
def desk(dressed: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A township of random records; nine of its own indicators have targets and are scored."""
    database = make(tmp_path, request.param)
    chance = random.Random(request.param)
    with database.work("目标和考核") as session:
        offices.establish(session, name="清溪镇", code="510922101")
        unit = next(name for _, name in indicators.own_units(session))
        every = [key for key, asked in definitions(session).items() if asked["subject"] != "两项之比"]
        chosen = chance.sample(every, 9)
        for key in chosen:
            targets.save(session, TargetEntry(YEAR, key, 7 * MICRO))
        items = tuple(
            ItemEntry(key, "P2", 100 * MICRO, key, parameters={"target": str(STANDARD), "limit": "100"})
            for key in chosen
        )
        schemes.save(session, SchemeEntry(YEAR, "办法", items=items, units=(unit,)))
    desk = Desk(database, fixed(TODAY))
    yield desk
    desk.background.wait()
    database.close()


def test_every_place_has_the_same_figure(desk: Desk, qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    with desk.read() as session:
        oracle, defined = OwnOracle(session), definitions(session)
        (scored,) = schemes.scores(session, YEAR, MONTH)
        whole = {row.key: row for row in indicators.report(session, YEAR, MONTH).of(None)}
        paper = document(bulletin(session, Period(YEAR, MONTH), TODAY))
        keys = [item.title for item in scored.items]
        unit = next(key for key, row in oracle.units.items() if row["name"] == scored.unit)
        due = {key: expected(oracle, key, defined, YEAR, MONTH, None, "reported", "period") for key in keys}
        own = {key: expected(oracle, key, defined, YEAR, MONTH, unit, "reported", "period") for key in keys}

    assert any(due.values())
    assert {item.title: item.score for item in scored.items} == {
        key: Fraction(value or 0) / STANDARD * 100 for key, value in own.items()
    }
    printed = {row[0]: row[3] for table in tables_in(paper) for row in table.rows if row[0] in due}
    assert printed == {key: figure_text(value, whole[key].measure) for key, value in due.items()}

    cards = IndicatorCards(desk.settings)
    qtbot.addWidget(cards)
    with desk.read() as session:
        report = indicators.report(session, YEAR, MONTH)
    for first in range(0, len(keys), 3):
        cards.show_rows([whole[key] for key in keys[first : first + 3]], MoneyUnit.WAN, report)
        for key, words in zip(cards.keys, cards.texts(), strict=True):
            assert words[0] == key
            assert abs(Fraction(words[2].replace(",", "")) - (due[key] or 0)) <= Fraction(1, 200), words

    path = str(desk.database.path)
    assert cli.run(["indicators", path, "--year", str(YEAR), "--month", str(MONTH), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    told = {row["key"]: row["actual"] for row in rows if row["unit"] is None and row["key"] in due}
    assert told == {key: pytest.approx(float(value or 0)) for key, value in due.items()}
    by_unit = {row["key"]: row["actual"] for row in rows if row["unit"] == scored.unit and row["key"] in due}
    assert by_unit == {key: pytest.approx(float(value or 0)) for key, value in own.items()}
