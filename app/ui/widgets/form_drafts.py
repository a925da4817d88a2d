"""What was typed into a form that was closed, or lost with the power, before it was saved: kept, and offered again.

A draft belongs to what its form showed when it was opened, so that it comes back for the same record alone, and no
longer when that record has been changed since.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from app.errors import Refused
from app.paths import data_folder, whole_file
from app.ui.widgets.field_edits import DateField
from app.ui.widgets.form_contents import Editor, editors, on_change, put, words

_PAUSE_MS = 700  # after the last key
_MOST = 60  # drafts kept, the newest
_FILE = "草稿.json"

Draft = dict[str, str]  # place of an editor in its form -> what was typed there


def how_many() -> int:
    """How many forms were closed at this seat with something unsaved."""
    return len(_read())


class FormDraft:
    """Follows one form from its opening; made when all its fields show what they show."""

    def __init__(self, form: QDialog) -> None:
        self._editors = editors(form)
        self._first = [words(each) for each in self._editors]
        self._key = _key(form, self._editors, self._first)
        self.left = _read().get(self._key, {})
        self._kept = False  # whether this sitting has written something down
        self._pause = QTimer(form, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        on_change(self._editors, lambda _: self._pause.start())

    def take_up(self) -> None:
        """Puts what was left the last time into the fields."""
        for place, text in self.left.items():
            if int(place) < len(self._editors):
                put(self._editors[int(place)], text)
        self.left = {}

    def keep(self) -> None:
        """Writes down what differs from what the form showed first; a draft of before stays where nothing was typed."""
        self._pause.stop()
        now = [words(each) for each in self._editors]
        typed = {str(at): text for at, text in enumerate(now) if text != self._first[at]}
        if typed or self._kept:
            self._kept = bool(typed)
            _write(self._key, typed)

    def start_anew(self) -> None:
        """Follows the entry that the form shows now, as if the form had just been opened with it."""
        self._pause.stop()
        self._first = [words(each) for each in self._editors]
        self._kept = False

    def drop(self) -> None:
        """Forgets the draft: what was typed is saved, or not wanted."""
        self._pause.stop()
        self.left = {}
        _write(self._key, {})


def _key(form: QDialog, found: Sequence[Editor], first: Sequence[str]) -> str:
    """A digest of the form and what it showed; a date that is today's by default is another tomorrow."""
    shown = ["" if isinstance(e, DateField) and e.shows_today() else text for e, text in zip(found, first, strict=True)]
    said = json.dumps([type(form).__qualname__, form.windowTitle(), shown], ensure_ascii=False)
    return sha256(said.encode()).hexdigest()[:24]


def _read() -> dict[str, Draft]:
    try:
        kept = json.loads((data_folder() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(key: str, typed: Draft) -> None:
    """A draft that cannot be written must not stop the clerk who is typing."""
    kept = _read()
    if not typed and key not in kept:
        return
    kept.pop(key, None)
    newest = {**kept, **({key: typed} if typed else {})}
    try:
        with whole_file(data_folder() / _FILE) as part:
            part.write_text(json.dumps(dict(list(newest.items())[-_MOST:]), ensure_ascii=False), encoding="utf-8")
    except (OSError, Refused):
        return
