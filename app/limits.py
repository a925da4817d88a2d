"""What a child process may take while it reads a file that nobody trusts: memory, time, and no word on the terminal."""

import multiprocessing
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux


def limit_this_process(memory: int, seconds: int | None = None) -> None:
    """From here on this process may take ``memory`` bytes and ``seconds`` of the processor, and says nothing.

    An allocation above the limit fails in the process; time above it ends the process. To be called in a child only.
    """
    with suppress(OSError, ValueError):  # a child that aborts must not write its trace into the terminal
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # Before the limit: a thread that has no memory to begin with is waited for without end.
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit(memory, seconds)


def end_with_launcher() -> None:
    """Ends this program with the one that unpacked it: a single executable is two processes, and one may be killed."""
    if Path(getattr(sys, "_MEIPASS", "")).name.startswith("_MEI"):
        _follow(os.getppid())


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
    _TIME, _MEMORY, _NO_ERROR_BOX = 0x2, 0x100, 0x400
    _SYNCHRONIZE, _FOR_EVER = 0x100000, 0xFFFFFFFF
    _PER_SECOND = 10_000_000  # Windows counts a process' time in 100 ns

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("largest_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    def _limit(memory: int, seconds: int | None) -> None:
        """By a job of this process' own; its handle stays open as long as the process lives."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        limits = _Limits(process_memory=memory)
        limits.basic.flags = _MEMORY | _NO_ERROR_BOX
        if seconds is not None:
            limits.basic.flags |= _TIME
            limits.basic.process_time = seconds * _PER_SECOND
        job = kernel.CreateJobObjectW(None, None)
        told = kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        if not told or not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
            raise ctypes.WinError(ctypes.get_last_error())

    def _follow(process_id: int) -> None:
        """Ends this program when that one has ended."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
        launcher = kernel.OpenProcess(_SYNCHRONIZE, 0, process_id)

        def wait() -> None:
            kernel.WaitForSingleObject(launcher, _FOR_EVER)
            os._exit(1)

        if launcher:
            threading.Thread(target=wait, daemon=True).start()

else:
    import resource

    def _follow(process_id: int) -> None:  # noqa: ARG001 - on this system the parent is known without its number
        """Ends this program when the one that started it has ended."""
        if sys.platform == "linux":
            import ctypes
            import signal

            ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGTERM)

    def _limit(memory: int, seconds: int | None) -> None:
        """By the limits that the system keeps for each process."""
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if seconds is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
