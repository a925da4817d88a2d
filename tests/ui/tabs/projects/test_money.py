"""到位资金 in the window: closed months, corrections, checks of several entries, vouchers and their sheet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from app.models.funds import ClosedMonth
from app.services import funds, projects
from app.services.funds import FundsForm, closed_months
from app.services.projects import ProjectEntry
from app.ui.desk import Desk
from app.ui.dialogs.month_closing import MonthClosing
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from app.ui.tabs.projects.all_funds import AllFunds
from app.ui.tabs.projects.funds_page import FundsPage
from app.ui.tabs.projects.tab import ProjectsTab
from app.ui.tabs.projects.vouchers import Vouchers
from app.values.dates import PartialDate
from tests.ui.clerk import answers, fill, opens, press, refused, saves
from tests.ui.parts import field_of, sentence, table_in

WAN = 1_000_000


@pytest.fixture
def tab(window: MainWindow) -> ProjectsTab:
    found = window.tab(PROJECTS)
    assert isinstance(found, ProjectsTab)
    return found


@pytest.fixture
def page(tab: ProjectsTab, desk: Desk) -> FundsPage:
    """One project with 100 of September, which is closed, and 50 of October."""
    with desk.work("试") as session:
        session.execute(delete(ClosedMonth))  # the sample township has closed every month that it reported
        key = projects.save(session, ProjectEntry("竹木家具生产线", contract_amount=1000 * WAN), year=2026)
        for day, wan in (("2026-09-05", 100), ("2026-10-08", 50)):
            funds.save(session, FundsForm(key, PartialDate(day), wan * WAN, voucher_number=f"进账{wan}"))
        closed_months.close(session, 2026, 9, desk.today, "月报已报")
    tab.show_record("projects", key)
    found = tab.details.page_named("资金")
    assert isinstance(found, FundsPage)
    return found


def entries(desk: Desk, page: FundsPage) -> list[Any]:
    listing = funds.listing(page._key)
    with desk.read() as session:
        return listing.rows(session, listing.ids(session))


def choose_day(page: FundsPage, day: str) -> None:
    row = next(row for row in table_in(page).model.source.rows(table_in(page).model.source.ids(table_in(page).query))
               if row.received_on.iso == day)  # fmt: skip
    table_in(page).select(row.id)


def test_a_change_in_a_closed_month_asks_for_its_reason_and_becomes_a_correction(page: FundsPage, desk: Desk) -> None:
    choose_day(page, "2026-09-05")

    def correct(form: Any) -> None:
        assert "2026年9月已经结账" in form._closed_note.text()
        fill(form, amount="90")
        press(form, "保存")
        assert "已经结账" in refused(form, "correction_reason")
        assert field_of(form, "amount").text() == "90"
        fill(form, correction_reason="进账单金额看错")
        press(form, "保存")
        assert not form.isVisible(), sentence(form).text()

    with opens(correct):
        press(page, "修改")
    found = {row.received_on.iso: (row.amount // WAN, row.correction_reason) for row in entries(desk, page)}
    assert found == {"2026-09-05": (90, "进账单金额看错"), "2026-10-08": (50, "")}


def test_a_voucher_of_a_closed_month_is_filled_in_without_a_reason(page: FundsPage, desk: Desk) -> None:
    choose_day(page, "2026-09-05")
    with opens(saves(voucher_number="进账100-补")):
        press(page, "修改")
    assert {row.voucher_number for row in entries(desk, page)} == {"进账100-补", "进账50"}
    assert all(not row.correction_reason for row in entries(desk, page))


def test_what_a_closed_month_missed_and_what_moves_into_it_need_a_reason(page: FundsPage, desk: Desk) -> None:
    def enter(form: Any) -> None:
        assert form._closed_note.isHidden()
        fill(form, received_on="2026年9月", amount="5", voucher_number="1")
        assert not form._closed_note.isHidden()
        press(form, "保存")
        refused(form, "correction_reason")
        fill(form, correction_reason="漏报")
        press(form, "保存")
        assert not form.isVisible(), sentence(form).text()

    with opens(enter):
        press(page, "登记")
    assert sorted(row.amount // WAN for row in entries(desk, page)) == [5, 50, 100]


def test_removing_of_a_closed_month_leaves_an_entry_of_nothing_that_says_why(page: FundsPage, desk: Desk) -> None:
    choose_day(page, "2026-09-05")

    def remove(form: Any) -> None:
        press(form, "删除")
        refused(form, "correction_reason")
        fill(form, correction_reason="重复登记")
        press(form, "删除")

    with opens(remove):
        press(page, "删除")
    choose_day(page, "2026-10-08")
    with opens(answers("删除")):
        press(page, "删除")
    assert [(row.amount, row.correction_reason) for row in entries(desk, page)] == [(0, "重复登记")]


def test_the_page_tells_month_year_and_which_months_are_closed(page: FundsPage) -> None:
    said = page._figures._words.text()
    assert "10月 50 万元" in said
    assert "1—10月累计 150 万元" in said
    assert "完成率 15.0%" in said
    assert "已结账 9月" in said
    assert page._figures._bars.told(9) == "2026年9月 100 万元　已结账\n2025年9月 0 万元"


def test_the_county_recognises_one_entry_in_part_and_several_whole(
    page: FundsPage, desk: Desk, window: MainWindow
) -> None:
    choose_day(page, "2026-10-08")

    def one(form: Any) -> None:
        fill(form, status="不认定", verified_by="张丽")
        press(form, "保存")
        refused(form, "note")
        fill(form, status="县认定", recognised_amount="60")
        press(form, "保存")
        assert "不能大于" in refused(form, "recognised_amount")
        fill(form, recognised_amount="30")
        press(form, "保存")
        assert not form.isVisible(), sentence(form).text()

    with opens(one):
        press(page, "核实")
    assert {row.recognised_amount for row in entries(desk, page)} == {None, 30 * WAN}
    listing = AllFunds(desk)
    listing.setParent(window)
    listing.show()
    listing.table.search_for("竹木家具")
    listing.table.view.selectAll()

    def several(form: Any) -> None:
        fill(form, status="县认定", verified_by="李明")
        assert not field_of(form, "recognised_amount").isVisible()
        press(form, "保存")

    with opens(several):
        press(listing, "核实")
    assert {row.recognised_amount // WAN for row in entries(desk, page)} == {100, 50}
    assert {row.verified_by for row in entries(desk, page)} == {"李明"}


@pytest.fixture
def closing(window: MainWindow, desk: Desk) -> Iterator[MonthClosing]:
    dialog = MonthClosing(desk, window)
    dialog.show()
    yield dialog
    dialog.close()


def test_months_are_closed_and_opened_again_with_a_reason(page: FundsPage, closing: MonthClosing, desk: Desk) -> None:
    def words(month: int) -> list[str]:
        found = [closing.table.item(month - 1, column) for column in range(closing.table.columnCount())]
        return [item.text() if item else "" for item in found]

    assert words(9)[-2:] == ["已结账", "月报已报"]
    closing.table.selectRow(8)

    def open_again(form: Any) -> None:
        press(form, "重新打开")
        refused(form, "reason")
        fill(form, reason="县里退回重报")
        press(form, "重新打开")
        assert not form.isVisible()

    with opens(open_again):
        press(closing, "重新打开…")
    assert words(9)[-2:] == ["重新打开", "县里退回重报"]
    closing.table.clearSelection()
    closing.table.setRangeSelected(_rows(closing, 7, 9), True)

    def close(form: Any) -> None:
        press(form, "结账")
        if form.isVisible():
            assert "笔还没有核实" in sentence(form).text()
            press(form, "结账")
        assert not form.isVisible()

    with opens(close):
        press(closing, "结账…")
    with desk.read() as session:
        assert [row.month for row in closed_months.rows(session, 2026)] == [8, 9, 10]


def _rows(closing: MonthClosing, first: int, last: int) -> Any:
    from PySide6.QtWidgets import QTableWidgetSelectionRange

    return QTableWidgetSelectionRange(first, 0, last, closing.table.columnCount() - 1)


def test_a_month_to_come_is_not_closed(closing: MonthClosing) -> None:
    closing.table.selectRow(10)

    def close(form: Any) -> None:
        press(form, "结账")
        assert "还没有到" in sentence(form).text()

    with opens(close):
        press(closing, "结账…")


def test_vouchers_come_to_an_entry_and_print_behind_its_sheet(
    page: FundsPage, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PdfReader

    photo = tmp_path / "进账单.jpg"
    Image.new("RGB", (800, 600), "white").save(photo)
    choose_day(page, "2026-09-05")
    dialog = Vouchers(desk, table_in(page).current_id(), page)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.shelf.add_files([photo])
    qtbot.waitUntil(lambda: dialog.shelf.files.count() == 1, timeout=10_000)
    dialog.close()
    desk.changed.disconnect(dialog.refresh)
    assert {row.received_on.iso: row.vouchers for row in entries(desk, page)} == {"2026-09-05": 1, "2026-10-08": 0}
    written: list[Path] = []

    def show(_desk: Desk, _parent: QWidget, title: str, write: Any, *, other: str) -> None:
        assert other == ""
        written.append(tmp_path / f"{title}.pdf")
        write(written[0])

    monkeypatch.setattr("app.ui.tabs.projects.vouchers.preview", show)
    press(page, "登记表")
    assert len(PdfReader(written[0]).pages) == 2
