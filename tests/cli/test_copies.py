"""Whole files from the terminal: statuses 0, 1 and 2, one Chinese sentence on standard error, and no trace."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app import cli
from app.clock import SystemClock
from app.database.engine import open_database
from app.database.lock import held

COMMANDS = {
    "export": ("{file}", "projects", "{out}.xlsx"),
    "indicators": ("{file}", "--year", "2026", "--month", "3"),
    "scores": ("{file}", "--year", "2026", "--month", "3"),
    "letters": ("{file}", "--year", "2026", "{out}.pdf"),
    "report": ("{file}", "bulletin", "--year", "2026", "--month", "3", "{out}.pdf"),
    "submit": ("{file}", "{out}"),
    "check": ("{file}",),
    "backup": ("{file}",),
    "restore": ("{file}", "{out}.db"),
    "rescue": ("{file}",),
    "office": ("{file}", "--name", "清溪镇", "--code", "341823101"),
    "consolidate": ("{out}.db", "{file}"),
}
CONTENTS = {
    "empty": b"",
    "text": "这不是台账".encode() * 50,
    "half": b"SQLite format 3\x00" + bytes(2000),
    "workbook": b"PK\x03\x04" * 100,
}
SENTENCE = re.compile(r"[^\n]*[。）]|[^\n]*恢复请运行：[^\n]+")


def call(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Status, standard output and standard error of a call."""
    capsys.readouterr()
    try:
        status = cli.run([str(word) for word in words])
    except SystemExit as left:
        status = int(left.code or 0)
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    return status, said.out, said.err.strip()


@pytest.fixture
def ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "台 账(2026).db"
    assert call(capsys, "office", path, "--name", "清溪镇", "--code", "341823101")[0] == 0
    return path


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", [*CONTENTS, "folder", "missing"])
def test_what_is_no_ledger_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, kind: str
) -> None:
    file = tmp_path / "x.db"
    if kind == "folder":
        file.mkdir()
    elif kind != "missing":
        file.write_bytes(CONTENTS[kind])
    elif command == "office":
        return  # makes the file
    words = [word.format(file=file, out=tmp_path / "out") for word in COMMANDS[command]]
    status, _, sentence = call(capsys, command, *words)
    assert status == 1
    assert SENTENCE.fullmatch(sentence)
    if kind in CONTENTS:
        assert file.read_bytes() == CONTENTS[kind]
    assert not (tmp_path / "out.db").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["submit", "x.db"],
        ["consolidate", "x.db"],
        ["backup"],
        ["restore", "x.db"],
        ["indicators"],
        ["indicators", "x.db"],
        ["indicators", "x.db", "--year", "2026"],
        ["indicators", "x.db", "--month", "3"],
        ["indicators", "--year", "2026", "--month", "3"],
        ["indicators", "x.db", "--year", "2026", "--month", "13"],
        ["scores", "x.db", "--year", "2026"],
        ["letters", "x.db", "o.pdf"],
        ["report", "x.db", "poem", "--year", "2026", "--month", "3", "o.pdf"],
        ["office", "x.db"],
        ["demo", "x.db", "--today", "2026-13-01"],
        ["demo", "x.db", "--projects", "many"],
        ["check", "x.db", "--loud"],
        ["import", "x.db", "y.xlsx", "--unit-of-money", "角"],
    ],
)
def test_wrong_usage_is_2_with_a_sentence(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    status, out, sentence = call(capsys, *words)
    assert (status, out) == (2, "")
    assert re.fullmatch(r"用法不对：[^\n]*请用“zhaoshang[^\n]*--help”查看用法。", sentence)


@pytest.mark.parametrize("command", ["submit", "office", "restore", "consolidate"])
def test_a_ledger_open_in_a_window_is_left_alone(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    other = (
        f"import sys, pathlib; from app.database.lock import held\n"
        f"with held(pathlib.Path({str(ledger)!r})): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", other], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout
        assert program.stdin
        assert program.stdout.readline() == "held\n"
        before = ledger.read_bytes()
        copy = tmp_path / "备份.db"
        assert call(capsys, "backup", ledger, copy)[0] == 0  # a copy may be made at any time
        words = {
            "submit": (ledger, tmp_path / "usb"),
            "office": (ledger, "--name", "乙镇", "--code", "341823102"),
            "restore": (copy, ledger),
            "consolidate": (ledger, tmp_path),
        }[command]
        status, _, sentence = call(capsys, command, *words)
        assert (status, "另一个窗口" in sentence) == (1, True)
        assert ledger.read_bytes() == before
        program.stdin.close()


def test_a_whole_ledger_is_named(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "check", ledger) == (0, f"“{ledger.name}”完好。\n", "")


def test_json_stays_json_where_a_check_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, sentence = call(capsys, "check", tmp_path / "无.db", "--json")
    assert status == 1
    assert json.loads(out) | {"checked": []} == {
        "ok": False,
        "schema": None,
        "app": None,
        "problems": [sentence],
        "checked": [],
    }


def test_a_damaged_ledger_names_the_backup_and_the_command(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "backup", ledger)
    content = ledger.read_bytes()
    ledger.write_bytes(content[:9000] + bytes([content[9000] ^ 1]) + content[9001:])
    status, _, sentence = call(capsys, "indicators", ledger, "--year", 2026, "--month", 3)
    assert status == 1
    found = re.search(r"最近的备份是.+恢复请运行：zhaoshang rescue '(.+)'", sentence)
    assert found
    status, out, _ = call(capsys, "rescue", found[1])
    assert (status, "的备份恢复" in out) == (0, True)
    assert call(capsys, "check", ledger)[0] == 0
    assert call(capsys, "rescue", ledger)[::2] == (1, f"“{ledger.name}”能正常打开，不需要恢复。")


def test_a_damaged_ledger_without_a_backup_says_so(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger.write_bytes(ledger.read_bytes()[:-4096])
    status, _, sentence = call(capsys, "office", ledger, "--name", "甲镇", "--code", "341823101")
    assert status == 1
    assert "没有它的自动备份" in sentence
    assert "不要删除原文件" in sentence


def test_a_damaged_backup_is_named_and_changes_nothing(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "备份.db"
    call(capsys, "backup", ledger, copy)
    copy.write_bytes(copy.read_bytes()[:-4096])
    before = ledger.read_bytes()
    assert call(capsys, "restore", copy, ledger)[::2] == (1, "“备份.db”已损坏，请换一个备份。")
    assert ledger.read_bytes() == before


def test_one_refused_among_others_is_1_with_its_reason(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(capsys, "submit", ledger, tmp_path / "usb")[0] == 0
    status, out, sentence = call(capsys, "consolidate", tmp_path / "全县.db", tmp_path / "usb", ledger, "--json")
    assert status == 1
    outcome = json.loads(out)
    assert (len(outcome["taken"]), [each["submission"] for each in outcome["refused"]]) == (1, [str(ledger)])
    assert sentence.startswith("有1份提交没有采用：")


def test_the_lock_is_free_afterwards(ledger: Path) -> None:
    with held(ledger):
        open_database(ledger, SystemClock()).close()
