"""外出招商考勤 as a county published it: 17 teams, 31 people, 223 days, and who did not go; on every way out."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app import cli
from app.database.engine import Database
from app.jobs.lead_papers import attendance
from app.jobs.reports import report
from app.models.activities import Activity
from app.services import circulars, offices
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from app.values.papers import PaperKind
from tests.builders import build
from tests.documents.pages import texts_of

TEAMS, PEOPLE, DAYS = 17, 31, 223
IDLE = ("第十八分队", "第十九分队")


@pytest.fixture
def office(database: Database) -> Database:
    """Seventeen teams away from February to September, the first three of them alone; two that went last year."""
    with database.work("登记") as session:
        offices.establish(session, name="清溪镇", code="510101101")
        for number in range(TEAMS):
            names = f"甲{number}" if number < 2 * TEAMS - PEOPLE else f"甲{number}、乙{number}"
            on, days = f"2026-{2 + number % 8:02d}-05", 14 if number < DAYS - 13 * TEAMS else 13
            build(
                session, Activity, kind=ActivityKind.OUT, team=f"第{number}分队", held_on=PartialDate(on), days=days,
                participants=names, place="广东",
            )  # fmt: skip
        for team in IDLE:
            build(session, Activity, kind=ActivityKind.OUT, team=team, held_on=PartialDate("2025-03-05"), days=3)
        circulars.set_tables(session, PaperKind.MONTH, ("attendance",))
    return database


def away(database: Database, team: str, on: str, **values: object) -> None:
    with database.work("登记") as session:
        build(session, Activity, kind=ActivityKind.OUT, team=team, held_on=PartialDate(on), **values)


def words(path: Path) -> str:
    return "".join(texts_of(path)).replace("\n", "")


def test_the_workbook_and_the_paper_have_the_published_sums_and_the_idle_teams(
    office: Database, tmp_path: Path
) -> None:
    assert attendance(office, tmp_path / "考勤.xlsx", 2026, 10) == TEAMS + len(IDLE)
    sheet = load_workbook(tmp_path / "考勤.xlsx", data_only=True).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "外出人数" in row)
    by_month = next(row for row in rows if "2月" in row)
    total = next(row for row in rows if row[0] == "合计")
    of_months = [total[by_month.index(f"{month}月")] for month in range(1, 11)]
    assert [total[head.index(title)] for title in ("外出次数", "外出人数")] == [TEAMS, PEOPLE]
    assert (total[by_month.index("合计")], sum(each or 0 for each in of_months)) == (DAYS, DAYS)
    assert not any("11月" in str(cell) for row in rows[1:] for cell in row)  # the months that are over alone
    idle = [row for row in rows if "未外出" in row]
    assert [row[1] for row in idle] == list(IDLE)
    attendance(office, tmp_path / "考勤.pdf", 2026, 10)
    said = words(tmp_path / "考勤.pdf")
    assert all(each in said for each in (str(PEOPLE), str(DAYS), *IDLE, "未外出", "2026年1—10月外出招商考勤表"))


@pytest.mark.parametrize("by", ["team", "unit"])
def test_the_terminal_writes_the_same_table(office: Database, tmp_path: Path, by: str) -> None:
    path = str(office.path)
    attendance(office, tmp_path / "窗口.pdf", 2026, 10, by)
    office.close()
    call = ["attendance", path, str(tmp_path / "终端.pdf"), "--year", "2026", "--month", "10", "--by", by]
    assert cli.run(call) == 0
    assert words(tmp_path / "终端.pdf") == words(tmp_path / "窗口.pdf")


@pytest.mark.parametrize("kind", ["bulletin", "summary"])
def test_bulletin_and_summary_say_it_in_one_sentence(office: Database, tmp_path: Path, kind: str) -> None:
    report(office, kind, 2026, 10, tmp_path / "文.pdf")
    said = words(tmp_path / "文.pdf")
    assert f"{TEAMS}个招商小分队外出{TEAMS}次、{PEOPLE}人，累计{DAYS}天" in said
    assert f"{'、'.join(IDLE)}没有外出" in said


@pytest.mark.parametrize("kind", ["bulletin", "summary", "trips"])
def test_a_trip_of_no_team_is_told_apart_from_those_of_teams(office: Database, tmp_path: Path, kind: str) -> None:
    away(office, "", "2026-05-06", days=2, participants="丙")
    report(office, kind, 2026, 10, tmp_path / "文.pdf")
    said = words(tmp_path / "文.pdf")
    assert f"{TEAMS + 1}次、{PEOPLE + 1}人，累计{DAYS + 2}天" in said
    if kind != "trips":
        assert f"其中{TEAMS}个招商小分队{TEAMS}次" in said


def test_no_figure_of_a_month_depends_on_the_day_it_is_asked(office: Database, tmp_path: Path) -> None:
    away(office, "第0分队", "2026-11-28", days=4, participants="甲0")  # the clock says 22 November
    report(office, "trips", 2026, 11, tmp_path / "文.pdf")
    assert f"{TEAMS + 1}次、{PEOPLE}人，累计{DAYS + 4}天" in words(tmp_path / "文.pdf")
