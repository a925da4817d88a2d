"""Photos and scans come in, are shown small, and are refused in a sentence."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.ui.desk import Desk
from app.ui.lists import attachment_list
from app.ui.main_window import MainWindow
from app.ui.tab import PROJECTS
from app.ui.tabs.projects.attachments_page import AttachmentsPage


@pytest.fixture
def page(window: MainWindow) -> AttachmentsPage:
    tab: Any = window.tab(PROJECTS)
    tab.details.show_project(tab.table.current_id())
    found = tab.details.page_named("附件")
    assert isinstance(found, AttachmentsPage)
    return found


def dropped(page: AttachmentsPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


def test_a_photo_dropped_on_the_page_is_kept_and_shown(
    page: AttachmentsPage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    photo = tmp_path / "现场.jpg"
    Image.effect_noise((1200, 900), 50).convert("RGB").save(photo)
    dropped(page, photo)
    qtbot.waitUntil(lambda: page.files.count() == 1)
    assert page.files.item(0).text() == "现场.jpg"
    assert not page.files.item(0).icon().isNull()


def test_what_is_no_picture_is_refused_in_a_sentence_and_the_rest_is_kept(
    page: AttachmentsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(attachment_list, "say", lambda _parent, sentence: told.append(sentence))
    photo, word = tmp_path / "照片.png", tmp_path / "会议纪要.docx"
    Image.new("RGB", (400, 300), "navy").save(photo)
    word.write_bytes(b"PK\x03\x04")
    dropped(page, photo, word)
    qtbot.waitUntil(lambda: bool(told))
    assert page.files.count() == 1
    assert told[0].startswith("已添加 1 个。")
    assert "会议纪要.docx" in told[0]


def test_a_removed_attachment_is_gone_from_the_page(
    page: AttachmentsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachment_list, "sure", lambda *_: True)
    photo = tmp_path / "照片.png"
    Image.new("RGB", (400, 300), "navy").save(photo)
    dropped(page, photo)
    qtbot.waitUntil(lambda: page.files.count() == 1)
    page.files.setCurrentRow(0)
    page._remove()
    qtbot.waitUntil(lambda: page.files.count() == 0)
