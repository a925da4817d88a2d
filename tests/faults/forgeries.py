"""Submissions with intent: forged, altered, borrowed, replayed and rolled back; each is refused and named."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.database.digests import contents, file_digest
from app.database.engine import Database, open_database
from app.database.manifest import NAME, Manifest, read_manifest
from app.database.signatures import SigningKey
from app.jobs import keys
from app.jobs.consolidation import consolidate
from app.jobs.submission import submit
from app.services import offices, signatures
from tests.faults import records
from tests.faults.records import CLOCK
from tests.faults.row import Row

_CODES = (("519900101", "清溪镇"), ("519900102", "云岭镇"))


@dataclass
class _Scene:
    """A county that took the second of three signed submissions of one township; another township has a key too."""

    county: Database
    first: Path
    second: Path
    third: Path
    other: tuple[SigningKey, str]


def of_submissions(folder: Path, n: int) -> Row:
    """Each of ``n`` forgeries is refused for what it is, and the genuine next one is taken after all of them."""
    row, rng = Row("forged, altered, replayed, rolled back"), random.Random(51)
    scene = _scene(folder)
    before = records.dump(scene.county.path)
    for number in range(n):
        kind = rng.choice(list(_KINDS))
        forged = _KINDS[kind](scene, folder / f"伪{number}", rng)
        outcome = consolidate(scene.county, [forged])
        named = outcome.refused and outcome.refused[0][1].endswith("。")
        same = not outcome.taken and not outcome.replaced and records.dump(scene.county.path) == before
        row.judge(f"+{kind}" if named and same else f"wrong: {kind} {outcome.text}")
        shutil.rmtree(forged)
    genuine = consolidate(scene.county, [scene.third])
    row.judge("" if genuine.replaced else f"wrong: the genuine one {genuine.text}")
    scene.county.close()
    return row


def _scene(folder: Path) -> _Scene:
    county = open_database(folder / "县-伪.db", CLOCK)
    files = keys.issue(county, _CODES, folder)
    path = records.fresh(records.township(folder), folder / "镇-伪.db")
    town = open_database(path, CLOCK)
    made = []
    for name, (code, office) in zip(("other", "own"), reversed(_CODES), strict=True):
        with town.work("试") as session:
            offices.establish(session, name=office, code=code)
        keys.install(town, next(file for file in files if code in file.name))
        made.append(keys.own_key(code))
        if name == "own":
            handed = [_handed(town, folder, number) for number in range(3)]
    town.close()
    outcome = consolidate(county, [handed[1]])
    assert outcome.taken, outcome.text
    assert made[0] is not None
    return _Scene(county, *handed, other=made[0])


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


def _money_multiplied(scene: _Scene, target: Path, rng: random.Random) -> Path:
    """The records changed and everything counted anew, with the old signature."""
    folder = _copied(scene.third, target)
    (path,) = folder.glob("*.db")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE funds SET amount = amount * ?", (rng.randrange(2, 20),))
    connection.commit()
    tables = contents(connection)
    connection.close()
    sums = {"size": path.stat().st_size, "sha256": file_digest(path), "tables": tables}
    return _rewritten(folder, lambda made: replace(made, **sums).sealed())


def _altered(scene: _Scene, target: Path, rng: random.Random) -> Path:
    change = rng.choice(
        ({"period": "2025-12"}, {"previous": "0" * 64}, {"sequence": rng.randrange(4, 150)}, {"office_name": "别镇"})
    )
    return _rewritten(_copied(scene.third, target), lambda made: replace(made, **change).sealed())


def _stripped(scene: _Scene, target: Path, _: random.Random) -> Path:
    nothing = {"signer": "", "certificate": "", "signature": ""}
    return _rewritten(_copied(scene.third, target), lambda made: replace(made, **nothing).sealed())


def _own_key(scene: _Scene, target: Path, _: random.Random) -> Path:
    key = SigningKey.new()
    by_itself = signatures.certificate(SigningKey.new(), _CODES[0][0], key.public, 1)
    return _rewritten(_copied(scene.third, target), lambda made: made.signed(key, by_itself))


def _borrowed(scene: _Scene, target: Path, _: random.Random) -> Path:
    return _rewritten(_copied(scene.third, target), lambda made: made.signed(*scene.other))


def _swapped(scene: _Scene, target: Path, _: random.Random) -> Path:
    """The database of another submission under this one's manifest."""
    folder = _copied(scene.third, target)
    (path,), (older,) = folder.glob("*.db"), scene.first.glob("*.db")
    shutil.copyfile(older, path)
    return folder


def _replayed(scene: _Scene, target: Path, _: random.Random) -> Path:
    return _copied(scene.first, target)


def _renumbered(scene: _Scene, target: Path, rng: random.Random) -> Path:
    """An old one that calls itself a new one."""
    number = rng.randrange(3, 100)
    return _rewritten(_copied(scene.first, target), lambda made: replace(made, sequence=number).sealed())


_KINDS: dict[str, Callable[[_Scene, Path, random.Random], Path]] = {
    "altered records": _money_multiplied,
    "altered manifest": _altered,
    "signature stripped": _stripped,
    "a key of its own": _own_key,
    "another's key": _borrowed,
    "swapped file": _swapped,
    "replayed": _replayed,
    "rolled back": _renumbered,
}
