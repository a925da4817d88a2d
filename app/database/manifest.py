"""The note that makes a copy a submission: what the file is and holds, written last, as the sign that all is there."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.database.digests import Contents
from app.errors import Refused
from app.values.codes import office_code_problem

NAME = "manifest.json"
FORMAT = 1
_MOST = 1_000_000  # bytes: a manifest is some kilobytes
_SUBMITTED = re.compile(r"\d{9}-\d{8}-\d{3,}\.db")


@dataclass(frozen=True)
class Manifest:
    """The facts of one submission; ``previous`` is the ``seal`` of the office's submission before, or empty.

    ``created`` is the sender's clock, ``clock_suspicious`` says that it stood before the last submission's.
    ``period`` is the year and month the records stand at. ``seal`` is the SHA-256 of all the rest.
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

    def sealed(self) -> "Manifest":
        """The same with its seal."""
        return replace(self, seal=hashlib.sha256(_text(replace(self, seal="")).encode()).hexdigest())

    def text(self) -> str:
        """What is written to the file: one form for one content, so that no byte can change unnoticed."""
        return _text(self)


def read_manifest(path: Path) -> Manifest:
    """The manifest in a file; :class:`Refused` where it is not whole or not one that this program writes."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST + 1)
        manifest = _of(json.loads(raw.decode("utf-8"))) if len(raw) <= _MOST else None
    except FileNotFoundError as error:
        raise Refused("没有找到清单（manifest.json），这份提交没有完成。") from error
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise Refused("清单（manifest.json）已损坏。") from error
    if manifest is None or manifest.text().encode() != raw or manifest.sealed() != manifest:
        raise Refused("清单（manifest.json）已损坏或被改动过。")
    if manifest.format != FORMAT:
        raise Refused("清单由更新版本的程序写成，请先升级本程序。")
    return manifest


def has_submitted_name(name: str) -> bool:
    """Whether a file is called as the databases of submissions are."""
    return _SUBMITTED.fullmatch(name) is not None


def is_submitted(path: Path) -> bool:
    """Whether a database lies in a submission: its manifest names it, or is broken or gone beside a name of ours."""
    try:
        return read_manifest(path.parent / NAME).file == path.name
    except Refused:
        return (path.parent / NAME).exists() or has_submitted_name(path.name)


def must_not_be_submitted(path: Path) -> None:
    """Raises :class:`Refused` for the database of a submission: one change and its manifest is no longer true."""
    if (path.parent / NAME).exists() and is_submitted(path):
        raise Refused(f"“{path.name}”是报送用的副本，不能在里面修改；请另外指定一个台账文件。")


def _of(read: Any) -> Manifest:
    tables = {str(name): Contents(**contents) for name, contents in read.pop("tables").items()}
    manifest = Manifest(**read, tables=tables)
    for name, kind in (("schema", int), ("sequence", int), ("size", int), ("format", int), ("app_id", int)):
        if type(getattr(manifest, name)) is not kind:
            raise TypeError(name)
    texts = ("office_code", "office_name", "office_id", "created", "file", "sha256", "receipt", "receipt_sha256")
    if not all(isinstance(getattr(manifest, name), str) for name in (*texts, "previous", "app_version", "seal")):
        raise TypeError("text")
    if datetime.fromisoformat(manifest.created).tzinfo or manifest.sequence < 1:
        raise ValueError("created or sequence")
    if problem := office_code_problem(manifest.office_code):
        raise ValueError(problem)
    return manifest


def _text(manifest: Manifest) -> str:
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
