"""Starts the window: the frame is painted first, then the file is opened and the first list shown."""

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import TITLE
from app.clock import Clock
from app.errors import Refused
from app.ui import collector, input_method, problems, theme
from app.ui.lasting_constants import outlast_qt
from app.ui.main_window import MainWindow
from app.ui.unread_sources import leave_sources_unread

_COLLECT_MS = 3000


def open_window(path: Path | None, clock: Clock, grab: Path | None = None) -> int:
    """Opens the window on ``path``, or on the file of last time; returns the exit status when it is closed.

    ``grab`` saves a picture of the window as soon as its first list is shown, and leaves.
    """
    gc.disable()  # nothing that loads at the start is garbage: looking for some takes a quarter of the time
    outlast_qt()
    leave_sources_unread()
    input_method.prepare(os.environ)
    theme.prepare()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName(TITLE)
    theme.dress(application)
    problems.install(silent=grab is not None)
    window = MainWindow()
    window.attended = grab is None
    window.painted.connect(lambda: _bring_to_life(window, path, clock, grab))
    window.show()
    collector.collect_here(window, _COLLECT_MS)
    return application.exec()


def _bring_to_life(window: MainWindow, path: Path | None, clock: Clock, grab: Path | None) -> None:
    from app.ui.opening import open_desk  # the database and all it needs load behind the painted frame

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.speak_chinese(application)
    try:
        seated = open_desk(window, path, clock)
    except Refused as error:
        if grab is not None:
            raise  # nobody sits before this window: the status says it
        problems.tell(error, window)
        seated = False
    if not seated:
        window.close()
    elif grab is not None:
        QTimer.singleShot(0, lambda: _grab(window, grab))


def _grab(window: MainWindow, out: Path) -> None:
    QApplication.processEvents()
    window.grab().save(str(out))
    window.close()
