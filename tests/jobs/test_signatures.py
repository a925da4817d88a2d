"""The county knows who handed in what: forged, altered, borrowed and outdated signatures are named."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.database.digests import Contents
from app.database.engine import Database
from app.database.manifest import Manifest, read_manifest
from app.database.signatures import SigningKey
from app.errors import Refused
from app.jobs import keys
from app.services import offices, signatures

CODE, NAME = "519900101", "清溪镇"
OTHER, OTHER_NAME = "519900102", "云岭镇"


def manifest(code: str = CODE, name: str = NAME, **facts: object) -> Manifest:
    known: dict[str, object] = {
        "app_version": "0.1.0", "app_id": 1, "schema": 3, "office_code": code, "office_name": name, "office_id": "x",
        "period": "2026-11", "sequence": 3, "created": "2026-11-22T09:00:00", "clock_suspicious": False,
        "without_people": False, "file": f"{code}-20261122-003.db", "size": 4096, "sha256": "a" * 64,
        "tables": {"projects": Contents(1, "b" * 64)}, "receipt": "回执.txt", "receipt_sha256": "c" * 64,
        "previous": "d" * 64,
    }  # fmt: skip
    return Manifest(**{**known, **facts})  # type: ignore[arg-type]


class County:
    """A county with two townships that have keys; the townships' machines are this one."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self._folder = database, folder
        self.files = keys.issue(database, [(CODE, NAME), (OTHER, OTHER_NAME)], folder)
        self.public = keys.county_public(database)

    def key_of(self, code: str, file: Path | None = None) -> tuple[SigningKey, str]:
        with self.database.work("试") as session:
            offices.establish(session, name="试", code=code)
        chosen = file or next(one for one in self.files if code in one.name)
        keys.install(self.database, chosen)
        found = keys.own_key(code)
        assert found is not None
        return found

    def signed(self, made: Manifest) -> Manifest:
        return made.signed(*self.key_of(made.office_code))

    def judge(self, made: Manifest) -> bool:
        """Whether it counts as signed; what is kept of it is kept."""
        with self.database.work("试") as session:
            key = signatures.must_be_genuine(session, made, self.public)
            if key is not None:
                signatures.keep_office_key(session, key)
            return key is not None


@pytest.fixture
def county(database: Database, tmp_path: Path) -> County:
    return County(database, tmp_path)


def test_a_township_with_a_key_is_known(county: County) -> None:
    assert county.judge(county.signed(manifest()))


def test_a_signed_manifest_reads_back_as_it_was(county: County, tmp_path: Path) -> None:
    made = county.signed(manifest())
    (tmp_path / "manifest.json").write_text(made.text(), encoding="utf-8", newline="\n")
    assert read_manifest(tmp_path / "manifest.json") == made


def test_one_without_a_key_is_taken_with_a_mark_as_long_as_the_county_allows(county: County) -> None:
    assert county.judge(manifest().sealed()) is False
    with county.database.work("试") as session:
        signatures.allow_unsigned(session, allowed=False)
    with pytest.raises(Refused, match="没有签名，没有采用"):
        county.judge(manifest().sealed())


def test_who_has_signed_once_signs_for_ever(county: County) -> None:
    county.judge(county.signed(manifest()))
    with pytest.raises(Refused, match="以前的提交有签名"):
        county.judge(manifest(sequence=4).sealed())


def test_a_key_that_the_county_replaced_no_longer_counts(county: County, tmp_path: Path) -> None:
    old = county.signed(manifest())
    county.files += keys.issue(county.database, [(CODE, NAME)], tmp_path)
    with pytest.raises(Refused, match="已经作废"):
        county.judge(old)
    assert county.judge(manifest().signed(*county.key_of(CODE, county.files[-1])))


FORGERIES: dict[str, Callable[[County, Manifest], Manifest]] = {
    "sums altered": lambda _, made: replace(made, sha256="e" * 64).sealed(),
    "rolled back": lambda _, made: replace(made, sequence=1).sealed(),
    "another month": lambda _, made: replace(made, period="2026-10").sealed(),
    "chain altered": lambda _, made: replace(made, previous="").sealed(),
    "given out as another's": lambda _, made: replace(made, office_code=OTHER, office_name=OTHER_NAME).sealed(),
    "signed with another's key": lambda county, made: made.signed(*county.key_of(OTHER)),
    "signed with a key of its own": lambda _, made: made.signed(SigningKey.new(), made.certificate),
    "certified by itself": lambda _, made: _by_itself(made),
    "signature cut": lambda _, made: replace(made, signature=made.signature[:-2]),
    "signature gone": lambda _, made: replace(made, signature=""),
    "certificate gone": lambda county, made: made.signed(county.key_of(CODE)[0], ""),
    "certificate of a later number": lambda county, made: made.signed(
        county.key_of(CODE)[0], "9" + made.certificate[1:]
    ),
    "not hexadecimal": lambda _, made: replace(made, signature="签" * 128),
}


def _by_itself(made: Manifest) -> Manifest:
    key = SigningKey.new()
    return made.signed(key, signatures.certificate(SigningKey.new(), made.office_code, key.public, 1))


@pytest.mark.parametrize("forgery", FORGERIES)
def test_every_forgery_is_named(county: County, forgery: str) -> None:
    forged = FORGERIES[forgery](county, county.signed(manifest()))
    with pytest.raises(Refused, match=r"签名|密钥"):
        county.judge(forged)


def test_a_thousand_altered_manifests_are_a_thousand_named(county: County) -> None:
    rng, made = random.Random(12), county.signed(manifest())
    fields = ["sha256", "previous", "office_id", "created", "period", "seal", "signer", "certificate", "signature"]
    for _ in range(1000):
        field = rng.choice(fields)
        text = getattr(made, field)
        at = rng.randrange(len(text))
        altered = replace(made, **{field: text[:at] + chr(ord(text[at]) ^ 1 << rng.randrange(5)) + text[at + 1 :]})
        altered = altered.sealed() if field != "seal" else altered
        with pytest.raises(Refused):
            county.judge(altered)


def test_a_county_that_lost_its_file_knows_its_townships_by_its_own_key(county: County, tmp_path: Path) -> None:
    made = county.signed(manifest())
    with county.database.work("试") as session:
        signatures.set_county_key(session, "")
    assert keys.county_public(county.database) == county.public
    assert county.judge(made)


def test_another_townships_key_is_not_put_in(county: County) -> None:
    with county.database.work("试") as session:
        offices.establish(session, name=NAME, code=CODE)
    with pytest.raises(Refused, match=OTHER):
        keys.install(county.database, county.files[1])
    with pytest.raises(Refused, match="不是县里发的密钥文件"):
        keys.install(county.database, county.database.path)


def test_nobody_else_on_the_computer_reads_a_key(county: County) -> None:
    assert {one.stat().st_mode & 0o077 for one in county.files} == {0}
