"""文件: another file on the desk, a copy of this one, and the way back to a copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.ui.confirm import sure
from app.ui.desk import Desk
from app.ui.dialogs.files import DATABASES, ask_open, ask_save, say


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


def back_up(desk: Desk, parent: QWidget) -> None:
    """Copies the file to where the clerk says."""
    now = desk.clock.now()
    out = ask_save(desk, parent, f"招商台账备份{now:%Y%m%d-%H%M}.db", DATABASES)
    if out is None:
        return
    source = desk.database.path

    def copy(_progress: object) -> None:
        from app.database.backup import back_up as copy_file

        copy_file(source, out)

    desk.background.run("备份", copy, lambda _: say(parent, f"已备份到“{out}”，并检查完好。"), parent)


def restore(desk: Desk, parent: QWidget) -> None:
    """Puts a copy in the place of the file, after a question; what stood there is kept beside it."""
    chosen = ask_open(desk, parent, "选择备份", DATABASES)
    if chosen is None:
        return
    question = f"用备份“{chosen.name}”替换现在的数据？\n现在的数据会先另存一份，不会丢失。"
    if sure(parent, question, "还原"):
        bring_back(desk, chosen)
        say(parent, "已还原，现在看到的是备份里的数据。")


def bring_back(desk: Desk, backup: Path) -> None:
    """Restores at once: the file must not be open meanwhile."""
    from app.database.backup import restore as restore_file

    path = desk.database.path
    desk.database.close()
    try:
        restore_file(backup, path)
    finally:
        _open(desk, path)


def lay(desk: Desk, path: Path) -> None:
    """Opens a file as this window's own and lets go of the one before."""
    from app.ui.opening import taken

    taken(desk, path)


def _open(desk: Desk, path: Path) -> Any:
    from app.database.engine import open_database

    desk.lay(open_database(path, desk.clock))
