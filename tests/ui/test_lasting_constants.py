"""A sitting may call into Qt any number of times without ending the interpreter."""

import subprocess
import sys

_SITTING = """
from app.ui.lasting_constants import outlast_qt
outlast_qt()

from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(bool)

bell = Bell()
bell.rung.connect(lambda on: on)
for _ in range(60_000):
    bell.rung.emit(True)
    bell.setObjectName("bell")
print("still here")
"""


def test_sixty_thousand_calls_do_not_end_the_program() -> None:
    """Without the remedy this ends with "deallocating None" under PySide6 6.12.0 on Python 3.11."""
    command = [sys.executable, "-c", _SITTING]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.stdout == "still here\n", done.stderr
    assert done.returncode == 0
