"""Letters and reports from the records to files: one for all or one for each, numbered where the office says."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from app.clock import fixed
from app.database.engine import Database, open_database
from app.documents.printing import Printing
from app.errors import Refused
from app.jobs.imports import import_ledger
from app.jobs.letters import file_name, print_letters, write_each
from app.jobs.reports import report
from app.jobs.target_tables import print_breakdown
from app.models.letters import TargetsPlace
from app.reports import letters as letter_papers
from app.services import letters, offices, targets, units
from app.services.letters.sheet import LetterSheet
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from tests.documents.pages import lines_of

MIDDLE = (28 + 184) / 2 / 25.4 * 72  # of the 版心, in points from the page's left
LONG = "清溪回族瑶族自治乡经济开发区管理委员会招商服务中心（综合执法队）"
BOTTOM = (297 - 35) / 25.4 * 72  # of the 版心, from the page's top
WAN = 10**6


@pytest.fixture
def township(tmp_path: Path) -> Database:
    """清溪镇 with two units, one of them of a long name, and a percentage among their targets."""
    database = open_database(tmp_path / "台账.db", fixed(date(2026, 3, 2)))
    with database.work("准备") as session:
        offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        growth = targets.make_indicator(session, "企业增速", "%").key
        for place, name in enumerate(("法中村", LONG)):
            units.save(session, UnitEntry(name=name, position=place))
            targets.save(session, TargetEntry(2026, "funds_received", 1000 * WAN, name, 1200 * WAN))
            targets.save(session, TargetEntry(2026, growth, 9 * WAN, name))
        targets.save(session, TargetEntry(2026, "funds_received", 2500 * WAN))
    return database


def number_middles(path: Path) -> list[float]:
    """Where the page numbers' middles stand, from the left."""
    numbers = [next(line for line in page if line.text.startswith("— ")) for page in lines_of(path)]
    return [(line.x0 + line.x1) / 2 for line in numbers]


@pytest.mark.parametrize("paper", ["letters", "bulletin"])
def test_page_numbers_stand_where_the_office_has_them(township: Database, tmp_path: Path, paper: str) -> None:
    def written(name: str) -> list[float]:
        out = tmp_path / name
        if paper == "letters":
            print_letters(township, 2026, out)
        else:
            report(township, "bulletin", 2026, 2, out)
        return number_middles(out)

    assert all(abs(middle - MIDDLE) > 100 for middle in written("外侧.pdf"))
    with township.work("页码") as session:
        offices.set_value(session, "page_numbers", "centre")
    assert all(abs(middle - MIDDLE) < 1 for middle in written("居中.pdf"))


def test_pages_are_counted_or_a_single_one_left_without(township: Database, tmp_path: Path) -> None:
    def feet(numbers: str) -> list[list[str]]:
        with township.work("页码") as session:
            offices.set_value(session, "page_numbers", numbers)
        print_letters(township, 2026, tmp_path / "页.pdf", "法中村")
        pages = lines_of(tmp_path / "页.pdf")
        return [[line.text for line in page if line.baseline > BOTTOM] for page in pages]

    assert feet("counted") == [["第1页　共2页"], ["第2页　共2页"]]
    assert feet("several") == [["— 1 —"], ["— 2 —"]]
    with township.work("一页") as session:
        found = letters.template(session, 2026)
        letters.save_template(session, 2026, replace(found, targets_place=TargetsPlace.ALONE))
    assert feet("several") == [[]]
    assert feet("counted") == [["第1页　共1页"]]


def test_word_has_them_there_too(township: Database, tmp_path: Path) -> None:
    with township.work("页码") as session:
        offices.set_value(session, "page_numbers", "centre")
    out = tmp_path / "责任书.docx"
    assert print_letters(township, 2026, out) == 2
    section = Document(str(out)).sections[0]
    sides = [footer.paragraphs[0].alignment for footer in (section.footer, section.even_page_footer)]
    assert [int(side) for side in sides] == [1, 1]


@pytest.fixture
def sheets(township: Database) -> list[LetterSheet]:
    """The letters of both units."""
    with township.work("起草") as session:
        letters.draft_missing(session, 2026)
        return letter_papers.sheets(session, 2026)


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_each_letter_has_a_file_of_its_own(sheets: list[LetterSheet], tmp_path: Path, ending: str) -> None:
    made = write_each(tmp_path, ending, sheets, Printing())
    assert [path.name for path in made] == [
        f"清招责〔2026〕1号 法中村{ending}",
        f"清招责〔2026〕2号 {LONG}{ending}",
    ]
    assert all(path.stat().st_size > 1000 for path in made)
    with pytest.raises(Refused, match="结尾"):
        write_each(tmp_path, ".txt", sheets)


def test_a_files_name_holds_no_sign_that_a_disk_refuses() -> None:
    sheet = LetterSheet("题", "1/2:号", (("甲方", "镇"), ("乙方", "企业<一>部?")), "", (), ())
    assert file_name(sheet) == "12号 企业一部"


def test_a_percentage_stands_in_the_letter_and_in_no_sum(
    township: Database, sheets: list[LetterSheet], tmp_path: Path
) -> None:
    assert "企业增速9%。" in [clause.text for clause in sheets[0].sections[0].clauses]
    out = tmp_path / "分解表.xlsx"
    assert print_breakdown(township, 2026, out) == 2
    rows = [
        [cell for cell in row if cell is not None]
        for row in load_workbook(out, data_only=True).active.iter_rows(values_only=True)
    ]
    assert next(row for row in rows if row[0] == "合计") == ["合计", 2000, 2400]
    again = import_ledger(township, out)
    assert (again.created, again.updated, again.skipped, again.rejected) == (0, 0, 5, [])


def test_a_year_without_targets_has_no_table(township: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="还没有给各单位下达目标"):
        print_breakdown(township, 2027, tmp_path / "分解表.pdf")
