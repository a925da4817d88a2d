"""What no form takes is not taken from elsewhere either: of every field of every record, an invalid value is named."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, LargeBinary, Table

from app.clock import fixed
from app.database import soundness
from app.database.engine import Database, open_database
from app.database.guarded import guarded
from app.errors import Refused
from app.models import Base
from app.models.activities import Activity
from app.models.types import MOST, Amount, Choice, Day, Document, Flag, Moment, Whole, Words
from app.services import structures
from tests.builders import build

_AT_HOME = {"submissions", "intakes", "changes", "change_sets", "meta", "holidays"}  # they do not travel
TABLES = [table for table in Base.metadata.sorted_tables if table.name not in _AT_HOME]
_OF_WORDS = ("甲\x00乙", "甲\x1b[31m", "安全\u202egpj.exe", "甲\u0085乙", "隐\U000e0041", b"\xff\xfe")
_OF_KINDS: tuple[tuple[type, tuple[Any, ...]], ...] = (
    (Document, ("{", '"\\u0001"', '{"甲": NaN}', '["\\ud800"]', '{"a": 1e999}', "[" * 900 + "]" * 900, "9" * 5000)),
    (Choice, ("不存在", "", b"x")),
    (Flag, (2, -1, "是")),
    (Amount, (-1, MOST + 1, 2**63 - 1, "一")),
    (Day, ("2026-02-31", "2026-13", "0000", "9999-12-31", "２０２６", "2026-3-5")),
    (Moment, ("2026-01-01T00:00+08", "9999-12-31T00:00:00", "20260101T000000.000")),
)
# What is JSON, and is not what the structure's reader looks for.
_STRUCTURES = ('"abc"', "5", "true", '["a"]', '{"a": {"b": [1]}}', "[[]]")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one record at least in each table."""
    path = tmp_path_factory.mktemp("whole") / "全.db"
    database = open_database(path, fixed(date(2026, 11, 22)))
    with database.work("试") as session:
        for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__tablename__):
            build(session, mapper.class_)
    database.close()
    return path


@pytest.fixture
def changed(whole: Path) -> Iterator[Callable[[Table, Column[Any], Any], list[str]]]:
    """Puts a value where no form would have let it be, and says what is found in the file; it is the same after."""
    connection = sqlite3.connect(whole, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints=ON")

    def put(table: Table, column: Column[Any], value: Any) -> list[str]:
        connection.execute("BEGIN")
        try:
            # In a STRICT table a value of another kind is refused by SQLite itself.
            connection.execute(f'UPDATE "{table.name}" SET "{column.name}" = ?', (value,))
            found = soundness.problems(connection)
            return found or [each for each in (structures.problem_in(connection),) if each]
        except sqlite3.IntegrityError as error:
            return [f"{error}。"]
        finally:
            connection.execute("ROLLBACK")

    yield put
    connection.close()


def invalid(column: Column[Any]) -> tuple[Any, ...]:
    """Values that the column's kind may not hold."""
    kind = column.type
    if isinstance(kind, Words):
        return (*_OF_WORDS, "长" * (kind.most + 1))
    if isinstance(kind, Whole):
        return (kind.least - 1, kind.most + 1, 2**63 - 1, -(2**63), "三")
    return next((values for known, values in _OF_KINDS if isinstance(kind, known)), ())


def test_a_file_as_the_program_makes_it_has_nothing_wrong(whole: Path) -> None:
    with guarded(whole) as connection:
        assert soundness.problems(connection) == []
        assert structures.problem_in(connection) is None


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_invalid_value_of_every_field_is_named(
    table: Table, changed: Callable[[Table, Column[Any], Any], list[str]]
) -> None:
    for column in table.columns:
        if column.primary_key or column.foreign_keys or isinstance(column.type, LargeBinary):
            continue
        assert invalid(column), f"{column}: nothing is known of what it may not hold"
        for value in invalid(column):
            found = changed(table, column, value)
            assert found, f"{column}: {str(value)[:40]!r} was taken"
            assert all(sentence.endswith("。") for sentence in found)


@pytest.mark.parametrize(
    "place",
    [
        "targets.schedule",
        "gates.opinions",
        "letters.as_signed",
        "scheme_items.parameters",
        "own_indicators.definition",
    ],
)
@pytest.mark.parametrize("value", _STRUCTURES)
def test_a_structure_that_its_reader_could_not_read_is_named(
    place: str, value: str, changed: Callable[[Table, Column[Any], Any], list[str]]
) -> None:
    name, _, column = place.partition(".")
    table = Base.metadata.tables[name]
    (found,) = changed(table, table.c[column], value)
    assert found.endswith("读不懂。")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE units SET parent_id = id",
        "UPDATE units SET parent_id = (SELECT id FROM units AS other WHERE other.id <> units.id)",
        "UPDATE funds SET corrects_id = id",
    ],
)
def test_records_that_lead_to_themselves_are_named(whole: Path, tmp_path: Path, statement: str) -> None:
    path = shutil.copy(whole, tmp_path)
    connection = sqlite3.connect(path)
    connection.execute(statement)
    (found,) = soundness.problems(connection)
    connection.close()
    assert found.endswith("绕成了圈。")


@pytest.mark.parametrize("number", [-1, 1_000_001, 10**30])
def test_a_form_refuses_a_number_that_cannot_be(database: Database, number: int) -> None:
    with pytest.raises(Refused, match="应在0到1000000之间") as refused, database.work("试") as session:
        build(session, Activity, days=number)
    assert refused.value.field == "days"
