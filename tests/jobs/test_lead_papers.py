"""The papers of leads, people and trips, read back from the files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import Database, open_database
from app.errors import Refused
from app.jobs import lead_papers, reminders
from app.models.leads import Judgement, LeadState
from app.services import activities, enterprises, fellows, leads, offices, projects, units
from app.services.activities import ActivityEntry
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.leads import FollowUpForm, JudgementForm, LeadEntry, reports
from app.services.lists import Query
from app.services.projects import MilestoneLine
from app.services.units import UnitEntry
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from tests.documents.pages import texts_of

DAY = PartialDate
WAN, YI = 1_000_000, 10_000_000_000
TODAY = date(2026, 3, 20)  # a Friday
MONDAY, SUNDAY = date(2026, 3, 16), date(2026, 3, 22)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small office: made once, only read."""
    path = tmp_path_factory.mktemp("papers") / "镇.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(path.parent / "data"))
        database = open_database(path, fixed(TODAY))
        with database.work("登记") as session:
            _enter(session)
        database.close()
    return path


def _enter(session: Session) -> None:
    offices.establish(session, name="清溪镇", code="510922101", county="沱江县")
    units.save(session, UnitEntry(name="法中村"))
    enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司", leader="李镇长", phone="13800001234"))
    enterprises.save(session, EnterpriseEntry(name="无人联系的企业"))
    fellows.save(session, FellowEntry(name="张伟", trade="机械", residence="杭州", phone="13812345678"))
    trip = ActivityEntry(
        ActivityKind.OUT, DAY("2026-03-10"), DAY("2026-03-12"), name="赴杭州招商", place="杭州", leader="李镇长",
        firms="宏达机械有限公司、绿源茶业", dealings="看了样品。\n谈了用地", follow_up="邀请来镇", cost=8500_00,
    )  # fmt: skip
    key = activities.save(session, trip)
    for name, amount, on, more in (
        ("亿元整", YI, "2026-03-16", {"investor": "宏达机械有限公司", "activity_id": key, "unit": "法中村"}),
        ("差一分", YI - 1, "2026-03-15", {}),
        ("十亿元", 10 * YI, "2026-01-05", {"unit": "法中村", "person": "王强"}),
        ("已转项目", 2 * YI, "2026-03-02", {}),
        ("已签约", 3 * YI, "2026-03-02", {}),
        ("已搁置", 5 * YI, "2026-03-02", {}),
        ("久无音讯", 500 * WAN, "2026-01-05", {"unit": "法中村"}),
    ):
        leads.save(session, LeadEntry(name=name, intended_amount=amount, registered_on=DAY(on), **more))
    by_name = _ids(session)
    leads.explain(session, by_name["十亿元"], DAY("2026-03-17"), "等环评批复")
    leads.follow_up(session, by_name["亿元整"], FollowUpForm(DAY("2026-03-17"), content="寄送方案。"))
    judged = JudgementForm(
        Judgement.VALID, DAY("2026-03-18"), "刘主任", ("有商业计划书或可行性研究报告", "已进入条款谈判")
    )
    leads.judge(session, by_name["亿元整"], judged)
    leads.convert(session, by_name["已转项目"], DAY("2026-03-18"))
    project = leads.convert(session, by_name["已签约"], DAY("2026-03-03"))
    projects.set_milestones(session, project, [MilestoneLine("签约", None, DAY("2026-03-11"))])
    leads.give_up(session, by_name["已搁置"], LeadState.SHELVED, "企业资金不足", DAY("2026-03-16"))


def _ids(session: Session) -> dict[str, str]:
    listing = leads.listing(session, TODAY)
    return {row.name: row.id for row in listing.rows(session, listing.ids(session))}


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    database = open_database(file, fixed(TODAY), read_only=True)
    yield database
    database.close()


def cells(path: Path) -> list[list[Any]]:
    """The rows of the table, head first, without the two lines above it and the one that is signed below."""
    sheet = load_workbook(path, data_only=True).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    return [row for row in rows if not str(row[0]).startswith("填表人")]


def words(path: Path) -> str:
    return "".join(text.replace("\n", "").replace(" ", "") for text in texts_of(path))


def test_major_leads_are_those_of_a_hundred_million_that_are_not_signed(database: Database, tmp_path: Path) -> None:
    assert lead_papers.major_leads(database, tmp_path / "表.xlsx") == 3
    table = cells(tmp_path / "表.xlsx")
    assert [(row[1], row[3], row[6]) for row in table[1:-1]] == [
        ("十亿元", 100000, "新"),
        ("已转项目", 20000, "在谈"),
        ("亿元整", 10000, "跟踪"),
    ]
    assert table[-1][3] == 130000


def test_key_firms_are_those_with_a_leader(database: Database, tmp_path: Path) -> None:
    assert lead_papers.key_firms(database, tmp_path / "表.xlsx") == 1
    (firm,) = cells(tmp_path / "表.xlsx")[1:-1]
    assert firm[1:3] == ["李镇长", "宏达机械有限公司"]
    assert "138****1234" in firm
    assert "亿元整（跟踪）" in firm
    lead_papers.key_firms(database, tmp_path / "全.xlsx", bare=True)
    assert "13800001234" in cells(tmp_path / "全.xlsx")[1]


def test_phones_of_fellow_townspeople_are_masked_unless_asked_for(database: Database, tmp_path: Path) -> None:
    lead_papers.fellow_list(database, tmp_path / "册.pdf")
    assert "138****5678" in words(tmp_path / "册.pdf")
    assert "13812345678" not in words(tmp_path / "册.pdf")
    lead_papers.fellow_list(database, tmp_path / "全.pdf", bare=True)
    assert "13812345678" in words(tmp_path / "全.pdf")
    assert lead_papers.fellow_groups(database, tmp_path / "类.xlsx", "residence") == 1
    assert cells(tmp_path / "类.xlsx")[0][1] == "所在地"


def test_trips_of_a_period_stand_by_leader(database: Database, tmp_path: Path) -> None:
    period = (date(2026, 1, 1), date(2026, 3, 31))
    assert lead_papers.trip_figures(database, tmp_path / "表.xlsx", *period) == 1
    head, row, total = cells(tmp_path / "表.xlsx")
    assert head[1] == "带队领导"
    assert row[1:] == ["李镇长", 1, 3, 2, 1, 1, 0, 0, 0.85]
    assert total[2:] == row[2:]
    with pytest.raises(Refused):
        lead_papers.trip_figures(database, tmp_path / "表.xlsx", period[1], period[0])


def test_the_week_says_what_is_new_what_moved_and_what_stands_still(database: Database, tmp_path: Path) -> None:
    with database.read() as session:
        week = reports.week(session, MONDAY, SUNDAY)
    assert [row.name for row in week.registered] == ["亿元整"]
    assert [row.name for row in week.judged_valid] == ["亿元整"]
    assert [(row.name, row.words) for row in week.followed] == [("亿元整", "寄送方案。")]
    assert [row.name for row in week.converted] == ["已转项目"]
    assert [(row.name, row.words) for row in week.ended] == [("已搁置", "企业资金不足")]
    assert [(row.name, row.words) for row in week.stalled] == [("十亿元", "等环评批复"), ("久无音讯", "")]
    assert (len(week.standing), week.standing_amount) == (4, 12 * YI - 1 + 500 * WAN)
    lead_papers.week_bulletin(database, tmp_path / "报.pdf")
    text = words(tmp_path / "报.pdf")
    for part in (
        "2026年3月16日至3月20日",
        "目前在手线索4条，意向投资12.05亿元",
        "十亿元：等环评批复（由法中村王强负责）",
        "未说明原因的1条，其中法中村1条",
        "2026年3月20日",
    ):
        assert part in text
    assert text.count("未说明原因") == 2  # in the words, and in the annex
    lead_papers.week_bulletin(database, tmp_path / "表.xlsx")
    lead_papers.week_bulletin(database, tmp_path / "报.docx")
    assert (tmp_path / "报.docx").stat().st_size > 5000


def test_a_week_in_which_nothing_happened_says_so(database: Database, tmp_path: Path) -> None:
    lead_papers.week_bulletin(database, tmp_path / "报.pdf", date(2025, 6, 4))
    assert "本周没有新的进展" in words(tmp_path / "报.pdf")


def test_a_trips_report_tells_whom_they_met_and_what_came_of_it(database: Database, tmp_path: Path) -> None:
    with database.read() as session:
        (key,) = activities.listing().ids(session)
    lead_papers.trip_report(database, key, tmp_path / "报告.pdf")
    text = words(tmp_path / "报告.pdf")
    for part in (
        "关于赴杭州招商情况的报告",
        "（共3天）",
        "费用：0.85万元",
        "绿源茶业",
        "获得线索1条，为有效线索：亿元整",
    ):
        assert part in text


def test_the_lead_ledger_prints_what_the_list_shows(database: Database, tmp_path: Path) -> None:
    assert lead_papers.lead_ledger(database, tmp_path / "表.xlsx") == 7
    assert lead_papers.lead_ledger(database, tmp_path / "表.xlsx", Query(chip="搁置")) == 1
    assert lead_papers.firm_list(database, tmp_path / "企.pdf") == 2


def test_long_words_are_brief_in_the_bulletin_and_firms_without_a_word_share_a_sentence(tmp_path: Path) -> None:
    database = open_database(tmp_path / "镇.db", fixed(TODAY))
    with database.work("登记") as session:
        offices.establish(session, name="清溪镇", code="510922101")
        key = leads.save(session, LeadEntry(name="扩产", registered_on=DAY("2026-03-16")))
        leads.follow_up(
            session, key, FollowUpForm(DAY("2026-03-17"), content=f"谈妥租金。{'就用地用电用工逐项对接，' * 40}")
        )
        met = ActivityEntry(
            ActivityKind.OUT, DAY("2026-03-10"), name="赴杭州招商", firms="宏达机械、绿源茶业、明华电子、东风"
        )
        trip = activities.save(session, met)
        firm = enterprises.save(session, EnterpriseEntry(name="宏达机械"))
        activities.set_outcome(session, trip, firm, "4月来镇考察。")
    lead_papers.week_bulletin(database, tmp_path / "报.pdf")
    lead_papers.trip_report(database, trip, tmp_path / "行.pdf")
    database.close()
    assert "扩产（跟进）：谈妥租金。" in words(tmp_path / "报.pdf")
    assert "逐项对接" not in words(tmp_path / "报.pdf")
    told = words(tmp_path / "行.pdf")
    assert "宏达机械：4月来镇考察。" in told
    assert "还拜访对接绿源茶业、明华电子、东风等3家企业。" in told


def test_the_printed_ledger_puts_title_and_term_beside_contact_and_step(tmp_path: Path) -> None:
    database = open_database(tmp_path / "镇.db", fixed(TODAY))
    with database.work("登记") as session:
        offices.establish(session, name="清溪镇", code="510922101")
        fellows.save(session, FellowEntry(name="周启", phone="13812345678"))
        who = {"contact": "周启", "contact_title": "总经理", "phone": "0571-88886666、13812345678"}
        entry = LeadEntry(name="扩产", registered_on=DAY("2026-03-02"), **who)
        leads.save(session, replace(entry, next_step="报送方案", next_on=DAY("2026-04-10"), note="一号备注"))
    lead_papers.lead_ledger(database, tmp_path / "台账.pdf")
    database.close()
    with pdfplumber.open(tmp_path / "台账.pdf") as pdf:
        (page,) = pdf.pages  # one sheet holds all columns
        (head, row, *_) = page.extract_tables()[0]
    told = {str(title).replace("\n", ""): str(cell).replace("\n", "") for title, cell in zip(head, row, strict=True)}
    assert (told["联系人及职务"], told["下步措施及时限"]) == ("周启（总经理）", "报送方案（2026年4月10日前）")
    assert told["联系电话"] == "0571-8****666138****5678"  # his own number stays in the 名录
    assert (told["登记日期"], told["备注"]) == ("2026-03-02", "一号备注")


@pytest.mark.parametrize("name", ["表.doc", "表", "表.pdf.txt"])
def test_other_endings_are_refused(database: Database, tmp_path: Path, name: str) -> None:
    for write in (lead_papers.major_leads, lead_papers.week_bulletin, reminders.print_due):
        with pytest.raises(Refused, match="结尾"):
            write(database, tmp_path / name)
    assert list(tmp_path.glob("表*")) == []


def test_the_list_of_what_is_due_has_backups_and_stands_by_person(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHAOSHANG_DATA", str(tmp_path / "data"))
    found = reminders.due(database)
    assert [one.due_on for one in found if one.kind == "备份"] == [TODAY]
    assert reminders.count(database) == len([one for one in found if one.due_on <= TODAY])
    assert reminders.print_due(database, tmp_path / "待办.xlsx") == len(found)
    people = [row[1] for row in cells(tmp_path / "待办.xlsx")[1:]]
    assert people[0] == "王强"
    assert people == sorted(people, key=people.index)
    assert reminders.print_due(database, tmp_path / "王强.pdf", person="王强") == people.count("王强")
