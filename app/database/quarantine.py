"""A submission from elsewhere: copied to a private place, and looked through by a child process that may take
only so much memory and time. A file made to break its reader breaks the child.
"""

import multiprocessing
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app.database.checks import Findings, inspect_submission
from app.database.manifest import NAME, Manifest, read_manifest
from app.database.sidecars import SUFFIXES
from app.errors import Refused
from app.limits import limit_this_process

_LARGEST = 512 * 1024 * 1024
_MEMORY = 2 * 1024**3
_SECONDS = 120
_BLOCK = 1024 * 1024


def receive(path: Path, private: Path) -> Path:
    """Copies a submission (its folder, or the database in it) into ``private``; returns the copy's folder.

    Raises :class:`Refused` for links, hand copies, files above 512 MB, and where the manifest is not there.
    """
    folder = path if path.is_dir() else path.parent
    if not path.exists():
        raise Refused(f"没有找到“{path}”。")
    manifest = read_manifest(folder / NAME)
    if not path.is_dir() and path.name != manifest.file:
        raise Refused("清单（manifest.json）上写的不是这个文件。")
    for name in (manifest.file, manifest.receipt):
        if Path(name).name != name or name in {"", ".", ".."} or (folder / name).is_symlink():
            raise Refused("清单里的文件名不正常。")
    if any((folder / (manifest.file + suffix)).exists() for suffix in SUFFIXES):
        raise Refused("这是在程序运行时手工复制的文件，可能缺少记录；请用“报送”重新提交。")
    for name in (manifest.file, manifest.receipt, NAME):
        _copy(folder / name, private / name)
    return private


class Quarantine:
    """The child process for one round of submissions; started at the first one, and anew after one that broke it."""

    def __init__(self) -> None:
        self._child: BaseProcess | None = None
        self._pipe: Any = None  # another class on Windows

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def inspect(self, folder: Path) -> tuple[Manifest | None, Findings]:
        """What :func:`inspect_submission` finds; :class:`Refused` where looking took too much."""
        pipe = self._pipe or self._start()
        try:
            pipe.send(str(folder))
            if pipe.poll(_SECONDS):
                answer: tuple[Manifest | None, Findings] = pipe.recv()
                return answer
        except (EOFError, OSError):
            pass  # the child is gone: the file was made for that
        self._end()
        raise Refused("文件内容不正常，检查没有完成。")

    def _start(self) -> Any:
        spawn = multiprocessing.get_context("spawn")
        near_end, far_end = spawn.Pipe()
        child = spawn.Process(target=_serve, args=(far_end,), daemon=True)
        child.start()
        far_end.close()
        self._pipe, self._child = near_end, child
        return self._pipe

    def _end(self) -> None:
        if self._child is not None and self._pipe is not None:
            self._pipe.close()
            self._child.kill()
            self._child.join()
        self._child = self._pipe = None


def _serve(pipe: Any) -> None:
    limit_this_process(_MEMORY)
    with suppress(EOFError):
        while True:
            pipe.send(inspect_submission(Path(pipe.recv())))


def _copy(source: Path, target: Path) -> None:
    try:
        with source.open("rb") as origin, target.open("xb") as copy:
            left = _LARGEST
            while block := origin.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise Refused("文件超过512MB，不像是台账，没有读取。")
                copy.write(block)
    except FileNotFoundError as error:
        raise Refused(f"缺少文件“{source.name}”，提交不完整。") from error
    except OSError as error:
        raise Refused("文件读不出来，U盘可能已损坏或被拔出；也请检查本机磁盘空间。") from error
