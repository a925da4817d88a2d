"""The program that is tried, and a township's file that it made itself."""

import shutil
from pathlib import Path

import pytest

from tests.executable.programs import ASKED, FORMS, Program, built

YEAR, MONTH = "2026", "6"


@pytest.fixture(scope="session")
def program() -> Program:
    """The form in a folder, of the kind that was asked for."""
    return built(FORMS[ASKED][0])


@pytest.fixture(scope="session")
def single_file() -> Program:
    """The form of one file."""
    return built(FORMS[ASKED][1])


@pytest.fixture(scope="session")
def township(program: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a township's file; tests copy it."""
    folder = tmp_path_factory.mktemp("township")
    program.run(folder, "demo", "示例.db", "--projects", "30", "--today", f"{YEAR}-06-30")
    return folder


@pytest.fixture
def office(township: Path, tmp_path: Path) -> Path:
    """A folder of the test's own with the township's file 示例.db in it."""
    shutil.copy(township / "示例.db", tmp_path)
    return tmp_path
