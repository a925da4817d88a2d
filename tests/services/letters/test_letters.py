"""Accountability letters: drafted and numbered once, worded by the office, and kept as they were signed."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.reports import letters as letter_papers
from app.services import letters, offices, targets, units
from app.services.letters.sheet import LetterSheet
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate

SIGNED_ON = PartialDate("2026-03-01")


@pytest.fixture
def township(database: Database) -> Database:
    """清溪镇 with three units, two of which have targets."""
    with database.work("准备") as session:
        offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        for position, name in enumerate(("法中村", "石桥村", "经发办")):
            units.save(session, UnitEntry(name=name, head=f"{name}主任", liaison="李四", position=position))
        for unit in ("法中村", "石桥村"):
            _target(session, unit, "funds_received", 1000)
            _target(session, unit, "projects_signed", 3)
    return database


def _target(session: Session, unit: str, indicator: str, amount: int) -> None:
    targets.save(session, TargetEntry(2026, indicator, amount * 10**6, unit))


def _draft(database: Database) -> list[str]:
    with database.work("起草") as session:
        letters.draft_missing(session, 2026)
        return letters.listing(2026).ids(session)


def _sheet(database: Database, key: str) -> LetterSheet:
    with database.read() as session:
        (sheet,) = letter_papers.sheets(session, 2026, [key])
    return sheet


def _texts(sheet: LetterSheet) -> str:
    return "".join(clause.text for section in sheet.sections for clause in section.clauses)


def test_every_unit_with_targets_gets_one_letter_with_the_next_number(township: Database) -> None:
    first, second = (_sheet(township, key) for key in _draft(township))
    assert (first.number, second.number) == ("清招责〔2026〕1号", "清招责〔2026〕2号")
    assert first.title == "清溪镇2026年度招商引资工作目标责任书"
    assert first.parties == (("甲方", "清溪镇人民政府"), ("乙方", "法中村"))


def test_drafting_again_drafts_only_what_is_missing(township: Database) -> None:
    before = _draft(township)
    with township.work("再分一个") as session:
        _target(session, "经发办", "leads_valid", 5)
        assert letters.draft_missing(session, 2026) == 1
        assert letters.listing(2026).ids(session)[:2] == before


def test_a_year_without_targets_has_no_letters(township: Database) -> None:
    with township.work("起草") as session, pytest.raises(Refused, match="还没有给各单位下达目标"):
        letters.draft_missing(session, 2027)


def test_a_file_without_an_office_cannot_draft(database: Database) -> None:
    with database.work("起草") as session, pytest.raises(Refused, match="单位代码"):
        letters.draft_missing(session, 2026)


def test_a_draft_states_the_targets_of_today(township: Database) -> None:
    key = _draft(township)[0]
    with township.work("改目标") as session:
        _target(session, "法中村", "projects_signed", 5)
    assert "新签约项目5个。" in _texts(_sheet(township, key))


def test_a_signed_letter_stays_as_it_was_signed(township: Database) -> None:
    key = _draft(township)[0]
    with township.work("签订") as session:
        letters.sign(session, [key], SIGNED_ON, letter_papers.sheet)
    before = _sheet(township, key)
    with township.work("改目标和模板") as session:
        _target(session, "法中村", "projects_signed", 5)
        wording = letters.template(session, 2026)
        clauses = tuple(replace(clause, text="换了说法。") for clause in wording.clauses)
        letters.save_template(session, 2026, replace(wording, clauses=clauses))
    assert _sheet(township, key) == before
    assert "新签约项目3个。" in _texts(before)


def test_a_signed_letter_takes_no_other_wording(township: Database) -> None:
    key = _draft(township)[0]
    with township.work("签订") as session:
        letters.sign(session, [key], SIGNED_ON, letter_papers.sheet)
        entry = letters.detail(session, key).entry
        with pytest.raises(Refused, match="已经签订"):
            letters.save(session, replace(entry, title="别的题目"), key)


def test_a_change_of_person_is_recorded_even_after_signing(township: Database) -> None:
    key = _draft(township)[0]
    with township.work("签订") as session:
        letters.sign(session, [key], SIGNED_ON, letter_papers.sheet)
        letters.save(session, replace(letters.detail(session, key).entry, responsible="新主任"), key)
    with township.read() as session:
        assert letters.detail(session, key).entry.responsible == "新主任"


def test_deposit_veto_and_reward_are_there_and_off(township: Database) -> None:
    with township.read() as session:
        optional = {c.key: c for c in letters.template(session, 2026).clauses if c.is_optional}
    assert set(optional) == {"deposit", "veto", "reward"}
    assert not any(clause.is_on for clause in optional.values())
    assert all(clause.reminder for clause in optional.values())
    assert "抵押金" not in _texts(_sheet(township, _draft(township)[0]))


def test_a_clause_switched_on_prints(township: Database) -> None:
    with township.work("模板") as session:
        wording = letters.template(session, 2026)
        clauses = tuple(replace(c, is_on=True) if c.key == "deposit" else c for c in wording.clauses)
        letters.save_template(session, 2026, replace(wording, clauses=clauses))
    assert "乙方于规定日期前缴纳招商引资风险抵押金" in _texts(_sheet(township, _draft(township)[0]))


def test_an_unknown_placeholder_is_refused_before_paper_is_spent(township: Database) -> None:
    with township.work("模板") as session:
        wording = letters.template(session, 2026)
        with pytest.raises(Refused, match="镇长姓名"):
            letters.save_template(session, 2026, replace(wording, opening="由{镇长姓名}签订。"))


def test_without_parties_the_names_stand_at_the_signatures(township: Database) -> None:
    with township.work("模板") as session:
        wording = letters.template(session, 2026)
        letters.save_template(session, 2026, replace(wording, party_style=letters.CHOICES["party_style"][1]))
    sheet = _sheet(township, _draft(township)[0])
    assert sheet.parties == ()
    assert [signature.name for signature in sheet.signatures] == ["清溪镇人民政府", "法中村"]


def test_many_targets_go_into_an_annex(township: Database) -> None:
    with township.work("多几项") as session:
        for indicator in ("projects_started", "leads_valid", "visits_out", "fdi_received", "labour_export"):
            _target(session, "法中村", indicator, 2)
    sheet = _sheet(township, _draft(township)[0])
    assert [line.title for line in sheet.annex][:2] == ["实际到位资金", "实际利用外资"]
    assert len(sheet.annex) == 7
    assert "详见附件" in _texts(sheet)


def test_two_letters_cannot_bear_one_number(township: Database) -> None:
    first, second = _draft(township)
    with township.work("改编号") as session:
        entry = letters.detail(session, second).entry
        with pytest.raises(Refused, match="已经用于另一份"):
            letters.save(session, replace(entry, number=letters.detail(session, first).entry.number), second)


def test_a_number_given_by_hand_is_not_given_again(township: Database) -> None:
    second = _draft(township)[1]
    with township.work("改编号") as session:
        letters.save(session, replace(letters.detail(session, second).entry, number="清招责〔2026〕3号"), second)
        _target(session, "经发办", "leads_valid", 5)
        letters.draft_missing(session, 2026)
        numbers = [letters.detail(session, key).entry.number for key in letters.listing(2026).ids(session)]
    assert numbers == ["清招责〔2026〕1号", "清招责〔2026〕3号", "清招责〔2026〕4号"]
