"""Runs Windows programs by Debian's own Wine, in a prefix of the build's own, as a Chinese Windows."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from threading import Thread

from windows.places import CACHE, PREFIX

LOADER = "/usr/lib/wine/wine64"
_SERVER = "/usr/lib/wine/wineserver64"
LOCALES = CACHE / "locale"
_LAST_WORDS_SECONDS = 5


def environment(**more: str) -> dict[str, str]:
    """The variables under which Wine finds its prefix and takes code page 936; ``more`` is added."""
    home = CACHE / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(home),
        "WINEPREFIX": str(PREFIX),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
        "LOCPATH": str(LOCALES),
        "LC_ALL": "zh_CN.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        **({"DISPLAY": os.environ["DISPLAY"]} if "DISPLAY" in os.environ else {}),
        **more,
    }


def run(
    program: Path | str,
    *arguments: Path | str,
    folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
    seconds: float | None = 600,
) -> tuple[int, str]:
    """The exit status of a Windows program and all that it said, as UTF-8.

    Its streams are pipes: Wine gives a program no handle to a file of ours. They are listened to until the program
    ends, not until they are closed: a service that Wine starts meanwhile would hold them for ever.
    """
    begin()
    process = subprocess.Popen(
        command(program, *arguments),
        cwd=folder,
        env=environment(**(variables or {})),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said: list[bytes] = []
    listener = Thread(
        target=said.extend, args=[iter(partial(os.read, process.stdout.fileno(), 1 << 16), b"")], daemon=True
    )
    listener.start()
    try:
        status = process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    listener.join(_LAST_WORDS_SECONDS)
    return status, text(b"".join(said))


def command(program: Path | str, *arguments: Path | str) -> Sequence[str]:
    """The call that starts a Windows program; a path may be Linux' own, for the whole of it is drive Z."""
    return [LOADER, str(program), *map(str, arguments)]


def text(told: bytes) -> str:
    """What a program said: in UTF-8, else in the code page of a Chinese Windows."""
    try:
        return told.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return told.decode("gb18030", errors="replace").replace("\r\n", "\n")


@cache
def begin() -> None:
    """Makes the prefix where there is none, and starts what its programs share, with no stream of ours to hold."""
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([_SERVER, "-p600"], env=environment(), check=False, **silent)
    subprocess.run([LOADER, "wineboot.exe"], env=environment(), check=False, **silent)


def end() -> None:
    """Ends what still runs in this prefix, and nothing else."""
    subprocess.run([_SERVER, "-k"], env=environment(), capture_output=True, check=False)
    begin.cache_clear()
