"""A second start on the same file brings the first window to the front instead."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE_MS = 500
_ANY_PROGRAM = -1


def answer_for(path: Path, window: QMainWindow) -> None:
    """From now on this window comes to the front when ``path`` is opened once more."""
    from PySide6.QtNetwork import QLocalServer  # sockets load after the first list

    for before in window.findChildren(QLocalServer):
        before.close()
        before.deleteLater()
    server = QLocalServer(window)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    QLocalServer.removeServer(_name(path))  # left by a crash; the file's lock says that nobody else answers
    server.newConnection.connect(lambda: _come_forward(server, window))
    server.listen(_name(path))


def raise_other(path: Path) -> bool:
    """Asks the window that has ``path`` open to come to the front; False when there is none at this seat."""
    from PySide6.QtNetwork import QLocalSocket

    _let_it_come_forward()
    socket = QLocalSocket()
    socket.connectToServer(_name(path))
    found = socket.waitForConnected(_PATIENCE_MS)
    socket.disconnectFromServer()
    return found


def _let_it_come_forward() -> None:
    """Windows lets a window come to the front only where the program that the user just started says so."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROGRAM)


def _come_forward(server: QLocalServer, window: QMainWindow) -> None:
    connection = server.nextPendingConnection()
    if connection is not None:
        connection.deleteLater()
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()


def _name(path: Path) -> str:
    canonical = os.path.normcase(os.path.realpath(path))
    return f"zhaoshang-{hashlib.sha256(canonical.encode()).hexdigest()[:16]}"
