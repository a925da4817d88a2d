"""对比表 and the charts of bulletins: the figures of the indicators, live sums in the workbook, what was ticked."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app import cli
from app.database.engine import Database
from app.errors import Refused
from app.jobs.comparisons import print_comparison
from app.jobs.reports import report
from app.models.funds import FundsEntry
from app.models.projects import Milestone, Project
from app.models.targets import Target
from app.models.units import Unit
from app.services import offices, paper_charts
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage
from tests.builders import build
from tests.documents.pages import texts_of

WAN = 1_000_000


@pytest.fixture
def office(database: Database) -> Database:
    """Two villages: one has 300 of 400 万元, the other 100 of 200; last year 50 in March."""
    with database.work("登记") as session:
        offices.establish(session, name="清溪镇", code="510101101")
        entries = (("法中村", "2026-01-10", 200), ("法中村", "2026-03-10", 100), ("东岭村", "2026-03-01", 100))
        for name, on, amount in (*entries, ("东岭村", "2025-03-05", 50)):
            unit = session.query(Unit).filter_by(name=name).first() or build(session, Unit, name=name)
            project = build(session, Project, unit_id=unit.id, stage=Stage.SIGNED, industry="工业")
            build(session, Milestone, project_id=project.id, actual_on=PartialDate(on))
            build(session, FundsEntry, project_id=project.id, received_on=PartialDate(on), amount=amount * WAN)
        for name, amount in (("法中村", 400), ("东岭村", 200)):
            unit = session.query(Unit).filter_by(name=name).one()
            build(session, Target, indicator="funds_received", amount=amount * WAN, unit_id=unit.id)
        build(session, Target, indicator="funds_received", amount=1000 * WAN, unit_id=None)
    return database


def test_a_comparison_of_nothing_is_refused(office: Database, tmp_path: Path) -> None:
    for by, year, indicator in (
        ("years", 2030, "funds_received"),
        ("units", 2026, "labour_export"),
        ("plan", 2030, ""),
    ):
        with pytest.raises(Refused, match="没有可以对比的"):
            print_comparison(office, by, year, 3, tmp_path / "空.xlsx", indicator=indicator)
    assert not (tmp_path / "空.xlsx").exists()


def _rows(path: Path, *, values: bool) -> list[list[object]]:
    sheet = load_workbook(path, data_only=values).active
    assert sheet is not None
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]


def _text(path: Path) -> str:
    return "\n".join(texts_of(path))


def test_years_stand_side_by_side_with_live_sums(office: Database, tmp_path: Path) -> None:
    print_comparison(office, "years", 2026, 3, tmp_path / "表.xlsx")
    head, *rows = _rows(tmp_path / "表.xlsx", values=True)
    assert head[1:] == ["月份", "2026年", "2025年", "比2025年增长"]  # of 2024 nothing is known
    assert [row[1:4] for row in rows[:3]] == [["1月", 200, 0], ["2月", 0, 0], ["3月", 200, 50]]
    assert rows[3][:4] == ["合计", None, 400, 50]
    assert _rows(tmp_path / "表.xlsx", values=False)[4][2] == "=SUBTOTAL(9,C4:C6)"


def _column(path: Path, title: str) -> list[object]:
    head, *rows = _rows(path, values=True)
    return [row[head.index(title)] for row in rows]


def test_a_stock_stands_at_each_months_end_and_has_no_sum(office: Database, tmp_path: Path) -> None:
    with office.work("登记") as session:
        for entered, signed in (("2026-01-05", "2026-03-20"), ("2025-02-10", "2025-03-10")):
            project = build(session, Project, stage=Stage.SIGNED)
            for kind, on in ((MilestoneKind.RESERVED, entered), (MilestoneKind.SIGNED, signed)):
                build(session, Milestone, project_id=project.id, kind=kind, actual_on=PartialDate(on))
    out = tmp_path / "储备.xlsx"
    print_comparison(office, "years", 2026, 3, out, indicator="projects_reserved")
    assert _column(out, "2026年")[:3] == [1, 1, 0]  # it stood, though nothing is left at the end
    assert _column(out, "2025年")[:3] == [0, 1, 0]
    assert "2024年" not in _rows(out, values=True)[0]  # of 2024 nothing is known
    assert "合计" not in _column(out, "序号")


def test_a_year_with_nothing_between_others_is_nought_and_not_unknown(office: Database, tmp_path: Path) -> None:
    with office.work("登记") as session:
        project = build(session, Project)
        build(session, FundsEntry, project_id=project.id, received_on=PartialDate("2027-02-05"), amount=WAN)
        build(session, FundsEntry, project_id=project.id, received_on=PartialDate("2025-02-05"), amount=WAN)
    print_comparison(office, "years", 2027, 2, tmp_path / "表.xlsx", indicator="funds_domestic")
    assert _column(tmp_path / "表.xlsx", "2026年")[:2] == [200, 0]
    print_comparison(office, "years", 2028, 2, tmp_path / "后.xlsx", indicator="funds_domestic")
    assert _column(tmp_path / "后.xlsx", "2028年")[:2] == [0, 0]


def test_a_rate_of_nought_per_cent_is_printed_and_one_nobody_records_is_not(office: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有可以对比的"):
        print_comparison(office, "years", 2026, 3, tmp_path / "率.xlsx", indicator="start_rate")
    with office.work("登记") as session:
        late = session.query(Project).first()
        assert late is not None
        build(session, Milestone, project_id=late.id, kind=MilestoneKind.STARTED, actual_on=PartialDate("2026-09-01"))
    print_comparison(office, "years", 2026, 3, tmp_path / "率.xlsx", indicator="start_rate")
    assert _column(tmp_path / "率.xlsx", "2026年")[:3] == [0, 0, 0]


def test_units_and_plans_say_what_a_stock_is_held_against(office: Database, tmp_path: Path) -> None:
    with office.work("登记") as session:
        unit = session.query(Unit).filter_by(name="法中村").one()
        build(session, Target, indicator="projects_reserved", amount=4 * WAN, unit_id=unit.id)
        build(session, Target, indicator="projects_reserved", amount=9 * WAN, unit_id=None)
        for on in ("2025-02-10", "2026-02-10", "2026-03-10"):
            project = build(session, Project, stage=Stage.RESERVED, unit_id=unit.id)
            build(session, Milestone, project_id=project.id, kind=MilestoneKind.RESERVED, actual_on=PartialDate(on))
    print_comparison(office, "units", 2026, 3, tmp_path / "表.xlsx", indicator="projects_reserved")
    assert _column(tmp_path / "表.xlsx", "2025年同期末")[0] == 1
    assert _column(tmp_path / "表.xlsx", "比上年同期末增长")[0] == 2
    print_comparison(office, "plan", 2026, 3, tmp_path / "计划.pdf")
    assert "期末比200.0%" in _text(tmp_path / "计划.pdf").replace("\n", "")


def test_units_and_plans_are_those_of_the_indicators(office: Database, tmp_path: Path) -> None:
    print_comparison(office, "units", 2026, 3, tmp_path / "表.xlsx")
    rows = _rows(tmp_path / "表.xlsx", values=True)
    assert [row[1:5] for row in rows[1:3]] == [["法中村", 400, 300, 0.75], ["东岭村", 200, 100, 0.5]]
    assert rows[3][2:5] == [600, 400, pytest.approx(2 / 3)]
    print_comparison(office, "plan", 2026, 3, tmp_path / "计划.pdf")
    text = _text(tmp_path / "计划.pdf")
    assert "40.0%" in text
    assert "竖线为序时进度" in text
    for by in ("years", "units"):
        with pytest.raises(Refused, match="没有“没有”这个指标"):
            print_comparison(office, by, 2026, 3, tmp_path / "x.pdf", indicator="没有")


def test_a_bulletin_has_the_charts_that_are_ticked(office: Database, tmp_path: Path) -> None:
    report(office, "bulletin", 2026, 3, tmp_path / "无.pdf")
    with office.work("选择") as session:
        paper_charts.choose(session, ["units", "months", "bands"])
    report(office, "bulletin", 2026, 3, tmp_path / "有.pdf")
    without, with_charts = _text(tmp_path / "无.pdf"), _text(tmp_path / "有.pdf")
    assert "附图" not in without
    for words in ("附图1", "各责任单位实际到位资金完成率", "附图2", "逐月到位资金", "附图3", "签约项目规模构成"):
        assert words in with_charts
    with office.work("稳妥口径") as session:
        offices.set_value(session, "cautious", True)
    report(office, "bulletin", 2026, 3, tmp_path / "稳.pdf")
    cautious = _text(tmp_path / "稳.pdf")
    assert "各责任单位实际到位资金完成率" not in cautious  # which would rank them
    assert "附图1" in cautious


def test_the_same_from_a_terminal(office: Database, tmp_path: Path) -> None:
    path = str(office.path)
    office.close()
    for by in ("years", "units", "plan"):
        out = tmp_path / f"{by}.docx"
        call = ["report", path, "comparison", str(out), "--by", by, "--year", "2026", "--month", "3"]
        assert cli.run(call) == 0
        assert out.stat().st_size > 10_000
