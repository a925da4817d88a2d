"""Collects Python's cyclic garbage in the window's thread alone.

Python looks for it in whichever thread happens to allocate. A closed dialog is such garbage as a rule, and a worker
that came upon it would take widgets apart in the wrong thread: the program ends at once. See docs/decisions/0066.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000
_held = 0
_was_on = False


def hold() -> None:
    """A worker begins: from now on nothing is collected by itself. To be called in the window's thread."""
    global _held, _was_on  # noqa: PLW0603 - the collector is one for the whole process
    if not _held:
        _was_on = gc.isenabled()
        gc.disable()
    _held += 1


def release() -> None:
    """A worker is done; after the last one Python collects again as it did before."""
    global _held  # noqa: PLW0603
    _held -= 1
    if not _held and _was_on:
        gc.enable()


def collect_here(owner: QObject, begin_ms: int) -> None:
    """Switches Python's own collecting off for good and does it by a timer of ``owner``, from ``begin_ms`` on."""
    gc.disable()
    timer = QTimer(owner, interval=_EVERY_MS)
    timer.timeout.connect(_collect)
    QTimer.singleShot(begin_ms, timer, timer.start)


def _collect() -> None:
    """The generation that is due, as Python would choose it."""
    counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (made, most) in enumerate(counted) if made > most]
    if due:
        gc.collect(due[-1])
