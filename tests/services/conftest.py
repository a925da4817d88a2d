"""A township's empty file, for the tests of leads; a module with a file of its own has fixtures of the same names."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.services import units
from app.services.units import UnitEntry


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, made once for a module."""
    path = tmp_path_factory.mktemp("services") / "空.db"
    open_database(path, fixed(date(2026, 11, 1))).close()
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    """A session that takes back all it did; one village is there."""
    database = open_database(file, fixed(date(2026, 11, 1)))
    with database.trial() as session:
        units.save(session, UnitEntry(name="法中村"))
        yield session
    database.close()
