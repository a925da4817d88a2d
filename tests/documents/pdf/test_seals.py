"""A seal of 42 or 45 mm, laid on the printed page: at whatever line the text ends, it presses name and date alone."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.documents.fonts import bundled
from app.documents.writing import write
from app.reports import bulletins
from app.reports.blocks import Document
from app.services.letters.sheet import Clause, Section
from tests.documents.pages import MM, body, lines_of
from tests.documents.pdf.test_bulletins import SHEET

RIGHT, FOOT, PITCH = (210 - 26) * MM, 262 * MM, 156 * MM / 28
RISE = 4 * MM  # 骑年盖月: the middle of the seal lies so much above the middle of name and date
INK = 6  # points from a line's baseline to the middle of its characters
DESCENT = 2  # points that a comma hangs below its baseline
PRESSED_BY = 46  # lines of text, over two pages and a half


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """(lines of text, the page with name and date) for texts of 1 to 46 lines, all of them in one file."""
    parts = []
    for count in range(1, PRESSED_BY + 1):
        clauses = tuple(Clause("加快推进。", 0) for _ in range(count))
        sheet = replace(SHEET, sections=(Section("要求", clauses),), indicators=(), ranking=())
        (part,) = bulletins.document(sheet).parts
        parts.append(replace(part, name=f"{count}行"))
    path = tmp_path_factory.mktemp("seals") / "a.pdf"
    write(path, Document(SHEET.title, tuple(parts)), faces=bundled())
    return [body(page) for page in lines_of(path) if any(line.text == SHEET.date for line in page)]


def test_the_seal_covers_no_text_and_stays_on_the_page(printed):
    assert len(printed) == PRESSED_BY
    for page in printed:
        place = next(number for number, line in enumerate(page) if line.text == SHEET.date)
        text, name, date = page[place - 2 : place + 1]
        steps = [after.baseline - line.baseline for line, after in pairwise(page[: place - 1])]
        pitch = min(steps) if steps else date.baseline - name.baseline
        middle = (name.baseline + date.baseline) / 2 - INK - RISE
        across = (date.x0 + date.x1) / 2
        for seal in (42 * MM, 45 * MM):
            assert middle - seal / 2 >= text.baseline + DESCENT
            assert middle - seal / 2 - text.baseline <= pitch + 1, "its top is within a line of the text"
            assert middle + seal / 2 <= FOOT + 1
            assert across + seal / 2 <= 210 * MM - 5 * MM
            assert middle + seal / 2 >= date.baseline, "it presses the date"
        assert date.x1 == pytest.approx(RIGHT - 4 * PITCH, abs=2)
        assert name.x0 + name.x1 == pytest.approx(date.x0 + date.x1, abs=3)


def test_text_ends_at_every_line_of_a_page(printed):
    ends = {round((page[-3].baseline - 37 * MM) / (225 * MM / 22)) for page in printed}
    assert len(ends) >= 15  # the last lines of a page belong to name, date and the room of the seal
