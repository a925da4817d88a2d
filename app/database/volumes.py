"""The volume that a folder lies on, asked of the system: can it be pulled, is all written, may it be ejected."""

import subprocess
import sys
from pathlib import Path

if sys.platform == "win32":
    import ctypes
    from collections.abc import Iterator
    from contextlib import contextmanager
    from ctypes import wintypes

    _REMOVABLE, _FIXED, _REMOTE = 2, 3, 4  # what GetDriveTypeW says
    _PLUGGED = frozenset({4, 7, 12, 13})  # buses: FireWire, USB, SD, MMC; a big stick calls itself a fixed disk
    _ASK_PROPERTY, _LOCK, _DISMOUNT, _EJECT = 0x2D1400, 0x90018, 0x90020, 0x2D4808
    _READ, _WRITE, _SHARE, _EXISTING = 0x80000000, 0x40000000, 7, 3
    _BUS_AT = 28  # where STORAGE_DEVICE_DESCRIPTOR says the bus

    def kind(folder: Path) -> str:
        """ "stick", "network" or "disk"."""
        root = _root(folder)
        told = ctypes.windll.kernel32.GetDriveTypeW(root)
        if told == _REMOTE:
            return "network"
        return "stick" if told == _REMOVABLE or (told == _FIXED and _bus(root) in _PLUGGED) else "disk"

    def identity(folder: Path) -> int:
        """A number that changes when another volume takes the place: its serial number."""
        serial = wintypes.DWORD()
        asked = (None, 0, ctypes.byref(serial), None, None, None, 0)
        if not ctypes.windll.kernel32.GetVolumeInformationW(_root(folder), *asked):
            raise ctypes.WinError()
        return serial.value

    def flush(folder: Path) -> None:
        """Asks the volume to write down all it holds; only an administrator may, and each file was flushed before."""
        with _opened(_root(folder), _READ | _WRITE) as (kernel, volume):
            if volume is not None:
                kernel.FlushFileBuffers(volume)

    def eject(folder: Path) -> bool:
        """Lets go of a stick so that it may be pulled; False where a program still uses it, or it cannot be done."""
        with _opened(_root(folder), _READ | _WRITE) as (kernel, volume):
            if volume is None:
                return False
            count = wintypes.DWORD()
            nothing = (None, 0, None, 0, ctypes.byref(count), None)
            return all(kernel.DeviceIoControl(volume, order, *nothing) for order in (_LOCK, _DISMOUNT, _EJECT))

    def _root(folder: Path) -> str:
        return f"{folder.resolve().drive}\\"

    def _bus(root: str) -> int:
        with _opened(root, 0) as (kernel, volume):
            if volume is None:
                return 0
            asked, told, count = (ctypes.c_ulong * 3)(), (ctypes.c_ubyte * 1024)(), wintypes.DWORD()
            answer = (ctypes.byref(told), ctypes.sizeof(told), ctypes.byref(count), None)
            if not kernel.DeviceIoControl(volume, _ASK_PROPERTY, asked, ctypes.sizeof(asked), *answer):
                return 0
            return int.from_bytes(bytes(told[_BUS_AT : _BUS_AT + 4]), "little")

    @contextmanager
    def _opened(root: str, access: int) -> Iterator[tuple[ctypes.WinDLL, wintypes.HANDLE | None]]:
        """The volume itself and not its files; None where the system does not let us."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = wintypes.HANDLE
        if root.startswith("\\\\"):  # a share has no device here
            yield kernel, None
            return
        told = kernel.CreateFileW("\\\\.\\" + root.rstrip("\\"), access, _SHARE, None, _EXISTING, 0, None)
        if told in {None, wintypes.HANDLE(-1).value}:
            yield kernel, None
            return
        volume = wintypes.HANDLE(told)
        try:
            yield kernel, volume
        finally:
            kernel.CloseHandle(volume)

else:
    from app.database import mounts

    def kind(folder: Path) -> str:
        """ "stick", "network" or "disk"."""
        return mounts.kind(folder.resolve())

    def identity(folder: Path) -> int:
        """A number that changes when another volume takes the place."""
        return folder.stat().st_dev

    def flush(folder: Path) -> None:
        """Asks the volume to write down all it holds; returns when it has."""
        subprocess.run(["sync", "-f", str(folder)], capture_output=True, check=False, timeout=600)

    def eject(folder: Path) -> bool:
        """Lets go of a stick so that it may be pulled; False where a program still uses it, or it cannot be done."""
        source = mounts.mount(folder.resolve()).source
        try:
            for order in ("unmount", "power-off"):
                subprocess.run(["udisksctl", order, "-b", source], capture_output=True, check=True, timeout=60)
        except (OSError, subprocess.SubprocessError):
            return False
        return True
