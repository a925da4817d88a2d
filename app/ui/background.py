"""The only threads: one worker runs jobs in turn, each shown with its progress and a way to cancel."""

from collections.abc import Callable
from contextvars import copy_context
from ctypes import c_ulong, py_object, pythonapi
from dataclasses import dataclass
from functools import partial
from itertools import count
from threading import Event, Lock, get_ident
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QSignalBlocker, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QProgressDialog, QPushButton, QWidget

from app.ui import collector, problems

_PATIENCE_MS = 500  # shorter work shows nothing
_NEVER_MS = 2**31 - 1
Outcome = tuple[Any, BaseException | None]


class Cancelled(BaseException):
    """Ends a job whose clerk has lost interest; its transaction is thrown away with it.

    No error: a border that turns whatever a foreign file does into a refusal lets it through.
    """


class Progress:
    """Handed to a job, which calls it with what is done and what there is; raises Cancelled when asked to stop."""

    def __init__(self, tell: Callable[[int, int], None], *, anywhere: bool = False) -> None:
        self._tell = tell
        self._stop = Event()
        self._anywhere = anywhere  # the job may be left at any step, since it only writes files of its own
        self._lock, self._thread, self._thrown = Lock(), 0, False

    def __call__(self, done: int, whole: int) -> None:
        """``done`` of ``whole`` pieces are finished."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, whole)

    def stop(self) -> None:
        """Asks the job to end at its next step; one that may be left anywhere is left where it stands."""
        self._stop.set()
        with self._lock:
            if self._anywhere and self._thread and not self._thrown:
                self._thrown = True
                _raise_in(self._thread, Cancelled)

    def begin(self) -> None:
        """The worker begins; called in its thread."""
        if self._stop.is_set():
            raise Cancelled
        with self._lock:
            self._thread = get_ident()

    def end(self) -> None:
        """The worker is done: from now on nothing is thrown into its thread, which goes on to the next job."""
        try:
            with self._lock:
                self._thread = 0
            _take_a_step()
        except Cancelled:  # thrown at the last moment: the job is done all the same
            self._thread = 0


def _raise_in(thread: int, error: type[BaseException]) -> None:
    """Lets a thread raise ``error`` at its next step.

    What was thrown must be raised: taken back by None, it leaves Python's threads looking for it at every step for the
    rest of the program, which costs time, and turns for ever under a profiler or a tracer (CPython 3.11).
    """
    pythonapi.PyThreadState_SetAsyncExc(c_ulong(thread), py_object(error))


def _take_a_step() -> None:
    """Where a thread raises what was thrown into it."""


@dataclass(frozen=True)
class _Run:
    """One job on its way: what the window keeps of it until its end has been told."""

    job: Callable[[Progress], Any]
    progress: Progress
    box: "_ProgressBox"
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None]


class _Task(QRunnable):
    """The worker's side of a job. When its end is told it holds nothing more of the window's.

    A widget whose last reference the worker let go of would be taken apart in the wrong thread.
    """

    def __init__(self, number: int, run: _Run, outcomes: dict[int, Outcome], tell: Callable[[int], None]) -> None:
        super().__init__()
        self._number, self._outcomes, self._tell = number, outcomes, tell
        self._job: Callable[[Progress], Any] | None = run.job
        self._progress: Progress | None = run.progress
        self._context = copy_context()  # figures are said as in the window

    def run(self) -> None:
        """Does the job, then says that it is over."""
        try:
            self._work()
        except Cancelled as late:  # came between the end of the job and the end of its watch
            self._outcomes[self._number] = (None, late)
        self._job = self._progress = None
        self._tell(self._number)

    def _work(self) -> None:
        assert self._job is not None and self._progress is not None  # noqa: PT018
        try:
            self._progress.begin()
            self._outcomes[self._number] = (self._context.run(self._job, self._progress), None)
        except BaseException as error:  # noqa: BLE001 - carried to the window's thread and shown there
            self._outcomes[self._number] = (None, error)
        finally:
            self._progress.end()


class Background(QObject):
    """Runs jobs one after the other away from the window's thread."""

    _ended = Signal(int)  # both are this object's own, which outlives every job: the worker only borrows them
    _advanced = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._numbers = count()
        self._runs: dict[int, _Run] = {}
        self._outcomes: dict[int, Outcome] = {}
        self._ended.connect(self._end)
        self._advanced.connect(self._advance)

    def run(
        self,
        title: str,
        job: Callable[[Progress], Any],
        done: Callable[[Any], None],
        parent: QWidget | None = None,
        failed: Callable[[BaseException], None] | None = None,
        *,
        quiet: bool = False,
        writes_only_files: bool = False,
    ) -> None:
        """Starts ``job(progress)``; ``done(result)`` follows in the window's thread unless the job was cancelled.

        What the job raises goes to ``failed``, or is shown by :mod:`app.ui.problems`. A ``quiet`` job shows nothing.
        One that ``writes_only_files``, each whole or not at all, need not look at its progress to be cancelled.
        """
        number = next(self._numbers)
        progress = Progress(partial(self._advanced.emit, number), anywhere=writes_only_files)
        box = _ProgressBox(title, parent, _NEVER_MS if quiet else _PATIENCE_MS)
        box.canceled.connect(progress.stop)
        run = self._runs[number] = _Run(job, progress, box, done, failed or problems.report)
        collector.hold()
        self._pool.start(_Task(number, run, self._outcomes, self._ended.emit))

    @property
    def busy(self) -> bool:
        """Whether a job is still running or waiting."""
        return bool(self._runs)

    def cancel(self) -> None:
        """Asks every job to stop, as its box does."""
        for run in self._runs.values():
            run.progress.stop()

    def wait(self) -> None:
        """Blocks until the worker has nothing left to do."""
        self._pool.waitForDone()

    def close(self) -> None:
        """Waits, and lets no box appear any more: one that came late would keep the program alive without a window."""
        self.wait()
        for run in self._runs.values():
            run.box.stay_away()

    @Slot(int)
    def _end(self, number: int) -> None:
        run, (result, error) = self._runs.pop(number), self._outcomes.pop(number)
        collector.release()
        run.box.leave()
        if error is None:
            run.done(result)
        elif not isinstance(error, Cancelled):
            run.failed(error)

    @Slot(int, int, int)
    def _advance(self, number: int, at: int, whole: int) -> None:
        if run := self._runs.get(number):
            run.box.setMaximum(whole)
            run.box.setValue(max(0, min(at, whole - 1)))


class _ProgressBox(QProgressDialog):
    """Appears when a job takes longer than the clerk's patience."""

    def __init__(self, title: str, parent: QWidget | None, patience: int) -> None:
        super().__init__(f"正在{title}……", "", 0, 0, parent)
        stop = QPushButton("取消")
        stop.setAutoDefault(False)  # an Enter meant for the form before must not stop the job
        self.setCancelButton(stop)
        self.setWindowTitle(title)
        self.setMinimumDuration(patience)
        self.setMinimumWidth(320)
        self.setAutoReset(False)
        self.setAutoClose(False)

    def stay_away(self) -> None:
        """Closes, and does not come back at the next step of the job."""
        self.setMinimumDuration(_NEVER_MS)
        self._vanish()

    def leave(self) -> None:
        """Closes without asking the job to stop, before anything else is said of it."""
        self._vanish()
        self.deleteLater()

    def _vanish(self) -> None:
        with QSignalBlocker(self):
            self.reset()
        self.hide()
