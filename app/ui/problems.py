"""The only error boxes: what the clerk can mend is told in its sentence, the rest goes to the log."""

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from app import TITLE
from app.disk_faults import sentence_of
from app.errors import Refused
from app.log import note, write_down

_NO_SCREEN = "This plugin does not support"  # said of every window that is drawn without a screen


def install(*, silent: bool = False) -> None:
    """Takes every exception that nobody caught; slots need no ``try``.

    ``silent`` is for a window that nobody sits before: a box would wait for ever, so the program ends with status 1.
    """
    sys.excepthook = _ended if silent else _uncaught
    threading.excepthook = lambda told: log(told.exc_value) if told.exc_value else None
    hear_qt()


def hear_qt() -> None:
    """Qt's own warnings go to the log; a screen that does not exist is not worth one, and there is no terminal."""
    application = QApplication.instance()
    if application is not None:
        qInstallMessageHandler(_qt_said)
        application.aboutToQuit.connect(lambda: qInstallMessageHandler(None))  # none may come when Python is gone


def tell(error: Refused, parent: QWidget | None = None) -> None:
    """Shows a refusal's sentence in a plain box and waits until it is read."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, TITLE, error.message, QMessageBox.StandardButton.Ok, parent)
    box.button(QMessageBox.StandardButton.Ok).setText("知道了")
    box.exec()


def report(error: BaseException) -> None:
    """Shows what went wrong: a refusal by its sentence, anything else by where its trace was written."""
    if isinstance(error, Refused):
        tell(error, QApplication.activeWindow())
        return
    place = write_down(error)
    sentence = (
        sentence_of(error) or f"程序遇到意外情况，刚才的操作没有完成，已保存的内容不受影响。\n详细情况记在：{place}"
    )
    tell(Refused(sentence), QApplication.activeWindow())


def log(error: BaseException) -> None:
    """Only writes down what went wrong, where the clerk asked for nothing."""
    write_down(error)


def _qt_said(kind: QtMsgType, _where: QMessageLogContext, sentence: str) -> None:
    if kind is QtMsgType.QtDebugMsg or sentence.startswith(_NO_SCREEN):
        return
    note(sentence)


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, Refused):
        print(error.message, file=sys.stderr)  # noqa: T201 - there is no box, and somebody reads the terminal
    else:
        sys.__excepthook__(kind, error, trace)
    QApplication.exit(1)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt) or QApplication.instance() is None:
        sys.__excepthook__(kind, error, trace)
        return
    # Qt must not be re-entered from within the event that failed: the box opens at the next turn of the loop.
    QTimer.singleShot(0, lambda: report(error))
