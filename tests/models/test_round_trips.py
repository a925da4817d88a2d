"""Every record comes back from the file as it went in, and the file itself refuses what no record may be."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.models import Base
from app.models.funds import FundsEntry
from app.models.projects import Milestone, Project, stage_reached
from app.models.units import Unit
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage
from tests.builders import DEFAULTS, build

RECORDS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda one: one.__tablename__)


def _values(record: Base) -> dict[str, Any]:
    return {attribute.key: getattr(record, attribute.key) for attribute in inspect(record).mapper.column_attrs}


def test_there_is_a_builder_for_every_table() -> None:
    assert set(DEFAULTS) == set(RECORDS)


@pytest.mark.parametrize("record", RECORDS, ids=lambda one: one.__tablename__)
def test_a_record_comes_back_as_it_went_in(database: Database, record: type[Base]) -> None:
    with database.work("试") as session:
        made = build(session, record)
        went_in, key = _values(made), inspect(made).identity
    with database.read() as session:
        assert _values(session.get_one(record, key)) == went_in


def test_tables_are_strict(database: Database) -> None:
    connection = sqlite3.connect(database.path)
    tables = connection.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'").fetchall()
    connection.close()
    loose = {name for name, strict in tables if not strict}
    assert loose <= {"sqlite_schema", "sqlite_temp_schema", "sqlite_sequence", "alembic_version"}


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        (FundsEntry, {"amount": -1}),
        (Project, {"name": "名" * 201}),
        (Unit, {"parent_id": "nobody"}),
        (Project, {"name": None}),
    ],
)
def test_a_record_that_may_not_be_is_refused(database: Database, record: type[Base], wrong: dict[str, Any]) -> None:
    with pytest.raises((Refused, IntegrityError)), database.work("试") as session:
        build(session, record, **wrong)


@pytest.mark.parametrize("wrong", [{"amount": -1}, {"voucher_number": "号" * 201}, {"source": "海外"}])
def test_the_file_itself_refuses_what_no_record_may_be(database: Database, wrong: dict[str, Any]) -> None:
    with database.work("试") as session:
        key = build(session, FundsEntry).id
    (column,) = wrong
    connection = sqlite3.connect(database.path)
    with pytest.raises(sqlite3.IntegrityError, match=f"{column}_valid"):
        connection.execute(f"UPDATE funds SET {column} = ? WHERE id = ?", (wrong[column], key))
    connection.close()


@pytest.mark.parametrize("name", ["甲\x00乙", "甲\x07乙\x1b[31m", "安全\u202egpj.exe", "甲\ud800", "甲\x85"])
def test_a_sign_that_nobody_sees_stops_at_the_door(database: Database, name: str) -> None:
    with pytest.raises(Refused, match="看不见的控制符") as refused, database.work("试") as session:
        build(session, Project, name=name)
    assert refused.value.field == "name"


def test_breaks_of_lines_and_every_script_may_be_entered(database: Database) -> None:
    with database.work("试") as session:
        build(session, Project, name="مشروع 𬭊𠮷😀", note="一\n二\t三")


def test_a_word_that_is_no_choice_is_refused_by_the_file_itself(database: Database) -> None:
    with database.work("试") as session:
        key = build(session, Project).id
    connection = sqlite3.connect(database.path)
    with pytest.raises(sqlite3.IntegrityError, match="stage_valid"):
        connection.execute("UPDATE projects SET stage = '随便' WHERE id = ?", (key,))
    connection.close()


def test_two_units_of_one_office_have_two_names(database: Database) -> None:
    with database.work("试") as session:
        build(session, Unit, name="上河村")
    with pytest.raises(IntegrityError), database.work("试") as session:
        build(session, Unit, name="上河村")


def _reached(session: Session | None = None, **dates: str) -> Stage:
    lines = [Milestone(kind=MilestoneKind[kind], actual_on=PartialDate(day)) for kind, day in dates.items()]
    return stage_reached(lines)


def test_the_stage_follows_the_furthest_date() -> None:
    assert _reached(STARTED="2026-05", SIGNED="2026-03-01") is Stage.STARTED
    assert _reached(IN_STATISTICS="2026-05") is Stage.RESERVED


def test_an_ended_project_stays_ended_whatever_came_before() -> None:
    assert _reached(ENDED="2026-05", IN_PRODUCTION="2026-04") is Stage.ENDED


def test_a_file_keeps_no_second_file_after_a_clean_close(database: Database, tmp_path: Path) -> None:
    with database.work("试") as session:
        build(session, Project)
    database.close()
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["台账.db"]
