"""The list of projects as a sheet: what a clerk presses and what is kept."""

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services import projects
from app.services.history import undo
from app.ui.desk import Desk
from app.ui.lists.cells_preview import CellsPreview
from app.ui.main_window import MainWindow
from app.ui.record_table import RecordTable, many_cells
from app.ui.tab import PROJECTS
from app.ui.tabs.projects.tab import ProjectsTab
from tests.ui.clerk import answers, opens, press
from tests.ui.parts import foot
from tests.ui.record_table.hands import CONTROL, SHIFT, Hands


@pytest.fixture
def table(window: MainWindow) -> RecordTable:
    tab = window.tab(PROJECTS)
    assert isinstance(tab, ProjectsTab)
    window.activateWindow()
    return tab.table


@pytest.fixture
def hands(table: RecordTable) -> Hands:
    return Hands(table.view)


def entry(desk: Desk, key: str) -> projects.ProjectEntry:
    with desk.read() as session:
        return projects.detail(session, key).entry


def test_a_drag_chooses_a_range_and_opens_nothing(table: RecordTable, hands: Hands, qtbot: QtBot) -> None:
    hands.drag((1, "name"), (4, "total_investment"))
    assert len(table.selected_ids()) == 4
    assert table.view.currentIndex().row() == 1
    assert QApplication.activeModalWidget() is None
    qtbot.waitUntil(lambda: foot(table).text().startswith("选中 4 个、16 个单元格 · 总投资"))


def test_shift_and_arrows_draw_the_range_and_control_a_takes_all(table: RecordTable, hands: Hands) -> None:
    hands.click(2, "industry")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        hands.key(key, SHIFT)
    assert len(table.selected_ids()) == 3
    hands.key(Qt.Key.Key_A, CONTROL)
    assert len(table.selected_ids()) == table.model.rowCount()


def test_typing_edits_the_cell_and_enter_goes_down(table: RecordTable, hands: Hands, desk: Desk) -> None:
    key = table.model.id_at(2)
    hands.click(2, "total_investment")
    hands.type("1.25亿")
    hands.key(Qt.Key.Key_Return)
    assert entry(desk, key).total_investment == 12_500_000_000
    assert (table.view.currentIndex().row(), table.model.id_at(2)) == (3, key)


def test_tab_goes_right_and_enter_comes_back_below_where_it_began(table: RecordTable, hands: Hands) -> None:
    hands.click(1, "industry")
    hands.type("农业")
    hands.key(Qt.Key.Key_Tab)
    hands.type("880")
    hands.key(Qt.Key.Key_Return)
    assert (hands.text(1, "industry"), hands.text(1, "total_investment")) == ("农业", "880")
    assert table.view.currentIndex() == hands.index(2, "industry")
    hands.key(Qt.Key.Key_Backtab, SHIFT)
    assert table.view.currentIndex() == hands.index(2, "investor")


def test_a_refused_value_keeps_its_text_and_takes_nothing(table: RecordTable, hands: Hands, desk: Desk) -> None:
    key = table.model.id_at(3)
    before = entry(desk, key)
    hands.click(3, "unit")
    hands.type("没有这个单位")
    hands.key(Qt.Key.Key_Return)
    editor = table.view.typing.editor
    assert editor is not None
    assert editor.words() == "没有这个单位"
    assert "没有“没有这个单位”这个单位" in table.view.said()
    assert entry(desk, key) == before
    hands.key(Qt.Key.Key_Escape)
    assert table.view.typing.editor is None
    assert table.view.said() == ""


def test_f2_and_a_double_click_edit_that_field(table: RecordTable, hands: Hands) -> None:
    hands.double_click(4, "name")
    editor = table.view.typing.editor
    assert editor is not None
    assert editor.words() == hands.text(4, "name")
    hands.key(Qt.Key.Key_Escape)
    hands.click(4, "site")
    hands.key(Qt.Key.Key_F2)
    assert table.view.typing.editor is not None
    hands.key(Qt.Key.Key_Escape)
    hands.double_click(4, "completion")
    assert table.view.typing.editor is None
    assert "由程序算出" in table.view.said()


def test_initials_choose_a_word(table: RecordTable, hands: Hands, desk: Desk) -> None:
    key = table.model.id_at(0)
    hands.click(0, "industry")
    hands.type("fw")
    hands.key(Qt.Key.Key_Return)
    assert entry(desk, key).industry == "服务业"


def test_a_date_without_a_year_is_of_this_year_and_control_semicolon_is_today(table: RecordTable, hands: Hands) -> None:
    hands.click(5, "start_planned_on")
    hands.type("11.12")
    hands.key(Qt.Key.Key_Return)
    assert hands.text(5, "start_planned_on") == "2026-11-12"
    hands.key(Qt.Key.Key_Semicolon, CONTROL)
    assert hands.text(6, "start_planned_on") == "2026-10-31"


def test_delete_clears_what_was_named(table: RecordTable, hands: Hands, desk: Desk) -> None:
    keys = [table.model.id_at(row) for row in (1, 2)]
    hands.drag((1, "person"), (2, "person"))
    with opens(answers("清空")):
        hands.key(Qt.Key.Key_Delete)
    assert [entry(desk, key).person for key in keys] == ["", ""]
    assert len(table.selected_ids()) == 2


def test_a_name_that_cannot_be_cleared_says_so_at_its_cell(table: RecordTable, hands: Hands) -> None:
    name = hands.text(2, "name")
    hands.click(2, "name")
    hands.key(Qt.Key.Key_Delete)
    assert table.view.said() == "请填写项目名称。"
    assert hands.text(2, "name") == name


def test_control_d_and_control_enter_fill_what_is_chosen(table: RecordTable, hands: Hands) -> None:
    top = hands.text(1, "person")
    hands.drag((1, "person"), (4, "person"))
    hands.key(Qt.Key.Key_D, CONTROL)
    assert [hands.text(row, "person") for row in range(1, 5)] == [top] * 4
    hands.type("周会计")
    hands.key(Qt.Key.Key_Return, CONTROL)
    assert [hands.text(row, "person") for row in range(1, 5)] == ["周会计"] * 4


def test_the_fill_handle_goes_on_with_dates(table: RecordTable, hands: Hands) -> None:
    hands.click(0, "start_planned_on")
    hands.type("2026-11-30")
    hands.key(Qt.Key.Key_Return)
    hands.type("2026-12-31")
    hands.key(Qt.Key.Key_Return)
    hands.drag((0, "start_planned_on"), (1, "start_planned_on"))
    hands.drag_handle(3, "start_planned_on")
    assert [hands.text(row, "start_planned_on") for row in range(4)] == [
        "2026-11-30", "2026-12-31", "2027-01-31", "2027-03-03",
    ]  # fmt: skip


ROWS = 50
HEADINGS = (
    "项目名称", "投资方", "产业", "总投资（亿元）", "责任人", "责任单位", "包抓领导", "联系电话", "建设地点",
    "计划开工", "合同引资额（万元）", "资金性质",
)  # fmt: skip


def copied(unit: str, rows: int = ROWS) -> str:
    def line(number: int) -> tuple[str, ...]:
        return (
            f"粘贴项目{number:02d}号厂房", f"粘贴投资{number:02d}公司", "工业", "1.5", "李四", unit, "王镇长",
            f"138000012{number:02d}", '"工业集中区\n3号地"', "2026年12月", "8,000", "内资",
        )  # fmt: skip

    return "\r\n".join("\t".join(each) for each in (HEADINGS, *map(line, range(rows)))) + "\r\n"


def test_fifty_rows_of_twelve_columns_become_records_by_one_preview_and_one_undo(
    table: RecordTable, hands: Hands, desk: Desk
) -> None:
    unit, before, first = hands.text(0, "unit"), table.model.rowCount(), entry(desk, table.model.id_at(0))
    QApplication.clipboard().setText(copied(unit))
    shown: list[str] = []

    def agree(preview: Any) -> None:
        assert isinstance(preview, CellsPreview)
        shown.append(preview.summary.text())
        press(preview, "确定")

    hands.click(0, "name")
    hands.key(Qt.Key.Key_Down, CONTROL)
    hands.key(Qt.Key.Key_Down)
    assert table.view.is_below
    with opens(agree):
        hands.key(Qt.Key.Key_V, CONTROL)
    assert shown[0].startswith(f"新增 {ROWS} 条项目")
    assert table.model.rowCount() == before + ROWS
    assert table.selected_ids() == [table.model.id_at(before + row) for row in range(ROWS)]
    assert table.view.viewport().rect().contains(table.view.visualRect(table.model.index(before, 0)))
    made = entry(desk, table.model.id_at(before + 3))
    assert (made.name, made.total_investment, made.site) == ("粘贴项目03号厂房", 15_000_000_000, "工业集中区\n3号地")
    assert (made.contract_amount, made.unit) == (8_000_000_000, unit)
    assert hands.text(before + 3, "start_planned_on") == "2026-12"
    with desk.work("撤销") as session:
        undo.undo_last(session, desk.clock.now())
    table.refresh()
    assert table.model.rowCount() == before
    assert entry(desk, table.model.id_at(0)) == first


def test_a_small_paste_that_is_refused_takes_nothing(table: RecordTable, hands: Hands, desk: Desk) -> None:
    before = [entry(desk, table.model.id_at(row)) for row in (0, 1)]
    hands.click(0, "total_investment")
    QApplication.clipboard().setText("100\n很多")
    with pytest.raises(Refused, match=r"很多.*全部单元格都没有改动"):
        table.view.paste()
    assert [entry(desk, table.model.id_at(row)) for row in (0, 1)] == before


def test_numbers_are_pasted_as_they_are_not_as_they_were_shown(table: RecordTable, hands: Hands, desk: Desk) -> None:
    mime = QMimeData()
    mime.setText("1,235\r\n2,000\r\n")
    mime.setHtml('<table><tr><td x:num="1234.567">1,235</td></tr><tr><td x:num>2,000</td></tr></table>')
    QApplication.clipboard().setMimeData(mime)
    hands.click(0, "total_investment")
    hands.key(Qt.Key.Key_V, CONTROL)
    assert [entry(desk, table.model.id_at(row)).total_investment for row in (0, 1)] == [1_234_567_000, 2_000_000_000]


def test_signed_projects_of_an_old_ledger_are_pasted_and_what_is_missing_is_said_first(
    table: RecordTable, hands: Hands
) -> None:
    before, shown = table.model.rowCount(), list[str]()
    QApplication.clipboard().setText("项目名称\t签约时间\t开工时间\n旧账里的竹器厂\t2026.3.5\t2026年6月1日\n")

    def agree(preview: Any) -> None:
        shown.extend((preview.summary.text(), preview.findChild(QTableWidget).item(0, 2).text()))
        press(preview, "确定")

    hands.click(0, "name")
    hands.key(Qt.Key.Key_Down, CONTROL)
    hands.key(Qt.Key.Key_Down)
    with opens(agree):
        hands.key(Qt.Key.Key_V, CONTROL)
    assert "其中 1 条有要核对的" in shown[0]
    assert shown[1].startswith("按本单位的把关要求")
    assert hands.text(before, "stage") == "开工"


def test_a_paste_of_which_nothing_can_be_kept_promises_nothing(table: RecordTable, hands: Hands) -> None:
    before, shown = table.model.rowCount(), list[str]()
    QApplication.clipboard().setText("项目名称\t总投资（万元）\n旧账里的竹器厂\t一大笔\n")
    hands.click(0, "name")
    hands.key(Qt.Key.Key_Down, CONTROL)
    hands.key(Qt.Key.Key_Down)
    with opens(lambda preview: shown.append(preview.summary.text())):
        hands.key(Qt.Key.Key_V, CONTROL)
    assert shown == ["1 条都不能保存，原因见下；改好后再粘贴。"]
    assert table.model.rowCount() == before


def test_amounts_of_a_copied_heading_are_of_its_unit_however_they_are_written(
    table: RecordTable, hands: Hands, desk: Desk
) -> None:
    hands.click(0, "name")
    QApplication.clipboard().setText("总投资（亿元）\t责任人\n约1.5\t甲\n２．５\t乙\n1.\t丙\n12000万元\t丁")
    hands.key(Qt.Key.Key_V, CONTROL)
    found = [entry(desk, table.model.id_at(row)).total_investment for row in range(4)]
    assert found == [15_000_000_000, 25_000_000_000, 10_000_000_000, 12_000_000_000]


def test_a_copied_column_that_the_list_has_not_is_named_and_two_of_one_are_refused(
    table: RecordTable, hands: Hands, desk: Desk
) -> None:
    hands.click(0, "name")
    QApplication.clipboard().setText("责任人\t建设地点\t用电量\n甲\t园区\t300")
    hands.key(Qt.Key.Key_V, CONTROL)
    assert entry(desk, table.model.id_at(0)).site == "园区"
    assert "“用电量”" in table.view.said()
    QApplication.clipboard().setText("责任人\t责任人\n甲\t乙")
    with pytest.raises(Refused, match="两栏都是“责任人”"):
        table.view.paste()


def test_merged_words_stand_in_each_row_and_merged_amounts_are_refused(
    table: RecordTable, hands: Hands, desk: Desk
) -> None:
    def paste(column: str, word: str) -> None:
        mime = QMimeData()
        mime.setText(f"{word}\r\n\r\n")
        mime.setHtml(f"<table><tr><td rowspan=2>{word}</td></tr><tr></tr></table>")
        QApplication.clipboard().setMimeData(mime)
        hands.click(0, column)
        table.view.paste()

    paste("person", "孙七")
    assert [entry(desk, table.model.id_at(row)).person for row in (0, 1)] == ["孙七"] * 2
    with pytest.raises(Refused, match="合并的单元格"):
        paste("total_investment", "1200")


@pytest.mark.parametrize("word", ["#REF!", "#N/A", "########"])
def test_what_a_spreadsheet_did_not_reckon_is_no_word(table: RecordTable, hands: Hands, desk: Desk, word: str) -> None:
    before = entry(desk, table.model.id_at(0)).site
    hands.click(0, "site")
    QApplication.clipboard().setText(word)
    with pytest.raises(Refused, match="改正"):
        table.view.paste()
    assert entry(desk, table.model.id_at(0)).site == before


def test_a_row_that_is_typed_into_another_group_goes_there_with_the_sums(
    table: RecordTable, hands: Hands, qtbot: QtBot
) -> None:
    table.group_by(("industry",))
    column = hands.column("total_investment")
    headings = [row for row in range(table.model.rowCount()) if table.model.heading_at(row) is not None]
    qtbot.waitUntil(lambda: table.model.text(headings[0], column) != "")
    first, second = (table.model.heading_at(row) for row in headings[:2])
    assert first is not None
    assert second is not None
    key = table.model.id_at(headings[0] + 1)
    hands.click(headings[0] + 1, "industry")
    hands.type(str(second.group.values[0]))
    hands.key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.model.place_of(key) > headings[1] - 1)
    qtbot.waitUntil(lambda: table.model.text(headings[0], column) not in {"", str(first.group.sums)})
    shown = table.model.heading_at(headings[0])
    assert shown is not None
    assert shown.group.count == first.group.count - 1
    qtbot.waitUntil(lambda: table.model.heading_at(headings[0]).group.sums != {})
    moved = table.model.row_at(table.model.place_of(key)).total_investment or 0
    assert table.model.heading_at(headings[0]).group.sums["total_investment"] == (
        first.group.sums["total_investment"] - moved
    )


def test_cells_chosen_here_and_there_are_the_only_ones_that_change(
    table: RecordTable, hands: Hands, desk: Desk, qtbot: QtBot
) -> None:
    def cells() -> list[tuple[str, str]]:
        found = [entry(desk, table.model.id_at(row)) for row in range(5)]
        return [(each.person, each.site) for each in found]

    before = cells()
    hands.click(1, "person")
    hands.click(4, "site", CONTROL)
    hands.type("某某")
    hands.key(Qt.Key.Key_Return, CONTROL)
    expected = [*before]
    expected[1], expected[4] = ("某某", before[1][1]), (before[4][0], "某某")
    assert cells() == expected
    with opens(answers("清空")):
        hands.key(Qt.Key.Key_Delete)
    expected[1], expected[4] = ("", before[1][1]), (before[4][0], "")
    assert cells() == expected
    QApplication.clipboard().setText("一处")
    hands.key(Qt.Key.Key_V, CONTROL)
    expected[1], expected[4] = ("一处", before[1][1]), (before[4][0], "一处")
    assert cells() == expected
    for act in (table.view.copy, lambda: many_cells.fill_down(table.view)):
        with pytest.raises(Refused, match="不是整齐的一块"):
            act()


def test_one_copied_line_goes_into_the_chosen_rows_and_not_between_them(
    table: RecordTable, hands: Hands, desk: Desk
) -> None:
    before = [entry(desk, table.model.id_at(row)).person for row in range(4)]
    hands.click(0, "person")
    hands.click(3, "person", CONTROL)
    QApplication.clipboard().setText("一处")
    hands.key(Qt.Key.Key_V, CONTROL)
    assert [entry(desk, table.model.id_at(row)).person for row in range(4)] == ["一处", *before[1:3], "一处"]
    QApplication.clipboard().setText("甲\n乙\n丙")
    with pytest.raises(Refused, match="没有连在一起"):
        table.view.paste()


def test_the_foot_sums_exactly_the_chosen_cells(table: RecordTable, hands: Hands, qtbot: QtBot) -> None:
    for row, field, amount in ((0, "total_investment", "1200"), (2, "contract_amount", "7000")):
        hands.click(row, field)
        hands.type(amount)
        hands.key(Qt.Key.Key_Return)
    hands.click(0, "total_investment")
    hands.click(2, "contract_amount", CONTROL)
    expected = "选中 2 个、2 个单元格 · 总投资 1,200 万元 · 合同引资额 7,000 万元"
    qtbot.waitUntil(lambda: foot(table).text() == expected)


@pytest.mark.parametrize("key", ["某", Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Return])
def test_no_key_below_the_last_row_means_the_last_record(
    table: RecordTable, hands: Hands, desk: Desk, key: str | Qt.Key
) -> None:
    last = table.model.id_at(table.model.rowCount() - 1)
    before = entry(desk, last)
    hands.click(0, "site")
    hands.key(Qt.Key.Key_Down, CONTROL)
    hands.key(Qt.Key.Key_Down)
    assert table.view.is_below
    if isinstance(key, str):
        hands.type(key)
    else:
        hands.key(key)
    assert table.view.typing.editor is None
    assert entry(desk, last) == before
    assert "Ctrl+N" in table.view.said()


def composed(table: RecordTable, preedit: str, commit: str = "") -> None:
    """What an input method says to whatever has the focus."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(QApplication.focusWidget() or table.view, event)


def test_the_focus_waits_until_a_composed_word_is_whole(table: RecordTable, hands: Hands, desk: Desk) -> None:
    key = table.model.id_at(1)
    hands.click(1, "site")
    for letters in ("z", "zh", "zhao"):
        composed(table, letters)
        assert QApplication.focusWidget() in {None, table.view}
    composed(table, "", "招商园")
    hands.key(Qt.Key.Key_Return)
    assert entry(desk, key).site == "招商园"


def test_a_composed_word_that_is_given_up_leaves_the_cell_as_it_was(
    table: RecordTable, hands: Hands, desk: Desk
) -> None:
    key = table.model.id_at(1)
    before = entry(desk, key)
    hands.click(1, "site")
    composed(table, "zhao")
    composed(table, "")
    assert table.view.typing.editor is None
    hands.key(Qt.Key.Key_Return)
    assert entry(desk, key) == before
