"""The font files that were chosen at this seat: copied into its fonts folder, and noted beside them by role."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from app.paths import data_folder, whole_file

_NOTE = "字体选择.json"


def fonts_folder() -> Path:
    """Where an office puts font files of its own."""
    return data_folder() / "fonts"


def chosen_files() -> dict[str, Path]:
    """The chosen file of each role, by the role's name; one that is no longer there counts as not chosen."""
    files = {role: fonts_folder() / name for role, name in _noted().items()}
    return {role: path for role, path in files.items() if path.is_file()}


def keep(role: str, path: Path) -> Path:
    """Notes ``path`` as the role's font, copied so that it stays when a stick is pulled; returns the copy."""
    folder = fonts_folder()
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / path.name
    if path.resolve() != copy.resolve():
        with whole_file(copy) as part:
            shutil.copyfile(path, part)
    _note({**_noted(), role: copy.name})
    return copy


def forget(role: str) -> None:
    """Lets the role be found by name again; the copied file stays."""
    _note({known: name for known, name in _noted().items() if known != role})


def _noted() -> dict[str, str]:
    try:
        kept = json.loads((data_folder() / _NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(role): Path(str(name)).name for role, name in kept.items()} if isinstance(kept, dict) else {}


def _note(chosen: Mapping[str, str]) -> None:
    with whole_file(data_folder() / _NOTE) as part:
        part.write_text(json.dumps(dict(chosen), ensure_ascii=False), encoding="utf-8")
