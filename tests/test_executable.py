"""Starts the built executable, without a screen, the way a clerk's machine would: `make exe` runs these."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SUFFIX = ".exe" if sys.platform == "win32" else ""
FILE = ROOT / "dist" / f"zhaoshang{SUFFIX}"
FOLDER = ROOT / "dist" / "zhaoshang-folder" / f"zhaoshang{SUFFIX}"
YEAR = "2026"

pytestmark = pytest.mark.executable


@pytest.fixture(params=[FILE, FOLDER], ids=["file", "folder"])
def program(request: pytest.FixtureRequest) -> Path:
    assert request.param.is_file(), f"{request.param} is not built; run make exe"
    return Path(request.param)


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment that offers nothing of this checkout: no Python, no screen, a home folder of its own."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    home = {"HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "ZHAOSHANG_DATA": str(tmp_path / "data")}
    return {**kept, **home, "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"}


def run(program: Path, folder: Path, environment: dict[str, str], *arguments: str) -> str:
    """The standard output of a call that must end well, within a minute and a half."""
    with subprocess.Popen(
        [program, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        try:
            told, complained = process.communicate(timeout=90)
        except subprocess.TimeoutExpired:
            end_with_children(process)
            log = folder / "data" / "运行日志.txt"
            pytest.fail(f"{arguments} did not end\n{log.read_text('utf-8')[-2000:] if log.exists() else ''}")
    assert process.returncode == 0, f"{arguments}: {process.returncode}\n{told}\n{complained}"
    assert "Traceback" not in complained
    return told


def end_with_children(process: subprocess.Popen[str]) -> None:
    """The single file runs the program as its child, which would outlive it."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def test_it_says_its_name_and_version(program: Path, tmp_path: Path, bare: dict[str, str]) -> None:
    assert "0." in run(program, tmp_path, bare, "--version")


def test_it_makes_records_prints_letters_reads_a_ledger_and_shows_its_window(
    program: Path, tmp_path: Path, bare: dict[str, str]
) -> None:
    run(program, tmp_path, bare, "demo", "示例.db", "--projects", "30", "--today", f"{YEAR}-06-30")
    run(program, tmp_path, bare, "letters", "示例.db", "--year", YEAR, "责任书.pdf")
    run(program, tmp_path, bare, "export", "示例.db", "projects", "项目.xlsx", "--year", YEAR)
    run(program, tmp_path, bare, "import", "汇总.db", "项目.xlsx", "--kind", "projects", "--json")
    run(program, tmp_path, bare, "check", "示例.db")
    run(program, tmp_path, bare, "示例.db", "--grab", "窗口.png")
    assert (tmp_path / "责任书.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "项目.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "窗口.png").read_bytes().startswith(b"\x89PNG")


def test_licence_texts_travel_with_it() -> None:
    inside = FOLDER.parent / "_internal" / "resources"
    assert "SIL OPEN FONT LICENSE" in (inside / "fonts" / "OFL.txt").read_text("utf-8")
    libraries = {file.name.rsplit("-", 1)[0] for file in (inside / "licences" / "libraries").iterdir()}
    assert {"sqlalchemy", "reportlab", "pyside6-essentials", "openpyxl"} <= libraries
    assert (inside / "licences" / "LGPL-3.0.txt").is_file()
