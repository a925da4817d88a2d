"""Which file lies on the desk: the one named, the one of last time, or a new one made at the first start."""

from __future__ import annotations

from pathlib import Path

from app.clock import Clock
from app.database.engine import open_database
from app.errors import Refused
from app.paths import default_database
from app.ui import problems
from app.ui.desk import Desk, last_file, seat_settings
from app.ui.main_window import MainWindow


def open_desk(window: MainWindow, path: Path | None, clock: Clock) -> bool:
    """Opens the file and seats the window before it; False when there is nothing to show."""
    chosen = path or last_file(seat_settings()) or default_database()
    try:
        database = open_database(chosen, clock)
    except Refused as error:
        problems.tell(error, window)
        return False
    window.seat(Desk(database, clock, window))
    return True
