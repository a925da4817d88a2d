"""Submissions with intent: forged, altered, borrowed, replayed, rolled back, malformed; each is refused and named."""

import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.database.engine import Database, open_database
from app.database.manifest import NAME, Manifest, read_manifest
from app.database.signatures import SigningKey
from app.jobs import keys
from app.jobs.consolidation import consolidate
from app.jobs.submission import submit
from app.services import offices, signatures
from tests.faults import records
from tests.faults.malformed import KINDS as MALFORMED
from tests.faults.malformed import is_named, malformed, resealed
from tests.faults.records import CLOCK
from tests.faults.row import Row

CODES = (("519900101", "清溪镇"), ("519900102", "云岭镇"))
Round = Callable[[Path, Sequence[Path]], dict[str, Any]]
_TOGETHER, _SECONDS = 20, 10  # in one round; for each of them


@dataclass
class Scene:
    """A county that took the second of three signed submissions of one township; another township has a key too.

    ``old_key`` is the township's own first key, which a second one took the place of.
    """

    county: Path
    first: Path
    second: Path
    third: Path
    other: tuple[SigningKey, str]
    old_key: tuple[SigningKey, str]


def consolidated(county: Path, submissions: Sequence[Path], clock: Clock = CLOCK) -> dict[str, Any]:
    """A round at the county, and what became of each: the object that ``consolidate --json`` prints."""
    database = open_database(county, clock)
    try:
        return consolidate(database, submissions).as_json()
    finally:
        database.close()


def of_submissions(folder: Path, n: int, take: Round = consolidated, kinds: Sequence[str] = ()) -> Row:
    """Each of ``n`` forgeries is refused for what it is, and the genuine next one is taken after all of them.

    All kinds in turn, or those of ``kinds``.
    """
    row, scene = Row("forged, altered, replayed, rolled back"), scene_in(folder)
    before = records.dump(scene.county)
    made = forged(scene, folder, n, kinds or [*KINDS, *MALFORMED])
    while some := list(islice(made, _TOGETHER)):
        begun = time.monotonic()
        outcome = take(scene.county, [path for _, path in some])
        slow = time.monotonic() - begun > _SECONDS * len(some)
        changed = outcome["taken"] or outcome["replaced"] or records.dump(scene.county) != before
        reasons = {each["submission"]: each["reason"] for each in outcome["refused"]}
        for kind, path in some:
            named = is_told(kind, reasons.get(str(path), ""))
            row.judge("+named" if named and not changed and not slow else f"wrong: {kind} {reasons.get(str(path))}")
        clear([path for _, path in some])
    outcome = take(scene.county, [scene.third])
    genuine = outcome["replaced"] == [str(scene.third)] and not outcome["refused"]
    row.judge("" if genuine else f"wrong: the genuine one {outcome}")
    row.seen["kinds"] = len(KINDS) + len(MALFORMED)
    return row


def forged(scene: Scene, folder: Path, n: int, kinds: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """``n`` forgeries, each kind as often as the others, each with its kind."""
    rng = random.Random(51)
    for number in range(n):
        kind, target = kinds[number % len(kinds)], folder / f"伪{number}"
        if kind in KINDS:
            yield kind, KINDS[kind][0](scene, target, rng)
        else:
            yield kind, malformed(scene.third, target, kind, rng)


def is_told(kind: str, reason: str) -> bool:
    """Whether the refusal names what was done."""
    if kind in MALFORMED:
        return is_named(reason)
    return reason.endswith("。") and any(word in reason for word in KINDS[kind][1])


def clear(paths: Iterable[Path]) -> None:
    """Forgeries away, and what lay beside them."""
    for path in paths:
        shutil.rmtree(path)
        for one in path.parent.glob(f"{path.name}-*"):
            shutil.rmtree(one) if one.is_dir() else one.unlink()


def scene_in(folder: Path) -> Scene:
    """The county, its townships' keys, and what one of them handed in."""
    county = open_database(folder / "县-伪.db", CLOCK)
    first_keys = keys.issue(county, CODES, folder)
    path = records.fresh(records.township(folder), folder / "镇-伪.db")
    town = open_database(path, CLOCK)
    (code, name), (other_code, other_name) = CODES
    other = _installed(town, other_code, other_name, first_keys)
    old_key = _installed(town, code, name, first_keys)
    _installed(town, code, name, keys.issue(county, CODES[:1], folder))
    handed = [_handed(town, folder, number) for number in range(3)]
    town.close()
    outcome = consolidate(county, [handed[1]])
    assert outcome.taken, outcome.text
    county.close()
    return Scene(county.path, *handed, other=other, old_key=old_key)


def _installed(town: Database, code: str, name: str, files: list[Path]) -> tuple[SigningKey, str]:
    """The key that the office signs with from now on."""
    with town.work("试") as session:
        offices.establish(session, name=name, code=code)
    keys.install(town, next(file for file in files if code in file.name))
    key = keys.own_key(code)
    assert key is not None
    return key


def _handed(town: Database, folder: Path, number: int) -> Path:
    """One more submission, of records that changed since the last: else a swapped file would be the same file."""
    with town.work("改") as session:
        offices.set_value(session, "刚才改到", number)
    return submit(town, folder / "usb-伪").folder


def _copied(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target


def _rewritten(folder: Path, change: Callable[[Manifest], Manifest]) -> Path:
    (folder / NAME).write_text(change(read_manifest(folder / NAME)).text(), encoding="utf-8", newline="\n")
    return folder


def _money_multiplied(scene: Scene, target: Path, rng: random.Random) -> Path:
    """The records changed and everything counted anew, with the old signature."""
    folder = _copied(scene.third, target)
    (path,) = folder.glob("*.db")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE funds SET amount = amount * ?", (rng.randrange(2, 20),))
    connection.commit()
    connection.close()
    resealed(folder)
    return folder


def _altered(scene: Scene, target: Path, rng: random.Random) -> Path:
    change = rng.choice(
        (
            {"period": "2025-12"},
            {"previous": "0" * 64},
            {"sequence": rng.randrange(4, 150)},
            {"office_name": "别镇"},
            {"created": "2026-01-01T00:00:00"},
            {"clock_suspicious": True},
            {"app_version": "9.9"},
        )
    )
    return _rewritten(_copied(scene.third, target), lambda made: replace(made, **change).sealed())


def _signature_turned(scene: Scene, target: Path, rng: random.Random) -> Path:
    """One bit of the signature, or another writing of the same bytes."""

    def turned(made: Manifest) -> Manifest:
        digits = list(made.signature)
        at = rng.randrange(len(digits) - 4)
        in_capitals = digits[at].isalpha() and rng.random() < 0.5
        digits[at] = digits[at].upper() if in_capitals else f"{int(digits[at], 16) ^ 1:x}"
        return replace(made, signature="".join(digits))

    return _rewritten(_copied(scene.third, target), turned)


def _stripped(scene: Scene, target: Path, _: random.Random) -> Path:
    nothing = {"signer": "", "certificate": "", "signature": ""}
    return _rewritten(_copied(scene.third, target), lambda made: replace(made, **nothing).sealed())


def _first_format(scene: Scene, target: Path, _: random.Random) -> Path:
    """As the first version of the program wrote it, which had no signatures."""
    facts = {"signer": "", "certificate": "", "signature": "", "format": 1}
    return _rewritten(_copied(scene.third, target), lambda made: replace(made, **facts).sealed())


def _own_key(scene: Scene, target: Path, _: random.Random) -> Path:
    key = SigningKey.new()
    by_itself = signatures.certificate(SigningKey.new(), CODES[0][0], key.public, 3)
    return _rewritten(_copied(scene.third, target), lambda made: made.signed(key, by_itself))


def _genuine_word(scene: Scene, target: Path, _: random.Random) -> Path:
    """A key of the forger's under the county's genuine word on another."""
    key = SigningKey.new()
    return _rewritten(_copied(scene.third, target), lambda made: made.signed(key, made.certificate))


def _higher_number(scene: Scene, target: Path, _: random.Random) -> Path:
    """The old key under a number that the county never gave it."""
    key, word = scene.old_key
    higher = f"9{word[word.index(':') :]}"
    return _rewritten(_copied(scene.third, target), lambda made: made.signed(key, higher))


def _replaced_key(scene: Scene, target: Path, _: random.Random) -> Path:
    return _rewritten(_copied(scene.third, target), lambda made: made.signed(*scene.old_key))


def _borrowed(scene: Scene, target: Path, _: random.Random) -> Path:
    return _rewritten(_copied(scene.third, target), lambda made: made.signed(*scene.other))


def _swapped(scene: Scene, target: Path, _: random.Random) -> Path:
    """The database of another submission under this one's manifest."""
    folder = _copied(scene.third, target)
    (path,), (older,) = folder.glob("*.db"), scene.first.glob("*.db")
    shutil.copyfile(older, path)
    return folder


def _swapped_receipt(scene: Scene, target: Path, _: random.Random) -> Path:
    folder = _copied(scene.third, target)
    made, older = read_manifest(folder / NAME), read_manifest(scene.first / NAME)
    shutil.copyfile(scene.first / older.receipt, folder / made.receipt)
    return folder


def _swapped_manifest(scene: Scene, target: Path, _: random.Random) -> Path:
    folder = _copied(scene.third, target)
    shutil.copyfile(scene.first / NAME, folder / NAME)
    return folder


def _replayed(scene: Scene, target: Path, _: random.Random) -> Path:
    return _copied(scene.first, target)


def _renumbered(scene: Scene, target: Path, rng: random.Random) -> Path:
    """An old one that calls itself a new one."""
    number = rng.randrange(3, 100)
    return _rewritten(_copied(scene.first, target), lambda made: replace(made, sequence=number).sealed())


_FORGED = ("签名与清单不符",)
_NOT_THE_COUNTYS = ("密钥不是县里发", "没有县里的证明")
_AGAINST_MANIFEST = ("与清单不符", "清单上写的", "缺少文件")
# Each with how it is made and what its refusal must speak of.
KINDS: dict[str, tuple[Callable[[Scene, Path, random.Random], Path], tuple[str, ...]]] = {
    "altered records": (_money_multiplied, _FORGED),
    "altered manifest": (_altered, _FORGED),
    "a turned signature": (_signature_turned, _FORGED),
    "signature stripped": (_stripped, ("这份没有",)),
    "the first format": (_first_format, ("这份没有",)),
    "a key of its own": (_own_key, _NOT_THE_COUNTYS),
    "another's word": (_genuine_word, _NOT_THE_COUNTYS),
    "a number never given": (_higher_number, _NOT_THE_COUNTYS),
    "a replaced key": (_replaced_key, ("作废的旧密钥",)),
    "another's key": (_borrowed, ("的密钥，提交写的却是",)),
    "swapped file": (_swapped, _AGAINST_MANIFEST),
    "swapped receipt": (_swapped_receipt, _AGAINST_MANIFEST),
    "swapped manifest": (_swapped_manifest, _AGAINST_MANIFEST),
    "replayed": (_replayed, ("更新", "早于", "较早", "旧")),
    "rolled back": (_renumbered, _FORGED),
}
