"""Types pinyin into the program through a real fcitx 5 on a virtual screen: no mock could show that it arrives."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app import TITLE

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = ["Xvfb", "dbus-daemon", "fcitx5", "fcitx5-remote", "xdotool"]
PINYIN = Path("/usr/share/fcitx5/inputmethod/pinyin.conf")
MISSING = [name for name in PROGRAMS if not shutil.which(name)] + ([] if PINYIN.exists() else ["fcitx5-pinyin"])
PROFILE = """\
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=keyboard-us
Layout=

[Groups/0/Items/1]
Name=pinyin
Layout=

[GroupOrder]
0=Default
"""

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(bool(MISSING), reason="没有安装 " + "、".join(MISSING)),
]

SEARCH_BOX = ("1200", "20")  # at the right of the menu, from the corner of a window that is as wide as the screen

CELL = ("340", "266")  # of the first row: whom the first project's money is from

Desktop = dict[str, str]
quiet = subprocess.DEVNULL


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """The environment of a desktop: an X screen, a session bus, fcitx 5 set to pinyin; ended afterwards."""
    keep = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment = {**keep, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "LC_ALL": "C.UTF-8"}
    profile = tmp_path / ".config" / "fcitx5" / "profile"
    profile.parent.mkdir(parents=True)
    profile.write_text(PROFILE)
    with ExitStack() as stack:
        screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
        environment["DISPLAY"] = ":" + stack.enter_context(announced(screen, environment))
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        environment["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(announced(bus, environment))
        stack.enter_context(running(["fcitx5", "--disable=wayland,clipboard,notificationitem"], environment))
        wait_for(lambda: asked(["fcitx5-remote"], environment) != "", "fcitx5 did not answer")
        yield environment


@contextmanager
def running(command: list[str], environment: Desktop, stdout: int = quiet) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, env=environment, stdin=quiet, stdout=stdout, stderr=quiet) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def announced(command: list[str], environment: Desktop) -> Iterator[str]:
    """Run a server and give the line in which it says where it listens."""
    with running(command, environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield process.stdout.readline().decode().strip()


def asked(command: list[str], environment: Desktop) -> str:
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout.strip()


def wait_for(true: Callable[[], bool], complaint: object, seconds: float = 300) -> None:
    """Looks again until it is so; the limit is one that a machine ten times as slow meets."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, complaint
        time.sleep(0.1)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of a few sample records."""
    path = tmp_path_factory.mktemp("records") / "示例.db"
    subprocess.run([sys.executable, "-m", "app", "demo", path, "--projects", "3"], cwd=ROOT, check=True, stdin=quiet)
    return path


def clipboard(environment: Desktop) -> str:
    """What lies on the screen's clipboard."""
    read = "from PySide6.QtGui import QGuiApplication as A; a = A([]); print(a.clipboard().text())"
    return asked([sys.executable, "-c", read], environment)


@pytest.mark.parametrize(
    "told",
    [
        {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"},
        {"QT_IM_MODULES": "wayland;fcitx"},
    ],
    ids=" ".join,
)
def test_pinyin_typed_through_fcitx_arrives_as_chinese(desktop: Desktop, records: Path, told: Desktop) -> None:
    with opened(desktop, told, records) as window:
        typed: list[str] = []

        def arrived() -> bool:
            """Until the records are read, the list takes the focus from a box that was clicked too soon."""
            typed.append(_typed(desktop, window))
            return typed[-1] == "招商"

        wait_for(arrived, typed)


def test_pinyin_typed_over_a_cell_arrives_whole(desktop: Desktop, records: Path) -> None:
    with opened(desktop, {"QT_IM_MODULE": "fcitx", "XMODIFIERS": "@im=fcitx"}, records) as window:
        found: list[str] = []

        def arrived() -> bool:
            found.append(_typed_over_a_cell(desktop, window))
            return found[-1] == "招商"

        wait_for(arrived, found)
        assert not {"好上", "熬上"} & set(found)  # what is left of zhaoshang where its beginning is lost


@contextmanager
def opened(desktop: Desktop, told: Desktop, records: Path) -> Iterator[str]:
    """The program on that desktop; gives the number of its window."""
    environment = {**desktop, **told, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    search = ["xdotool", "search", "--onlyvisible", "--name", TITLE]
    with running([sys.executable, "-m", "app", str(records)], environment):
        wait_for(lambda: asked(search, desktop) != "", "no window")
        window = asked(search, desktop).split()[0]
        asked(["xdotool", "windowfocus", "--sync", window], desktop)
        yield window


def _typed_over_a_cell(desktop: Desktop, window: str) -> str:
    """What a cell holds after it was clicked, typed over at a clerk's pace, and copied."""
    time.sleep(2)
    asked(["xdotool", "mousemove", "--window", window, *CELL, "click", "1"], desktop)
    time.sleep(0.5)
    asked(["fcitx5-remote", "-s", "pinyin"], desktop)
    for keys in (["type", "--delay", "80", "zhaoshang"], ["key", "space"], ["key", "Return"], ["key", "Up"]):
        asked(["xdotool", *keys], desktop)
        time.sleep(1)
    asked(["xdotool", "key", "ctrl+c"], desktop)
    return clipboard({**desktop, "QT_QPA_PLATFORM": "xcb"})


def _typed(desktop: Desktop, window: str) -> str:
    """What lies on the clipboard after the search box was clicked, typed into at a clerk's pace, and copied."""
    time.sleep(2)
    asked(["xdotool", "mousemove", "--window", window, *SEARCH_BOX, "click", "1"], desktop)
    time.sleep(0.5)
    asked(["xdotool", "key", "ctrl+a"], desktop)
    asked(["fcitx5-remote", "-s", "pinyin"], desktop)
    asked(["xdotool", "type", "--delay", "80", "zhaoshang"], desktop)
    time.sleep(0.5)
    asked(["xdotool", "key", "space"], desktop)
    time.sleep(0.5)
    asked(["xdotool", "key", "ctrl+a", "ctrl+c"], desktop)
    return clipboard({**desktop, "QT_QPA_PLATFORM": "xcb"})
