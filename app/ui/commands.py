"""The table of the window's commands: words, key, where each stands in the menus, and what it does.

What they do loads at its first use. This is the one place of such late imports, so that a start pays for none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.tab import Act
from app.ui.window import Window

if TYPE_CHECKING:
    from app.services.reminders.reminder import Reminder
    from app.ui.desk import Desk


def _always(_window: Window) -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """One command. ``key`` is the window's own; ``list_key`` is one that lists hear by themselves, and only shown."""

    words: str
    run: Callable[[Window], object]
    key: str = ""
    list_key: str = ""
    can: Callable[[Window], bool] = _always  # grey where it cannot
    words_now: Callable[[Window], str] | None = None  # what the menu says instead at the moment it opens


@dataclass(frozen=True)
class Submenu:
    """Commands that are known only when the menu opens."""

    words: str
    commands: Callable[[Window], tuple[Command, ...]]


@dataclass(frozen=True)
class Menu:
    """One menu of the bar; None is a line between groups."""

    words: str
    entries: tuple[Command | Submenu | None, ...]


def go_to(desk: Desk, window: Window, reminder: Reminder) -> None:
    """Shows the record of a reminder, or opens what it asks for."""
    asked_for = {"backup": _back_up, "submission": _submit, "days_off": _show_days_off}.get(reminder.record_kind)
    if asked_for is not None:
        asked_for(desk, window)
    else:
        window.show_record(reminder.record_kind, reminder.record_id, _PAGES.get(reminder.kind, ""))


_PAGES = {"缺凭证": "资金", "半月跟踪": "进程", "阶段停留": "进程", "履约": "进程"}


def show_due(desk: Desk, window: Window) -> None:
    """Opens the list of what is due, or brings it to the front."""
    from app.ui.dialogs.due_list import DueList

    shown = window.findChild(DueList) or DueList(desk, partial(go_to, desk, window), window)
    shown.show()
    shown.raise_()
    shown.activateWindow()


def show_carriers(desk: Desk, window: Window, key: str = "") -> None:
    """Opens the register of factories and land, with the cursor on one where one is named."""
    from app.ui.lists import carriers_page

    carriers_page.show_carriers(desk, window, key)


def _has_file(window: Window) -> bool:
    return window.desk is not None


def _on_file(
    words: str,
    run: Callable[[Desk, Window], object],
    key: str = "",
    words_now: Callable[[Window], str] | None = None,
) -> Command:
    """A command that acts on the open file."""

    def act(window: Window) -> None:
        if window.desk is not None:
            run(window.desk, window)

    return Command(words, act, key, can=_has_file, words_now=words_now)


def _on_tab(words: str, act: Act, key: str = "", list_key: str = "") -> Command:
    """A command that the tab in front carries out."""

    def known(window: Window) -> bool:
        tab = window.current_tab()
        return tab is not None and act in tab.acts

    def run(window: Window) -> None:
        tab = window.current_tab()
        if tab is not None and act in tab.acts:
            tab.acts[act]()

    return Command(words, run, key, list_key, known)


def _has_sheet(window: Window) -> bool:
    tab = window.current_tab()
    return tab is not None and tab.sheet is not None


def _copy(window: Window) -> None:
    tab = window.current_tab()
    if tab is not None and tab.sheet is not None:
        tab.sheet.copy()


def _paste(window: Window) -> None:
    tab = window.current_tab()
    if tab is not None and tab.sheet is not None:
        tab.sheet.paste()


def _can_refresh(window: Window) -> bool:
    return window.current_tab() is not None


def _refresh(window: Window) -> None:
    tab = window.current_tab()
    if tab is not None:
        tab.refresh()


def _find(window: Window) -> None:
    """In the list that has the cursor, else in the tab's list; a tab without one has only the box above."""
    from app.ui.record_table import RecordTable

    widget: QWidget | None = window.focusWidget()
    while widget is not None and not isinstance(widget, RecordTable):
        widget = widget.parentWidget()
    tab = window.current_tab()
    table = widget or (tab.table if tab is not None else None)
    if table is not None:
        table.start_find()
    else:  # a grid of targets, or charts
        window.search.setFocus()
        window.search.selectAll()


def _undo(desk: Desk, window: Window) -> None:
    desk.turn_back(lambda title: window.status.tell(f"已撤销“{title}”。按 Ctrl+Y 重做。"), window)


def _redo(desk: Desk, window: Window) -> None:
    desk.turn_back(lambda title: window.status.tell(f"已重做“{title}”。按 Ctrl+Z 撤销。"), window, again=True)


def _undo_words(place: int, verb: str, window: Window) -> str:
    """Says what would be taken back, or done again."""
    title = window.desk.undo_titles()[place] if window.desk is not None else ""
    return f"{verb}“{title}”" if title else f"没有可以{verb}的操作"


def _new_file(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import file_actions

    file_actions.new_file(desk, window)


def _open_other(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import file_actions

    file_actions.open_other(desk, window)


def _back_up(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import backups

    backups.back_up(desk, window)


def _restore(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import backups

    backups.restore(desk, window)


def _import_ledger(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import ledger_actions

    ledger_actions.import_ledger(desk, window)


def _recent(window: Window) -> tuple[Command, ...]:
    """The files opened lately at this seat, the last one first; the one that is open is not offered."""
    desk = window.desk
    if desk is None:
        return ()

    def open_it(path: Path) -> Callable[[Desk, Window], None]:
        return lambda desk, _window: desk.open(path)

    return tuple(_on_file(f"{path.name}　{path.parent}", open_it(path)) for path in desk.recent_files())


def _choose_command(window: Window) -> None:
    from app.ui.dialogs.palette import Offer, choose_command

    entries = [(menu, entry) for menu in MENUS for entry in menu.entries if entry is not None]
    offers = []
    for menu, entry in entries:
        prefix = f"{menu.words}—{entry.words}—" if isinstance(entry, Submenu) else f"{menu.words}—"
        for command in entry.commands(window) if isinstance(entry, Submenu) else (entry,):
            if command.can(window) and command.run is not _choose_command:
                words = prefix + command.words.rstrip("…")
                offers.append(Offer(words, command.key or command.list_key, partial(command.run, window)))
    choose_command(offers, window)


def _exports(_window: Window) -> tuple[Command, ...]:
    """One command for each ledger."""
    from app.ui.dialogs import ledger_actions

    def export(kind: str) -> Callable[[Desk, Window], None]:
        return lambda desk, window: ledger_actions.export_ledger(desk, window, kind)

    return tuple(_on_file(f"{title}…", export(kind)) for kind, title in ledger_actions.ledgers())


def _show_bin(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import recycle_bin

    recycle_bin.show_bin(desk, window)


def _show_funds(desk: Desk, window: Window) -> None:
    from app.ui.tabs.projects import all_funds

    all_funds.show_funds(desk, window)


def _show_problems(desk: Desk, window: Window) -> None:
    from app.ui.tabs.projects import all_problems

    all_problems.show_problems(desk, window)


def _show_overdue(desk: Desk, window: Window) -> None:
    from app.ui.tabs.projects import overdue_list

    overdue_list.show_overdue(desk, window)


def _close_months(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import month_closing

    month_closing.close_months(desk, window)


def _choose_year(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import office_actions

    office_actions.choose_year(desk, window)


def _office_settings(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import office_actions

    office_actions.settings(desk, window)


def _show_units(desk: Desk, window: Window) -> None:
    from app.ui.lists import units_page

    units_page.show_units(desk, window)


def _show_days_off(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import days_off

    days_off.show_days_off(desk, window)


def _project_options(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import project_options

    project_options.change_project_options(desk, window)


def _options(desk: Desk, window: Window, *, looks: bool = False) -> None:
    from app.ui.dialogs import options

    if looks:
        options.change_appearance(desk, window)
    else:
        options.change_options(desk, window)


def _bulletin(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import report_actions

    report_actions.bulletin(desk, window)


def _choose_charts(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import chart_choices

    chart_choices.choose_charts(desk, window)


def _hand_over(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import handover

    handover.hand_over(desk, window)


def _show_inspection(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import inspection

    inspection.show_inspection(desk, window.show_record, window)


def _official_pages(desk: Desk, window: Window) -> None:
    from app.ui.dialogs.official_pages import OfficialPagesForm

    OfficialPagesForm(desk, window).exec()


def _show_fonts(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import print_fonts

    print_fonts.show_fonts(desk, window)


def _print_test_page(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import print_fonts

    print_fonts.print_test_page(desk, window)


def _submit(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import submission_actions

    submission_actions.submit(desk, window)


def _consolidate(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import submission_actions

    submission_actions.consolidate(desk, window)


def _keys(desk: Desk, window: Window, *, install: bool = False) -> None:
    from app.ui.dialogs import keys

    if install:
        keys.install_key(desk, window)
    else:
        keys.show_keys(desk, window)


def _check(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import submission_actions

    submission_actions.check(desk, window)


def show_help(window: Window, over: QWidget | None = None, chapter: str = "", *, about: bool = False) -> None:
    """Opens the help over the window or a dialog of it; without a chapter at that of the tab in front."""
    from app.ui.dialogs import help_pages

    tab = window.current_tab()
    if about:
        help_pages.about(window)
    else:
        help_pages.show_help(over or window, chapter or (tab.chapter if tab is not None else ""))


def _tour(desk: Desk, window: Window) -> None:
    from app.ui.dialogs import tour

    tour.start(desk, window)


MENUS = (
    Menu(
        "文件",
        (
            _on_file("新建台账…", _new_file),
            _on_file("打开…", _open_other, "Ctrl+O"),
            Submenu("最近打开", _recent),
            None,
            _on_file("备份…", _back_up),
            _on_file("还原备份…", _restore),
            None,
            Command("退出", Window.close, "Ctrl+Q"),
        ),
    ),
    Menu(
        "编辑",
        (
            _on_file("撤销", _undo, "Ctrl+Z", partial(_undo_words, 0, "撤销")),
            _on_file("重做", _redo, "Ctrl+Y", partial(_undo_words, 1, "重做")),
            None,
            _on_tab("新增", Act.ADD, "Ctrl+N"),
            _on_tab("修改", Act.CHANGE, list_key="Alt+Enter"),
            _on_tab("删除", Act.REMOVE, list_key="Ctrl+-"),
            None,
            Command("复制", _copy, list_key="Ctrl+C", can=_has_sheet),
            Command("粘贴", _paste, list_key="Ctrl+V", can=_has_sheet),
            None,
            Command("查找", _find, "Ctrl+F"),
            Command("查找命令…", _choose_command, "Ctrl+Shift+P"),
            Command("刷新", _refresh, "F5", can=_can_refresh),
        ),
    ),
    Menu(
        "数据",
        (
            _on_file("导入…", _import_ledger, "Ctrl+I"),
            Submenu("导出", _exports),
            _on_file("回收站…", _show_bin),
            _on_tab("批量修改…", Act.CHANGE_MANY),
            None,
            _on_file("到位资金…", _show_funds),
            _on_file("项目问题…", _show_problems),
            _on_file("逾期履约…", _show_overdue),
            _on_file("标准厂房和土地…", show_carriers),
            _on_file("结账…", _close_months),
            None,
            _on_file("年度…", _choose_year),
            _on_file("责任单位…", _show_units),
            _on_file("单位设置…", _office_settings),
            _on_file("放假和调休…", _show_days_off),
            _on_file("项目规则…", _project_options),
            _on_file("选项…", _options),
            _on_file("外观…", partial(_options, looks=True)),
        ),
    ),
    Menu(
        "打印",
        (
            _on_tab("打印列表…", Act.PRINT_LIST, "Ctrl+P"),
            _on_file("例会待办清单…", show_due),
            _on_file("通报和总结…", _bulletin),
            _on_file("公文格式…", _official_pages),
            _on_file("通报图表…", _choose_charts),
            None,
            _on_file("迎检材料…", _show_inspection),
            _on_file("交接清单…", _hand_over),
            None,
            _on_file("字体…", _show_fonts),
            _on_file("打印测试页…", _print_test_page),
        ),
    ),
    Menu(
        "报送",
        (
            _on_file("提交到U盘…", _submit),
            _on_file("装入县里发的密钥…", partial(_keys, install=True)),
            None,
            _on_file("汇总各乡镇提交…", _consolidate),
            _on_file("给乡镇发密钥…", _keys),
            _on_file("检查文件…", _check),
        ),
    ),
    Menu(
        "帮助",
        (
            Command("使用说明", show_help, "F1"),
            _on_file("入门演示…", _tour),
            None,
            Command("关于", partial(show_help, about=True)),
        ),
    ),
)
