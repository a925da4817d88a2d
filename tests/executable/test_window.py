"""The packaged window walks through itself: four tabs with their pages, a form, previews, and papers printed."""

from pathlib import Path

import pytest

from tests.executable.programs import Program

pytestmark = pytest.mark.executable

TABS = ("项目库", "线索跟踪", "责任书", "统计图表")


@pytest.fixture(scope="module")
def walked(program: Program, township: Path) -> list[Path]:
    """What the walk left: pictures and papers."""
    program.run(township, "示例.db", "--walk", "走一遍")
    return sorted((township / "走一遍").iterdir())


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_is_opened_and_printed_from(walked: list[Path], tab: str) -> None:
    seen = [file for file in walked if f"-{tab}" in file.name]
    pictures = [file for file in seen if file.suffix == ".png"]
    papers = [file for file in seen if file.suffix == ".pdf"]
    assert pictures
    assert papers
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in pictures)
    assert all(file.read_bytes().startswith(b"%PDF-") for file in papers)


def test_a_form_was_opened(walked: list[Path]) -> None:
    assert any("新增项目" in file.name for file in walked)


def test_the_single_file_shows_its_window(single_file: Program, office: Path) -> None:
    single_file.run(office, "示例.db", "--walk", "窗口.png")
    assert (office / "窗口.png").read_bytes().startswith(b"\x89PNG")
