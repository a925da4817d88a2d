"""The note that makes a copy a submission: what the file is and holds, written last, as the sign that all is there."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.database.digests import Contents
from app.database.signatures import SigningKey
from app.errors import Refused
from app.values.codes import office_code_problem
from app.values.words import stray_sign_in

NAME = "manifest.json"
FORMAT = 2  # the first had no signature
_MOST = 1_000_000  # bytes: a manifest is some kilobytes
_MOST_NUMBERS = 10**9
_RECEIPT = re.compile(r"\w{1,40}\.txt")
_FORMATS = frozenset({1, FORMAT})
_KINDS = {"int": int, "str": str, "bool": bool, int: int, str: str, bool: bool}
_SUBMITTED = re.compile(r"\d{9}-\d{8}-\d{3,}\.db")


@dataclass(frozen=True)
class Manifest:
    """The facts of one submission; ``previous`` is the ``seal`` of the office's submission before, or empty.

    ``created`` is the sender's clock, ``clock_suspicious`` says that it stood before the last submission's.
    ``period`` is the year and month the records stand at. ``seal`` is the SHA-256 of all the rest but the signature;
    ``signature`` is made over everything with the key whose public half ``signer`` is, which the county's
    ``certificate`` calls the office's; all three are empty where there is no key.
    """

    app_version: str
    app_id: int
    schema: int
    office_code: str
    office_name: str
    office_id: str
    period: str
    sequence: int
    created: str
    clock_suspicious: bool
    without_people: bool
    file: str
    size: int
    sha256: str
    tables: Mapping[str, Contents]
    receipt: str
    receipt_sha256: str
    previous: str = ""
    format: int = FORMAT
    seal: str = ""
    signer: str = ""
    certificate: str = ""
    signature: str = ""

    def sealed(self) -> "Manifest":
        """The same with its seal."""
        return replace(self, seal=hashlib.sha256(_text(replace(self, seal="", signature="")).encode()).hexdigest())

    def signed(self, key: SigningKey, certificate: str) -> "Manifest":
        """The same sealed, and signed with the office's key."""
        ready = replace(self, signer=key.public, certificate=certificate).sealed()
        return replace(ready, signature=key.sign(ready.statement()))

    def statement(self) -> bytes:
        """What a signature is made over: township, period, number, previous seal, contents; all but itself."""
        return _text(replace(self, signature="")).encode()

    def text(self) -> str:
        """What is written to the file: one form for one content, so that no byte can change unnoticed."""
        return _text(self)


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; :class:`Refused` where it is not whole or not one that this program writes."""
    raw = _read(path)
    try:
        manifest = _of(json.loads(raw.decode("utf-8")))
        is_true = manifest.text().encode() == raw and manifest.sealed() == manifest
    except Exception as error:  # whatever a foreign file does to its reader
        raise Refused("清单（manifest.json）已损坏。") from error
    if not is_true:
        raise Refused("清单（manifest.json）已损坏或被改动过。")
    if manifest.format not in _FORMATS:
        raise Refused("清单由更新版本的程序写成，请先升级本程序。")
    return manifest


def _read(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):  # a pipe would keep its reader waiting for ever
            raise Refused("清单（manifest.json）不是普通文件。")
        with path.open("rb") as file:
            raw = file.read(_MOST + 1)
    except FileNotFoundError as error:
        raise Refused("没有找到清单（manifest.json），这份提交没有完成。") from error
    except (OSError, ValueError) as error:
        raise Refused("清单（manifest.json）读不出来，U盘可能已损坏或被拔出。") from error
    if len(raw) > _MOST:
        raise Refused("清单（manifest.json）已损坏或被改动过。")
    return raw


def has_submitted_name(name: str) -> bool:
    """Whether a file is called as the databases of submissions are."""
    return _SUBMITTED.fullmatch(name) is not None


def is_submitted(path: Path) -> bool:
    """Whether a database lies in a submission: its manifest names it, or is broken or gone beside a name of ours."""
    try:
        return read_manifest(path.parent / NAME).file == path.name
    except Refused:
        return os.path.lexists(path.parent / NAME) or has_submitted_name(path.name)


def must_not_be_submitted(path: Path) -> None:
    """Raises :class:`Refused` for the database of a submission: one change and its manifest is no longer true."""
    if os.path.lexists(path.parent / NAME) and is_submitted(path):
        raise Refused(f"“{path.name}”是报送用的副本，不能在里面修改；请另外指定一个台账文件。")


def _of(read: Any) -> Manifest:
    """Raises anything where what was read is no manifest of this program, down to the kinds of its values."""
    tables = {str(name): Contents(**contents) for name, contents in read.pop("tables").items()}
    manifest = Manifest(**read, tables=tables)
    for each in fields(Manifest):
        if each.type in _KINDS and type(getattr(manifest, each.name)) is not _KINDS[each.type]:
            raise TypeError(each.name)
    if any(type(one.count) is not int or type(one.sha256) is not str for one in tables.values()):
        raise TypeError("tables")
    if datetime.fromisoformat(manifest.created).tzinfo or not 1 <= manifest.sequence < _MOST_NUMBERS:
        raise ValueError("created or sequence")
    if problem := office_code_problem(manifest.office_code):
        raise ValueError(problem)
    if not has_submitted_name(manifest.file) or _RECEIPT.fullmatch(manifest.receipt) is None:
        raise ValueError("file or receipt")
    if len(manifest.office_name) > 200 or stray_sign_in(manifest.office_name):
        raise ValueError("office_name")
    return manifest


def _text(manifest: Manifest) -> str:
    facts = asdict(manifest)
    if manifest.format == 1:
        del facts["signer"], facts["certificate"], facts["signature"]
    return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
