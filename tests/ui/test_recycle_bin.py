"""The bin: what is taken out of it for good is on the shelf before."""

import pytest

from app.database.shelf import Reason, copies
from app.ui.desk import Desk
from app.ui.dialogs.recycle_bin import RecycleBin
from app.ui.main_window import MainWindow
from tests.ui.clerk import click


@pytest.mark.parametrize("agreed", [True, False])
def test_emptying_makes_a_backup_first(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    monkeypatch.setattr("app.ui.dialogs.recycle_bin.sure", lambda *_: agreed)
    click(RecycleBin(desk, window), "清空回收站…")
    made = [copy.reason for copy in copies(desk.database.path)]
    assert (Reason.DELETION in made) is agreed
