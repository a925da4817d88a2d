"""The ledgers bound in one volume: what is in it, its pages, and what stays out."""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn

from app.database.engine import Database
from app.jobs.reports import report
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.funds import FundsEntry
from app.models.leads import Lead, LeadSource
from app.models.projects import Project
from app.models.targets import Target
from app.models.units import Unit
from app.reports.ledger_book import target_progress
from app.services import indicators, offices
from app.services.schemes.outcome import ScoreRow
from tests.builders import build
from tests.documents.pages import texts_of
from tests.documents.reading import xml_of

WAN = 1_000_000
FELLOW, FIRM = "13912345678", "13700001111"


@pytest.fixture
def office(database: Database) -> Database:
    with database.work("登记") as session:
        offices.establish(session, name="清溪镇", code="510101101")
        unit = build(session, Unit, name="上河村")
        build(session, Target, unit_id=unit.id, indicator="funds_domestic", amount=100 * WAN)
        build(session, Target, indicator="funds_domestic", amount=400 * WAN)
        project = build(session, Project, name="恒信农机项目", unit_id=unit.id)
        for _ in range(70):
            build(session, FundsEntry, project_id=project.id, amount=1 * WAN)
        build(session, Fellow, phone=FELLOW)
        build(session, Enterprise)
        build(session, Lead, name="乡贤线索", phone=FELLOW, source=LeadSource.FELLOW)
        build(session, Lead, name="企业线索", phone=FIRM)
    return database


def test_pages_are_numbered_through_and_the_contents_name_them(office: Database, tmp_path: Path) -> None:
    report(office, "ledgers", 2026, 10, tmp_path / "汇编.pdf")
    cover, contents, *pages = texts_of(tmp_path / "汇编.pdf")
    assert "清溪镇招商引资台账汇编" in cover
    assert "页" not in cover
    feet = [re.findall(r"第(\d+)页\s*共(\d+)页", text)[-1] for text in (contents, *pages)]
    assert feet == [(str(number), str(len(pages) + 1)) for number in range(1, len(pages) + 2)]
    entries = re.findall(r"^(\S+?)（\d+条）.*?(\d+)$", contents, re.MULTILINE)
    assert [title[-5:] for title, _ in entries] == ["资项目台账", "资金统计表", "商线索台账", "完成情况表"]
    for title, number in entries:
        assert title in pages[int(number) - 2]
    assert "项目问题台账" in contents
    assert "没有记录" in contents


def test_each_ledger_lies_on_the_paper_it_needs(office: Database, tmp_path: Path) -> None:
    words = (
        "investor",
        "investor_place",
        "site",
        "content",
        "progress",
        "problem",
        "leader",
        "person",
        "phone",
        "note",
    )
    with office.work("登记") as session:
        build(session, Project, name="样样齐全的项目", total_investment=1 * WAN, **dict.fromkeys(words, "上河村"))
    report(office, "ledgers", 2026, 10, tmp_path / "汇编.pdf")
    with pdfplumber.open(tmp_path / "汇编.pdf") as pdf:
        widths = {round(float(page.width) / 72 * 25.4) for page in pdf.pages}
        assert all(page.width > page.height for page in pdf.pages)
    assert widths == {297, 420}


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_no_fellow_townsman_s_own_number_is_bound_in(office: Database, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"汇编.{ending}"
    report(office, "ledgers", 2026, 10, path)
    if ending == "pdf":
        text = "\n".join(texts_of(path))
    else:
        document = Document(str(path))
        text = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "乡贤线索" in text
    assert FELLOW not in text
    assert FIRM in text


def test_columns_that_nobody_filled_take_no_paper(office: Database, tmp_path: Path) -> None:
    report(office, "ledgers", 2026, 10, tmp_path / "汇编.docx")
    heads = [cell.text for table in Document(str(tmp_path / "汇编.docx")).tables for cell in table.rows[0].cells]
    assert "项目名称" in heads
    assert "引荐人" not in heads


def test_word_repeats_both_rows_of_a_grouped_head(office: Database, tmp_path: Path) -> None:
    report(office, "ledgers", 2026, 10, tmp_path / "汇编.docx")
    table = Document(str(tmp_path / "汇编.docx")).tables[-1]
    assert [xml_of(row).find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in table.rows[:3]] == [
        True,
        True,
        False,
    ]
    assert table.rows[0].cells[2].text == "实际到位内资（万元）"
    assert [cell.text for cell in table.rows[1].cells][2:5] == ["年度目标", "本年累计", "完成率"]
    assert [cell.text for cell in table.rows[2].cells][1:5] == ["上河村", "100", "70", "70.0%"]


def test_the_township_s_line_is_its_own_target_and_not_a_sum(office: Database) -> None:
    with office.read() as session:
        view = target_progress(indicators.report(session, 2026, 6), "全镇")
    (line,) = view.rows
    assert (line["unit"], line["rank"], line["funds_domestic_completion"]) == ("上河村", "1", Fraction(70, 100))
    assert line["funds_domestic_ahead"] == "+20.0"
    assert view.totals is not None
    assert view.totals["funds_domestic_target"] == 400
    assert view.totals["funds_domestic_completion"] == Fraction(70, 400)
    groups = {column.group for column in view.columns if column.group}
    assert groups == {"实际到位内资（万元）"}


def test_scores_of_the_assessment_go_before_the_rate(office: Database) -> None:
    with office.read() as session:
        figures = indicators.report(session, 2026, 6)
    score = ScoreRow("上河村", "村", (), Fraction(935, 10), 3)
    view = target_progress(figures, "全镇", {"上河村": score})
    (line,) = view.rows
    assert (line["score"], line["rank"]) == (Fraction(935, 10), "3")
    assert [column.title for column in view.columns[-2:]] == ["综合得分", "排名"]


def test_the_volume_is_of_the_day_it_was_made(office: Database, tmp_path: Path) -> None:
    report(office, "ledgers", 2026, 6, tmp_path / "汇编.pdf")
    assert "2026年11月22日" in texts_of(tmp_path / "汇编.pdf")[0]
    assert office.clock.today() == date(2026, 11, 22)
