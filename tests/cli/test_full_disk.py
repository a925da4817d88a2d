"""No room on the disk, at every command that writes: one sentence, nothing half written, the records as before."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from app import cli
from app.__main__ import COMMANDS
from app.demo import make_demo

if sys.platform == "win32":
    pytest.skip("a limit of file sizes is asked of the system", allow_module_level=True)

import resource
import signal

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")  # a trace to whoever looks on

TODAY = date(2026, 9, 15)
PERIOD = ("--year", "2026", "--month", "8")
PAPERS = ("bulletin", "week", "quarter", "trips", "teams", "summary", "plan", "ledgers", "projectbook", "selfcheck")
CALLS: tuple[tuple[str, ...], ...] = (
    ("office", "镇.db", "--name", "新镇", "--code", "341823101"),
    ("demo", "新.db", "--projects", "20"),
    ("import", "镇.db", "项目.xlsx", "--kind", "projects"),
    ("import", "另.db", "项目.xlsx", "--kind", "projects"),
    *(("export", "镇.db", "projects", f"出{end}") for end in (".xlsx", ".pdf")),
    *(("attendance", "镇.db", f"出{end}", *PERIOD) for end in (".xlsx", ".pdf")),
    *(("results", "镇.db", f"出{end}", *PERIOD, *more) for end in (".xlsx", ".pdf") for more in ((), ("--by-unit",))),
    ("results", "镇.db", "出.pdf", *PERIOD, "--for-decision"),
    ("scheme-export", "镇.db", "出.xlsx", "--year", "2026", "--title", "2026年度考核办法"),
    ("scheme-import", "镇.db", "办法.xlsx"),
    *(("letters", "镇.db", "--year", "2026", f"出{end}") for end in (".pdf", ".docx")),
    *(("report", "镇.db", kind, "出.pdf", *PERIOD) for kind in PAPERS),
    ("report", "镇.db", "bulletin", "出.docx", *PERIOD, "--number", "next"),
    ("report", "镇.db", "inspection", "出.pdf", *PERIOD),
    ("report", "镇.db", "inspection", "迎检", *PERIOD),
    ("report", "镇.db", "handover", "出.pdf"),
    *(("report", "镇.db", "comparison", f"出{end}", *PERIOD) for end in (".xlsx", ".pdf", ".docx")),
    ("submit", "镇.db", "盘"),
    ("submit", "镇.db", "盘", "--without-people"),
    ("consolidate", "县.db", "交"),
    ("backup", "镇.db", "备份.db"),
    ("backup", "镇.db"),
    ("restore", "备.db", "镇.db"),
    ("restore", "备.db", "还.db"),
    ("keys", "镇.db", "--issue", "341823102=东山镇", "--out", "钥匙"),
    ("own-indicator", "镇.db", "--title", "大项目", "--subject", "签约项目", "--at-least", "5000"),
)
ONLY_LOOK = {"indicators", "scores", "check", "rescue", "key"}  # the last two change nothing of what is here


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sample township, a ledger, a scheme, a backup and a submission of it."""
    folder = tmp_path_factory.mktemp("full")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        patch.chdir(folder)
        make_demo(folder / "镇.db", today=TODAY, projects=20)
        for call in (
            ("export", "镇.db", "projects", "项目.xlsx"),
            ("scheme-export", "镇.db", "办法.xlsx", "--year", "2026", "--title", "2026年度考核办法"),
            ("backup", "镇.db", "备.db"),
            ("submit", "镇.db", "交"),
        ):
            assert cli.run(list(call)) == 0
    shutil.rmtree(folder / "data")
    return folder


@contextmanager
def no_room(most: int) -> Iterator[None]:
    """No file may grow beyond ``most`` bytes: the system says so as it says that a disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def records(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_every_command_that_writes_is_tried_here() -> None:
    assert {call[0] for call in CALLS} | ONLY_LOOK == COMMANDS


LONG = {"import", "export", "letters", "submit", "consolidate", "backup", "restore", "scheme-export"}  # half way too


@pytest.mark.parametrize(
    ("call", "most"),
    [(call, most) for call in CALLS for most in (0, 6000) if most == 0 or call[0] in LONG],
    ids=lambda value: " ".join(value[:4]) if isinstance(value, tuple) else str(value),
)
def test_a_full_disk_is_told_in_one_sentence(
    prepared: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    call: tuple[str, ...],
    most: int,
) -> None:
    folder = tmp_path / "处"
    shutil.copytree(prepared, folder)
    monkeypatch.chdir(folder)
    before, there = records(folder / "镇.db"), {path.relative_to(folder) for path in folder.rglob("*")}
    with no_room(most):
        status = cli.run(list(call))
    said = capsys.readouterr().err.strip().splitlines()
    if status == 0:  # it needed no more than there was
        assert most
        return
    assert status == 1
    assert "磁盘" in said[-1]
    assert said[-1].endswith("。")
    assert call[0] == "report" or len(said) == 1  # a report tells first what it doubts
    assert not any(word in "".join(said) for word in ("Traceback", "程序出错", "Error"))
    assert {path.relative_to(folder) for path in folder.rglob("*")} == there
    assert records(folder / "镇.db") == before
    assert not list(Path(os.environ["ZHAOSHANG_DATA"]).rglob("*.part"))
