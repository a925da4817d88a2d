"""A stick that keeps other bytes than it was given: told before anything is called done, and nothing of it counts."""

import random
from pathlib import Path
from unittest.mock import patch

from app.database import copies
from app.database.device import put
from app.database.engine import open_database
from app.database.manifest import NAME
from app.errors import Refused
from app.jobs.submission import submit
from app.jobs.submitted import submissions_under
from tests.faults import records
from tests.faults.damage import hurt
from tests.faults.records import CLOCK
from tests.faults.row import Row


def that_lie(folder: Path, n: int) -> Row:
    """One of the three files comes back changed: the submission is refused, and no manifest stays."""
    row, rng = Row("a stick that keeps other bytes"), random.Random(47)
    database = open_database(records.fresh(records.township(folder), folder / "棒.db"), CLOCK)
    usb = folder / "usb-坏"
    for trial in range(n):
        with patch.object(copies, "put", _lying(trial % 3, rng)):
            try:
                done = submit(database, usb).folder
            except Refused as refused:
                is_told, done = refused.message.endswith("。"), None
            else:
                is_told = False
        left = [one for one in submissions_under(usb) if (one / NAME).exists()] if usb.exists() else []
        row.judge("" if is_told and not left else f"wrong: file {trial % 3} {done or left}")
    database.close()
    return row


def _lying(which: int, rng: random.Random) -> object:
    """As the real one, and one of the files is another afterwards."""
    number = iter(range(10))

    def lying(source: Path, target: Path) -> str:
        said = put(source, target)
        if next(number) == which:
            content = target.read_bytes()
            while (damaged := hurt(content, rng)) == content:
                pass
            target.write_bytes(damaged)
        return said

    return lying
