"""Steps of a build that are not done again while what they read stays as it is."""

import hashlib
import inspect
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def step(marks: Path, name: str, work: Callable[[], None], reads: Iterable[Path], makes: Iterable[Path]) -> bool:
    """Does ``work`` unless it was done for these files, in this wording, and ``makes`` is there; whether it did.

    ``marks`` is the folder that holds a file for each finished step.
    """
    made = tuple(makes)
    source = Path(inspect.getsourcefile(work) or "")
    mark, now = marks / name, _mark([source, *reads])
    if mark.is_file() and mark.read_text() == now and all(path.exists() for path in made):
        print(f"{name}: 没有变化")
        return False
    mark.unlink(missing_ok=True)
    began = time.monotonic()
    work()
    if missing := [path for path in made if not path.exists()]:
        sys.exit(f"{name}: 没有做出 {missing[0]}")
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(now)
    print(f"{name}: {time.monotonic() - began:.0f} 秒", flush=True)
    return True


def emptied(folder: Path) -> Path:
    """The folder, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def snapshot(files: Iterable[Path], root: Path, target: Path) -> Path:
    """Copies files below ``root`` into the folder ``target``, made anew: a long build must not see them change."""
    emptied(target)
    for file in files:
        copy = target / file.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    return target


def _mark(files: Iterable[Path]) -> str:
    summary = hashlib.sha256()
    for file in files:
        summary.update(f"{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return summary.hexdigest()
