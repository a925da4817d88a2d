"""The windows whose start is timed, each in a process of its own: ``python -m tests.bench.windows KIND [DATABASE]``.

Prints the seconds from the parent's call to the moment that counts, then leaves.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QTabWidget, QWidget

BEGUN = float(os.environ.get("BENCH_BEGUN", "0"))


def say_and_leave() -> None:
    """Prints how long it took and ends at once."""
    print(time.time() - BEGUN, flush=True)
    os._exit(0)


class _Watch(QObject):
    """Leaves as soon as a list with rows has been painted, before anything that may wait is done."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._table = window.findChild(QTableView)
        self._table.viewport().installEventFilter(self)
        self._table.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        if event.type() == QEvent.Type.Paint and self._table.model().rowCount() > 0:
            # What is posted now comes after this paint and before any timer.
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User))
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            say_and_leave()
        return super().event(event)


def bare(*, with_records: bool) -> None:
    """Four empty tabs in PySide6, nothing else; or the same that also imports SQLAlchemy and the mapped classes."""

    class Window(QMainWindow):
        def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt names it
            super().paintEvent(event)  # type: ignore[arg-type]
            QTimer.singleShot(0, after)

    def after() -> None:
        if with_records:
            import app.models  # noqa: F401
        say_and_leave()

    application = QApplication(sys.argv[:1])
    window = Window()
    tabs = QTabWidget()
    for title in ("项目库", "线索跟踪", "责任书", "统计图表"):
        tabs.addTab(QWidget(), title)
    window.setCentralWidget(tabs)
    window.resize(1366, 768)
    window.show()
    application.exec()


def ours(database: Path, *, until_list: bool) -> None:
    """The program's own window: its first paint, or its first list filled and painted."""
    from app.clock import SystemClock
    from app.ui import start
    from app.ui.main_window import MainWindow

    if until_list:
        original = start._bring_to_life

        def brought(window: MainWindow, *others: object) -> None:
            original(window, *others)  # type: ignore[arg-type]
            window.watch = _Watch(window)  # type: ignore[attr-defined]

        start._bring_to_life = brought
    else:
        start._bring_to_life = lambda *_: say_and_leave()
    start.open_window(database, SystemClock())


if __name__ == "__main__":
    kind = sys.argv[1]
    if kind == "bare":
        bare(with_records=False)
    elif kind == "bare-records":
        bare(with_records=True)
    else:
        ours(Path(sys.argv[2]), until_list=kind == "list")
