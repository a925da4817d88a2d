"""待办: how many things are due, and the way to the record that a reminder speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.ui.desk import LEADS, LETTERS, PROJECTS

if TYPE_CHECKING:
    from app.services.reminders.reminder import Reminder
    from app.ui.desk import Desk
    from app.ui.main_window import MainWindow


_PAGES = {"缺凭证": "资金", "半月跟踪": "进程", "阶段停留": "进程", "履约": "进程"}


def count_due(desk: Desk, tell: Callable[[int], None]) -> None:
    """Counts in the background what is due today or late, and tells."""
    from app.jobs import reminders
    from app.ui.problems import log

    database = desk.database
    desk.background.run("待办", lambda _: reminders.count(database), tell, None, log, quiet=True)


def go_to(window: MainWindow, desk: Desk, reminder: Reminder) -> None:
    """Shows the record of a reminder, or opens what it asks for."""
    if reminder.record_kind in {"backup", "submission", "days_off"}:
        _open_command(window, desk, reminder.record_kind)
    else:
        show_record(window, reminder.record_kind, reminder.record_id)
        if page := _PAGES.get(reminder.kind):
            tab: Any = window.tab(PROJECTS)
            tab.details.page_named(page)


def show_record(window: MainWindow, kind: str, key: str) -> None:
    """Brings the tab of a kind of records to the front with one of them chosen; carriers have a list of their own."""
    if kind == "carriers":
        from app.ui.lists.carriers_page import show_carriers

        if window.desk is not None:
            show_carriers(window.desk, window, key)
        return
    place = {"projects": PROJECTS, "problems": PROJECTS, "letters": LETTERS, "reports": LETTERS}.get(kind, LEADS)
    tab: Any = window.tab(place)
    tab.show_record(kind, key)


def _open_command(window: MainWindow, desk: Desk, kind: str) -> None:
    if kind == "backup":
        from app.ui.dialogs import backups

        backups.back_up(desk, window)
    elif kind == "days_off":
        from app.ui.dialogs import days_off

        days_off.show_days_off(desk, window)
    else:
        from app.ui.dialogs import submission_actions

        submission_actions.submit(desk, window)
