"""Keeps ``None``, ``True`` and ``False`` alive: PySide6 6.12.0 hands them out without counting.

Its wheels are built as if these were immortal, which they are from Python 3.12 on. Before, they are counted like any
object, and the interpreter ends at once when such a count reaches nought: after some ten thousand calls into Qt the
window would vanish. See docs/decisions/0061.

It can be removed when no program is built with a Python before 3.12 any more, or when PySide counts these constants
again: then ``tests/ui/test_lasting_constants.py`` passes without it.
"""

import sys
from ctypes import c_ssize_t

_AMPLE = 1 << 40  # no sitting makes so many calls


def outlast_qt() -> None:
    """Gives the constants more references than a sitting can use up; to be called before the first call into Qt.

    Does nothing where they are immortal, and nothing where a count is not found in its place.
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False, NotImplemented, ...):
        count = c_ssize_t.from_address(id(constant))
        counted = sys.getrefcount(constant)
        if counted < _AMPLE and abs(count.value - counted) <= 2:
            count.value += _AMPLE
