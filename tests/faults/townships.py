"""A round at the county: many townships, one in ten bad in ten ways; every bad one named, the totals exact."""

import random
import shutil
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.database.digests import contents, file_digest
from app.database.engine import open_database
from app.database.manifest import NAME, Manifest, read_manifest
from app.jobs.submission import submit
from tests.faults import records
from tests.faults.forgeries import Round, consolidated
from tests.faults.records import CLOCK
from tests.faults.row import Row

_BAD: tuple[tuple[str, str], ...] = (
    ("CREATE TRIGGER t AFTER INSERT ON projects BEGIN SELECT 1; END", "不属于本程序"),
    ("PRAGMA user_version=99", "文件头"),
    ("UPDATE funds SET recognised_amount = amount + 1 WHERE rowid = 1", "认定金额大于到位金额"),
    ("UPDATE funds SET amount = 9223372036854775807 WHERE rowid = 1", "太大"),
    ("UPDATE projects SET name = '安全' || char(8238) || 'gpj.exe' WHERE rowid = 1", "控制符"),
    ("bit", "与清单不符"),
    ("manifest", "清单"),
    ("cut", "与清单不符"),
    ("receipt", "回执"),
    ("journal", "手工复制"),
)


def round_at_the_county(folder: Path, n: int, take: Round = consolidated) -> Row:
    """``n`` townships in folders of twenty, taken in one round."""
    row = Row("townships in one round, one in ten bad")
    base = records.fresh(records.township(folder), folder / "乡镇.db")
    database = open_database(base, CLOCK)
    whole = submit(database, folder / "一份").folder
    database.close()
    top, expected, want = folder / "收", dict[str, str](), [0, 0]
    for number in range(n):
        code = f"5199{number + 100:05d}"
        place = top / f"U盘{number // 20}" / "招商项目提交" / code / whole.name
        bad = _BAD[(number // 10) % len(_BAD)] if number % 10 == 3 else None
        sums = _township(whole, place, code, number, bad[0] if bad else "")
        if bad:
            expected[code] = bad[1]
        else:
            want = [a + b for a, b in zip(want, sums, strict=True)]
    open_database(folder / "全县.db", CLOCK).close()
    outcome = take(folder / "全县.db", [top])
    told = {Path(each["submission"]).parent.name: each["reason"] for each in outcome["refused"]}
    for code, word in expected.items():
        row.judge("+bad ones named" if word in told.get(code, "") else f"wrong: {code} {word} {told.get(code)}")
    for _ in range(len(outcome["taken"])):
        row.judge("")
    row.judge("" if _sums(folder / "全县.db") == want else "wrong: totals")
    row.judge("" if set(told) == set(expected) else f"wrong: refused {set(told) ^ set(expected)}")
    return row


def _township(whole: Path, place: Path, code: str, number: int, bad: str) -> list[int]:
    """One township's submission, made of the sample's; returns its sums."""
    place.mkdir(parents=True)
    made = read_manifest(whole / NAME)
    path, rng = place / f"{code}-{whole.name}.db", random.Random(number)
    shutil.copyfile(whole / made.file, path)
    shutil.copyfile(whole / made.receipt, place / made.receipt)
    key = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    connection = sqlite3.connect(path)
    for (table,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for _, column, *_ in connection.execute(f"PRAGMA table_xinfo('{table}')").fetchall():
            if column == "office_id" or (table, column) in {("offices", "id"), ("meta", "value")}:
                connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?', (key, made.office_id))
    connection.execute("UPDATE offices SET code = ?, name = ?", (code, f"第{number}镇"))
    connection.execute("UPDATE funds SET amount = amount + ?", (number,))
    connection.commit()
    sums = _sums_of(connection)
    if " " in bad:
        connection.executescript(bad)
    tables = contents(connection)
    connection.close()
    facts = {"file": path.name, "size": path.stat().st_size, "sha256": file_digest(path), "tables": tables}
    own = {"office_code": code, "office_name": f"第{number}镇", "office_id": key}
    _finish(place, path, replace(made, **facts, **own).sealed(), bad, rng)
    return sums


def _finish(place: Path, path: Path, made: Manifest, bad: str, rng: random.Random) -> None:
    (place / NAME).write_text(made.text(), encoding="utf-8", newline="\n")
    content = bytearray(path.read_bytes())
    at = rng.randrange(len(content))
    content[at] ^= 4
    spoil: dict[str, Callable[[], object]] = {
        "bit": lambda: path.write_bytes(content),
        "cut": lambda: path.write_bytes(content[: len(content) // 2]),
        "manifest": lambda: (place / NAME).write_text(rng.choice(('"abc"', "null", "[" * 500, '{"tables": []}'))),
        "receipt": lambda: (place / made.receipt).write_text("x"),
        "journal": lambda: Path(f"{path}-journal").write_bytes(b"x" * 100),
    }
    spoil.get(bad, lambda: None)()


def _sums(path: Path) -> list[int]:
    connection = sqlite3.connect(path)
    try:
        return _sums_of(connection)
    finally:
        connection.close()


def _sums_of(connection: sqlite3.Connection) -> list[int]:
    (money, count) = connection.execute(
        "SELECT (SELECT sum(amount) FROM funds), (SELECT count(*) FROM projects)"
    ).fetchone()
    return [money or 0, count]
