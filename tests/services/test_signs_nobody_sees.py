"""Names that the office makes up itself meet the door of a record's words: filters, settings, schemes, indicators."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.models.letters import LetterTemplate
from app.models.schemes import Scheme
from app.models.targets import OwnIndicator
from app.services import offices, projects, saved_filters
from app.services.lists import Filter, Query
from tests.builders import build

DOORS: dict[str, Callable[[Session, str], Any]] = {
    "the name of a filter": lambda session, words: saved_filters.save(session, "projects", words, Query("农机")),
    "the words of a filter": lambda session, words: saved_filters.save(session, "projects", "农机", Query(words)),
    "a setting": lambda session, words: offices.set_value(session, "抬头", words),
    "within a setting": lambda session, words: offices.set_value(session, "抬头", {"附注": [words]}),
    "the name of a setting's part": lambda session, words: offices.set_value(session, "抬头", {words: 1}),
    "the office's name": lambda session, words: offices.establish(session, name=words, code="519900101"),
    "a scheme": lambda session, words: build(session, Scheme, title=words),
    "an indicator": lambda session, words: build(session, OwnIndicator, title=words),
    "a template": lambda session, words: build(session, LetterTemplate, title_word=words),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("words", ["清\x00溪", "清\x1b[31m溪", "清\x7f溪", "清\ud800溪"])
def test_a_control_sign_is_refused_in_a_sentence(database: Database, door: str, words: str) -> None:
    with pytest.raises(Refused, match="看不见的控制符"), database.work("试") as session:
        DOORS[door](session, words)


@pytest.mark.parametrize(
    "query",
    [Query("清\ud800"), Query(filters=(Filter("total_investment", low=10**30),))],
    ids=["half a sign", "a number"],
)
def test_a_list_is_not_asked_for_what_no_file_can_hold(database: Database, query: Query) -> None:
    with pytest.raises(Refused), database.read() as session:
        projects.listing(2026, date(2026, 9, 15)).ids(session, query)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**18])
def test_a_setting_is_no_number_that_the_file_could_not_give_back(database: Database, value: float) -> None:
    with pytest.raises(Refused, match="太大"), database.work("试") as session:
        offices.set_value(session, "附注", [value])
