"""文件: another file, new or known."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.ui.desk import Desk
from app.ui.dialogs.office_actions import settings
from app.ui.files import DATABASES, ask_open, ask_save


def new_file(desk: Desk, parent: QWidget) -> None:
    """Makes an empty file and opens it."""
    out = ask_save(desk, parent, "招商台账.db", DATABASES)
    if out is None:
        return
    if out.exists():
        raise Refused(f"“{out.name}”已经存在，请换一个名字，或用“打开”。")
    desk.open(out)
    settings(desk, parent)


def open_other(desk: Desk, parent: QWidget) -> None:
    """Opens another file."""
    path = ask_open(desk, parent, "打开台账", DATABASES)
    if path is not None:
        desk.open(path)
