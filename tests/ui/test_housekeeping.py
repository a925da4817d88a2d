"""What the window does by itself: that the file does not lie where it gets lost."""

import pytest
from PySide6.QtWidgets import QLabel

from app.database.whereabouts import ON_A_STICK
from app.ui.desk import Desk
from app.ui.housekeeping import Housekeeping
from app.ui.main_window import MainWindow


def _warnings(window: MainWindow) -> list[QLabel]:
    return [one for one in window.status.findChildren(QLabel) if one.isVisible() and one.text().startswith("注意")]


def test_a_ledger_used_on_a_stick_is_warned_of_as_long_as_it_lies_there(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.housekeeping.danger", lambda _: ON_A_STICK)
    Housekeeping(desk, window.status).back_up_daily(lambda: None)
    (label,) = _warnings(window)
    assert (label.text(), label.toolTip()) == ("注意：台账正放在U盘上使用", ON_A_STICK)
    monkeypatch.setattr("app.ui.housekeeping.danger", lambda _: None)
    Housekeeping(desk, window.status).back_up_daily(lambda: None)
    assert not _warnings(window)
