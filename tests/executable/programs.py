"""The built programs, and how each is started: here, under Wine, or installed in a root of an old system."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from windows import wine
from windows.places import PYTHON

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
ENDING = ".exe" if sys.platform == "win32" else ""
SECONDS = 900  # under Wine, on a machine that does much else
# Wine makes a user's places itself, and takes none from outside; a program of Windows hands them on to another.
_HAND_ON = (
    "import json, os, subprocess, sys; os.environ.update(json.loads(sys.argv[1]));"
    " sys.exit(subprocess.call(sys.argv[2:]))"
)


@dataclass(frozen=True)
class Program:
    """One form of the program; ``path`` is its starter, ``words`` come before every call's own."""

    path: Path
    words: tuple[str, ...] = ()
    under_wine: bool = False

    @property
    def folder(self) -> Path:
        """Where the program's own parts lie beside the starter; only in the folder form."""
        return self.path.parent / "_internal"

    def start(self, folder: Path, *arguments: str, variables: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Starts a call in ``folder``, in surroundings that offer nothing of this checkout."""
        return subprocess.Popen(
            self._call(arguments, variables or {}),
            cwd=folder,
            env={**self._surroundings(folder), **(variables if variables and not self.under_wine else {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, folder: Path, *arguments: str, status: int = 0, variables: Mapping[str, str] | None = None) -> str:
        """What a call says, or complains where it is refused; it must end with ``status`` and without a trace."""
        with self.start(folder, *arguments, variables=variables) as process:
            try:
                told, complained = process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                end_with_children(process)
                pytest.fail(f"{arguments} did not end\n{_log(folder)}")
        assert process.returncode == status, f"{arguments}: {process.returncode}\n{told}\n{complained}\n{_log(folder)}"
        assert "Traceback" not in complained
        return (complained if status else told).replace("\r\n", "\n")

    def _call(self, arguments: Sequence[str], variables: Mapping[str, str]) -> Sequence[str]:
        call = [str(self.path), *self.words, *arguments]
        if not self.under_wine:
            return call
        wine.begin()
        if variables:
            return wine.command(PYTHON / "python.exe", "-c", _HAND_ON, json.dumps(variables), *call)
        return wine.command(*call)

    def _surroundings(self, folder: Path) -> dict[str, str]:
        ours = {"ZHAOSHANG_DATA": str(folder / "data"), "QT_QPA_PLATFORM": "offscreen"}
        if self.under_wine:
            return wine.environment(**ours)
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        return {**kept, "HOME": str(folder), "LOCALAPPDATA": str(folder), "PATH": "/usr/bin:/bin", **ours}


def end_with_children(process: subprocess.Popen[str]) -> None:
    """The single file runs the program as its child, which would outlive it."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _log(folder: Path) -> str:
    log = folder / "data" / "运行日志.txt"
    return log.read_text("utf-8")[-2000:] if log.exists() else ""


HERE = Program(DIST / "zhaoshang-folder" / f"zhaoshang{ENDING}")
HERE_AS_FILE = Program(DIST / f"zhaoshang{ENDING}")
WINE = Program(DIST / "windows" / "zhaoshang-folder" / "zhaoshang.exe", under_wine=True)
WINE_AS_FILE = Program(DIST / "windows" / "zhaoshang.exe", under_wine=True)
CHECKOUT = Program(Path(sys.executable), ("-m", "app"))  # this system's program, as long as it was not built
INSTALLED = Program(Path("/opt/apps/org.zhaoshang.ledger/files/zhaoshang"))
FORMS = {
    "here": (HERE, HERE_AS_FILE),
    "wine": (WINE, WINE_AS_FILE),
    "installed": (INSTALLED, INSTALLED),
}
ASKED = os.environ.get("PROGRAM", "here")  # which of FORMS the tests start


def built(program: Program) -> Program:
    """The program, which must have been built."""
    assert program.path.is_file(), f"{program.path} is not built"
    if program.under_wine:
        assert shutil.which(wine.LOADER), "Wine is not installed"
    return program
