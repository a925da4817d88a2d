"""The desk that alone may write to its file: taking another file, and letting go."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from PySide6.QtWidgets import QMainWindow

from app.database.engine import open_database
from app.database.lock import held
from app.ui.desk import Desk


class HeldDesk(Desk):
    """A desk that holds the only right to write to its file."""

    hold: ExitStack


def taken(desk: Desk, path: Path) -> None:
    """Lays another file on the desk; the one before is let go of only when the new one is open."""
    with ExitStack() as opened:
        opened.enter_context(held(path))
        desk.lay(open_database(path, desk.clock))
        if isinstance(desk, HeldDesk):
            before, desk.hold = desk.hold, opened.pop_all()
            before.close()
    window = desk.parent()
    if isinstance(window, QMainWindow):
        answer_second_starts(path, window)


def release(desk: Desk) -> None:
    """Closes the file, with a copy on the shelf where it was changed, and lets go of it."""
    from app.jobs.backups import close_with_copy

    close_with_copy(desk.database)
    if isinstance(desk, HeldDesk):
        desk.hold.close()


def answer_second_starts(path: Path, window: QMainWindow) -> None:
    """From now on a second start on ``path`` brings this window to the front."""
    from app.ui.single_window import answer_for  # sockets load after the first list

    answer_for(path, window)
