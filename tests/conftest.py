"""What every test may ask for: a clock that stands still, and a database file of its own."""

import gc
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from app.clock import FixedClock, fixed
from app.database.engine import Database, open_database

# The same examples each time, on however slow a machine: what they find is mended, not met by chance in CI.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to walk over it again and again took a fifteenth of the whole run."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture
def clock() -> FixedClock:
    """Nine in the morning of 22 November 2026."""
    return fixed(date(2026, 11, 22))


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of today's schema, migrated once and copied for each test."""
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(path.parent))
        open_database(path, fixed(date(2026, 11, 22))).close()
    return path


@pytest.fixture
def database(tmp_path: Path, blank_file: Path, clock: FixedClock) -> Iterator[Database]:
    """An empty database file, open."""
    path = tmp_path / "台账.db"
    shutil.copy(blank_file, path)
    opened = open_database(path, clock)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the folder of whoever runs it."""
    monkeypatch.setenv("ZHAOSHANG_DATA", str(tmp_path / "data"))
