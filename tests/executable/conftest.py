"""The program that is tried, and a township's file that it made itself."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.executable import screen as screens
from tests.executable.programs import ASKED, FORMS, Program, built
from tests.executable.screen import Screen
from windows import wine

YEAR, MONTH = "2026", "6"


@pytest.fixture(scope="session")
def program() -> Program:
    """The form in a folder, of the kind that was asked for."""
    return built(FORMS[ASKED][0])


@pytest.fixture(scope="session")
def single_file() -> Program:
    """The form of one file."""
    return built(FORMS[ASKED][1])


@pytest.fixture(scope="session", autouse=True)
def screen() -> Iterator[Screen | None]:
    """The screen on which Wine draws, where one can be had; the other programs draw on none."""
    if ASKED != "wine" or not screens.can_be_had():
        yield None
        return
    before = os.environ.get("DISPLAY")
    with screens.screen() as found:
        os.environ["DISPLAY"] = found.display
        wine.end()  # what runs of it draws elsewhere
        yield found
        wine.end()
    os.environ.pop("DISPLAY")
    if before:
        os.environ["DISPLAY"] = before


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
