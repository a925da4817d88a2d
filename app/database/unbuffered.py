"""Reading a file from its device and not from the system's memory of it: else a hash only proves the memory."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

_BLOCK = 1024 * 1024

if sys.platform == "win32":
    import ctypes
    import mmap
    from ctypes import wintypes

    _NO_BUFFERING, _SEQUENTIAL, _READ, _EXISTING = 0x20000000, 0x08000000, 0x80000000, 3
    _SHARE_ALL = 7  # a scanner that writes or renames beside us is no fault of the stick

    def blocks_on_device(path: Path) -> Iterator[bytes]:
        """The file's bytes in blocks; past the cache by FILE_FLAG_NO_BUFFERING, into memory on a page's border."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = wintypes.HANDLE
        flags = _NO_BUFFERING | _SEQUENTIAL
        handle = kernel.CreateFileW(str(path), _READ, _SHARE_ALL, None, _EXISTING, flags, None)
        if handle == wintypes.HANDLE(-1).value:
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            memory = mmap.mmap(-1, _BLOCK)
            place = (ctypes.c_char * _BLOCK).from_buffer(memory)
            count = wintypes.DWORD()
            while True:
                if not kernel.ReadFile(wintypes.HANDLE(handle), place, _BLOCK, ctypes.byref(count), None):
                    raise ctypes.WinError(ctypes.get_last_error())
                if not count.value:
                    return
                yield memory[: count.value]
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))

else:

    def blocks_on_device(path: Path) -> Iterator[bytes]:
        """The file's bytes in blocks, after the system was told to forget what it holds of them."""
        with path.open("rb", buffering=0) as file:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            while block := file.read(_BLOCK):
                yield block
