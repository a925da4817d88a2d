"""A preview that was cancelled while it was made does not come up after all."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.jobs.printing_fonts import draw_test_page
from app.ui.background import _ProgressBox
from app.ui.desk import Desk
from app.ui.widgets.paper_preview import PaperPreview, preview


@pytest.mark.parametrize("cancelled", [False, True])
def test_a_cancelled_preview_stays_away(desk: Desk, qtbot: QtBot, cancelled: bool) -> None:
    parent, go = QWidget(), Event()
    qtbot.addWidget(parent)

    def write(out: Path) -> None:
        go.wait(20)
        draw_test_page(out)

    preview(desk, parent, "测试页", write, other="")
    if cancelled:
        box = parent.findChild(_ProgressBox)
        assert box is not None
        box.canceled.emit()
    go.set()
    qtbot.waitUntil(lambda: not desk.background.busy)
    assert (parent.findChild(PaperPreview) is None) is cancelled
