"""What the window does by itself once it is open: the day's backup, the status line's times, counting what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.database.whereabouts import danger
from app.jobs import backups, reminders
from app.services import submission
from app.ui import problems
from app.ui.desk import Desk
from app.ui.status_line import StatusLine


class Housekeeping:
    """Looks after the file that is open on ``desk`` and tells ``status``."""

    def __init__(self, desk: Desk, status: StatusLine) -> None:
        self._desk, self._status = desk, status

    def back_up_daily(self, done: Callable[[], None]) -> None:
        """Makes the backup of the day in the background where there is none yet; ``done`` follows, made or not."""
        path, clock = self._desk.database.path, self._desk.clock

        def copy(_progress: object) -> None:
            backups.back_up_if_due(path, clock)

        def failed(error: BaseException) -> None:
            problems.log(error)  # a backup that could not be made must not stop the clerk; the status line tells
            done()

        self._status.show_place(danger(path))
        self._desk.background.run("备份", copy, lambda _: done(), None, failed, quiet=True)

    def show_times(self) -> None:
        """Shows when the file was last copied and last submitted."""
        copies = backups.shelved(self._desk.database.path)
        self._status.show_backup(copies[0].made_at if copies else None)
        with self._desk.read() as session:
            written: datetime | None = submission.last_written_at(session)
        self._status.show_submission(written)

    def count_due(self, tell: Callable[[int], None]) -> None:
        """Counts in the background what is due today or late, and tells."""
        database = self._desk.database
        self._desk.background.run("待办", lambda _: reminders.count(database), tell, None, problems.log, quiet=True)
