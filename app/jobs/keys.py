"""密钥: the county makes a file for each township; the township puts it in, and signs what it hands in with it.

Private keys lie in the user's profile and never in a ledger: a ledger travels.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.database.engine import Database
from app.database.signatures import SigningKey
from app.errors import Refused
from app.paths import data_folder, whole_file
from app.services import offices, signatures
from app.services.signatures import OfficeKey
from app.values.codes import office_code_problem

_FORMAT = "zhaoshang-key-1"
_LARGEST = 10_000
_NO_KEY = "这不是县里发的密钥文件，或已损坏；请向县里重新要一份。"


def issue(database: Database, offices_: Sequence[tuple[str, str]], folder: Path) -> list[Path]:
    """Makes a key file for each office (code, name) in ``folder``; an earlier key of the office no longer counts."""
    for code, _ in offices_:
        if problem := office_code_problem(code):
            raise Refused(f"“{code}”：{problem}")
    county = _county(database)
    written = []
    for code, called in offices_:
        with database.work(f"发密钥给{called or code}") as session:
            known = signatures.office_key(session, code)
            key, number = SigningKey.new(), known.number + 1
            name = called or known.name
            signatures.keep_office_key(session, OfficeKey(code, name, number, key.public, has_signed=known.has_signed))
        word = signatures.certificate(county, code, key.public, number)
        facts = {"format": _FORMAT, "code": code, "name": name, "private": key.private, "certificate": word}
        written.append(_write(folder / f"密钥-{code}-第{number}号.json", facts))
    return written


def install(database: Database, file: Path) -> str:
    """Puts the county's key file in for this office; returns the office's name."""
    facts = _read(file)
    with database.read() as session:
        office = offices.required(session)
    if facts["code"] != office.code:
        raise Refused(f"这个密钥是发给单位代码{facts['code']}的，本单位是{office.code}，没有装入。")
    _write(_place(office.code), facts)
    return office.name


def own_key(code: str) -> tuple[SigningKey, str] | None:
    """The key that this office signs with and the county's word on it, None where none was put in."""
    place = _place(code)
    if not place.exists():
        return None
    facts = _read(place)
    return SigningKey.of(facts["private"]), facts["certificate"]


def county_public(database: Database) -> str:
    """The key whose word counts here: the one that this file knows, else this user's own; empty where there is none."""
    with database.read() as session:
        known = signatures.county_key(session)
    place = _county_place()
    return known or (SigningKey.of(_read_facts(place)["private"]).public if place.exists() else "")


def _county(database: Database) -> SigningKey:
    """The county's own key, made at the first need."""
    place = _county_place()
    if not place.exists():
        with database.read() as session:
            if signatures.county_key(session):
                raise Refused(
                    f"县级密钥不在这台电脑上，请到原来的电脑上发密钥，或把那里的“{place.name}”拷到“{place}”。"
                )
        _write(place, {"format": _FORMAT, "private": SigningKey.new().private})
    key = SigningKey.of(_read_facts(place)["private"])
    with database.work("建立县级密钥") as session:
        signatures.set_county_key(session, key.public)
    return key


def _county_place() -> Path:
    return data_folder() / "密钥" / "县级密钥.json"


def _place(code: str) -> Path:
    return data_folder() / "密钥" / f"本单位-{code}.json"


def _write(place: Path, facts: dict[str, Any]) -> Path:
    with whole_file(place) as part:
        part.chmod(0o600)
        part.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return place


def _read(file: Path) -> dict[str, str]:
    facts = _read_facts(file)
    if any(not isinstance(facts.get(name), str) for name in ("code", "private", "certificate")):
        raise Refused(_NO_KEY)
    return facts


def _read_facts(file: Path) -> dict[str, Any]:
    try:
        is_small = file.is_file() and os.path.getsize(file) <= _LARGEST  # noqa: PTH202 - one call for both systems
        facts = json.loads(file.read_text(encoding="utf-8")) if is_small else {}
        SigningKey.of(facts["private"])
    except Exception as error:  # whatever a foreign file does to its reader
        raise Refused(_NO_KEY) from error
    if facts.get("format") != _FORMAT:
        raise Refused(_NO_KEY)
    return dict(facts)
