"""The window walks through itself where nobody sits before it: opens every tab, page and menu, and prints from each.

`zhaoshang DATABASE --walk FOLDER` leaves pictures and printed papers in the folder: what shows on a strange computer
whether windows, faces and printing work, and what the packaged program is tried by.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QListWidget,
    QMenu,
    QMessageBox,
    QProgressDialog,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.errors import Refused
from app.ui import problems
from app.ui.tab import Act, Tab
from app.ui.tab_list import TABS
from app.ui.widgets.paper_preview import PaperPreview
from app.ui.widgets.paper_printing import print_pages, true_size_printer
from app.ui.window import Window

_PRINTING = ("打印", "预览", "通报", "总结", "汇编", "项目册")  # words of the buttons that lead to a paper
_SAMPLE = "这是提示框的样子，程序正在自己走一遍：①⑩〔2026〕—“喆”…℃￥‰"  # signs that not every face has
_LOOK_MS = 150
_TURNS = 30  # of the event loop: on a slow computer a page's timers and layouts take longer than they should
_PATIENCE = 120.0  # seconds for one paper


class Walk:
    """One walk: what was seen lies in ``out``, numbered in its order."""

    def __init__(self, window: Window, out: Path) -> None:
        self._window, self._out, self._count = window, out, 0
        self._answered: list[str] = []  # dialogs that asked something, closed as with Escape
        self._watch = QTimer(window, interval=_LOOK_MS)
        self._watch.timeout.connect(self._answer)

    def go(self) -> None:
        """Walks through all tabs; raises what any of them raises."""
        self._out.mkdir(parents=True, exist_ok=True)
        self._watch.start()
        for place in TABS:
            tab = self._window.tab(place.key)
            for page in _pages(tab):
                name = f"{place.title}-{page}" if page else place.title
                self._settle()
                self._take(name, self._window)
                for press, words in list(_printing(tab)):
                    self._print(press, f"{name}-{words}")
            self._try_form(tab, place.title)
        self._open_menus()
        problems.tell(Refused(_SAMPLE), self._window)  # the watch pictures the box and closes it
        self._watch.stop()

    def _try_form(self, tab: Tab, title: str) -> None:
        add = tab.acts.get(Act.ADD)
        if add is not None:
            add()  # the watch pictures the form and closes it
            self._settle()
            self._answered.append(f"{title}-新增")

    def _open_menus(self) -> None:
        bar = self._window.menuBar()
        for entry in bar.actions():
            menu = entry.menu()
            assert isinstance(menu, QMenu)
            menu.popup(bar.mapToGlobal(bar.actionGeometry(entry).bottomLeft()))
            self._settle()
            self._take(f"菜单-{entry.text()}", menu)
            menu.close()

    def _print(self, press: Callable[[], object], name: str) -> None:
        """Presses a button; a paper that comes of it is pictured and printed into a file."""
        asked = len(self._answered)
        press()
        if not self._until(lambda: self._paper() is not None or len(self._answered) > asked):
            raise TimeoutError(f"no paper came of {name}")
        paper = self._paper()
        if paper is None:
            return  # a question came instead: nothing to print here
        self._settle()
        self._take(name, paper)
        printer = true_size_printer(paper.document)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._out / f"{self._count:02d}-{name}.pdf"))
        printer.setFromTo(1, 1)
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        print_pages(paper.document, printer)
        paper.close()
        self._settle()

    def _paper(self) -> PaperPreview | None:
        return next((paper for paper in self._window.findChildren(PaperPreview) if paper.isVisible()), None)

    def _answer(self) -> None:
        """Closes what asks, so that no question holds the walk up."""
        front = QApplication.activeModalWidget()
        if isinstance(front, QDialog) and not isinstance(front, PaperPreview | QProgressDialog):
            self._take("提示框" if isinstance(front, QMessageBox) else front.windowTitle() or "提示", front)
            self._answered.append(front.windowTitle())
            front.reject()

    def _settle(self) -> None:
        """Lets timers and background work of the page come to an end."""
        turns = count()
        self._until(lambda: False, 3 * _LOOK_MS / 1000)
        self._until(lambda: next(turns) >= _TURNS)

    @staticmethod
    def _until(true: Callable[[], bool], seconds: float = _PATIENCE) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if true():
                return True
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            time.sleep(0.01)
        return true()

    def _take(self, name: str, widget: QWidget) -> None:
        self._count += 1
        plain = "".join(sign for sign in name if sign.isalnum() or sign in "-（）")
        widget.grab().save(str(self._out / f"{self._count:02d}-{plain}.png"))


def _pages(tab: QWidget) -> Iterator[str]:
    """The names of a tab's pages, each brought to the front; "" for a tab without."""
    switch = tab.findChild(QListWidget, "switch")
    if switch is None:
        yield ""
        return
    for row in range(switch.count()):
        if not switch.isRowHidden(row):
            switch.setCurrentRow(row)
            yield switch.item(row).text()


def _printing(tab: QWidget) -> Iterator[tuple[Callable[[], object], str]]:
    """What can be pressed on the page in front for a paper, with its words."""
    for button in tab.findChildren(QAbstractButton):
        words = button.text()
        if button.isCheckable() or not (button.isVisible() and button.isEnabled()):
            continue  # a chip chooses records
        if not any(word in words for word in _PRINTING):
            continue
        menu = button.menu() if isinstance(button, QToolButton | QPushButton) else None
        if menu is None:
            yield button.click, words
            continue
        menu.aboutToShow.emit()  # some are filled when they open
        if actions := [action for action in menu.actions() if action.isEnabled() and action.text()]:
            yield actions[0].trigger, words
