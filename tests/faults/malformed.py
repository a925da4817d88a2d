"""Submissions that are none: each made of a genuine one, malformed in one way; and what its refusal must speak of."""

import json
import os
import random
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.database.digests import contents, file_digest
from app.database.manifest import NAME, Manifest, read_manifest

Spoil = Callable[[Path, random.Random], object]
_NO_REASON = ("签名", "出现意外", "检查没有完成")  # those stand behind what is to be seen here, or say nothing of it


def malformed(genuine: Path, target: Path, kind: str, rng: random.Random) -> Path:
    """A copy of a genuine submission, malformed."""
    shutil.copytree(genuine, target)
    KINDS[kind](target, rng)
    return target


def is_named(reason: str) -> bool:
    """Whether the refusal is a sentence that says what is wrong."""
    return reason.endswith("。") and not any(word in reason for word in _NO_REASON)


def resealed(folder: Path, **facts: Any) -> None:
    """The manifest made true again of whatever lies in the folder: only what is in the records can tell now."""
    made = read_manifest(folder / NAME)
    path = folder / made.file
    counted: dict[str, Any] = {"size": path.stat().st_size, "sha256": file_digest(path), **facts}
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        counted["tables"] = contents(connection)
        connection.close()
    except Exception:  # noqa: BLE001 - what was done to it lets nothing be counted: then the old counts stand
        pass
    text = replace(made, **counted).sealed().text()
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def _manifest(text: Callable[[Manifest, random.Random], str | bytes]) -> Spoil:
    def spoil(folder: Path, rng: random.Random) -> None:
        made = text(read_manifest(folder / NAME), rng)
        (folder / NAME).write_bytes(made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass"))

    return spoil


def _facts(change: Callable[[dict[str, Any], random.Random], object]) -> Spoil:
    """One fact changed as JSON, without regard for what the program would write."""

    def text(made: Manifest, rng: random.Random) -> str:
        facts = json.loads(made.text())
        change(facts, rng)
        return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    return _manifest(text)


def _sql(*statements: str) -> Spoil:
    """Records or schema changed, and everything counted and sealed anew."""

    def spoil(folder: Path, _: random.Random) -> None:
        connection = sqlite3.connect(folder / read_manifest(folder / NAME).file, isolation_level=None)
        for statement in statements:
            connection.execute(statement)
        connection.close()
        resealed(folder)

    return spoil


def _bytes(at: int, value: bytes) -> Spoil:
    def spoil(folder: Path, _: random.Random) -> None:
        path = folder / read_manifest(folder / NAME).file
        content = bytearray(path.read_bytes())
        content[at : at + len(value)] = value
        path.write_bytes(content)
        resealed(folder)

    return spoil


def _schema(old: str, new: str) -> Spoil:
    """The schema's text written over, as no statement of SQL would let it be."""
    return _sql(
        "PRAGMA writable_schema=ON",
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = 'projects'",
        "PRAGMA writable_schema=RESET",
    )


def _in_utf16(folder: Path, _: random.Random) -> None:
    """The same records in a file of another encoding."""
    path = folder / read_manifest(folder / NAME).file
    old = sqlite3.connect(path)
    lines = [line for line in old.iterdump() if "sqlite_sequence" not in line]
    header = [old.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    old.close()
    path.unlink()
    new = sqlite3.connect(path, isolation_level=None)
    new.execute("PRAGMA encoding='UTF-16'")
    new.executescript("\n".join(lines))
    new.execute(f"PRAGMA application_id={header[0]}")
    new.execute(f"PRAGMA user_version={header[1]}")
    new.close()
    resealed(folder)


def _in_place_of(which: str, make: Callable[[Path], object]) -> Spoil:
    def spoil(folder: Path, _: random.Random) -> None:
        made = read_manifest(folder / NAME)
        path = folder / {"database": made.file, "receipt": made.receipt, "manifest": NAME}[which]
        path.rename(folder.parent / f"{folder.name}-{path.name}")
        make(path)

    return spoil


def _link(path: Path) -> None:
    path.symlink_to(path.parent.parent / f"{path.parent.name}-{path.name}")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path may only be so long
    try:
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(path.name)
    finally:
        os.chdir(here)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(600 * 2**20)


def _beside(folder: Path, ending: str) -> None:
    (folder / (read_manifest(folder / NAME).file + ending)).write_bytes(b"x" * 600)


def _nested(depth: int) -> Any:
    return json.loads("[" * depth + "]" * depth)


_DOUBLE = '{\n "app_id": 1,'
KINDS: dict[str, Spoil] = {
    "a manifest of a word": _manifest(lambda _, rng: rng.choice(('"abc"', "null", "5", "[]", "true", "", "{}"))),
    "a manifest of noise": _manifest(lambda _, rng: rng.randbytes(rng.randrange(1, 3000))),
    "a manifest with a BOM": _manifest(lambda made, _: made.text().encode("utf-8-sig")),
    "a manifest in UTF-16": _manifest(lambda made, _: made.text().encode("utf-16")),
    "a manifest in GB18030": _manifest(lambda made, _: made.text().encode("gb18030")),
    "a key twice": _manifest(lambda made, _: made.text().replace("{\n", _DOUBLE, 1)),
    "another order of keys": _manifest(lambda made, _: json.dumps(json.loads(made.text()), ensure_ascii=False)),
    "depth without end": _manifest(lambda _, rng: "[" * rng.choice((500, 100_000))),
    "a megabyte of manifest": _manifest(lambda made, _: made.text() + " " * 1_100_000),
    "not a number": _facts(lambda facts, _: facts.update(size=float("nan"))),
    "an endless number": _facts(lambda facts, _: facts.update(sequence=float("inf"))),
    "a huge number": _facts(lambda facts, rng: facts.update(sequence=10 ** rng.choice((10, 30, 4000)))),
    "a number below nought": _facts(lambda facts, _: facts.update(sequence=-1, size=-1)),
    "tables of another kind": _facts(lambda facts, rng: facts.update(tables=rng.choice(([], None, {}, "x", 5)))),
    "counts of another kind": _facts(lambda facts, _: facts["tables"]["projects"].update(count="15")),
    "a fact too many": _facts(lambda facts, _: facts.update(extra=1)),
    "a fact too few": _facts(lambda facts, rng: facts.pop(rng.choice(sorted(facts)))),
    "a lone surrogate": _facts(lambda facts, _: facts.update(office_name="\ud800")),
    "a name of NUL": _facts(lambda facts, _: facts.update(file="x\0.db")),
    "a file elsewhere": _facts(
        lambda facts, rng: facts.update(file=rng.choice(("../x.db", "/etc/passwd", "C:\\x.db")))
    ),
    "a receipt elsewhere": _facts(lambda facts, rng: facts.update(receipt=rng.choice(("../r.txt", "CON", "a:b.txt")))),
    "a name of 300 signs": _facts(lambda facts, _: facts.update(file="a" * 300 + ".db")),
    "a deep period": _facts(lambda facts, _: facts.update(period=_nested(400))),
    "a size that lies": _facts(lambda facts, rng: facts.update(size=facts["size"] + rng.choice((-1, 1, 4096)))),
    "a trigger": _sql("CREATE TRIGGER t AFTER INSERT ON projects BEGIN SELECT 1; END"),
    "a view": _sql("CREATE VIEW v AS SELECT * FROM projects"),
    "a view in a table's place": _sql("ALTER TABLE holidays RENAME TO h", "CREATE VIEW holidays AS SELECT * FROM h"),
    "a virtual table": _sql("CREATE VIRTUAL TABLE f USING fts5(words)"),
    "one table more": _sql("CREATE TABLE more (a)"),
    "one column more": _sql("ALTER TABLE projects ADD COLUMN more TEXT"),
    "a generated column": _sql("ALTER TABLE projects ADD COLUMN more TEXT AS (hex(zeroblob(1000000))) VIRTUAL"),
    "one index more": _sql("CREATE INDEX more ON projects (name)"),
    "one index less": _sql("DROP TABLE holidays"),
    "a table without its rules": _schema("CHECK", "check"),
    "records of nobody": _sql("PRAGMA foreign_keys=OFF", "UPDATE funds SET project_id = 'x'"),
    "an amount at the end of numbers": _sql("UPDATE funds SET amount = 9223372036854775807 WHERE rowid = 1"),
    "an amount below nought": _sql(
        "PRAGMA ignore_check_constraints=ON", "UPDATE funds SET amount = -9223372036854775807 - 1 WHERE rowid = 1"
    ),
    "the last day of all": _sql("UPDATE funds SET received_on = '9999-12-31' WHERE rowid = 1"),
    "a day that is none": _sql("UPDATE funds SET received_on = '2026-02-31' WHERE rowid = 1"),
    "bytes for a name": _sql(
        "PRAGMA ignore_check_constraints=ON", "UPDATE projects SET name = CAST(X'FFFE00' AS TEXT) WHERE rowid = 1"
    ),
    "NUL in a name": _sql("UPDATE projects SET name = 'a' || char(0) || 'b' WHERE rowid = 1"),
    "signs that turn a name round": _sql(
        "UPDATE projects SET name = '安全' || char(8238) || 'gpj.exe' WHERE rowid = 1"
    ),
    "signs in an attachment's name": _sql(
        "INSERT INTO attachments (id, office_id, owner_kind, owner_id, name, media_type, size, sha256, caption)"
        " SELECT 'a', office_id, 'projects', id, '合同' || char(8238) || 'fdp.exe', 'application/pdf', 1, '', ''"
        " FROM projects LIMIT 1",
        "INSERT INTO attachment_contents VALUES ('a', X'00')",
    ),
    "a megabyte of name": _sql(
        "PRAGMA ignore_check_constraints=ON", "UPDATE projects SET name = replace(hex(zeroblob(500000)), '0', '长')"
    ),
    "another office within": _sql("UPDATE offices SET code = '519900999'"),
    "a file of another program": _bytes(68, b"\0\0\0\1"),
    "a newer schema": _bytes(60, b"\0\0\3\xe7"),
    "write-ahead mode": _bytes(18, b"\2\2"),
    "an odd page size": _bytes(16, b"\3\xe8"),
    "a page count that lies": _bytes(28, b"\0\0\xff\xff"),
    "another encoding": _in_utf16,
    "a journal beside it": lambda folder, _: _beside(folder, "-journal"),
    "write-ahead leavings beside it": lambda folder, _: _beside(folder, "-wal"),
    "no database": _in_place_of("database", lambda _: None),
    "no receipt": _in_place_of("receipt", lambda _: None),
    "no manifest": _in_place_of("manifest", lambda _: None),
    "an empty database": _in_place_of("database", lambda path: path.touch()),
    "a folder for a database": _in_place_of("database", lambda path: path.mkdir()),
    "a folder for a manifest": _in_place_of("manifest", lambda path: path.mkdir()),
    "a database too large": _in_place_of("database", _sparse),
}
if sys.platform != "win32":
    KINDS |= {
        "a link for a database": _in_place_of("database", _link),
        "a link for a manifest": _in_place_of("manifest", _link),
        "a link to itself": _in_place_of("receipt", _loop),
        "a pipe for a database": _in_place_of("database", os.mkfifo),
        "a pipe for a manifest": _in_place_of("manifest", os.mkfifo),
        "a socket for a receipt": _in_place_of("receipt", _socket),
    }
