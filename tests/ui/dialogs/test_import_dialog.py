"""The import wizard, walked as a clerk does: sheets, columns, the first rows, problems, and the decision."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.documents.ledgers.parts import LEFT_OUT
from app.jobs.problem_rows import save_problem_rows
from app.services import history, projects
from app.services.lists import Query
from app.ui.desk import Desk
from app.ui.dialogs import import_dialog
from app.ui.dialogs.import_dialog import ImportDialog
from app.ui.main_window import MainWindow
from tests.ui.parts import rows_in

HEAD = ["序号", "项目名称", "投资方", "总投资", "签约时间", "今年计划投资"]


def book(path: Path, **sheets: Sequence[Sequence[Any]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(list(row))
    made.save(path)
    return path


def villages(folder: Path) -> Path:
    def of(village: str, unit: str, *rows: Sequence[Any]) -> list[Sequence[Any]]:
        return [[f"{village}2026年招商引资项目台账"], [f"单位：{unit}"], HEAD, *rows]

    return book(
        folder / "各村.xlsx",
        东山村=of(
            "东山村", "万元", [1, "渡口食用菌厂", "甲乙丙商号", 1250, "2026.3.5", 800], [2, "空", "无名", 1, "", ""]
        ),
        西河村=of("西河村", "亿元", [1, "渡口光伏厂", "丁戊己商号", 1.2, "2026年4月", ""]),
        说明=[["本表由各村填写"]],
    )


@pytest.fixture
def dialog(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ImportDialog:
    monkeypatch.setattr(import_dialog, "say", lambda *_: None)
    made = ImportDialog(desk, window)
    qtbot.addWidget(made)
    made.show_file(villages(tmp_path))
    rehearsed(made, qtbot)
    return made


def rehearsed(dialog: ImportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=60_000)


def kept(desk: Desk, name: str) -> projects.ProjectEntry:
    with desk.read() as session:
        listing = projects.listing(desk.year, desk.today)
        (key,) = listing.ids(session, Query(name))
        return projects.detail(session, key).entry


def test_one_sheet_a_village_is_taken_in_one_go_and_undone_in_one(
    dialog: ImportDialog, desk: Desk, qtbot: QtBot
) -> None:
    report = dialog.report
    assert report is not None
    assert [(part.sheet, part.created) for part in report.parts] == [("东山村", 1), ("西河村", 1)]
    dialog.take()
    qtbot.waitUntil(lambda: not dialog.isVisible() and not desk.background.busy, timeout=60_000)
    assert kept(desk, "渡口光伏厂").total_investment == 12_000 * 1_000_000
    assert (kept(desk, "渡口食用菌厂").unit, kept(desk, "渡口光伏厂").unit) == ("东山村", "西河村")
    with desk.read() as session:
        assert history.recent(session)[0].action == "导入项目台账：各村.xlsx"


def test_a_sheet_that_is_not_chosen_stays_out(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog._sheets._sheets.item(1, 0).setCheckState(Qt.CheckState.Unchecked)
    rehearsed(dialog, qtbot)
    assert dialog.report is not None
    assert [part.sheet for part in dialog.report.parts] == ["东山村"]


def test_a_columns_reading_is_changed_and_remembered_for_its_layout(
    dialog: ImportDialog, desk: Desk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.go_to(1)
    table = dialog._columns._table
    titles = [table.item(row, 1).text() for row in range(table.rowCount())]
    box = table.cellWidget(titles.index("今年计划投资"), 2)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "记入备注（栏名：内容）"
    box.setCurrentIndex(box.findData(LEFT_OUT))
    rehearsed(dialog, qtbot)
    again = ImportDialog(desk, window)
    qtbot.addWidget(again)
    again.show_file(villages(tmp_path))
    rehearsed(again, qtbot)
    again.go_to(1)
    rehearsed(again, qtbot)
    assert again.walk is not None
    assert LEFT_OUT in again.walk.choices["东山村"].columns.values()


def test_the_first_rows_stand_side_by_side_with_what_will_be_stored(dialog: ImportDialog) -> None:
    dialog.go_to(2)
    table = rows_in(dialog)._table
    titles = [table.horizontalHeaderItem(column).text() for column in range(table.columnCount())]
    column = titles.index("总投资")
    assert [table.item(row, column).text() for row in (0, 1)] == ["1250", "1250万元"]
    assert table.item(1, titles.index("签约时间")).text() == "2026年3月5日"


def test_problem_rows_are_saved_with_their_reason_and_a_coloured_cell(dialog: ImportDialog, tmp_path: Path) -> None:
    assert dialog.walk is not None
    assert dialog.report is not None
    out = tmp_path / "问题.xlsx"
    assert save_problem_rows(dialog.walk, dialog.report, out) == 1
    page = load_workbook(out)["东山村"]
    assert [cell.value for cell in page[1]][-2:] == ["原表行号", "没有导入的原因"]
    assert page.cell(2, len(HEAD) + 1).value == 5
    assert "没有项目名称" in str(page.cell(2, len(HEAD) + 2).value)
    assert page.cell(2, 2).fill.fgColor.rgb == "00FFC7CE"


def test_a_kind_that_two_fit_is_asked(window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    made = ImportDialog(desk, window)
    qtbot.addWidget(made)
    made.show_file(book(tmp_path / "名单.xlsx", 表=[["项目名称", "投资方", "产业"], ["无名渡口", "某商号", "农业"]]))
    qtbot.waitUntil(lambda: made.walk is not None and not desk.background.busy, timeout=60_000)
    assert made.report is None
    assert not made._next.isEnabled()
    box = made._sheets._sheets.cellWidget(0, 2)
    assert isinstance(box, QComboBox)
    box.setCurrentText("线索台账")
    rehearsed(made, qtbot)
    assert made.report is not None
    assert made.report.kind == "leads"
