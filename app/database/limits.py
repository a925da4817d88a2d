"""What a child process that reads other people's files may take, and that it ends with its parent."""

import multiprocessing
import os
import sys
import threading
from contextlib import suppress

_FAR_TOO_MANY_SECONDS = 4 * 3600  # of computing: who waits decides sooner


def limit_this_process(memory: int) -> None:
    """Lets this process take so many bytes of memory, write no trace, and live no longer than its parent."""
    with suppress(OSError, ValueError):  # a child that aborts must not write its trace into the terminal
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "win32":
        _join_a_job(memory)
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (_FAR_TOO_MANY_SECONDS, _FAR_TOO_MANY_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def end_with_launcher() -> None:
    """Ends this program with the one that unpacked it: a single executable is two processes, and one may be killed."""
    if not os.path.basename(getattr(sys, "_MEIPASS", "")).startswith("_MEI"):  # noqa: PTH119 - no path yet
        return
    if sys.platform == "win32":
        threading.Thread(target=_wait_for_launcher, args=(os.getppid(),), daemon=True).start()
    elif sys.platform == "linux":
        import ctypes
        import signal

        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _JOB_LIMITS, _PROCESS_MEMORY, _NO_BOX = 9, 0x100, 0x400  # JobObjectExtendedLimitInformation and two of its flags
    _SYNCHRONIZE, _FOR_EVER = 0x100000, 0xFFFFFFFF

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("io", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    def _join_a_job(memory: int) -> None:
        """Puts this process into a job object of its own with a limit of memory; asserted, not hoped for."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        limits = _Extended(basic=_Basic(flags=_PROCESS_MEMORY | _NO_BOX), process_memory=memory)
        job = kernel.CreateJobObjectW(None, None)
        is_set = job and kernel.SetInformationJobObject(job, _JOB_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        if not is_set or not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
            raise ctypes.WinError(ctypes.get_last_error())

    def _wait_for_launcher(process_id: int) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
        launcher = kernel.OpenProcess(_SYNCHRONIZE, False, process_id)  # noqa: FBT003 - the system's own call
        if launcher:
            kernel.WaitForSingleObject(launcher, _FOR_EVER)
            os._exit(1)
