"""A .docx is the same paper as the PDF: in LibreOffice it has the same pages, and nearly all lines break alike.

What is left are lines that hold many numbers: LibreOffice adds a quarter of a point wherever Latin and Chinese meet.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.clock import fixed
from app.database.engine import Database, open_database
from app.demo import make_demo
from app.documents.fonts import bundled
from app.documents.writing import write
from tests.documents.libreoffice import SOFFICE, alike, differences, laid_out, pages_of
from tests.documents.test_same_paper import PAPERS, TODAY

NAMES = (
    "letters.document",
    "bulletins.document of an official page",
    "bulletins.document of a summary",
    "leads.bulletins.week",
    "leads.ledgers.firm_list",
    "ledgers.document of leads",
    "projects.books.document",
    "target_tables.document",
)
ALIKE = 0.95

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        make_demo(folder / "镇.db", today=TODAY, projects=20)
        database = open_database(folder / "镇.db", fixed(TODAY))
        yield database
        database.close()


def test_pages_and_lines_are_those_of_the_pdf(township: Database, tmp_path: Path) -> None:
    drawn, written = [], []
    for number, name in enumerate(NAMES):
        compose: Callable = PAPERS[name]
        with township.work("公文格式") as session:
            document = replace(compose(session), formats=(".pdf", ".docx"))
        drawn.append(tmp_path / f"{number}.pdf")
        written.append(tmp_path / f"{number}.docx")
        write(drawn[-1], document, faces=bundled())
        write(written[-1], document, faces=bundled())
    (tmp_path / "office").mkdir()
    others = laid_out(written, tmp_path / "office")
    for name, mine, theirs in zip(NAMES, map(pages_of, drawn), map(pages_of, others), strict=True):
        assert len(theirs) == len(mine), name
        assert alike(mine, theirs) >= ALIKE, (name, differences(mine, theirs))
