"""The deposit ledger and the lists that recipients sign: sums in digits and capitals, an empty cell to sign in."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.errors import Refused
from app.jobs.consequences import print_deposits, print_refunds, print_rewards
from app.models.projects import Project
from app.services import units
from app.services.consequences import deposits, rewards, switch
from app.services.consequences.deposits import DepositEntry, DepositRow
from app.services.consequences.rewards import RewardEntry
from app.values.dates import PartialDate
from tests.builders import build

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 - an office lives in its local time
APRIL, NOVEMBER = PartialDate("2026-04-15"), PartialDate("2026-11-20")


@pytest.fixture
def kept(database: Database) -> Database:
    """Three deposits (refunded, paid, due) and a reward of three steps, one of them paid."""
    with database.work("启用") as session:
        switch.keep(session, on=True)
        ids = []
        for name, person in (("上河村", "王建国"), ("下河村", "赵强"), ("经发办", "张丽")):
            units.find_or_make(session, name)
            ids.append(deposits.save(session, DepositEntry(2026, name, person, 300_000, APRIL)))
        deposits.pay(session, ids[:2], APRIL, TODAY)
        deposits.refund(session, ids[:1], NOVEMBER, TODAY)
        project = build(session, Project, name="农机零件项目")
        steps = rewards.grant(
            session, RewardEntry(project.id, "李明", 2_000_000, review_number="清招审〔2026〕3号"), NOW
        )
        rewards.pay(session, steps[:1], NOVEMBER, TODAY)
    return database


def _deposits(session: Session) -> list[DepositRow]:
    listing = deposits.listing(2026)
    return listing.rows(session, listing.ids(session))


def _words(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def _cells(path: Path) -> list[tuple[object, ...]]:
    sheet = load_workbook(path, data_only=True).active
    assert sheet is not None
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_the_ledger_holds_every_deposit_in_yuan_and_capitals(kept: Database, tmp_path: Path) -> None:
    assert print_deposits(kept, 2026, tmp_path / "台账.xlsx") == 3
    (line,) = (row for row in _cells(tmp_path / "台账.xlsx") if row[1] == "上河村")
    assert (line[3], line[4], line[6]) == (3000, "人民币叁仟元整", "返还")
    (total,) = (row for row in _cells(tmp_path / "台账.xlsx") if row[0] == "合计")
    assert (total[3], total[9]) == (9000, 3000)


def test_the_refund_list_is_signed_for_deposit_and_bonus(kept: Database, tmp_path: Path) -> None:
    assert print_refunds(kept, 2026, tmp_path / "兑现表.pdf") == 1
    words = _words(tmp_path / "兑现表.pdf")
    assert "合计6000.00元（人民币陆仟元整）" in words
    assert "领款人签字" in words
    assert "赵强" not in words


def test_a_deduction_stands_between_what_was_paid_and_what_is_returned(kept: Database, tmp_path: Path) -> None:
    with kept.work("扣减后返还") as session:
        (key,) = (row.id for row in _deposits(session) if row.unit == "下河村")
        deposits.refund_in_part(session, [key], NOVEMBER, TODAY, 90_000, "到位资金只完成七成")
    assert print_refunds(kept, 2026, tmp_path / "兑现表.xlsx") == 2
    (line,) = (row for row in _cells(tmp_path / "兑现表.xlsx") if row[1] == "下河村")
    assert line[3:8] == (3000, 900, 2100, None, 2100)
    (total,) = (row for row in _cells(tmp_path / "兑现表.xlsx") if row[0] == "合计")
    assert total[3:8] == (6000, 900, 5100, 3000, 8100)


def test_a_deposit_that_is_not_refunded_is_not_cashed(kept: Database, tmp_path: Path) -> None:
    with kept.read() as session:
        ids = deposits.listing(2026).ids(session)
    with pytest.raises(Refused, match="登记返还"):
        print_refunds(kept, 2026, tmp_path / "兑现表.pdf", ids)


def test_the_reward_list_holds_what_was_paid_in_the_year_or_what_is_chosen(kept: Database, tmp_path: Path) -> None:
    assert print_rewards(kept, tmp_path / "奖励.xlsx", year=2026) == 1
    (line,) = (row for row in _cells(tmp_path / "奖励.xlsx") if row[1] == "农机零件项目")
    assert (line[4], line[5], line[6]) == (8000, "人民币捌仟元整", "清招审〔2026〕3号")
    assert line[8] is None  # room for the signature
    with kept.read() as session:
        ids = rewards.listing().ids(session)
    assert print_rewards(kept, tmp_path / "奖励.pdf", ids) == 3
    assert "合计20000.00元（人民币贰万元整）" in _words(tmp_path / "奖励.pdf")
    with pytest.raises(Refused):
        print_rewards(kept, tmp_path / "奖励.pdf", year=2025)


def test_a_reward_without_its_review_number_is_not_printed(kept: Database, tmp_path: Path) -> None:
    with kept.work("奖励") as session:
        project = build(session, Project)
        ids = rewards.grant(session, RewardEntry(project.id, "赵强", 100), NOW)
    with pytest.raises(Refused) as refused:
        print_rewards(kept, tmp_path / "奖励.pdf", ids)
    assert refused.value.field == "review_number"


def test_an_office_that_has_them_off_prints_nothing(kept: Database, tmp_path: Path) -> None:
    with kept.work("停用") as session:
        switch.keep(session, on=False)
    for write in (print_deposits, print_refunds):
        with pytest.raises(Refused, match="启用"):
            write(kept, 2026, tmp_path / "台账.pdf")
