"""A sitting may emit any number of signals without ending the interpreter."""

import subprocess
import sys

_SITTING = """
import sys
from PySide6.QtCore import QObject, Signal
from app.ui.lasting_truth import outlast_signals

class Bell(QObject):
    rung = Signal(bool)

outlast_signals()
bell = Bell()
bell.rung.connect(lambda on: on)
for _ in range(60_000):
    bell.rung.emit(True)
print("still here")
"""


def test_sixty_thousand_signals_do_not_end_the_program() -> None:
    """Without the remedy this ends with "deallocating True or False" under PySide6 6.12.0 on Python 3.11."""
    command = [sys.executable, "-c", _SITTING]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "still here\n", done.stderr
    assert done.returncode == 0
