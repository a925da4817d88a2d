"""Names proposed for files are names on every system; what Windows would take for something else is refused there."""

import os
import sys
from pathlib import Path

import pytest

from app.errors import Refused
from app.file_names import file_name, must_be_a_file_name
from app.paths import whole_file


def test_forbidden_signs_are_written_wide() -> None:
    assert file_name('甲/乙"扩建"：一期?.pdf') == "甲／乙＂扩建＂：一期？.pdf"


@pytest.mark.parametrize("name", ["CON.pdf", "nul", "com1.xlsx", "LPT².docx"])
def test_a_device_is_no_file(name: str) -> None:
    assert file_name(name) == f"_{name}"


@pytest.mark.parametrize(("words", "name"), [("责任书. ", "责任书"), (" \n", "_"), ("…", "…"), ("", "_")])
def test_blanks_and_dots_at_the_edges_go(words: str, name: str) -> None:
    assert file_name(words) == name


def test_a_long_name_keeps_its_ending() -> None:
    short = file_name("项目" * 100 + ".pdf")
    assert short.endswith(("项目.pdf", "项.pdf"))
    assert len(short) <= 120


@pytest.mark.skipif(sys.platform != "win32", reason="a hidden stream and a device are Windows' own")
@pytest.mark.parametrize("name", ["a:b.pdf", "项目:一.pdf", "CON.pdf", "什么?.pdf", "尾.", "尾 "])
def test_windows_refuses_what_would_be_written_elsewhere(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="不能用作文件名"), whole_file(Path(f"{tmp_path}{os.sep}{name}")):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="other systems take these names")
def test_elsewhere_they_are_names() -> None:
    must_be_a_file_name(Path("a:b.pdf"))
