"""Keeps ``True`` alive: PySide6 6.12.0 gives one reference too few at every signal that Python emits.

Before Python 3.12 made them immortal, ``True`` and ``False`` were counted like any object, and the interpreter ends
at once when such a count reaches nought: after some thousand signals the window would vanish. 6.11.3 and earlier do
not have the fault, but the small wheel of QtPdf exists for 6.12 alone. See docs/decisions/0061.
"""

import sys
from ctypes import c_ssize_t

_AMPLE = 1 << 40  # no sitting emits so many signals


def outlast_signals() -> None:
    """Gives ``True`` and ``False`` more references than a sitting can use up; called before the first signal.

    Does nothing where they are immortal, and nothing where the count is not found in its place.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for truth in (True, False):
        count = c_ssize_t.from_address(id(truth))
        counted = sys.getrefcount(truth)
        if counted < _AMPLE and abs(count.value - counted) <= 2:
            count.value += _AMPLE
