"""Which fonts print, how one is chosen at this seat, and the page with rulers."""

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.documents.fonts import SANS, SERIF
from app.documents.layout.pages import MM
from app.errors import Refused
from app.jobs.printing_fonts import advice, choose_font, draw_test_page, printing_fonts


@pytest.fixture(autouse=True)
def seat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "资料"
    monkeypatch.setenv("ZHAOSHANG_DATA", str(folder))
    monkeypatch.setattr("app.documents.fonts.system_folders", list)
    return folder


def of(role: str):  # type: ignore[no-untyped-def]
    return next(font for font in printing_fonts() if font.role == role)


def test_what_the_machine_lacks_is_said() -> None:
    assert of("小标宋").stands_in
    assert "小标宋" in advice(printing_fonts())


def test_a_chosen_file_prints_and_outlives_the_stick_it_came_from(tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    shutil.copyfile(SANS, stick / "单位专用.ttf")
    choose_font("小标宋", stick / "单位专用.ttf")
    shutil.rmtree(stick)
    chosen = of("小标宋")
    assert (chosen.chosen, chosen.stands_in, chosen.path.name) == (True, False, "单位专用.ttf")
    assert not of("仿宋").chosen
    choose_font("小标宋", None)
    assert not of("小标宋").chosen


def test_a_file_that_cannot_print_is_refused_and_nothing_changes(tmp_path: Path, seat: Path) -> None:
    broken = tmp_path / "坏.ttf"
    broken.write_bytes(b"not a font")
    with pytest.raises(Refused, match="不能用来打印仿宋"):
        choose_font("仿宋", broken)
    assert not of("仿宋").chosen
    assert not (seat / "fonts" / "坏.ttf").exists()


def test_a_chosen_file_that_was_taken_away_falls_back(seat: Path) -> None:
    choose_font("楷体", SERIF)
    (seat / "fonts" / SERIF.name).unlink()
    assert not of("楷体").chosen
    (seat / "字体选择.json").write_text("[", encoding="utf-8")
    assert of("楷体").path.parent == SERIF.parent


def test_the_rulers_are_true_to_size(tmp_path: Path) -> None:
    out = tmp_path / "测试页.pdf"
    draw_test_page(out)
    page = PdfReader(out).pages[0]
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)
    contents = page.get_contents()
    assert contents is not None
    drawn = re.findall(rb"n ([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", contents.get_data())
    strokes = [tuple(map(float, stroke)) for stroke in drawn]
    long = 6 * MM  # the strokes at every ten millimetres
    across = sorted(x for x, y, x2, y2 in strokes if x == x2 and abs(abs(y - y2) - long) < 0.01)
    down = sorted(y for x, y, x2, y2 in strokes if y == y2 and abs(abs(x - x2) - long) < 0.01)
    assert (len(across), len(down)) == (16, 23)
    assert all(abs(b - a - 10 * MM) < 0.02 for line in (across, down) for a, b in pairwise(line))
    assert "代替" in page.extract_text()
