"""The harness proves itself: each protection is broken in turn, and the row that watches over it must fail.

``python -m tests.faults --prove``. A table that stays good while a protection is gone would prove nothing.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.database import backup, checks, connection, copies, engine, header, receiving
from app.database import faults as disk_sentences
from app.database.device import put
from app.database.manifest import NAME, Manifest
from app.database.page_sums import Comparison
from app.documents import kept_files
from app.jobs import recovery, submission
from app.models import types
from app.services import clearing, signatures
from app.services.submission import people
from tests.faults import attachments, forgeries
from tests.faults.row import Row

Rows = Callable[[Path, int], Row]
Watch = tuple[str, Callable[[Path, Mapping[str, Rows]], Row]]


def _all(*patches: Any) -> Callable[[], AbstractContextManager[None]]:
    @contextmanager
    def broken() -> Iterator[None]:
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()

    return broken


def _manifest_first(parcel: Path, manifest: Manifest, folder: Path) -> None:
    """As a program would that takes the manifest for one file among others."""
    folder.mkdir(parents=True)
    text = parcel / NAME
    text.write_text(manifest.text(), encoding="utf-8", newline="\n")
    for name in (NAME, manifest.file, manifest.receipt):
        put(parcel / name, folder / name)


class _Whatever(str):
    """A digest that is any other's equal."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False


_real_is_signed = signatures.is_signed


def _any_word_is_the_countys(key: str, signature: str, statement: bytes) -> bool:
    return statement.startswith(b"zhaoshang office key ") or _real_is_signed(key, signature, statement)


def _forged(*kinds: str) -> Watch:
    """The row of forgeries, of some kinds alone."""
    return "forgeries", lambda folder, _: forgeries.of_submissions(folder, len(kinds), kinds=kinds)


def _attached(*kinds: str) -> Watch:
    return "attachments", lambda folder, _: attachments.at_the_county(folder, len(kinds), kinds=kinds)


def _row(name: str, trials: int) -> Watch:
    return name, lambda folder, rows: rows[name](folder, trials)


_no_fsync = patch.object(os, "fsync", lambda _: None)
_same_pages = patch.object(engine.page_sums, "compare", lambda _: Comparison(is_known=True))

# What is broken: how, and the row that must notice, with as much of it as is enough.
BREAKS: dict[str, tuple[Callable[[], AbstractContextManager[None]], Watch]] = {
    "the page sums and the seal": (
        _all(_same_pages, patch.object(engine, "is_broken", lambda _: False)),
        _row("damage-ledger", 40),
    ),
    "the page sums alone": (_all(_same_pages), _row("bit-after-kill", 40)),
    "the digest of a submission": (
        _all(
            patch.object(checks, "digest_on_device", lambda _: _Whatever("x")),
            patch.object(checks, "_against", lambda *_: []),
        ),
        _row("damage-submission", 40),
    ),
    "the digest of a copy": (
        _all(
            patch("app.database.backup.is_as_made", lambda _: True),
            patch.object(checks, "is_as_stamped", lambda _: True),
            patch.object(engine, "is_as_stamped", lambda _: True),
        ),
        _row("damage-elsewhere", 40),
    ),
    "the manifest's place": (_all(patch.object(submission, "deliver", _manifest_first)), _row("kill-submit", 60)),
    "the reading back from the stick": (
        _all(patch.object(copies, "digest_on_device", lambda _: _Whatever("x")), patch.object(copies, "_must_hold")),
        _row("stick-lies", 3),
    ),
    "the lock": (_all(patch("tests.faults.doors.held", lambda _: nullcontext())), _row("second-program", 4)),
    "the file's identity while open": (
        _all(patch.object(engine.Database, "_must_be_in_place", lambda _: None)),
        _row("replaced", 4),
    ),
    "the fsync of a save": (_all(patch.dict(connection._SETTINGS, {"synchronous": 0})), _row("power-idle", 6)),
    "the fsync of a submission": (_all(_no_fsync), _row("stick-after", 4)),
    "the fsync of a backup": (_all(_no_fsync), _row("power-backup", 4)),
    "the refusal of a newer file": (
        _all(patch.object(engine, "must_be_ours", header.read_header)),
        _row("next-version", 1),
    ),
    "the clearing away beside a restored file": (
        _all(patch.object(backup, "_clear_away"), patch.object(backup, "clear")),
        _row("leftovers", 20),
    ),
    "the thinning that spares the newest": (
        _all(patch("app.jobs.backups.to_delete", lambda kept, *_: [kept[-1]])),
        _row("clock", 10),
    ),
    "the question before a loss": (
        _all(patch.object(recovery, "_saves_after", lambda *_: 0), patch.object(recovery, "_newer", lambda *_: 0)),
        _row("older-copy", 2),
    ),
    "the sentence for a full disk": (
        _all(patch.object(disk_sentences, "sentence_for", lambda _: None)),
        _row("full-saving", 2),
    ),
    "the signature": (_all(patch.object(signatures, "is_signed", lambda *_: True)), _row("forgeries", 16)),
    "the county's word": (
        _all(patch.object(signatures, "is_signed", _any_word_is_the_countys)),
        _forged("a key of its own", "another's word"),
    ),
    "the chain": (
        _all(
            patch.object(signatures, "is_signed", lambda *_: True),
            patch("app.services.consolidation._must_follow", lambda *_: []),
        ),
        _forged("replayed", "rolled back"),
    ),
    "the receipt's digest": (
        _all(patch.object(checks, "_of_the_receipt", lambda *_: None)),
        _forged("swapped receipt"),
    ),
    "the allow-list of the schema": (
        _all(patch.object(checks, "differences", lambda *_: ())),
        _forged("a trigger", "a view"),
    ),
    "the office within": (_all(patch.object(checks, "_against", lambda *_: [])), _forged("another office within")),
    "the look beside a submission": (_all(patch.object(receiving, "SUFFIXES", ())), _forged("a journal beside it")),
    "plain files alone": (
        _all(
            patch("app.database.receiving.stat.S_ISREG", lambda _: True),
            patch.object(checks, "_of_the_names", lambda *_: None),
        ),
        _forged("a link for a database"),
    ),
    "the rules of a record": (_all(patch.object(checks.soundness, "problems", lambda *_: [])), _row("townships", 40)),
    "the door to control characters": (
        _all(patch.object(types, "stray_sign_in", lambda _: None)),
        _forged("signs that turn a name"),
    ),
    "the names of attachments": (
        _all(patch.object(kept_files, "name_problem", lambda *_: None)),
        _attached("the name '../合同.pdf'"),
    ),
    "the first bytes of attachments": (
        _all(
            patch.dict(kept_files._BEGINNINGS, {"image/jpeg": b"", "application/pdf": b""}),
            patch.object(kept_files, "_picture_problem", lambda *_: None),
        ),
        _attached("a program called a photo"),
    ),
    "what acts in a scan": (
        _all(patch.object(kept_files, "active_parts", lambda _: ())),
        _attached("a scan with a script that is packed", "a scan with a program to be started"),
    ),
    "the overwriting of what was cleared": (
        _all(patch.dict(connection._SETTINGS, {"secure_delete": 0})),
        _row("cleared", 3),
    ),
    "the forgetting of history": (_all(patch.object(clearing, "_forget", lambda *_: None)), _row("cleared", 1)),
    "the people that stay at home": (
        _all(patch.object(people, "take_out", lambda *_: None)),
        _row("without-people", 10),
    ),
}


def noticed(
    in_a_folder: Callable[[Callable[[Path], Row]], Row], rows: Mapping[str, Rows]
) -> Iterator[tuple[str, str, bool | None]]:
    """Each protection, the row that watches over it, and whether that failed without it; None where it cannot run.

    A row that does not come to its end without the protection has failed too.
    """
    for name, (broken, (row, watched)) in BREAKS.items():
        with broken():
            try:
                found = in_a_folder(lambda folder, watched=watched: watched(folder, rows))  # type: ignore[misc]
            except Exception:  # noqa: BLE001 - whatever comes of it, it was noticed
                yield name, row, True
                continue
        yield name, row, None if found.skipped else not found.is_good
