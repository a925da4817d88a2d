"""What the window does by itself once it is open: the day's backup, the status line's times, counting what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from app.database.whereabouts import danger
from app.jobs import backups, reminders
from app.services import submission
from app.ui import problems

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.status_line import StatusLine


def back_up_daily(desk: Desk, status: StatusLine) -> None:
    """Makes the backup of the day in the background where there is none yet, and keeps the status line true."""
    path, clock = desk.database.path, desk.clock

    def copy(_progress: object) -> None:
        backups.back_up_if_due(path, clock)

    def failed(error: BaseException) -> None:
        problems.log(error)  # a backup that could not be made must not stop the clerk; the status line tells
        show_times(desk, status)

    status.show_place(danger(path))
    desk.background.run("备份", copy, lambda _: show_times(desk, status), None, failed, quiet=True)


def show_times(desk: Desk, status: StatusLine) -> None:
    """Shows when the file was last copied and last submitted."""
    copies = backups.shelved(desk.database.path)
    status.show_backup(copies[0].made_at if copies else None)
    with desk.read() as session:
        written: datetime | None = submission.last_written_at(session)
    status.show_submission(written)


def count_due(desk: Desk, tell: Callable[[int], None]) -> None:
    """Counts in the background what is due today or late, and tells."""
    database = desk.database
    desk.background.run("待办", lambda _: reminders.count(database), tell, None, problems.log, quiet=True)
