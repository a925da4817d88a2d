"""Which file lies on the desk: the one named, the one of last time, or a new one made at the first start."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QTimer

from app.clock import Clock
from app.database.engine import Database, open_database
from app.database.lock import held
from app.errors import DAMAGED, NEWER, Refused
from app.paths import default_database
from app.ui.desk import Desk, last_file
from app.ui.look import seat_settings
from app.ui.main_window import MainWindow
from app.ui.single_window import answer_for, raise_other

_ANSWER_MS = 200  # after the first list


def open_desk(window: MainWindow, path: Path | None, clock: Clock) -> bool:
    """Opens the file and seats the window before it; False when the clerk went, or another window has the file.

    Raises :class:`Refused` where the file cannot be opened.
    """
    chosen = _chosen(path, window, clock)
    if chosen is None:
        return False
    with ExitStack() as opened:
        try:
            opened.enter_context(held(chosen))
        except Refused:
            if raise_other(chosen):
                return False
            raise
        database = _open(chosen, clock, window)
        if database is None:
            return False
        desk = Desk(database, clock, window)
        desk.hold = opened.pop_all()
    if path is None or last_file(desk.settings) is None:  # a file named for once does not become the usual one
        desk.settings.setValue("last_file", str(chosen.resolve()))
    desk.note_opened()
    window.seat(desk)

    def answer() -> None:
        answer_for(desk.database.path, window)

    QTimer.singleShot(_ANSWER_MS, window, answer)
    desk.opened.connect(answer)
    return True


def _chosen(path: Path | None, window: MainWindow, clock: Clock) -> Path | None:
    if path is not None:
        if not path.exists():
            raise Refused(f"没有找到台账文件“{path}”，请核对文件名；要新建台账请直接打开程序。")
        return path
    known = last_file(seat_settings()) or default_database()
    if known.exists():
        return known
    if not window.attended:
        raise Refused("还没有台账文件，请写明要打开的文件。")
    return _first_start(window, clock)


def _open(path: Path, clock: Clock, window: MainWindow) -> Database | None:
    try:
        return open_database(path, clock)
    except Refused as error:
        if not window.attended or (DAMAGED not in error.message and NEWER not in error.message):
            raise
        from app.ui.dialogs.rescue import go_back, rescue  # the menus are out of reach: copies are offered at once

        offer = rescue if DAMAGED in error.message else go_back
        return open_database(path, clock) if offer(path, error, clock, window) else None


def _first_start(window: MainWindow, clock: Clock) -> Path | None:
    from app.ui.dialogs.first_start import FirstStart

    dialog = FirstStart(clock, window)
    return dialog.path if dialog.exec() else None
