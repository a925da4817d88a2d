"""The mark left at a clean close: a file that changed on the disk since then was damaged there, and is told.

``integrity_check`` notices about a third of single flipped bits; comparing the whole file notices all.
"""

import json
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from app.database import page_sums
from app.database.digests import file_digest
from app.database.header import read_header
from app.database.shelf import shelf
from app.database.sidecars import unfinished
from app.errors import Refused
from app.paths import whole_file

_NOTE = "关闭时.json"
_WEEK = timedelta(days=7)


def seal(path: Path) -> None:
    """Notes what the file is at a clean close; where the note cannot be kept, the file is merely not compared."""
    with suppress(OSError, Refused):
        counter = read_header(path).change_counter
        facts = {"counter": counter, "size": path.stat().st_size, "sha256": file_digest(path)}
        with whole_file(_note(path)) as part:
            part.write_text(json.dumps(facts), encoding="utf-8")


def break_seal(path: Path) -> None:
    """Takes the mark away before anything is written: what is written later, and by whom, the mark cannot tell."""
    with suppress(OSError, Refused):
        (shelf(path, make=False) / _NOTE).unlink(missing_ok=True)


def unseal(path: Path) -> None:
    """Forgets all that is known of the file: another one takes the name."""
    break_seal(path)
    page_sums.forget(path)


def is_check_due(path: Path, today: date) -> bool:
    """Whether the last whole check is a week old, or lies in the future, or is not known."""
    try:
        last = date.fromisoformat(_last_check(path).read_text(encoding="utf-8").strip())
    except (OSError, ValueError, Refused):
        return True
    return not timedelta(0) <= today - last < _WEEK


def note_check(path: Path, today: date) -> None:
    """Notes that the file was looked through as a whole."""
    with suppress(OSError, Refused):
        _last_check(path).write_text(today.isoformat(), encoding="utf-8")


def is_broken(path: Path) -> bool:
    """Whether the same state of the same file has other bytes than at its close.

    A file that was changed since, by whatever program, has another change counter and breaks nothing.
    """
    try:
        facts = json.loads(_note(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, Refused):
        return False
    if not isinstance(facts, dict) or not _is_same(path, facts) or file_digest(path) == facts.get("sha256"):
        return False
    return _is_same(path, facts)  # still: nobody wrote while it was being read


def _is_same(path: Path, facts: dict[str, object]) -> bool:
    """Whether the file stands at the state of the note: every writer moves both counters of the header together."""
    header = read_header(path)
    counters = (header.change_counter, header.valid_for)
    return not unfinished(path) and facts.get("counter") in counters and facts.get("size") == path.stat().st_size


def _note(path: Path) -> Path:
    return shelf(path) / _NOTE


def _last_check(path: Path) -> Path:
    return shelf(path) / "上次全面检查.txt"
