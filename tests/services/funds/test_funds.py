"""到位资金: closed months and their corrections, verification, the figures of one project, shares between units."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.errors import Refused
from app.models.shares import WHOLE, ShareMeasure
from app.services import attachments, funds, indicators, projects, recycle_bin, units
from app.services.attachments import CheckedFile
from app.services.funds import FundsForm, Verification, closed_months, of_project
from app.services.projects import MilestoneLine, ProjectEntry, shares
from app.services.projects.shares import PERCENT, ShareLine
from app.services.units import UnitEntry
from app.values.capital import Currency, FundsSource, FundsStatus
from app.values.dates import PartialDate

DAY = PartialDate
TODAY = date(2026, 11, 22)
NOW = fixed(TODAY).now()
WAN = 1_000_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("funds") / "空.db"
    open_database(path, fixed(TODAY)).close()
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    database = open_database(file, fixed(TODAY))
    with database.trial() as session:
        for name in ("法中村", "经发办", "外单位"):
            units.save(session, UnitEntry(name=name))
        yield session
    database.close()


def project(session: Session, **entry: object) -> str:
    return projects.save(session, ProjectEntry(name="农机零件项目", **entry))  # type: ignore[arg-type]


def money(key: str, on: str, wan: int, **more: object) -> FundsForm:
    return FundsForm(key, DAY(on), wan * WAN, **more)  # type: ignore[arg-type]


def refusal(act: object, *args: object, **named: object) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **named)  # type: ignore[operator]
    return caught.value


def received(session: Session, month: int, key: str) -> int:
    return of_project.figures(session, key, 2026, month).month // WAN


class TestClosedMonths:
    @pytest.fixture
    def closed(self, session: Session) -> tuple[str, str]:
        key = project(session)
        entry = funds.save(session, money(key, "2026-03-05", 100))
        closed_months.close(session, 2026, 3, TODAY, "三月已报送")
        return key, entry

    def test_a_closed_month_takes_no_change_and_no_new_entry(self, session: Session, closed: tuple[str, str]) -> None:
        key, entry = closed
        assert "已经结账" in refusal(funds.save, session, money(key, "2026-03-05", 90), entry).message
        assert "已经结账" in refusal(funds.save, session, money(key, "2026-03", 10)).message
        assert "已经结账" in refusal(funds.remove, session, [entry], NOW).message
        assert "已经结账" in refusal(funds.save, session, money(key, "2026-04-01", 100), entry).message

    def test_other_months_stay_open(self, session: Session, closed: tuple[str, str]) -> None:
        key, _ = closed
        other = funds.save(session, money(key, "2026-04-01", 10))
        assert "已经结账" in refusal(funds.save, session, money(key, "2026-03-31", 10), other).message
        assert funds.remove(session, [other], NOW) == 1

    def test_a_correction_says_why_and_stands_in_the_place_of_the_entry(
        self, session: Session, closed: tuple[str, str]
    ) -> None:
        key, entry = closed
        corrected = money(key, "2026-03-05", 90)
        assert refusal(funds.correct, session, corrected, " ", NOW, entry).field == "correction_reason"
        funds.correct(session, corrected, "进账单金额看错", NOW, entry)
        (row,) = funds.listing(key).rows(session, funds.listing(key).ids(session))
        assert (row.amount, row.correction_reason) == (90 * WAN, "进账单金额看错")
        assert received(session, 3, key) == 90

    def test_what_a_closed_month_missed_comes_in_as_a_correction(
        self, session: Session, closed: tuple[str, str]
    ) -> None:
        key, _ = closed
        missed = money(key, "2026-03-20", 5)
        assert refusal(funds.entering, session, missed, "").field == "correction_reason"
        assert funds.entering(session, missed, "漏报") == "更正到位资金"
        funds.enter(session, missed, "漏报", NOW)
        assert funds.entering(session, money(key, "2026-05-20", 5), "") == "登记到位资金"
        assert received(session, 3, key) == 105

    def test_an_entry_of_a_closed_month_is_taken_back_by_one_of_nothing(
        self, session: Session, closed: tuple[str, str]
    ) -> None:
        key, entry = closed
        assert funds.remove(session, [entry], NOW, "重复登记") == 1
        (row,) = funds.listing(key).rows(session, funds.listing(key).ids(session))
        assert (row.amount, row.correction_reason) == (0, "重复登记")
        checked = Verification(FundsStatus.TOWNSHIP_CHECKED, verified_by="张丽", verified_on=DAY("2026-05-10"))
        assert funds.verify(session, [row.id], checked) == 1  # checked together with the others
        assert refusal(funds.save, session, replace(funds.form(session, row.id), amount=-1), row.id).field == "amount"

    def test_a_corrected_entry_cannot_come_back_from_the_bin(self, session: Session, closed: tuple[str, str]) -> None:
        key, entry = closed
        funds.correct(session, money(key, "2026-03-05", 90), "看错", NOW, entry)
        assert recycle_bin.rows(session) == ()
        assert "更正记录" in refusal(recycle_bin.restore, session, "funds", [entry]).message

    def test_voucher_and_recognition_may_still_be_filled_in(self, session: Session, closed: tuple[str, str]) -> None:
        _, entry = closed
        funds.save(session, replace(funds.form(session, entry), voucher_number="2026-88"), entry)
        checked = Verification(FundsStatus.RECOGNISED, verified_by="张丽", verified_on=DAY("2026-05-10"))
        funds.verify(session, [entry], checked)
        assert funds.form(session, entry).recognised_amount == 100 * WAN

    def test_a_month_opened_again_says_why_and_takes_changes(self, session: Session, closed: tuple[str, str]) -> None:
        key, entry = closed
        assert refusal(closed_months.reopen, session, 2026, 3, " ", NOW).field == "reason"
        assert "没有结账" in refusal(closed_months.reopen, session, 2026, 4, "看错", NOW).message
        closed_months.reopen(session, 2026, 3, "县里退回重报", NOW)
        funds.save(session, money(key, "2026-03-05", 90), entry)
        assert received(session, 3, key) == 90
        assert closed_months.rows(session, 2026) == ()
        assert closed_months.months(session, 2026)[2].closed_for == "县里退回重报"
        closed_months.close(session, 2026, 3, TODAY, "重报")
        assert "已经结账" in refusal(funds.save, session, money(key, "2026-03-05", 80), entry).message

    def test_the_months_of_a_year_tell_what_they_hold(self, session: Session, closed: tuple[str, str]) -> None:
        key, _ = closed
        funds.save(session, money(key, "2026-04", 20, voucher_number="1", status=FundsStatus.TOWNSHIP_CHECKED))
        funds.save(session, money(key, "2026", 5))
        funds.save(session, money(key, "2025-04-01", 7))
        march, april = closed_months.months(session, 2026)[2:4]
        assert (march.entries, march.yuan, march.unchecked, march.without_voucher) == (1, 100 * WAN, 1, 1)
        assert (march.is_closed, march.closed_for) == (True, "三月已报送")
        assert (april.entries, april.yuan, april.unchecked, april.without_voucher) == (1, 20 * WAN, 0, 0)
        assert not april.is_closed
        listing = funds.listing(key)
        shut = {
            str(row.received_on and row.received_on.iso): row.is_closed
            for row in listing.rows(session, listing.ids(session))
        }
        assert shut == {"2026-03-05": True, "2026-04": False, "2026": False, "2025-04-01": False}

    def test_the_vouchers_go_with_the_entry_that_stands(self, session: Session, closed: tuple[str, str]) -> None:
        key, entry = closed
        attachments.add(session, "funds", entry, CheckedFile("进账单.pdf", "application/pdf", b"%PDF-1.4"))
        made = funds.correct(session, money(key, "2026-03-05", 90), "进账单金额看错", NOW, entry)
        assert [file.name for file in attachments.lines(session, "funds", made)] == ["进账单.pdf"]
        assert attachments.lines(session, "funds", entry) == ()
        (row,) = funds.listing(key).rows(session, funds.listing(key).ids(session))
        assert row.vouchers == 1

    def test_a_month_is_closed_once_and_not_before_it_began(self, session: Session, closed: tuple[str, str]) -> None:
        assert "已经结账" in refusal(closed_months.close, session, 2026, 3, TODAY).message
        assert "还没有到" in refusal(closed_months.close, session, 2026, 12, TODAY).message
        assert [(row.month, row.reason) for row in closed_months.rows(session, 2026)] == [(3, "三月已报送")]


class TestVerification:
    def test_a_check_names_who_and_when(self, session: Session) -> None:
        entry = funds.save(session, money(project(session), "2026-03-05", 100))
        assert refusal(funds.verify, session, [entry], Verification()).field == "verified_by"
        assert refusal(funds.verify, session, [entry], Verification(verified_by="张丽")).field == "verified_on"

    def test_the_county_may_recognise_less_but_not_more(self, session: Session) -> None:
        entry = funds.save(session, money(project(session), "2026-03-05", 100))
        checked = Verification(FundsStatus.RECOGNISED, 80 * WAN, "张丽", DAY("2026-04-01"))
        funds.verify(session, [entry], checked)
        assert funds.form(session, entry).recognised_amount == 80 * WAN
        assert refusal(
            funds.verify, session, [entry], replace(checked, recognised_amount=101 * WAN)
        ).field == "recognised_amount"  # fmt: skip

    def test_what_is_not_recognised_says_why_and_counts_nothing(self, session: Session) -> None:
        key = project(session)
        entry = funds.save(session, money(key, "2026-03-05", 100, recognised_amount=50 * WAN))
        rejected = Verification(FundsStatus.REJECTED, None, "张丽", DAY("2026-04-01"))
        assert refusal(funds.verify, session, [entry], rejected).field == "note"
        funds.verify(session, [entry], replace(rejected, note="本地资金"))
        assert of_project.figures(session, key, 2026, 12, "recognised").total == 0

    def test_several_at_once_are_recognised_whole(self, session: Session) -> None:
        key = project(session)
        entries = [funds.save(session, money(key, f"2026-0{m}-05", m)) for m in (1, 2)]
        checked = Verification(FundsStatus.RECOGNISED, None, "张丽", DAY("2026-04-01"))
        assert funds.verify(session, entries, checked) == 2
        assert [funds.form(session, each).recognised_amount for each in entries] == [WAN, 2 * WAN]
        assert refusal(funds.verify, session, entries, replace(checked, recognised_amount=1)).field


class TestFigures:
    def test_month_year_and_last_year_stand_side_by_side(self, session: Session) -> None:
        key = project(session, contract_amount=1000 * WAN)
        for on, wan in (("2025-03-01", 10), ("2025-05", 20), ("2026-01-09", 30), ("2026-03", 40), ("2026-04-01", 50)):
            funds.save(session, money(key, on, wan))
        found = of_project.figures(session, key, 2026, 3)
        assert (found.month, found.year_to_date) == (40 * WAN, 70 * WAN)
        assert (found.last_year_month, found.last_year_to_date) == (10 * WAN, 10 * WAN)
        assert (found.total // WAN, found.completion, found.growth) == (150, Fraction(150, 1000), Fraction(6))

    def test_a_year_alone_is_in_no_month_and_dollars_without_a_rate_in_no_sum(self, session: Session) -> None:
        key = project(session)
        funds.save(session, money(key, "2026", 5))
        dollars = money(key, "2026-02-01", 1, currency=Currency.DOLLAR, rate=7_100_000, source=FundsSource.ABROAD)
        funds.save(session, dollars)
        found = of_project.figures(session, key, 2026, 12)
        assert (found.months[1], sum(found.months), found.year) == (7_100_000, 7_100_000, 5 * WAN + 7_100_000)
        assert found.growth is None

    def test_foreign_money_is_held_against_the_foreign_contract(self, session: Session) -> None:
        key = project(session, contract_fdi=100 * WAN)
        abroad: dict[str, object] = {"currency": Currency.DOLLAR, "rate": 7_000_000, "source": FundsSource.ABROAD}
        funds.save(session, money(key, "2026-03-05", 60, **abroad))
        in_yuan = money(key, "2026-04-05", 280, rate=7_000_000, source=FundsSource.ABROAD)
        assert "amount" not in dict(funds.warnings(session, in_yuan))
        more = replace(in_yuan, amount=in_yuan.amount + 7)
        assert dict(funds.warnings(session, more))["amount"] == "累计实际利用外资超过合同外资，请核对。"

    def test_money_of_a_day_to_come_is_warned_of(self, session: Session) -> None:
        key = project(session)
        assert dict(funds.warnings(session, money(key, "2026-12", 1), None, TODAY))["received_on"].startswith(
            "到账日期还没"
        )
        assert "received_on" not in dict(funds.warnings(session, money(key, "2026-11", 1), None, TODAY))

    def test_funds_beyond_the_contract_are_warned_of_and_kept(self, session: Session) -> None:
        key = project(session, contract_amount=100 * WAN)
        funds.save(session, money(key, "2026-01-01", 60))
        within, beyond = money(key, "2026-02-01", 40, voucher_number="1"), money(key, "2026-02-01", 41)
        assert funds.warnings(session, within) == []
        assert funds.warnings(session, beyond)[0][0] == "amount"
        dollars = money(key, "2026-02-01", 6, currency=Currency.DOLLAR, rate=7_000_000)
        assert funds.warnings(session, dollars)[0][0] == "amount"
        funds.save(session, beyond)


class TestShares:
    def test_a_sum_of_99_is_refused_at_the_field(self, session: Session) -> None:
        key = project(session)
        lines = [ShareLine("法中村", 50 * PERCENT), ShareLine("经发办", 49 * PERCENT)]
        refused = refusal(shares.save, session, key, lines)
        assert (refused.field, "99%" in refused.message) == ("part", True)
        assert shares.lines(session, key) == ()

    @pytest.mark.parametrize("parts", [(50_00, 49_99), (60_00, 40_01), (100_00, 1), (33_30, 33_30, 33_30)])
    def test_no_other_sum_than_100_is_taken(self, session: Session, parts: tuple[int, ...]) -> None:
        names = ("法中村", "经发办", "外单位")
        lines = [ShareLine(name, part * 100) for name, part in zip(names, parts, strict=False)]
        assert refusal(shares.save, session, project(session), lines).field == "part"

    def test_thirds_leave_their_remainder_to_the_lead_unit(self, session: Session) -> None:
        key = project(session, unit="法中村", lead_unit="经发办")
        shares.save(session, key, [ShareLine(name, 33_33 * 100) for name in ("法中村", "经发办", "外单位")])
        found = {line.unit: line.part for line in shares.lines(session, key)}
        assert found == {"法中村": 333_300, "经发办": 333_400, "外单位": 333_300}

    def test_a_unit_has_one_part_of_a_measure(self, session: Session) -> None:
        lines = [ShareLine("法中村", 50 * PERCENT), ShareLine("法中村", 50 * PERCENT)]
        assert refusal(shares.save, session, project(session), lines).field == "unit"
        assert refusal(shares.save, session, project(session), [ShareLine("没有的村", WHOLE)]).field == "unit"

    def test_money_and_pieces_may_be_shared_apart(self, session: Session) -> None:
        key = project(session, unit="法中村", contract_amount=100 * WAN)
        projects.set_milestones(session, key, [MilestoneLine("签约", None, DAY("2026-02"))])
        half = [ShareLine(n, 50 * PERCENT, ShareMeasure.PIECES) for n in ("法中村", "经发办")]
        shares.save(session, key, [*half, ShareLine("法中村", WHOLE, ShareMeasure.MONEY)])
        report = indicators.report(session, 2026, 11)
        assert [report.row("projects_signed", n).actual for n in ("法中村", "经发办")] == [Fraction(1, 2)] * 2
        assert [report.row("amount_signed", n).actual for n in ("法中村", "经发办")] == [100, 0]

    def test_no_shares_give_it_all_to_its_own_unit_again(self, session: Session) -> None:
        key = project(session, unit="法中村")
        shares.save(session, key, shares.evenly(["法中村", "经发办"]))
        shares.save(session, key, [])
        assert shares.lines(session, key) == ()

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(count=st.integers(1, 30))
    def test_equal_parts_always_make_the_whole(self, count: int) -> None:
        parts = shares.evenly([f"{n}村" for n in range(count)], "0村")
        assert sum(line.part for line in parts) == WHOLE
        assert len({line.part for line in parts[1:]}) <= 1
