"""Which program holds a file open: Windows tells by its Restart Manager, elsewhere nobody is held up by it."""

import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _KEY_LENGTH, _MORE_DATA, _SEVERAL = 33, 234, 8

    class _Program(ctypes.Structure):
        _fields_ = (
            ("number", wintypes.DWORD),
            ("started", wintypes.FILETIME),
            ("title", wintypes.WCHAR * 256),
            ("service", wintypes.WCHAR * 64),
            ("kind", ctypes.c_int),
            ("status", wintypes.ULONG),
            ("session", wintypes.DWORD),
            ("restartable", wintypes.BOOL),
        )

    def holder(path: Path) -> str | None:
        """The title of a program that has ``path`` open, as the task list shows it; None where none is known."""
        try:
            manager = ctypes.WinDLL("rstrtmgr")
        except OSError:
            return None
        session, key = wintypes.DWORD(), ctypes.create_unicode_buffer(_KEY_LENGTH)
        if manager.RmStartSession(ctypes.byref(session), 0, key):
            return None
        try:
            files = (wintypes.LPCWSTR * 1)(str(path.absolute()))
            if manager.RmRegisterResources(session, 1, files, 0, None, 0, None):
                return None
            needed, count, reasons = wintypes.UINT(), wintypes.UINT(_SEVERAL), wintypes.DWORD()
            found = (_Program * _SEVERAL)()
            told = (ctypes.byref(needed), ctypes.byref(count), found, ctypes.byref(reasons))
            if manager.RmGetList(session, *told) not in {0, _MORE_DATA} or not count.value:
                return None
            return str(found[0].title) or None
        finally:
            manager.RmEndSession(session)

else:

    def holder(path: Path) -> str | None:  # noqa: ARG001 - the same question on every system
        """None: an open file can be replaced here."""
        return None
