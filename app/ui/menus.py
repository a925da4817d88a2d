"""The menu bar: every command of the window with its words and its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

if TYPE_CHECKING:
    from app.ui.desk import Desk
    from app.ui.main_window import MainWindow


class Menus:
    """Builds the menus at once; what they do loads at its first use. Commands a tab does not know are greyed."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        bar = window.menuBar()
        self._of_tab: list[tuple[QAction, str]] = []
        self._of_desk: list[QAction] = []
        self._keys: list[tuple[QAction, str]] = []
        self._build_file(bar.addMenu("文件"))
        self._build_edit(bar.addMenu("编辑"))
        self._build_data(bar.addMenu("数据"))
        self._build_printing(bar.addMenu("打印"))
        self._build_submission(bar.addMenu("报送"))
        self._build_help(bar.addMenu("帮助"))
        for action in (*self._of_desk, *(action for action, _ in self._of_tab)):
            action.setEnabled(False)

    def connect_to(self, _desk: Desk) -> None:
        """Wakes the commands when there is a file to act on; keys are set now, since they cost too much before."""
        for action, key in self._keys:
            action.setShortcut(QKeySequence(key))
        for action in self._of_desk:
            action.setEnabled(True)

    def suit(self, tab: object) -> None:
        """Greys the commands that the tab in front does not know."""
        for action, method in self._of_tab:
            action.setEnabled(hasattr(tab, method))

    def _build_file(self, menu: QMenu) -> None:
        self._on_desk(menu, "新建台账…", lambda desk, window: _files().new_file(desk, window))
        self._on_desk(menu, "打开…", lambda desk, window: _files().open_other(desk, window), "Ctrl+O")
        menu.addSeparator()
        self._on_desk(menu, "备份…", lambda desk, window: _backups().back_up(desk, window))
        self._on_desk(menu, "还原备份…", lambda desk, window: _backups().restore(desk, window))
        menu.addSeparator()
        self._keys.append((menu.addAction("退出", self._window.close), "Ctrl+Q"))

    def _build_edit(self, menu: QMenu) -> None:
        self._on_desk(menu, "撤销", lambda desk, window: _undo().undo(desk, window), "Ctrl+Z")
        self._on_desk(menu, "重做", lambda desk, window: _undo().redo(desk, window), "Ctrl+Y")
        menu.aboutToShow.connect(lambda: self._name_undo(*menu.actions()[:2]))
        menu.addSeparator()
        self._on_tab(menu, "新增", "add", "Ctrl+N")
        self._on_tab(menu, "修改\tAlt+Enter", "change")
        self._on_tab(menu, "删除\tCtrl+-", "remove")
        menu.addSeparator()
        self._on_table(menu, "复制\tCtrl+C", "copied")
        self._on_table(menu, "粘贴\tCtrl+V", "pasted")
        menu.addSeparator()
        self._keys.append((menu.addAction("查找", self._find), "Ctrl+F"))
        self._on_tab(menu, "刷新", "refresh", "F5")

    def _build_data(self, menu: QMenu) -> None:
        self._on_desk(menu, "导入…", lambda desk, window: _ledgers().import_ledger(desk, window), "Ctrl+I")
        self._export_menu = menu.addMenu("导出")
        self._export_menu.aboutToShow.connect(self._fill_export)
        self._on_desk(menu, "回收站…", lambda desk, window: _bin().show_bin(desk, window))
        self._on_tab(menu, "批量修改…", "change_many")
        menu.addSeparator()
        self._on_desk(menu, "到位资金…", lambda desk, window: _funds().show_funds(desk, window))
        self._on_desk(menu, "项目问题…", lambda desk, window: _problems().show_problems(desk, window))
        self._on_desk(menu, "逾期履约…", lambda desk, window: _overdue().show_overdue(desk, window))
        self._on_desk(menu, "标准厂房和土地…", lambda desk, window: _carriers().show_carriers(desk, window))
        self._on_desk(menu, "结账…", lambda desk, window: _months().close_months(desk, window))
        menu.addSeparator()
        self._on_desk(menu, "年度…", lambda desk, window: _office().choose_year(desk, window))
        self._on_desk(menu, "责任单位…", lambda desk, window: _units().show_units(desk, window))
        self._on_desk(menu, "单位设置…", lambda desk, window: _office().settings(desk, window))
        self._on_desk(menu, "放假和调休…", lambda desk, window: _days_off().show_days_off(desk, window))
        self._on_desk(menu, "项目规则…", lambda desk, window: _project_options().change_project_options(desk, window))
        self._on_desk(menu, "选项…", lambda desk, window: _options().change_options(desk, window))

    def _build_printing(self, menu: QMenu) -> None:
        self._on_tab(menu, "打印列表…", "print_list", "Ctrl+P")
        self._on_desk(menu, "例会待办清单…", lambda _desk, window: window.open_due())
        self._on_desk(menu, "月通报…", lambda desk, window: _reports().bulletin(desk, window))
        menu.addSeparator()
        self._on_desk(menu, "字体…", lambda desk, window: _fonts().show_fonts(desk, window))
        self._on_desk(menu, "打印测试页…", lambda desk, window: _fonts().print_test_page(desk, window))

    def _build_submission(self, menu: QMenu) -> None:
        self._on_desk(menu, "提交到U盘…", lambda desk, window: _submission().submit(desk, window))

        menu.addSeparator()
        self._on_desk(menu, "汇总各乡镇提交…", lambda desk, window: _submission().consolidate(desk, window))
        self._on_desk(menu, "检查文件…", lambda desk, window: _submission().check(desk, window))

    def _build_help(self, menu: QMenu) -> None:
        self._keys.append((menu.addAction("使用说明", lambda: _help().show_help(self._window)), "F1"))
        menu.addAction("关于", lambda: _help().about(self._window))

    def _fill_export(self) -> None:
        from app.jobs.imports import TITLES

        self._export_menu.clear()
        desk = self._window.desk
        if desk is None:
            return
        for kind, title in TITLES.items():
            self._export_menu.addAction(f"{title}…", partial(_ledgers().export_ledger, desk, self._window, str(kind)))

    def _name_undo(self, undo: QAction, redo: QAction) -> None:
        """Says what would be taken back, and what done again."""
        if self._window.desk is not None:
            for action, word, title in zip(
                (undo, redo), ("撤销", "重做"), _undo().titles(self._window.desk), strict=True
            ):
                action.setText(f"{word}“{title}”" if title else f"没有可以{word}的操作")

    def _find(self) -> None:
        """In the list that has the cursor, else in the tab's list; a tab without one has only the box above."""
        widget: Any = QApplication.focusWidget()
        while widget is not None and not hasattr(widget, "start_find"):
            widget = widget.parentWidget()
        table: Any = widget or getattr(self._window.current_tab(), "table", None)
        if not hasattr(table, "start_find"):  # a grid of targets, or charts
            self._window.search.setFocus()
            self._window.search.selectAll()
        else:
            table.start_find()

    def _on_desk(self, menu: QMenu, text: str, act: Callable[[Desk, MainWindow], object], key: str = "") -> None:
        def do() -> None:
            if self._window.desk is not None:
                act(self._window.desk, self._window)

        action = menu.addAction(text, do)
        self._keys.append((action, key))
        self._of_desk.append(action)

    def _on_tab(self, menu: QMenu, text: str, method: str, key: str = "") -> None:
        def do() -> None:
            getattr(self._window.current_tab(), method)()

        action = menu.addAction(text, do)
        self._keys.append((action, key))
        self._of_tab.append((action, method))

    def _on_table(self, menu: QMenu, text: str, signal: str) -> None:
        def do() -> None:
            tab: Any = self._window.current_tab()
            getattr(tab.table.view, signal).emit()

        self._of_tab.append((menu.addAction(text, do), "table"))


def _files() -> Any:
    from app.ui.dialogs import file_actions

    return file_actions


def _backups() -> Any:
    from app.ui.dialogs import backups

    return backups


def _ledgers() -> Any:
    from app.ui.dialogs import ledger_actions

    return ledger_actions


def _units() -> Any:
    from app.ui.lists import units_page

    return units_page


def _funds() -> Any:
    from app.ui.tabs.projects import all_funds

    return all_funds


def _problems() -> Any:
    from app.ui.tabs.projects import all_problems

    return all_problems


def _overdue() -> Any:
    from app.ui.tabs.projects import overdue_list

    return overdue_list


def _carriers() -> Any:
    from app.ui.lists import carriers_page

    return carriers_page


def _months() -> Any:
    from app.ui.dialogs import month_closing

    return month_closing


def _office() -> Any:
    from app.ui.dialogs import office_actions

    return office_actions


def _undo() -> Any:
    from app.ui.dialogs import undo_actions

    return undo_actions


def _bin() -> Any:
    from app.ui.dialogs import recycle_bin

    return recycle_bin


def _options() -> Any:
    from app.ui.dialogs import options

    return options


def _days_off() -> Any:
    from app.ui.dialogs import days_off

    return days_off


def _project_options() -> Any:
    from app.ui.dialogs import project_options

    return project_options


def _fonts() -> Any:
    from app.ui.dialogs import print_fonts

    return print_fonts


def _reports() -> Any:
    from app.ui.dialogs import report_actions

    return report_actions


def _submission() -> Any:
    from app.ui.dialogs import submission_actions

    return submission_actions


def _help() -> Any:
    from app.ui.dialogs import help_pages

    return help_pages
