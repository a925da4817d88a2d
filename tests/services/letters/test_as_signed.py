"""A signed letter stays the sheet that was signed, whatever is renamed, reworded or handed out anew afterwards."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.models.letters import Letter, LetterStatus, PartyStyle, TargetsPlace
from app.models.offices import Office
from app.models.units import Unit
from app.reports import letters as letter_papers
from app.services import letters, monthly_reports, offices, targets, units
from app.services.consequences import deposits
from app.services.consequences.deposits import DepositEntry
from app.services.letters.sheet import LetterSheet, kept, plain
from app.services.letters.templates import doubts, save_template, template
from app.services.monthly_reports import ReportTerm
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate

WAN = 10**6
SIGNED_ON = PartialDate("2026-03-01")


@pytest.fixture
def township(database: Database) -> Database:
    """清溪镇 with two villages that have targets, and their letters."""
    with database.work("准备") as session:
        offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        for place, name in enumerate(("法中村", "石桥村")):
            units.save(session, UnitEntry(name=name, head="张三", liaison="李四", position=place))
            targets.save(session, TargetEntry(2026, "funds_received", 1000 * WAN, name))
            targets.save(session, TargetEntry(2026, "projects_signed", 3 * WAN, name))
        letters.draft_missing(session, 2026)
    return database


def ids(session: Session) -> list[str]:
    return letters.listing(2026).ids(session)


def first(session: Session) -> LetterSheet:
    return letter_papers.sheets(session, 2026)[0]


def words(sheet: LetterSheet) -> str:
    return sheet.opening + "".join(clause.text for section in sheet.sections for clause in section.clauses)


def test_nothing_that_changes_later_changes_what_was_signed(township: Database) -> None:
    with township.work("签订") as session:
        letters.sign(session, ids(session)[:1], SIGNED_ON, letter_papers.sheet)
        before = first(session)
    with township.work("都改了") as session:
        letter = session.get_one(Letter, ids(session)[0])
        letters.save(
            session, replace(letters.detail(session, letter.id).entry, responsible="王五", liaison="赵六"), letter.id
        )
        session.get_one(Unit, letter.unit_id).name = "法中社区"
        session.get_one(Office, letter.office_id).name = "清溪街道"
        targets.save(session, TargetEntry(2026, "projects_signed", 5 * WAN, "石桥村"))
        found = template(session, 2026)
        new = replace(found, opening="换了开头。", targets_place=TargetsPlace.ANNEX, copies=6)
        save_template(session, 2026, new)
    with township.read() as session:
        assert first(session) == before
        assert letter_papers.sheets(session, 2026)[1].opening == "换了开头。"


def test_a_letter_of_an_older_file_prints_as_well_as_it_can(township: Database) -> None:
    with township.work("签订") as session:
        letters.sign(session, ids(session)[:1], SIGNED_ON, letter_papers.sheet)
        before = first(session)
        session.get_one(Letter, ids(session)[0]).as_signed = None
    with township.read() as session:
        assert first(session) == before


def test_targets_changed_after_signing_are_said_beside_the_letter(township: Database) -> None:
    with township.work("签订") as session:
        key = ids(session)[0]
        assert letters.detail(session, key).changed == ()
        letters.sign(session, [key], SIGNED_ON, letter_papers.sheet)
        targets.save(session, TargetEntry(2026, "projects_signed", 5 * WAN, "法中村"))
        targets.save(session, TargetEntry(2026, "leads_valid", 2 * WAN, "法中村"))
        found = letters.detail(session, key)
    assert found.changed == ("签订时新签约项目3个，现在是5个", "有效线索2条，是签订后增加的")
    assert [target.amount for target in found.targets] == [1000 * WAN, 3 * WAN]
    with township.read() as session:
        assert letters.doubts(session, [key]) == ["法中村签订后目标有调整，仍按签订时打印。"]


def test_each_responsible_person_is_kept_with_day_and_reason(township: Database) -> None:
    with township.work("签订") as session:
        key = ids(session)[0]
        letters.sign(session, [key], SIGNED_ON, letter_papers.sheet)
        for name, day, why in (("王五", "2026-06-01", "张三调离"), ("赵六", "2026-09-10", "换届")):
            entry = letters.detail(session, key).entry
            taken = replace(entry, responsible=name, since=PartialDate(day), change_reason=why)
            letters.save(session, taken, key)
            letters.save(session, letters.detail(session, key).entry, key)
        found = letters.detail(session, key)
    assert found.entry.responsible == "赵六"
    assert [(h.name, h.since and h.since.iso, h.reason) for h in found.holders] == [
        ("张三", None, ""),
        ("王五", "2026-06-01", "张三调离"),
        ("赵六", "2026-09-10", "换届"),
    ]


def test_a_letter_taken_away_and_drafted_again_begins_anew(township: Database, clock) -> None:
    with township.work("签订") as session:
        key = ids(session)[0]
        letters.sign(session, [key], SIGNED_ON, letter_papers.sheet)
        session.get_one(Letter, key).deleted_at = clock.now()
    with township.work("重新起草") as session:
        targets.save(session, TargetEntry(2026, "projects_signed", 7 * WAN, "法中村"))
        assert letters.draft_missing(session, 2026) == 1
        letter = session.get_one(Letter, key)
        assert (letter.status, letter.signed_on, letter.as_signed, letter.clauses) == (
            LetterStatus.DRAFT, None, None, [],
        )  # fmt: skip
        assert "新签约项目7个" in words(first(session))


@pytest.mark.parametrize(
    ("copies", "said"),
    [
        (1, "一式一份，由甲方保存，"),
        (2, "一式两份，双方各执一份，"),
        (3, "一式三份，双方各执一份，清溪镇招商办备案一份，"),
        (4, "一式四份，双方各执两份，"),
        (12, "一式十二份，双方各执六份，"),
    ],
)
def test_copies_are_handed_out_whole(township: Database, copies: int, said: str) -> None:
    with township.work("份数") as session:
        key = ids(session)[0]
        letters.save(session, replace(letters.detail(session, key).entry, copies=copies), key)
        assert said in words(first(session))


@pytest.mark.parametrize(
    ("word", "short"), [("承诺书", "本承诺书"), ("责任状", "本责任状"), ("目标任务书", "本任务书")]
)
def test_a_letter_calls_itself_what_its_title_says(township: Database, word: str, short: str) -> None:
    with township.work("文种") as session:
        key = ids(session)[0]
        entry = letters.detail(session, key).entry
        letters.save(session, replace(entry, title=entry.title.replace("目标责任书", word)), key)
        said = words(first(session))
    assert short in said
    assert "责任书" not in said


def test_a_table_that_is_handed_down_is_no_contract(township: Database) -> None:
    with township.work("分解表") as session:
        key = ids(session)[0]
        letters.save(session, replace(letters.detail(session, key).entry, title="清溪镇2026年度目标任务分解表"), key)
        sheet = first(session)
    assert sheet.parties == (("责任单位", "法中村"),)
    assert [signature.name for signature in sheet.signatures] == ["清溪镇人民政府"]
    assert "签订" not in words(sheet).replace("签约", "")
    assert "一式" not in words(sheet)
    assert [line.title for line in sheet.annex] == ["实际到位资金", "新签约项目"]  # a table that is called one


def test_the_deposit_is_named_in_capitals_with_its_last_day(township: Database) -> None:
    with township.work("抵押金") as session:
        found = template(session, 2026)
        clauses = tuple(replace(c, is_on=True) if c.key == "deposit" else c for c in found.clauses)
        assert len(doubts(replace(found, clauses=clauses))) == 2
        new = replace(found, clauses=clauses, deposit=300_000, deposit_due_on=PartialDate("2026-04-15"))
        assert doubts(new) == []
        save_template(session, 2026, new)
        deposits.save(session, DepositEntry(2026, "石桥村", "", 140_950, PartialDate("2026-05-01")))
        mine, other = letter_papers.sheets(session, 2026)
    assert "乙方于2026年4月15日前缴纳招商引资风险抵押金人民币叁仟元整（¥3000.00）；" in words(mine)
    assert "乙方于2026年5月1日前缴纳招商引资风险抵押金人民币壹仟肆佰零玖元伍角" in words(other)


def test_clauses_name_the_offices_own_day_and_rule(township: Database) -> None:
    with township.work("设置") as session:
        monthly_reports.set_term(session, ReportTerm(5, follows=True))
        found = template(session, 2026)
        new = replace(
            found, rule="《清溪镇招商引资考核办法》（清政发〔2026〕5号）", recognised_on=PartialDate("2027-01-10")
        )
        save_template(session, 2026, new)
        said = words(first(session))
    assert "每月5日前报送" in said
    assert "按照《清溪镇招商引资考核办法》（清政发〔2026〕5号）组织考核" in said
    assert "以2027年1月10日前县级认定数据为准" in said


def test_what_was_agreed_for_one_year_is_not_carried_into_the_next(township: Database) -> None:
    with township.work("模板") as session:
        new = replace(
            template(session, 2026), rule="旧办法", deposit=100, deposit_due_on=SIGNED_ON, recognised_on=SIGNED_ON
        )
        save_template(session, 2026, new)
        later = template(session, 2027)
    assert (later.rule, later.deposit_due_on, later.recognised_on, later.deposit) == ("", None, None, 100)


@pytest.mark.parametrize(
    ("text", "named"), [("由{村长}负责。", "村长"), ("由{责任人负责。", "成对"), ("多了}一个", "成对")]
)
def test_a_placeholder_that_cannot_be_filled_is_refused(township: Database, text: str, named: str) -> None:
    with township.work("模板") as session:
        found = template(session, 2026)
        with pytest.raises(Refused, match=named):
            save_template(session, 2026, replace(found, opening=text))
        key = ids(session)[0]
        with pytest.raises(Refused, match=named) as refused:
            letters.save(
                session, replace(letters.detail(session, key).entry, clauses=(letters.OwnClause("其他", text),)), key
            )
    assert refused.value.field == "clauses"


def test_one_target_is_a_sentence_and_none_is_said(township: Database) -> None:
    with township.work("目标") as session:
        grid = targets.grid(session, 2026)
        for (_, indicator), cell in grid.cells.items():
            if indicator == "projects_signed":
                targets.remove(session, cell.id)
        one = first(session)
        for (_, indicator), cell in grid.cells.items():
            if indicator == "funds_received":
                targets.remove(session, cell.id)
        none = first(session)
        asked = letters.doubts(session, ids(session))
    assert [clause.text for clause in one.sections[0].clauses] == [
        "2026年度，乙方完成下列目标任务：实际到位资金1000万元。"
    ]
    assert "不承担量化指标" in none.sections[0].clauses[0].text
    assert asked == ["法中村没有2026年度的目标任务。", "石桥村没有2026年度的目标任务。"]


def test_at_the_county_each_office_signs_its_own_letters(township: Database) -> None:
    with township.work("县里") as session:
        county = Office(code="341823000", name="安和县")
        session.add(county)
        session.flush()
        session.add(Unit(office_id=county.id, name="县发改委"))
        unit = session.query(Unit).filter_by(name="法中村").one()
        letter = session.query(Letter).filter_by(unit_id=unit.id).one()
        letter.office_id = unit.office_id = county.id
        session.flush()
        found = {sheet.parties[1][1]: sheet.parties[0][1] for sheet in letter_papers.sheets(session, 2026)}
        assert letters.draft_missing(session, 2026) == 0
    assert found == {"法中村": "安和县人民政府", "石桥村": "清溪镇人民政府"}


@pytest.mark.parametrize("style", list(PartyStyle))
def test_a_sheet_comes_back_from_its_plain_values(township: Database, style: PartyStyle) -> None:
    with township.work("样式") as session:
        key = ids(session)[0]
        letters.save(session, replace(letters.detail(session, key).entry, party_style=style), key)
        sheet = first(session)
    assert kept(plain(sheet)) == sheet


def test_what_is_not_signed_follows_the_template_and_what_was_given_its_own_does_not(township: Database) -> None:
    with township.work("模板") as session:
        signed, draft = ids(session)
        letters.sign(session, [signed], SIGNED_ON, letter_papers.sheet)
        found = template(session, 2026)
        save_template(session, 2026, replace(found, title_word="承诺书", copies=3, party_style=PartyStyle.SIGNERS))
        mine, other = letter_papers.sheets(session, 2026)
        assert (mine.title, mine.copies) == ("清溪镇2026年度招商引资工作目标责任书", 2)
        assert (other.title, other.copies, other.parties) == ("清溪镇2026年度招商引资工作承诺书", 3, ())
        letters.save(session, replace(letters.detail(session, draft).entry, title="自定题目承诺书", copies=5), draft)
        save_template(session, 2026, replace(template(session, 2026), title_word="责任状", copies=2))
        kept = letter_papers.sheets(session, 2026)[1]
    assert (kept.title, kept.copies) == ("自定题目承诺书", 5)
