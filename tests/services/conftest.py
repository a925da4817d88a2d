"""A township's empty file, and one of random records; a module with its own has fixtures of the same names."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import Database, open_database
from app.services import units
from app.services.units import UnitEntry
from tests.services.random_township import make


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


@pytest.fixture(scope="session", params=range(3))
def random_township(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A file of random records, drawn by its number; to be read, or tried in ``trial()``."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("random")
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        database = make(folder, request.param)
    yield database
    database.close()
