"""文件: another file on the desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.ui.desk import Desk
from app.ui.files import DATABASES, ask_open, ask_save


def new_file(desk: Desk, parent: QWidget) -> None:
    """Makes an empty file and lays it on the desk."""
    out = ask_save(desk, parent, "招商台账.db", DATABASES)
    if out is None:
        return
    if out.exists():
        raise Refused(f"“{out.name}”已经存在，请换一个名字，或用“打开”。")
    lay(desk, out)
    from app.ui.dialogs.office_actions import settings

    settings(desk, parent)


def open_other(desk: Desk, parent: QWidget) -> None:
    """Lays another file on the desk."""
    path = ask_open(desk, parent, "打开台账", DATABASES)
    if path is not None:
        lay(desk, path)


def lay(desk: Desk, path: Path) -> None:
    """Opens a file as this window's own and lets go of the one before."""
    from app.ui.held_desk import taken

    taken(desk, path)
