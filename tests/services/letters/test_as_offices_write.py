"""Letters as offices write them: who signs, how clauses are numbered, where targets stand, what is bound behind."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.models.letters import PartyStyle, SchemeAnnex, TargetsPlace
from app.models.targets import Target
from app.reports import letters as letter_papers
from app.reports.blocks import AnnexMark, AnnexNote, Heading, KeepTogether, Paragraph, Table
from app.services import letters, offices, targets, units
from app.services.letters import FurtherEntry, OwnClause, OwnTarget
from app.services.letters.own import read_targets, targets_text
from app.services.letters.sheet import LetterSheet, kept, plain
from app.services.letters.templates import doubts
from app.services.schemes import starts
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate

WAN = 10**6
DAY = PartialDate
TOGETHER = "中共清溪镇委员会\n清溪镇人民政府"


@pytest.fixture
def township(database: Database) -> Database:
    """清溪镇 with two villages that have targets in two years, and their letters of the first."""
    with database.work("准备") as session:
        offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        for place, name in enumerate(("法中村", "石桥村")):
            units.save(session, UnitEntry(name=name, head="张三", liaison="李四", position=place))
            for year in (2026, 2027):
                targets.save(session, TargetEntry(year, "funds_received", (year - 1026) * WAN, name))
                targets.save(session, TargetEntry(year, "projects_signed", 3 * WAN, name, 4 * WAN))
        letters.draft_missing(session, 2026)
    return database


def first(session: Session, **template: Any) -> LetterSheet:
    """The first letter, with the year's template so changed."""
    if template:
        letters.save_template(session, 2026, replace(letters.template(session, 2026), **template))
    return letter_papers.sheets(session, 2026)[0]


def changed(session: Session, **entry: Any) -> LetterSheet:
    """The first letter, so changed."""
    key = letters.listing(2026).ids(session)[0]
    letters.save(session, replace(letters.detail(session, key).entry, **entry), key)
    return letter_papers.sheets(session, 2026, [key])[0]


def words(sheet: LetterSheet) -> str:
    return sheet.opening + "".join(clause.text for section in sheet.sections for clause in section.clauses)


def blocks_of(sheet: LetterSheet, *kinds: type) -> list[Any]:
    """The blocks of those kinds in the letter, also those that are kept together."""
    blocks = letter_papers.letter(sheet).blocks
    each = (one for block in blocks for one in (block.blocks if isinstance(block, KeepTogether) else (block,)))
    return [block for block in each if isinstance(block, kinds)]


def test_committee_and_government_sign_together_each_with_its_seal(township: Database) -> None:
    with township.work("共同") as session:
        sheet = first(session, first_parties=TOGETHER)
    assert sheet.parties == (("甲方", "中共清溪镇委员会、清溪镇人民政府"), ("乙方", "法中村"))
    assert [(each.seal, each.name) for each in sheet.signatures] == [
        ("甲方（盖章）：", "中共清溪镇委员会"),
        ("甲方（盖章）：", "清溪镇人民政府"),
        ("乙方（盖章）：", ""),
    ]


def test_one_target_is_said_in_the_text_and_has_no_annex(township: Database) -> None:
    with township.work("只下达一项") as session:
        for target in session.scalars(select(Target).where(Target.indicator != "projects_signed")):
            session.delete(target)
    with township.work("改模板") as session:
        sheet = first(session, targets_place=TargetsPlace.ANNEX)
    assert sheet.annex == ()
    assert "详见附件" not in "".join(clause.text for section in sheet.sections for clause in section.clauses)


def test_a_third_that_is_an_office_seals_and_takes_an_original(township: Database) -> None:
    with township.work("监督") as session:
        sheet = first(session, third_role="监督方", third_name="中共清溪镇纪律检查委员会", copies=3)
    assert sheet.parties[2] == ("监督方", "中共清溪镇纪律检查委员会")
    assert (sheet.signatures[2].seal, sheet.signatures[2].signer) == ("监督方（盖章）：", "代表人（签字）：")
    assert "一式三份，各方各执一份，自各方签字盖章之日起生效" in words(sheet)
    assert sheet.unit == "法中村"


def test_a_third_that_is_a_person_only_signs_and_may_be_another_in_each_letter(township: Database) -> None:
    with township.work("分管") as session:
        first(session, third_role="分管领导", third_name="王小明", copies=2)
        mine, other = changed(session, third_name="赵大力"), letter_papers.sheets(session, 2026)[1]
    assert len(mine.parties) == 2
    assert [(each.signatures[2].seal, each.signatures[2].name) for each in (mine, other)] == [
        ("", "赵大力"),
        ("", "王小明"),
    ]
    assert "一式两份，甲乙双方各执一份，自各方签字盖章之日起生效" in words(mine)


def test_the_old_words_for_two_who_sign_are_doubted_where_three_do(township: Database) -> None:
    with township.read() as session:
        found = letters.template(session, 2026)
    clauses = tuple(replace(c, text="自双方签字盖章之日起生效。") if c.key == "copies" else c for c in found.clauses)
    assert doubts(replace(found, clauses=clauses)) == []
    assert "{签订方}" in doubts(replace(found, clauses=clauses, third_role="监督方"))[0]


def test_the_liaison_stands_under_who_signs_for_the_unit(township: Database) -> None:
    with township.work("联络员") as session:
        assert first(session, signs_liaison=True).signatures[1].below == ("联络员：李四",)
        assert changed(session, liaison="").signatures[1].below == ("联络员（签字）：",)


def test_clauses_are_numbered_by_their_levels(township: Database) -> None:
    levels = (
        ("工作要求", "落实责任", 2),
        ("工作要求", "主要负责人为第一责任人。", 3),
        ("工作要求", "明确专人：", 3),
        ("工作要求", "每月报送；", 4),
        ("工作要求", "按季汇总。", 4),
        ("工作要求", "强化服务。", 2),
        ("工作要求", "半月跟踪一次。", 3),
        ("其他", "一式两份。", 2),
        ("其他", "未尽事宜另行商定。", 0),
    )
    with township.work("层级") as session:
        sheet = changed(session, clauses=tuple(OwnClause(*each) for each in levels))
    texts = [block.text for block in blocks_of(sheet, Heading, Paragraph)]
    assert texts[texts.index("二、工作要求") :] == [
        "二、工作要求",
        "（一）落实责任",
        "1.主要负责人为第一责任人。",
        "2.明确专人：",
        "（1）每月报送；",
        "（2）按季汇总。",
        "（二）强化服务。",
        "1.半月跟踪一次。",
        "三、其他",
        "一式两份。",
        "未尽事宜另行商定。",
    ]


def test_a_level_that_papers_do_not_know_is_refused(township: Database) -> None:
    with township.work("层级") as session, pytest.raises(Refused, match="层级"):
        changed(session, clauses=(OwnClause("其他", "试", 5),))


def test_targets_stand_where_the_office_has_them_under_its_own_heading(township: Database) -> None:
    with township.work("目标") as session:
        table = first(session, targets_place=TargetsPlace.TABLE, targets_heading="责任目标")
        annex = first(session, targets_place=TargetsPlace.ANNEX, annex_title="{年度}年招商任务清单")
    assert table.sections[0].heading == "责任目标"
    assert [line.title for line in table.sections[0].lines] == ["实际到位资金", "新签约项目"]
    kinds = [type(block) for block in letter_papers.letter(table).blocks]
    assert kinds.index(Table) < kinds.index(Heading, kinds.index(Heading) + 1)
    assert annex.annex_title == "2026年招商任务清单"
    assert "详见附件《2026年招商任务清单》" in words(annex)


def test_a_table_of_targets_can_be_a_paper_of_its_own(township: Database) -> None:
    with township.work("成表") as session:
        sheet = first(session, targets_place=TargetsPlace.ALONE, title_word="目标任务分解表")
    assert blocks_of(sheet, Heading, AnnexMark) == []
    assert [len(table.rows) for table in blocks_of(sheet, Table)] == [2]
    assert [each.seal for each in sheet.signatures] == ["下达单位（盖章）："]


@pytest.mark.parametrize(
    ("annex", "title", "columns"),
    [
        (SchemeAnnex.RULES, "2026年度考核办法", ("序号", "考核项目", "分值", "计分办法", "考核依据")),
        (SchemeAnnex.SHEET, "2026年度考核办法评分表", ("序号", "考核项目", "分值", "计分办法", "自评分", "考核分")),
    ],
)
def test_the_years_scheme_is_the_second_annex(
    township: Database, annex: SchemeAnnex, title: str, columns: tuple[str, ...]
) -> None:
    with township.work("考核") as session:
        starts.start(session, "百分制", 2026, "2026年度考核办法", "村和部门", ["法中村"])
        sheet = first(session, targets_place=TargetsPlace.ANNEX, scheme_annex=annex)
        other = letter_papers.sheets(session, 2026)[1]
    (scheme,) = sheet.schemes
    assert (scheme.title, scheme.columns) == (title, columns)
    assert scheme.rows[-1][1:3] == ("合计", "100")
    assert all(row[3] for row in scheme.rows[:-1])
    assert [mark.text for mark in blocks_of(sheet, AnnexMark)] == ["附件1", "附件2"]
    assert blocks_of(sheet, AnnexNote)[0].titles == ("2026年度招商引资目标任务分解表", title)
    assert other.schemes == ()  # nobody judges it by that scheme


def test_a_letter_may_bind_for_two_years(township: Database) -> None:
    with township.work("两年") as session:
        sheet = changed(session, ends_on=DAY("2027-12-31"))
        key = letters.listing(2026).ids(session)[0]
        assert letters.draft_missing(session, 2027) == 1  # the other village's alone
        assert key in letters.listing(2027).ids(session)
        assert letters.doubts(session, [key]) == []
    assert sheet.title == "清溪镇2026—2027年度招商引资工作目标责任书"
    assert "自2026年1月1日起至2027年12月31日止" in words(sheet)
    assert "实际到位资金2026年1000万元；2027年1001万元。" in words(sheet)


def test_a_template_of_an_earlier_program_still_says_the_days(township: Database) -> None:
    with township.work("旧模板") as session:
        found = letters.template(session, 2026)
        old = "自{年度}年1月1日起至{年度}年12月31日止。"
        clauses = tuple(replace(c, text=old) if c.key == "term" else c for c in found.clauses)
        assert "自2026年1月1日起至2026年12月31日止。" in words(first(session, clauses=clauses))
        assert "自2026年1月1日起至2027年6月30日止。" in words(changed(session, ends_on=DAY("2027-06-30")))


def test_a_year_without_targets_in_a_letter_over_several_is_doubted(township: Database) -> None:
    with township.work("三年") as session:
        changed(session, ends_on=DAY("2028-12-31"))
        assert "有的年份没有目标" in letters.doubts(session, letters.listing(2026).ids(session))[0]


def test_a_unit_may_sign_again_in_a_year_for_targets_of_their_own(township: Database) -> None:
    with township.work("竞赛") as session:
        ids = letters.listing(2026).ids(session)
        asked = FurtherEntry("百日竞赛", DAY("2026-09-01"), DAY("2026-12-09"))
        (new,) = letters.draft_further(session, ids[:1], asked)
        assert letters.doubts(session, [new]) == ["法中村没有百日竞赛的目标任务。"]
        own = (OwnTarget("新签约亿元以上项目", "个", WAN, 2 * WAN), OwnTarget("实际到位资金", "万元", 500 * WAN))
        letters.save(session, replace(letters.detail(session, new).entry, targets=own), new)
        (sheet,) = letter_papers.sheets(session, 2026, [new])
        assert letters.on_occasion(session, 2026, "百日竞赛") == [new]
        assert letters.on_occasion(session, 2026) == ids
        with pytest.raises(Refused, match="都已有"):
            letters.draft_further(session, ids[:1], asked)
    assert (sheet.title, sheet.number) == ("清溪镇2026年招商引资“百日竞赛”目标责任书", "清招责〔2026〕3号")
    assert "“百日竞赛”期间（2026年9月1日至2026年12月9日），乙方完成下列目标任务：" in words(sheet)
    assert "新签约亿元以上项目1个，奋斗目标2个。" in words(sheet)
    assert "自2026年9月1日起至2026年12月9日止" in words(sheet)


def test_signing_again_touches_neither_the_years_letter_nor_its_targets(township: Database) -> None:
    with township.work("竞赛") as session:
        before = first(session)
        (new,) = letters.draft_further(session, letters.listing(2026).ids(session)[:1], FurtherEntry("百日竞赛"))
        letters.sign(session, [new], DAY("2026-09-01"), letter_papers.sheet)
        assert targets.grid(session, 2026).signed == frozenset()
        assert letters.detail(session, new).changed == ()
        assert first(session) == before


def test_a_draft_may_state_targets_of_its_own(township: Database) -> None:
    with township.work("本份") as session:
        sheet = changed(session, targets=(OwnTarget("实际到位资金", "", 88 * WAN),))
        assert "完成下列目标任务：实际到位资金88万元。" in words(sheet)
        assert "新签约项目3个" in words(changed(session, targets=()))
        with pytest.raises(Refused, match="不在这份责任书的责任期内"):
            changed(session, targets=(OwnTarget("实际到位资金", "", WAN, year=2031),))


def test_an_end_before_the_beginning_is_refused(township: Database) -> None:
    with township.work("日期") as session, pytest.raises(Refused, match="早于起始"):
        changed(session, begins_on=DAY("2026-09-01"), ends_on=DAY("2026-08-01"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("新签约项目 2 个", OwnTarget("新签约项目", "个", 2 * WAN)),
        ("1.新签约1000万元以上项目3个；", OwnTarget("新签约1000万元以上项目", "个", 3 * WAN)),
        ("实际到位资金：1,500.5万元，奋斗目标2000万元", OwnTarget("实际到位资金", "万元", 1500500000, 2000 * WAN)),
        ("2027年实际到位资金 600 万元", OwnTarget("实际到位资金", "万元", 600 * WAN, year=2027)),
    ],
)
def test_targets_are_typed_one_a_line(typed: str, read: OwnTarget) -> None:
    assert read_targets(typed) == (read,)
    assert read_targets(targets_text([read])) == (read,)


def test_a_line_that_says_no_target_is_named() -> None:
    with pytest.raises(Refused, match="抓好招商"):
        read_targets("新签约项目 2 个\n抓好招商")


@pytest.mark.parametrize("style", list(PartyStyle))
def test_all_of_it_is_kept_when_it_is_signed(township: Database, style: PartyStyle) -> None:
    with township.work("签订") as session:
        starts.start(session, "百分制", 2026, "考核办法", "村和部门", ["法中村"])
        every = {"first_parties": TOGETHER, "third_role": "监督方", "signs_liaison": True, "party_style": style}
        sheet = first(session, targets_place=TargetsPlace.TABLE, scheme_annex=SchemeAnnex.SHEET, **every)
        assert kept(json.loads(json.dumps(plain(sheet)))) == sheet
        letters.sign(session, letters.listing(2026).ids(session)[:1], DAY("2026-03-01"), letter_papers.sheet)
        assert first(session, targets_place=TargetsPlace.TEXT, third_role="", first_parties="") == sheet
