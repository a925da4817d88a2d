"""风险抵押金: due, paid, refunded with an equal bonus or kept; no step out of its order."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.models.letters import Letter
from app.services import achievements, targets, units
from app.services.achievements import AchievementEntry
from app.services.consequences import deposits, switch
from app.services.consequences.deposits import DepositEntry, DepositRow
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate
from tests.builders import build

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 - an office lives in its local time
APRIL, DECEMBER = PartialDate("2026-04-15"), PartialDate("2026-11-20")


def _deposit(session: Session, unit: str = "甲村", person: str = "王建国", amount: int = 300_000) -> str:
    units.find_or_make(session, unit)
    return deposits.save(session, DepositEntry(2026, unit, person, amount, APRIL))


def _row(session: Session, key: str) -> DepositRow:
    return deposits.listing(2026).rows(session, [key])[0]


def test_they_are_off_until_the_office_switches_them_on(database: Database) -> None:
    with database.work("启用") as session:
        assert not switch.are_kept(session)
        with pytest.raises(Refused):
            switch.must_be_kept(session)
        switch.keep(session, on=True)
        assert switch.are_kept(session)


def test_a_deposit_is_paid_and_refunded_with_an_equal_bonus(database: Database) -> None:
    with database.work("抵押金") as session:
        key = _deposit(session)
        assert _row(session, key).is_late(TODAY)
        deposits.pay(session, [key], APRIL, TODAY)
        deposits.refund(session, [key], DECEMBER, TODAY)
        row = _row(session, key)
    assert (row.state, row.bonus, row.returned) == ("返还", 300_000, 600_000)
    assert (row.capitals, row.returned_capitals) == ("人民币叁仟元整", "人民币陆仟元整")


def test_one_may_be_returned_less_a_deduction_for_a_reason(database: Database) -> None:
    with database.work("抵押金") as session:
        key = _deposit(session)
        deposits.pay(session, [key], APRIL, TODAY)
        for deducted, reason, field in (
            (0, "未完成", "deducted"),
            (300_000, "未完成", "deducted"),
            (90_000, " ", "reason"),
        ):
            with pytest.raises(Refused) as refused:
                deposits.refund_in_part(session, [key], DECEMBER, TODAY, deducted, reason)
            assert refused.value.field == field
        deposits.refund_in_part(session, [key], DECEMBER, TODAY, 90_000, "到位资金只完成七成")
        row = _row(session, key)
        assert (row.state, row.deducted, row.refunded, row.returned) == ("返还", 90_000, 210_000, 210_000)
        assert (row.bonus, row.note) == (None, "到位资金只完成七成")
        deposits.take_back(session, [key])
        assert (_row(session, key).state, _row(session, key).deducted) == ("已缴", None)


def test_one_that_is_kept_brings_nothing_back_and_says_why(database: Database) -> None:
    with database.work("抵押金") as session:
        key = _deposit(session)
        deposits.pay(session, [key], APRIL, TODAY)
        with pytest.raises(Refused) as refused:
            deposits.forfeit(session, [key], DECEMBER, TODAY, " ")
        deposits.forfeit(session, [key], DECEMBER, TODAY, "未完成年度目标")
        row = _row(session, key)
    assert refused.value.field == "reason"
    assert (row.state, row.returned, row.note) == ("不予返还", 0, "未完成年度目标")


def test_no_step_goes_before_another(database: Database) -> None:
    with database.work("抵押金") as session:
        key = _deposit(session)
        with pytest.raises(Refused, match="应缴"):
            deposits.refund(session, [key], DECEMBER, TODAY)
        with pytest.raises(Refused, match="应缴"):
            deposits.forfeit(session, [key], DECEMBER, TODAY, "未完成年度目标")
        deposits.pay(session, [key], APRIL, TODAY)
        with pytest.raises(Refused, match="已缴"):
            deposits.pay(session, [key], APRIL, TODAY)
        with pytest.raises(Refused, match="早于缴纳日期"):
            deposits.refund(session, [key], PartialDate("2026-03-01"), TODAY)
        with pytest.raises(Refused, match="晚于今天"):
            deposits.refund(session, [key], PartialDate("2026-12-31"), TODAY)
        with pytest.raises(Refused, match="删除"):
            deposits.remove(session, [key], NOW)


def test_one_wrong_choice_refuses_the_whole_step(database: Database) -> None:
    with database.work("抵押金") as session:
        first, second = _deposit(session), _deposit(session, "乙村")
        deposits.pay(session, [second], APRIL, TODAY)
        with pytest.raises(Refused, match="乙村"):
            deposits.pay(session, [first, second], APRIL, TODAY)
        assert _row(session, first).state == "应缴"


def test_what_was_registered_by_mistake_goes_back_step_by_step(database: Database) -> None:
    with database.work("抵押金") as session:
        key = _deposit(session)
        deposits.pay(session, [key], APRIL, TODAY)
        deposits.refund(session, [key], DECEMBER, TODAY)
        deposits.take_back(session, [key])
        paid = _row(session, key)
        deposits.take_back(session, [key])
        due = _row(session, key)
        with pytest.raises(Refused):
            deposits.take_back(session, [key])
    assert (paid.state, paid.bonus, paid.settled_on) == ("已缴", None, None)
    assert (due.state, due.paid_on) == ("应缴", None)


def test_the_sum_of_a_paid_deposit_does_not_change_but_its_note_does(database: Database) -> None:
    with database.work("抵押金") as session:
        key = _deposit(session)
        deposits.pay(session, [key], APRIL, TODAY)
        with pytest.raises(Refused) as refused:
            deposits.save(session, DepositEntry(2026, "甲村", "王建国", 500_000), key)
        deposits.save(session, DepositEntry(2026, "甲村", "王建国", 300_000, APRIL, "收据12号"), key)
        assert _row(session, key).note == "收据12号"
    assert refused.value.field == "amount"


@pytest.mark.parametrize(
    ("amount", "unit", "field"), [(None, "甲村", "amount"), (0, "甲村", "amount"), (1, "", "unit")]
)
def test_an_empty_deposit_is_refused(database: Database, amount: int | None, unit: str, field: str) -> None:
    with database.work("抵押金") as session:
        units.save(session, UnitEntry(name="甲村"))
        with pytest.raises(Refused) as refused:
            deposits.save(session, DepositEntry(2026, unit, amount=amount))
    assert refused.value.field == field


def test_a_payer_has_one_deposit_a_year(database: Database) -> None:
    with database.work("抵押金") as session:
        _deposit(session)
        with pytest.raises(Refused, match=r"3000\.00元"):
            _deposit(session)
        _deposit(session, person="张丽")


def test_letters_without_a_deposit_get_one(database: Database) -> None:
    with database.work("抵押金") as session:
        _deposit(session)
        known = units.find(session, "甲村")
        other, _ = units.find_or_make(session, "乙村")
        build(session, Letter, unit_id=known, responsible="王建国")
        build(session, Letter, unit_id=other, responsible="赵强")
        assert deposits.draft_from_letters(session, 2026, 200_000, APRIL) == 1
        assert deposits.draft_from_letters(session, 2026, 200_000, APRIL) == 0
        rows = deposits.listing(2026).rows(session, deposits.listing(2026).ids(session))
        totals = deposits.listing(2026).total(session)
    assert {(row.unit, row.person, row.amount) for row in rows} == {
        ("甲村", "王建国", 300_000),
        ("乙村", "赵强", 200_000),
    }
    assert totals == {"count": 2, "yuan": 5_000 * 10**6, "bonus_yuan": 0, "deducted_yuan": 0}


def test_which_targets_were_met_is_computed(database: Database) -> None:
    with database.work("抵押金") as session:
        units.save(session, UnitEntry(name="甲村"))
        for indicator, amount in (("labour_export", 10), ("funds_received", 100)):
            targets.save(session, TargetEntry(2026, indicator, amount * 10**6, "甲村"))
        achievements.save(session, AchievementEntry(2026, 3, "labour_export", 10 * 10**6, "甲村"))
        assert deposits.targets_met(session, 2026, 11) == {"甲村": (1, 2)}


def test_a_sum_that_no_township_pays_is_taken_for_a_slip_of_the_unit(database: Database) -> None:
    with database.work("抵押金") as session, pytest.raises(Refused, match="元写成了万元"):
        _deposit(session, amount=100_000_000_001)
