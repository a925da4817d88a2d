"""The decisions: each has a number of its own, and the index names every one by its title."""

import re
from collections import Counter
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "docs" / "decisions"


def _pages() -> list[Path]:
    return sorted(page for page in _FOLDER.glob("*.md") if page.name != "README.md")


def test_no_two_decisions_bear_the_same_number() -> None:
    numbers = Counter(page.name[:4] for page in _pages())

    assert [number for number, times in numbers.items() if times > 1] == []


def test_the_index_names_every_decision_with_its_title_in_order() -> None:
    lines = re.findall(r"^- \[(\d{4})\]\((\S+)\) (.+)$", (_FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)

    assert [(name, f"# {number} {title}") for number, name, title in lines] == [
        (page.name, page.read_text("utf-8").splitlines()[0]) for page in _pages()
    ]
