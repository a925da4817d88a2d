"""Which submissions lie at a place that the user named: one, or all on a stick or in a folder."""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from app.database.manifest import NAME, has_submitted_name, is_submitted, read_manifest
from app.errors import Refused
from app.values.words import visible

FOLDER = "招商项目提交"
_DEEPEST = 5  # folders below the one named: sticks that were gathered in folders of their own
_BY_NAME = re.compile(r"\d{8}-(\d{3,})")
_CODE = re.compile(r"\d{9}")


def submission_of(path: Path) -> Path | None:
    """The submission's folder that ``path`` is or lies in, or None: a database by itself, or a folder above some."""
    if path.is_dir():
        return path if _is_one(path) or _BY_NAME.fullmatch(path.name) else None
    return path.parent if is_submitted(path) else None


def submissions_under(path: Path) -> list[Path]:
    """The folders of all submissions below ``path``, finished or not, in the order of their offices and numbers."""
    top = path / FOLDER if (path / FOLDER).is_dir() else path
    return sorted(_walk(top, _DEEPEST), key=_office_and_number)


def newest_first(path: Path) -> list[list[Path]]:
    """The submissions below ``path``, one list for each office, each with the newest before the older ones."""
    offices: dict[str, list[Path]] = defaultdict(list)
    for one in submissions_under(path):
        offices[_office_and_number(one)[0]].insert(0, one)
    return list(offices.values())


def shown(path: Path) -> str:
    """A submission's place as people know it: 341823101/20261130-001."""
    return visible(f"{path.parent.name}/{path.name}")


def _walk(folder: Path, deeper: int) -> Iterator[Path]:
    if _is_one(folder):
        yield folder
        return
    if deeper == 0:
        return
    for entry in _entries(folder):
        if _is_folder(entry) and not entry.name.startswith((".", "$")):
            yield from _walk(Path(entry.path), deeper - 1)


def _is_one(folder: Path) -> bool:
    """Whether a submission was meant to be here: cut short or damaged, it must be told and not overlooked."""
    if os.path.lexists(folder / NAME) or (_BY_NAME.fullmatch(folder.name) and _CODE.fullmatch(folder.parent.name)):
        return True
    return any(has_submitted_name(entry.name) for entry in _entries(folder))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []  # a folder of the system's on the stick, closed to us


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _office_and_number(folder: Path) -> tuple[str, int, str]:
    """By the manifest where it can be read, else by the names of the folders."""
    try:
        manifest = read_manifest(folder / NAME)
    except Refused:
        named = _BY_NAME.fullmatch(folder.name)
        return folder.parent.name, int(named[1]) if named else 0, folder.name
    return manifest.office_code, manifest.sequence, folder.name
