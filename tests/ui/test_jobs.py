"""The ten commonest jobs, each done as docs/jobs.md tells it, every press counted."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.lists.cross_dialog import CrossDialog
from app.ui.main_window import MainWindow
from app.ui.record_table import RecordTable
from app.ui.tab import LETTERS, PROJECTS
from app.ui.tabs.letters.tab import LettersTab
from app.ui.tabs.letters.targets_page import TargetsPage
from app.ui.tabs.projects.tab import ProjectsTab
from app.ui.widgets.paper_preview import PaperPreview
from tests.ui.clerk import opens
from tests.ui.record_table.hands import CONTROL, Hands
from tests.ui.record_table.test_sheet import copied

JOBS = Path(__file__).parents[2] / "docs" / "jobs.md"


class Counted(Hands):
    """Hands whose presses are counted; what is typed is not."""

    presses = 0

    def click(self, *place: Any) -> None:
        self.presses += 1
        super().click(*place)

    def drag(self, *ends: Any) -> None:
        self.presses += 1
        super().drag(*ends)

    def key(self, *keys: Any) -> None:
        self.presses += 1
        super().key(*keys)

    def press(self, inside: QWidget, words: str) -> None:
        """Clicks a button by its words."""
        self.presses += 1
        kinds = (QPushButton, QToolButton)
        found = [each for kind in kinds for each in inside.findChildren(kind) if each.text().split(" ")[0] == words]
        QTest.mouseClick(next(each for each in found if each.isVisible()), Qt.MouseButton.LeftButton)

    def through_menu(self, opened: Callable[[], object], *words: str) -> None:
        """Opens a menu with the mouse and clicks its lines, one inside the other."""
        errors: list[BaseException] = []

        def click(left: int = 100) -> None:
            menu = QApplication.activePopupWidget()
            if menu is None and left:
                QTimer.singleShot(20, lambda: click(left - 1))
                return
            try:
                for word in words:
                    assert isinstance(menu, QMenu), f"no menu with {word}"
                    line = next(each for each in menu.actions() if each.text().strip().rstrip("…") == word)
                    self.presses += 1
                    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(line).center())
                    menu = line.menu()
            except BaseException as error:  # noqa: BLE001 - carried out of Qt's loop
                errors.append(error)
                while (left_open := QApplication.activePopupWidget()) is not None:
                    left_open.close()

        self.presses += 1
        QTimer.singleShot(0, click)
        opened()
        for _ in range(50):
            if QApplication.activePopupWidget() is None:
                break
            QTest.qWait(20)
        if errors:
            raise errors[0]

    def menu_of(self, inside: QWidget, button: str, *words: str) -> None:
        """Clicks a button that opens a menu, and then through it."""
        found = [each for each in inside.findChildren(QToolButton) if each.text().startswith(button)]
        place = next(each for each in found if each.isVisible())
        self.through_menu(lambda: QTest.mouseClick(place, Qt.MouseButton.LeftButton), *words)

    def heading_menu(self, table: RecordTable, field: str, word: str) -> None:
        """Clicks a heading with the right button and chooses from what opens."""
        column = self.column(field)
        self.view.scrollTo(self.index(0, field))
        heading = table.view.header()
        at = QPoint(heading.sectionViewportPosition(column) + 8, heading.height() // 2)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, heading.viewport().mapToGlobal(at))
        self.through_menu(lambda: QApplication.sendEvent(heading.viewport(), asked), word)

    def in_form(self, form: Any, *keys: Qt.Key | str) -> None:
        """Types and presses keys in the form in front, where its cursor is."""
        for each in keys:
            place = form.focusWidget()
            if isinstance(each, str):
                committed = QInputMethodEvent()
                committed.setCommitString(each)
                QApplication.sendEvent(place, committed)
            else:
                self.presses += 1
                QTest.keyClick(place, each)


@pytest.fixture
def tab(window: MainWindow) -> ProjectsTab:
    found = window.tab(PROJECTS)
    assert isinstance(found, ProjectsTab)
    return found


@pytest.fixture
def table(tab: ProjectsTab) -> RecordTable:
    return tab.table


@pytest.fixture
def hands(table: RecordTable, request: pytest.FixtureRequest) -> Iterator[Counted]:
    """Hands that in the end have pressed as often as the page says of the job."""
    rows = re.finditer(r"^\| ([^|]+) \| (\d+) \|", JOBS.read_text("utf-8"), re.MULTILINE)
    told = {row[1].strip(): int(row[2]) for row in rows}
    made = Counted(table.view)
    yield made
    job = request.node.get_closest_marker("job")
    assert job is not None
    assert made.presses == told[job.args[0]]


def _presses(recipe: str) -> int:
    """How many presses a recipe of the page lists."""
    return sum(int(times[1]) if (times := re.search(r"×(\d+)", each)) else 1 for each in recipe.split("·"))


def test_both_columns_are_counted_by_the_rule_of_the_page() -> None:
    rows = re.findall(r"^\| ([^|]+) \| (\d+) \| (\d+) \| ([^|]+) \| ([^|]+) \|$", JOBS.read_text("utf-8"), re.MULTILINE)
    assert len(rows) == 10
    for job, here, there, ours, theirs in rows:
        assert (int(here), int(there)) == (_presses(ours), _presses(theirs)), job
    assert all(int(here) <= int(there) for _, here, there, *_ in rows)
    assert sum(int(here) * 2 <= int(there) for _, here, there, *_ in rows) >= 5


@pytest.mark.job("改一个数")
def test_a_number_is_changed(hands: Counted) -> None:
    hands.click(2, "total_investment")
    hands.type("880")
    hands.key(Qt.Key.Key_Return)
    assert hands.text(2, "total_investment") == "880"


@pytest.mark.job("新增一个项目，填五栏")
def test_a_project_is_entered(hands: Counted, window: MainWindow, table: RecordTable) -> None:
    before = table.model.rowCount()

    def fill(form: Any) -> None:
        tab_key = Qt.Key.Key_Tab
        hands.in_form(
            form, "竹木家具生产线", tab_key, "", tab_key, "青竹家具有限公司", tab_key, "浙江", tab_key, tab_key
        )
        hands.in_form(form, Qt.Key.Key_Return)

    window.activateWindow()
    with opens(fill):
        hands.presses += 1
        QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert table.model.rowCount() == before + 1
    assert hands.text(table.view.currentIndex().row(), "investor") == "青竹家具有限公司"


@pytest.mark.job("登记一笔到位资金")
def test_money_is_entered(hands: Counted, tab: ProjectsTab, table: RecordTable) -> None:
    row = next(row for row in range(20) if hands.text(row, "stage") == "开工")
    key, before = table.model.id_at(row), table.model.row_at(row).received_total

    def fill(form: Any) -> None:
        hands.in_form(form, Qt.Key.Key_Tab, Qt.Key.Key_Tab, "120", Qt.Key.Key_Return)
        if form.isVisible():  # it asks once about what looks odd: no voucher yet
            hands.in_form(form, Qt.Key.Key_Return)

    hands.click(row, "name")
    with opens(fill):
        hands.press(tab, "登记到位资金")
    assert table.model.row_at(table.model.place_of(key)).received_total == before + 120_000_000


@pytest.mark.job("把 50 行旧台账放进来")
def test_fifty_rows_are_pasted(hands: Counted, table: RecordTable) -> None:
    before = table.model.rowCount()
    QApplication.clipboard().setText(copied(hands.text(0, "unit")))

    def agree(preview: Any) -> None:
        hands.presses += 1
        QTest.keyClick(preview, Qt.Key.Key_Return)

    hands.key(Qt.Key.Key_Down, CONTROL)
    hands.key(Qt.Key.Key_Down)
    with opens(agree):
        hands.key(Qt.Key.Key_V, CONTROL)
    assert table.model.rowCount() == before + 50


@pytest.mark.job("一批项目换责任人")
def test_many_get_another_person(hands: Counted) -> None:
    hands.drag((1, "person"), (6, "person"))
    hands.type("周会计")
    hands.key(Qt.Key.Key_Return, CONTROL)
    assert {hands.text(row, "person") for row in range(1, 7)} == {"周会计"}


@pytest.mark.job("找一个项目")
def test_a_project_is_found(hands: Counted, window: MainWindow, table: RecordTable, qtbot: QtBot) -> None:
    from app.values.words import initials

    name = hands.text(5, "name")
    hands.presses += 1
    QTest.mouseClick(window.search, Qt.MouseButton.LeftButton)
    QTest.keyClicks(window.search, initials(name).split()[0])
    qtbot.waitUntil(lambda: 0 < table.model.rowCount() < 10)
    assert hands.text(0, "name") == name
    assert table.strip.words() == [f"查找“{initials(name).split()[0]}”"]


@pytest.mark.job("看签约未开工的项目")
def test_ready_filters_show_what_is_asked_again_and_again(hands: Counted, tab: ProjectsTab, table: RecordTable) -> None:
    hands.menu_of(tab, "我的筛选", "签约未开工")
    assert {hands.text(row, "stage") for row in range(table.model.rowCount())} <= {"签约", "落地"}
    assert table.strip.words() == ["阶段：签约、落地"]


@pytest.mark.job("按单位出小计并打印")
def test_sums_of_each_unit_are_printed(
    hands: Counted, window: MainWindow, tab: ProjectsTab, table: RecordTable, qtbot: QtBot
) -> None:
    hands.heading_menu(table, "unit", "按这一列分组")
    assert table.model.label_of(0).startswith("责任单位：")

    hands.menu_of(tab, "打印", "打印看到的列表")
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(PaperPreview)))
    for each in window.findChildren(PaperPreview):
        each.close()


@pytest.mark.job("单位和产业交叉着数")
def test_units_are_counted_by_industry(hands: Counted, tab: ProjectsTab, table: RecordTable) -> None:
    hands.press(tab, "交叉表")
    found = tab.findChild(CrossDialog)
    assert found is not None
    last = found.model.index(found.model.rowCount() - 1, found.model.columnCount() - 1)
    assert last.data() == str(table.model.rowCount())
    found.close()


@pytest.mark.job("分解 8 个单位 6 项目标")
def test_targets_are_handed_out(window: MainWindow, desk: Desk, hands: Counted) -> None:
    letters = window.tab(LETTERS)
    assert isinstance(letters, LettersTab)
    page = letters.show_page("目标分解")
    assert isinstance(page, TargetsPage)
    desk.choose_year(2031)
    hands.view = page.view
    lines = ("\t".join(str(down * 10 + across + 1) for across in range(6)) for down in range(8))
    QApplication.clipboard().setText("\r\n".join(lines) + "\r\n")
    hands.click(1, 0)
    hands.key(Qt.Key.Key_V, CONTROL)
    assert [page.model.text(1 + down, 5) for down in range(8)] == [str(down * 10 + 6) for down in range(8)]
