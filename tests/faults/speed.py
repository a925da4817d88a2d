"""What safety costs: the time of a save, of opening with every check, and of handing in, at fifty megabytes."""

import random
import sqlite3
import statistics
import time
from pathlib import Path

from app.database.engine import open_database
from app.jobs.submission import submit
from tests.faults import records
from tests.faults.records import CLOCK
from tests.faults.row import Row

_MEGABYTES = 50
_SAVE_MS, _OPEN_S, _SUBMIT_S = 50, 0.5, 10


def of_safety(folder: Path, n: int) -> Row:
    """Saves, openings and one submission of a large ledger; told as they were, judged where the machine is idle."""
    row = Row(f"time at {_MEGABYTES} MB")
    path = _large(records.fresh(records.township(folder), folder / "大.db"))
    saves, openings = [], []
    for number in range(max(10, n)):
        begun = time.perf_counter()
        database = open_database(path, CLOCK)
        openings.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        records.save_group(database, number)
        saves.append((time.perf_counter() - begun) * 1000)
        database._engine.dispose()
    database = open_database(path, CLOCK)
    begun = time.perf_counter()
    submit(database, folder / "usb-速")
    handed_in = time.perf_counter() - begun
    database.close()
    slowest = statistics.quantiles(saves, n=20)[-1]
    row.seen["save p95 ms"], row.seen["submit ms"] = round(slowest), round(handed_in * 1000)
    row.seen["open median ms"] = round(statistics.median(openings) * 1000)
    row.trials = len(saves)
    row.notes = f"targets: save {_SAVE_MS} ms, open {_OPEN_S} s, submit {_SUBMIT_S} s on an idle machine"
    return row


def _large(path: Path) -> Path:
    """Attachments of noise until the file has its size: photos do not shrink either."""
    rng = random.Random(9)
    connection = sqlite3.connect(path)
    (office, owner) = connection.execute("SELECT office_id, id FROM projects LIMIT 1").fetchone()
    for number in range(_MEGABYTES * 2):
        content = b"\xff\xd8\xff" + rng.randbytes(500_000)
        columns = "id, office_id, owner_kind, owner_id, name, media_type, size, sha256, caption"
        values = (f"a{number:035d}", office, "projects", owner, f"{number}.jpg", "image/jpeg", len(content), "", "")
        connection.execute(f"INSERT INTO attachments ({columns}) VALUES (?,?,?,?,?,?,?,?,?)", values)
        connection.execute("INSERT INTO attachment_contents VALUES (?, ?)", (values[0], content))
    connection.commit()
    connection.close()
    return path
