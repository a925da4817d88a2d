"""打印 of 项目库: the list as seen, the card of one project, and the lists that go round with projects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app.errors import Refused
from app.jobs import notices
from app.jobs.project_files import project_folder, project_volume
from app.jobs.project_lists import monthly_funds_table, problem_list
from app.jobs.project_papers import project_card
from app.services.projects import deadlines
from app.ui.desk import Desk
from app.ui.dialogs import ledger_actions
from app.ui.dialogs.bundles import ask_new_folder, tell_bundle
from app.ui.record_table import RecordTable
from app.ui.tabs.projects.notice_form import NoticeForm
from app.ui.widgets.paper_preview import preview


def offer(menu: QMenu, desk: Desk, parent: QWidget, table: RecordTable) -> None:
    """Fills the menu of the 打印 button."""
    menu.clear()
    menu.addAction("打印看到的列表…", lambda: ledger_actions.print_list(desk, parent, table, "项目台账"))
    menu.addSeparator()
    offer_for_one(menu, desk, parent, table)
    menu.addSeparator()
    menu.addAction("项目问题清单…", lambda: print_problems(desk, parent))
    menu.addAction("到位资金统计表…", lambda: print_funds(desk, parent))


def offer_for_one(menu: QMenu, desk: Desk, parent: QWidget, table: RecordTable) -> None:
    """The papers of the chosen project alone."""
    menu.addAction("项目卡…", lambda: print_card(desk, parent, table))
    menu.addAction("一项目一册…", lambda: print_volume(desk, parent, table))
    menu.addAction("一项目一册，导出文件夹…", lambda: write_folder(desk, parent, table))
    menu.addAction("限期通知书…", lambda: print_notice(desk, parent, table))
    menu.addAction("项目退出函…", lambda: print_exit(desk, parent, table))


def print_card(desk: Desk, parent: QWidget, table: RecordTable) -> None:
    """Shows the chosen project's card."""
    database, key, name = desk.database, *chosen(table)
    show(desk, parent, f"项目卡（{name}）", lambda out: project_card(database, key, out), ".docx")


def print_volume(desk: Desk, parent: QWidget, table: RecordTable) -> None:
    """Shows all that is kept of the chosen project, bound."""
    database, key, name = desk.database, *chosen(table)
    show(desk, parent, f"项目档案（{name}）", lambda out: project_volume(database, key, out), "")


def write_folder(desk: Desk, parent: QWidget, table: RecordTable) -> None:
    """Asks where the chosen project's files and their index go."""
    database, key, name = desk.database, *chosen(table)
    out = ask_new_folder(desk, parent, f"项目档案（{name}）")
    if out is not None:
        desk.background.run(
            f"生成“{out.name}”",
            lambda _: project_folder(database, key, out),
            lambda bundle: tell_bundle(parent, out, bundle),
            parent,
            writes_only_files=True,
        )


def print_notice(desk: Desk, parent: QWidget, table: RecordTable) -> None:
    """Asks for the notice to the chosen project's investor."""
    NoticeForm(desk, chosen(table)[0], parent).exec()


def print_exit(desk: Desk, parent: QWidget, table: RecordTable) -> None:
    """Shows the letter that ends the chosen project, once its notices ran out."""
    show_exit(desk, parent, *chosen(table))


def show_exit(desk: Desk, parent: QWidget, key: str, name: str) -> None:
    """Shows the letter that ends a project; refused at once where it may not go out yet."""
    database = desk.database
    with desk.read() as session:
        deadlines.exits(session, key, desk.today)
    show(desk, parent, f"项目退出函（{name}）", lambda out: notices.print_exit(database, key, out), ".docx")


def print_problems(desk: Desk, parent: QWidget) -> None:
    """Shows the problems that are open at the end of the month."""
    database, (year, month) = desk.database, month_of(desk)
    show(desk, parent, "项目问题清单", lambda out: problem_list(database, year, month, out), ".xlsx")


def print_funds(desk: Desk, parent: QWidget) -> None:
    """Shows what came to each project by the end of the month."""
    database, (year, month) = desk.database, month_of(desk)
    show(desk, parent, "到位资金统计表", lambda out: monthly_funds_table(database, year, month, out), ".xlsx")


def show(desk: Desk, parent: QWidget, title: str, write: Callable[[Path], object], other: str) -> None:
    """Shows one paper as it will print."""
    preview(desk, parent, title, write, other=other)


def chosen(table: RecordTable) -> tuple[str, str]:
    """The chosen project's id and name."""
    row = table.current_row()
    if row is None:
        raise Refused("请先在列表中选中一个项目。")
    return row.id, row.name


def month_of(desk: Desk) -> tuple[int, int]:
    """This month, or the ledger year's last where that is another year."""
    return desk.year, desk.today.month if desk.year == desk.today.year else 12
