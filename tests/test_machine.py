"""The machine that sets up and builds: fonts with every character a name may hold, licences, locks, `make help`."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont as Face
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from machine import licences

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def two_bytes(encoding: str) -> set[str]:
    """Every character that the encoding writes in two bytes."""
    pairs = (bytes((first, second)) for first in range(0x81, 0xFF) for second in range(0x40, 0xFF))
    return {text for pair in pairs if len(text := pair.decode(encoding, errors="replace")) == 1} - {"\ufffd"}


@pytest.mark.parametrize("name", ["zhaoshang-sans.ttf", "zhaoshang-serif.ttf"])
def test_a_face_has_truetype_outlines_for_every_character_of_the_office(name: str) -> None:
    with Face(FONTS / name, lazy=True) as face:
        assert "glyf" in face
        held = {chr(number) for number in face.getBestCmap()}
    gbk = two_bytes("gbk")
    assert len(gbk) > 21_000
    assert gbk - held <= {"≒"}  # a sign of mathematics that the source never had
    assert set("喆堃䶮㛃𬭊㎡〇①⑩〔〕—“”…·《》℃￥¥№%‰ABCxyz0189") <= held


@pytest.mark.parametrize("name", ["zhaoshang-fang.ttf", "zhaoshang-kai.ttf", "zhaoshang-bold.ttf"])
def test_a_face_of_its_own_role_has_every_character_of_gb2312(name: str) -> None:
    if not (FONTS / name).is_file():
        pytest.skip("set-up could not fetch the Debian package")
    with Face(FONTS / name, lazy=True) as face:
        assert "glyf" in face
        held = {chr(number) for number in face.getBestCmap()}
    hanzi = {char for char in two_bytes("gb2312") if "\u4e00" <= char <= "\u9fff"}
    assert len(hanzi) == 6763
    assert hanzi <= held
    assert "GPL" in (FONTS / "FANDOL.txt").read_text("utf-8")


def test_the_licence_of_the_faces_lies_beside_them() -> None:
    text = (FONTS / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert text.startswith("©")


def test_every_travelling_library_says_its_terms(tmp_path: Path) -> None:
    for file in licences.gather(tmp_path / "licences").iterdir():
        assert re.search(r"licen|MIT|BSD|Apache|LGPL|PSF|HPND", file.read_text("utf-8"), re.IGNORECASE), file.name


@pytest.mark.parametrize("lock", ["requirements.lock", ".ci/requirements-old-glibc.lock"])
def test_every_dependency_is_locked_with_its_hash_and_no_host(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    wishes = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    names = {canonicalize_name(Requirement(wish).name) for wish in wishes}
    if lock != "requirements.lock":
        names -= {"pyside6-pdf"}  # there it is part of the add-ons
    pinned = dict(re.findall(r"(?m)^([a-z0-9-]+)==\S+[^\n]*\\\n +--hash=(sha256):", text))
    assert names <= set(pinned)
    assert "://" not in text


def test_make_help_lists_the_commands() -> None:
    told = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    assert {"setup", "run", "test", "lint", "exe", "bench"} <= {line.split()[1] for line in told.splitlines()}
