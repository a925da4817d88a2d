"""Annexes on their pages: what can share one does, a lone short table is spread, and no row is drawn apart too far."""

from itertools import pairwise

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.letters.sheet import SchemeSheet, TargetLine
from tests.documents.letter_samples import letter
from tests.documents.pages import MM, body, lines_of
from tests.documents.writing import write_letters

TOP, FOOT = 37 * MM, 262 * MM
HEIGHT = FOOT - TOP
HIGHEST = 36  # points; a row of one line


def targets(count: int, title: str = "新签约亿元以上项目") -> tuple[TargetLine, ...]:
    return tuple(TargetLine(f"{title}{number}", "个", str(number)) for number in range(count))


def scheme(rows: int) -> SchemeSheet:
    lines = tuple((str(number), f"考核项目{number}", "10", "按完成率计分", "") for number in range(rows))
    return SchemeSheet(
        "考核评分表", ("序号", "考核项目", "分值", "计分办法", "自评分"), (*lines, ("", "合计", "100", "", ""))
    )


def pages_of(tmp_path, **changes):
    write_letters(tmp_path / "a.pdf", [letter(**changes)])
    return [body(page) for page in lines_of(tmp_path / "a.pdf")]


def rules_of(path) -> list[list[float]]:
    """The heights of the rows of each page's table, heads and all."""
    with pdfplumber.open(path) as pdf:
        found = []
        for page in pdf.pages:
            edges = sorted(
                {round(rect["top"], 1) for rect in page.rects} | {round(rect["bottom"], 1) for rect in page.rects}
            )
            found.append([low - high for high, low in pairwise(edges) if low - high > 5])
        return found


def test_two_short_annexes_share_a_page(tmp_path):
    pages = pages_of(tmp_path, annex=targets(6), schemes=(scheme(6),))
    (page,) = [page for page in pages if any(line.text == "附件1" for line in page)]
    assert any(line.text == "附件2" for line in page)


def test_an_annex_that_does_not_fit_below_another_begins_a_page(tmp_path):
    pages = pages_of(tmp_path, annex=targets(9), schemes=(scheme(16),))
    assert any(page[0].text == "附件2" for page in pages)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(count=st.integers(1, 60))
def test_a_page_of_an_annex_is_as_full_as_its_rows_let_it_be(tmp_path, count: int):
    pages = pages_of(tmp_path, annex=targets(count))
    first = next(number for number, page in enumerate(pages) if page[0].text == "附件")
    for page, rows in zip(pages[first:], rules_of(tmp_path / "a.pdf")[first:], strict=True):
        fill = (page[-1].baseline - TOP) / HEIGHT
        assert page[-1].baseline <= FOOT
        assert max(rows) <= HIGHEST + 0.2
        assert fill >= 0.7 or max(rows) >= HIGHEST - 0.3 or len(pages) - first > 1
    assert len(rules_of(tmp_path / "a.pdf")[-1]) >= 3 or len(pages) - first == 1, "no page for a row or two"


@pytest.mark.parametrize(("count", "most"), [(16, 1), (20, 1), (36, 2), (60, 3)])
def test_rows_are_pulled_up_before_they_take_another_page(tmp_path, count: int, most: int):
    pages = pages_of(tmp_path, annex=targets(count))
    first = next(number for number, page in enumerate(pages) if page[0].text == "附件")
    assert len(pages) - first <= most
