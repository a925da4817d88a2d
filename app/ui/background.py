"""The only threads: one worker runs jobs in turn, each shown with its progress and a way to cancel."""

from collections.abc import Callable
from contextvars import copy_context
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QSignalBlocker, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from app.ui import problems

_PATIENCE_MS = 500  # shorter work shows nothing
_NEVER_MS = 2**31 - 1


class Cancelled(Exception):
    """Ends a job whose clerk has lost interest; its transaction is thrown away with it."""


class Progress:
    """Handed to a job, which calls it with what is done and what there is; raises Cancelled when asked to stop."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._tell = tell
        self._stop = Event()

    def __call__(self, done: int, whole: int) -> None:
        """``done`` of ``whole`` pieces are finished."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, whole)

    def stop(self) -> None:
        """Asks the job to end at its next step."""
        self._stop.set()


class _Run(QObject):
    """One job on its way. It lives in the window's thread; the worker only emits its signals."""

    ended = Signal(object, object)  # (result, error)
    advanced = Signal(int, int)

    def __init__(
        self, box: "_ProgressBox", done: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        super().__init__()
        self._box, self._done, self._failed = box, done, failed
        self.over = False
        self.ended.connect(self._end)
        self.advanced.connect(self._advance)

    @Slot(object, object)
    def _end(self, result: Any, error: BaseException | None) -> None:
        self.over = True
        self._box.leave()
        if error is None:
            self._done(result)
        elif not isinstance(error, Cancelled):
            self._failed(error)

    @Slot(int, int)
    def _advance(self, at: int, whole: int) -> None:
        if not self.over:
            self._box.setMaximum(whole)
            self._box.setValue(min(at, whole - 1))


class _Task(QRunnable):
    def __init__(self, job: Callable[[Progress], Any], progress: Progress, run: _Run) -> None:
        super().__init__()
        self._job, self._progress, self._run = job, progress, run
        self._context = copy_context()  # figures are said as in the window

    def run(self) -> None:
        try:
            result = self._context.run(self._job, self._progress)
        except BaseException as error:  # noqa: BLE001 - carried to the window's thread and shown there
            self._run.ended.emit(None, error)
        else:
            self._run.ended.emit(result, None)


class Background(QObject):
    """Runs jobs one after the other away from the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._runs: list[_Run] = []

    def run(
        self,
        title: str,
        job: Callable[[Progress], Any],
        done: Callable[[Any], None],
        parent: QWidget | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        """Starts ``job(progress)``; ``done(result)`` follows in the window's thread unless the job was cancelled.

        What the job raises goes to ``failed``, or is shown by :mod:`app.ui.problems`. A ``quiet`` job shows nothing.
        """
        box = _ProgressBox(title, parent, _NEVER_MS if quiet else _PATIENCE_MS)
        run = _Run(box, done, failed or problems.report)
        progress = Progress(run.advanced.emit)
        box.canceled.connect(progress.stop)
        self._runs = [*(r for r in self._runs if not r.over), run]
        self._pool.start(_Task(job, progress, run))

    @property
    def busy(self) -> bool:
        """Whether a job is still running or waiting."""
        return any(not run.over for run in self._runs)

    def wait(self) -> None:
        """Blocks until the worker has nothing left to do; called when the window closes."""
        self._pool.waitForDone()


class _ProgressBox(QProgressDialog):
    """Appears when a job takes longer than the clerk's patience."""

    def __init__(self, title: str, parent: QWidget | None, patience: int) -> None:
        super().__init__(f"正在{title}……", "取消", 0, 0, parent)
        self.setWindowTitle(title)
        self.setMinimumDuration(patience)
        self.setMinimumWidth(320)
        self.setAutoReset(False)
        self.setAutoClose(False)

    def leave(self) -> None:
        """Closes without asking the job to stop."""
        with QSignalBlocker(self):
            self.reset()
        self.deleteLater()
