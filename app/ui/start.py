"""Starts the window: the frame is painted first, then the file is opened and the first list shown."""

import gc
import os
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import TITLE
from app.clock import Clock
from app.errors import Refused
from app.ui import collector, input_method, problems, theme
from app.ui.dialog import fit
from app.ui.lasting_constants import outlast_qt
from app.ui.main_window import MainWindow
from app.ui.plain_text import keep_names_as_typed
from app.ui.unread_sources import leave_sources_unread

_COLLECT_MS = 3000


def open_window(path: Path | None, clock: Clock, walk: Path | None = None) -> int:
    """Opens the window on ``path``, or on the file of last time; returns the exit status when it is closed.

    With ``walk`` nobody sits before it: it shows itself, leaves pictures and papers in that folder, and closes; an
    ending .png asks for one picture of its first list instead.
    """
    gc.disable()  # nothing that loads at the start is garbage: looking for some takes a quarter of the time
    outlast_qt()
    leave_sources_unread()
    input_method.prepare(os.environ)
    words = theme.prepare()
    application = QApplication.instance() or QApplication(words)
    assert isinstance(application, QApplication)
    application.setApplicationName(TITLE)
    theme.dress(application)
    problems.install(silent=walk is not None)
    window = MainWindow()
    window.attended = walk is None
    if window.attended:
        fit(window)
    window.painted.connect(lambda: _bring_to_life(window, path, clock, walk))
    window.show()
    collector.collect_here(window, _COLLECT_MS)
    return application.exec()


def _bring_to_life(window: MainWindow, path: Path | None, clock: Clock, walk: Path | None) -> None:
    from app.ui.opening import open_desk  # the database and all it needs load behind the painted frame

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.speak_chinese(application)
    QTimer.singleShot(0, lambda: keep_names_as_typed(application))  # behind the first list, or with the first box
    try:
        seated = open_desk(window, path, clock)
    except Refused as error:
        if walk is not None:
            raise  # nobody sits before this window: the status says it
        problems.tell(error, window)
        seated = False
    if not seated:
        window.close()
    elif walk is not None:
        QTimer.singleShot(0, lambda: _walk(window, walk))


def _walk(window: MainWindow, out: Path) -> None:
    QApplication.processEvents()
    if out.suffix == ".png":
        window.grab().save(str(out))
    else:
        from app.ui.walk import Walk

        Walk(window, out).go()
    window.close()
