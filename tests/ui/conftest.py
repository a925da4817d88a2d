"""A window's surroundings: constants that outlast Qt, a seat of its own, records to look at, and no box left open."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import FixedClock, fixed
from app.database.engine import Database, open_database
from app.demo import make_demo
from app.ui import theme
from app.ui.desk import Desk
from app.ui.lasting_constants import outlast_qt
from app.ui.main_window import MainWindow
from app.ui.plain_text import keep_names_as_typed

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
outlast_qt()
TODAY = date(2026, 10, 31)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application's name on the command line."""
    return ["zhaoshang"]


class PatientBot(QtBot):
    """Waits for what must come, however busy the machine: a limit that only a failure meets."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 600_000) -> None:  # noqa: N802 - pytest-qt's
        """As pytest-qt does."""
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """Pytest-qt's, with that patience."""
    return PatientBot(request)


@pytest.fixture(autouse=True)
def seat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seat that remembers nothing."""
    folder = tmp_path / "资料"
    folder.mkdir()
    monkeypatch.setenv("ZHAOSHANG_DATA", str(folder))
    return folder


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    """The application in its own looks."""
    if not qapp.styleSheet():
        theme.dress(qapp)
        theme.speak_chinese(qapp)
        keep_names_as_typed(qapp)
    return qapp


@pytest.fixture
def clock() -> FixedClock:
    """The last day of October."""
    return fixed(TODAY)


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty projects and what belongs to them, made once."""
    path = tmp_path_factory.mktemp("demo") / "示例.db"
    make_demo(path, today=TODAY, projects=60)
    return path


@pytest.fixture
def database(demo_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Database]:
    """A copy of them that a test may change."""
    path = tmp_path / "台账.db"
    path.write_bytes(demo_file.read_bytes())
    database = open_database(path, clock)
    yield database
    database.close()


@pytest.fixture
def desk(dressed: QApplication, database: Database, clock: FixedClock) -> Iterator[Desk]:
    """A desk with that file on it."""
    desk = Desk(database, clock)
    yield desk
    desk.background.wait()


@pytest.fixture
def day() -> date:
    """The day on which a test with records of its own works: in the last third of November."""
    return date(2026, 11, 22)


@pytest.fixture
def blank(dressed: QApplication, blank_file: Path, tmp_path: Path, day: date) -> Iterator[Desk]:
    """A desk with an empty file, for a test that has records of its own."""
    path = tmp_path / "空台账.db"
    path.write_bytes(blank_file.read_bytes())
    desk = Desk(open_database(path, fixed(day)), fixed(day))
    yield desk
    desk.background.wait()
    desk.database.close()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    """The window before that desk."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.seat(desk)
    return window
