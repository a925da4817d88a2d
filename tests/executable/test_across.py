"""Between Linux and Windows: submissions go both ways, figures are the same, and papers the same to the byte."""

import json
import shutil
from pathlib import Path

import pytest

from tests.executable.conftest import MONTH, YEAR
from tests.executable.programs import ASKED, CHECKOUT, HERE, WINE, Program, built

pytestmark = [
    pytest.mark.executable,
    pytest.mark.skipif(ASKED != "wine", reason="asked for with PROGRAM=wine"),
]

LINUX = HERE if HERE.path.is_file() else CHECKOUT
WAYS = [(LINUX, WINE), (WINE, LINUX)]
PERIOD = ("--year", YEAR, "--month", MONTH)


@pytest.mark.parametrize(("sender", "receiver"), WAYS, ids=["linux-windows", "windows-linux"])
def test_what_one_submits_the_other_checks_and_takes(sender: Program, receiver: Program, office: Path) -> None:
    built(sender).run(office, "submit", "示例.db", "U盘")
    assert "完好" in built(receiver).run(office, "check", "U盘/招商项目提交")
    receiver.run(office, "office", "县.db", "--name", "清远县", "--code", "361128000")
    told = json.loads(receiver.run(office, "consolidate", "县.db", "U盘", "--json"))
    assert (len(told["taken"]), told["refused"]) == (1, [])
    assert _figures(sender, office, "县.db") == _figures(receiver, office, "县.db")


def test_the_same_file_has_the_same_figures(office: Path) -> None:
    for what in ("indicators", "scores"):
        here, there = (_figures(each, office, "示例.db", what) for each in (LINUX, WINE))
        assert here == there


def test_letters_are_the_same_to_the_byte(office: Path) -> None:
    for name, each in (("甲", LINUX), ("乙", WINE)):
        shutil.copy(office / "示例.db", office / f"{name}.db")
        each.run(office, "letters", f"{name}.db", "--year", YEAR, f"{name}.pdf")
    assert (office / "甲.pdf").read_bytes() == (office / "乙.pdf").read_bytes()


def _figures(program: Program, folder: Path, file: str, what: str = "indicators") -> object:
    rows = json.loads(program.run(folder, what, file, *PERIOD, "--json"))["rows"]
    assert rows
    return rows
