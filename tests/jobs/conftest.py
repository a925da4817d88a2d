"""A township's sample records and what it handed in, made once and copied for each test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.clock import fixed
from app.database.engine import Database, open_database
from app.database.quarantine import answer
from app.demo import make_demo
from app.documents.ledgers.workbook import read_here
from app.documents.sheet import schemes as scheme_workbook
from app.errors import Refused
from app.jobs import checks, consolidation
from app.jobs.submission import submit

TODAY = date(2026, 9, 15)


@pytest.fixture
def scheme_books_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks of schemes are read without a guarded child: what it guards against is tried with the ledgers."""
    monkeypatch.setattr(scheme_workbook, "read_workbook", read_here)


@pytest.fixture(scope="session")
def township_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample township of seed 1, with 20 projects, two of them shared."""
    folder = tmp_path_factory.mktemp("township")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        make_demo(folder / "镇.db", today=TODAY, projects=20)
    return folder / "镇.db"


@pytest.fixture(scope="session")
def handed_in(tmp_path_factory: pytest.TempPathFactory, township_file: Path) -> Path:
    """What that township handed in: the submission's folder."""
    folder = tmp_path_factory.mktemp("stick")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        shutil.copy(township_file, folder / "镇.db")
        database = open_database(folder / "镇.db", fixed(TODAY))
        receipt = submit(database, folder / "usb")
        database.close()
    return receipt.folder


@pytest.fixture
def township(tmp_path: Path, township_file: Path) -> Iterator[Database]:
    """The sample township, open."""
    shutil.copy(township_file, tmp_path / "镇.db")
    database = open_database(tmp_path / "镇.db", fixed(TODAY))
    yield database
    database.close()


@pytest.fixture
def submission(tmp_path: Path, handed_in: Path) -> Path:
    """A copy of what the township handed in, to be damaged."""
    return Path(shutil.copytree(handed_in, tmp_path / "提交" / handed_in.name))


class _InThisProcess:
    """Looks through submissions here: the child process has its own tests, and takes a second to start."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __enter__(self) -> "_InThisProcess":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, work: Callable[..., Any], *arguments: object) -> Any:
        kind, value = answer(work, lambda _: None, *arguments)
        if kind != "done":
            raise Refused(value)
        return value


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consolidation, "Quarantine", _InThisProcess)
    monkeypatch.setattr(checks, "Quarantine", _InThisProcess)
