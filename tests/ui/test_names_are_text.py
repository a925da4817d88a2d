"""A name that looks like markup is shown as it was typed: in every list, page, heading, tooltip, box and form."""

import shutil
import sqlite3
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QMessageBox, QTextEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.clock import FixedClock
from app.database.engine import open_database
from app.models import Base
from app.models.types import Words
from app.ui.desk import Desk
from app.ui.lists import kept_views
from app.ui.main_window import MainWindow
from app.ui.plain_text import written_in_markup
from app.ui.widgets.checks_field import ChecksField

MARKUP = "<b>粗</b><br><img src='x.png'>&amp;"
_KEPT = frozenset({"code", "key", "indicator", "owner_kind", "owner_id", "kind", "measure", "media_type", "sha256"})


@pytest.fixture(scope="module")
def marked_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample township with markup before every text of every record."""
    path = Path(shutil.copy(demo_file, tmp_path_factory.mktemp("marked") / "标记.db"))
    connection = sqlite3.connect(path)
    for table in Base.metadata.sorted_tables:
        for column in table.c:
            is_text = isinstance(column.type, Words) and column.type.most >= 200
            if (
                is_text
                and column.name not in _KEPT
                and not column.foreign_keys
                and table.name not in {"meta", "settings"}
            ):
                connection.execute(
                    f"UPDATE OR IGNORE {table.name} SET {column.name} = ? || {column.name} "
                    f"WHERE {column.name} <> '' AND length({column.name}) < 150",
                    (MARKUP,),
                )
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def window(
    dressed: QApplication, marked_file: Path, tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> Iterator[MainWindow]:
    path = Path(shutil.copy(marked_file, tmp_path / "标记.db"))
    made = MainWindow()
    desk = Desk(open_database(path, clock), clock, made)
    made.show()
    made.seat(desk)
    made.resize(1366, 768)
    yield made
    desk.background.wait()
    made.close()


def guessed(top: QWidget) -> list[str]:
    """The labels in which Qt would read a record's text as markup."""
    return [
        label.text()[:60]
        for label in top.findChildren(QLabel)
        if "粗" in label.text()
        and (
            (label.textFormat() is Qt.TextFormat.AutoText and Qt.mightBeRichText(label.text()))
            or (label.textFormat() is Qt.TextFormat.RichText and escape("<b>粗</b>") not in label.text())
        )
    ]


def told_wrongly(top: QWidget) -> list[str]:
    """Pages of running text in which the markup of a name was read instead of shown."""
    return [
        page.toPlainText()[:60]
        for page in top.findChildren(QTextEdit)
        if "粗" in page.toPlainText() and "<b>粗</b>" not in page.toPlainText()
    ]


@pytest.mark.parametrize("name", ["projects", "leads", "statistics", "letters"])
def test_every_tab_and_its_pages_show_names_as_typed(window: MainWindow, name: str, tmp_path: Path) -> None:
    tab = window.tab(name)
    QTest.qWait(50)
    pages = [tab, *tab.findChildren(QWidget)]
    for switch in (one for one in pages if hasattr(one, "setCurrentIndex") and hasattr(one, "widget")):
        for number in range(switch.count()):
            switch.setCurrentIndex(number)
            QTest.qWait(10)
            assert (guessed(window), told_wrongly(window)) == ([], [])
    assert window.grab().save(str(tmp_path / f"{name}.png"))


def test_a_message_box_a_tooltip_and_a_heading_show_names_as_typed(dressed: QApplication, qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, "题", f"删除“{MARKUP}”？", QMessageBox.StandardButton.Ok)
    box.setInformativeText(MARKUP)
    qtbot.addWidget(box)
    box.show()
    labels = [label for label in box.findChildren(QLabel) if "粗" in label.text()]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    QToolTip.showText(owner.mapToGlobal(owner.rect().center()), MARKUP, owner)
    tips = [tip for tip in dressed.topLevelWidgets() if isinstance(tip, QLabel) and tip.text() == MARKUP]
    assert {tip.textFormat() for tip in tips} == {Qt.TextFormat.PlainText}
    QToolTip.hideText()


def test_a_label_that_its_maker_wrote_in_markup_stays_so(dressed: QApplication, qtbot: QtBot) -> None:
    label = written_in_markup(QLabel("<b>标题</b>"))
    qtbot.addWidget(label)
    label.show()
    assert label.textFormat() is Qt.TextFormat.RichText


@pytest.mark.usefixtures("dressed")
def test_an_ampersand_is_a_sign_of_a_name() -> None:
    """A button, a box and a menu would take it away and underline the next letter."""
    field = ChecksField(("A&B 公司", "甲公司"))
    assert [box.text() for box in field.boxes] == ["A&&B 公司", "甲公司"]
    field.show_value(("A&B 公司",))
    assert field.value() == ("A&B 公司",)
    menu = QMenu()
    kept_views.fill(menu, FakeViews(), menu)  # type: ignore[arg-type]
    assert "　A&&B 公司" in [action.text() for action in menu.actions()]


class FakeViews:
    """Kept queries that somebody named."""

    def names(self) -> dict[str, list[str]]:
        return {kept_views.SEAT: ["A&B 公司"]}

    def ready_names(self) -> list[str]:
        return []

    def show(self, place: str, name: str) -> None:
        raise AssertionError((place, name))
