"""The harness proves itself: each protection is broken in turn, and the row that watches over it must fail.

``python -m tests.faults --prove``. A table that stays good while a protection is gone would prove nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from app.database import checks, connection, engine
from app.database.device import put
from app.database.manifest import NAME, Manifest
from app.database.page_sums import Comparison
from app.jobs import submission
from app.services import signatures
from tests.faults.row import Row


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


# What is broken: how, the row that must notice, and how many trials it is given.
BREAKS: dict[str, tuple[Callable[[], AbstractContextManager[None]], str, int]] = {
    "the page sums and the seal": (
        _all(
            patch.object(engine.page_sums, "compare", lambda _: Comparison(is_known=True)),
            patch.object(engine, "is_broken", lambda _: False),
        ),
        "damage-ledger",
        40,
    ),
    "the page sums alone": (
        _all(patch.object(engine.page_sums, "compare", lambda _: Comparison(is_known=True))),
        "bit-after-kill",
        40,
    ),
    "the digest of a submission": (
        _all(
            patch.object(checks, "digest_on_device", lambda _: _Whatever("x")),
            patch.object(checks, "_against", lambda *_: []),
        ),
        "damage-submission",
        40,
    ),
    "the digest of a copy": (
        _all(
            patch("app.database.backup.is_as_made", lambda _: True),
            patch.object(checks, "is_as_stamped", lambda _: True),
            patch.object(engine, "is_as_stamped", lambda _: True),
        ),
        "damage-elsewhere",
        40,
    ),
    "the manifest's place": (_all(patch.object(submission, "deliver", _manifest_first)), "kill-submit", 40),
    "the lock": (
        _all(patch("tests.faults.doors.held", lambda _: nullcontext())),
        "second-program",
        4,
    ),
    "the fsync of a save": (_all(patch.dict(connection._SETTINGS, {"synchronous": 0})), "power-idle", 6),
    "the signature": (_all(patch.object(signatures, "is_signed", lambda *_: True)), "forgeries", 16),
    "the chain": (
        _all(
            patch.object(signatures, "is_signed", lambda *_: True),
            patch("app.services.consolidation._must_follow", lambda *_: []),
        ),
        "forgeries",
        16,
    ),
    "the rules of a record": (
        _all(patch.object(checks.soundness, "problems", lambda *_: [])),
        "townships",
        40,
    ),
}


def noticed(run: Callable[[str, int], Row]) -> Iterator[tuple[str, str, bool | None]]:
    """Each protection, the row that watches over it, and whether that failed without it; None where it cannot run."""
    for name, (broken, row, trials) in BREAKS.items():
        with broken():
            found = run(row, trials)
        yield name, row, None if found.skipped else not found.is_good
