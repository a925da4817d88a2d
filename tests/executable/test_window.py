"""The packaged window walks through itself: four tabs with their pages, a form, previews, menus, papers printed.

Under Wine it does so on a screen of its own; the pictures stay in dist/windows/pictures, for the builder to look at.
"""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.executable.programs import DIST, SECONDS, Program, end_with_children
from tests.executable.screen import Screen

pytestmark = pytest.mark.executable

TABS = ("项目库", "线索跟踪", "责任书", "统计图表")
MENUS = ("文件", "编辑", "数据", "打印", "报送", "帮助")
PICTURES = DIST / "windows" / "pictures"
_OF_THE_SCREEN = "屏幕"
_LOOK_SECONDS = 3


@pytest.fixture(scope="module")
def walked(program: Program, township: Path, screen: Screen | None) -> list[Path]:
    """What the walk left: pictures and papers; and where there is a screen, what was on all of it meanwhile."""
    out = township / "走一遍"
    with program.start(township, "示例.db", "--walk", out.name) as process:
        _watch(process, out, screen)
        told, complained = process.communicate(timeout=60)
    assert process.returncode == 0, f"{told}\n{complained}"
    if program.under_wine:
        shutil.rmtree(PICTURES, ignore_errors=True)
        shutil.copytree(out, PICTURES)
    return sorted(out.iterdir())


def test_a_tab_is_opened_and_printed_from(walked: list[Path]) -> None:
    for tab in TABS:
        seen = [file for file in walked if f"-{tab}" in file.name]
        papers = [file for file in seen if file.suffix == ".pdf"]
        assert papers
        assert all(file.read_bytes().startswith(b"%PDF-") for file in papers)
        assert all(_colours(file) > 30 for file in seen if file.suffix == ".png")


def test_a_form_a_box_and_every_menu_were_opened(walked: list[Path]) -> None:
    for name in ("新增项目", "提示框", *(f"菜单-{words}" for words in MENUS)):
        assert any(_colours(file) > 30 for file in walked if file.stem.endswith(name)), name


def test_the_window_was_on_the_screen(walked: list[Path], screen: Screen | None) -> None:
    if screen is None:
        pytest.skip("there is no screen")
    seen = [file for file in walked if file.stem.startswith(_OF_THE_SCREEN)]
    assert max(_colours(file) for file in seen) > 200


def test_the_single_file_shows_its_window(single_file: Program, office: Path) -> None:
    single_file.run(office, "示例.db", "--walk", "窗口.png")
    assert _colours(office / "窗口.png") > 200


def _watch(process: subprocess.Popen[str], out: Path, screen: Screen | None) -> None:
    """Waits for the walk to end, and pictures the screen on its way."""
    end, count = time.monotonic() + 2 * SECONDS, 0
    while process.poll() is None:
        if time.monotonic() > end:
            end_with_children(process)
            pytest.fail("the walk did not end")
        time.sleep(_LOOK_SECONDS)
        if screen is not None and out.is_dir():
            count += 1
            screen.picture().save(out / f"{_OF_THE_SCREEN}-{count:03d}.png")


def _colours(picture: Path) -> int:
    """How many colours a picture has: letters have dozens of greys at their edges, an empty frame has few."""
    with Image.open(picture) as image:
        return len(image.convert("RGB").getcolors(1 << 24))
