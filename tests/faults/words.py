"""Words, sums and days that no office means, at the doors of form and import: refused, or fit for the county."""

import dataclasses
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.database.engine import Database, open_database
from app.database.guarded import guarded
from app.database.soundness import problems
from app.documents.ledgers import ledgers_of_sheets
from app.documents.ledgers.workbook import read_here
from app.errors import Refused
from app.jobs.imports import import_ledgers
from app.models.projects import Project
from app.services import funds, projects
from app.services.funds import FundsForm
from app.services.projects import ProjectEntry
from app.values.dates import PartialDate
from tests.builders import build
from tests.faults import records
from tests.faults.records import CLOCK
from tests.faults.row import Row

_WORDS = (
    *("a\0b", "铃\x07", "\x1b[31m红", "安全\u202egpj.exe", "\u2066甲\u2069", "零\u200b宽", "\ufeff头", "半\ud800个"),
    *("长" * 201, "长" * 20_001, "长" * 1_000_000, "a\u0301" * 500, "行\n行", "栏\t栏", "\r", "\u2028", "\x85"),
    *(
        "=cmd|'/c calc'!A1",
        "+1",
        "-1",
        "@SUM(A1)",
        "<b>粗</b>",
        "{0}{x}%s%n",
        "';DROP TABLE projects;--",
        "🀄",
        "",
        "\ue000",
    ),
)
_SUMS = (2**63 - 1, 2**63, -(2**63), 10**17, 10**17 + 1, 10**400, -1, 0)
_DAYS = ("9999-12-31", "0001-01-01", "2026-02-29", "2026-13", "1969-12-31", "2200-01-01", "２０２６-01-01", "今天")


def at_every_door(folder: Path, n: int) -> Row:
    """What a door took, the look through a submission takes too; what it did not take, it refused in a sentence."""
    row, rng = Row("odd words, sums and days at the doors"), random.Random(93)
    path = records.fresh(records.township(folder), folder / "门.db")
    database = open_database(path, CLOCK)
    with database.work("登记") as session:
        project = build(session, Project, name="门前项目").id
    doors = _doors(database, project, folder, rng)
    for trial in range(n):
        what, door = doors[trial % len(doors)]
        try:
            door()
        except Refused as refused:
            row.judge("+refused" if refused.message.endswith("。") else f"wrong: {what} {refused.message}")
        except Exception as error:  # noqa: BLE001 - what a clerk would see as a trace is what is looked for
            row.judge(f"wrong: {what} trace {error!r}"[:300])
        else:
            with guarded(path) as connection:
                found = problems(connection)
            row.judge(f"wrong: {what} was taken: {found[0]}" if found else "+taken")
    database.close()
    return row


def _doors(
    database: Database, project: str, folder: Path, rng: random.Random
) -> list[tuple[str, Callable[[], object]]]:
    texts = [each.name for each in dataclasses.fields(ProjectEntry) if each.default == ""]

    def form() -> None:
        entry = ProjectEntry(**{"name": "门", rng.choice(texts): rng.choice(_WORDS)})  # type: ignore[arg-type]
        with database.work("登记项目") as session:
            projects.save(session, entry, year=2026)

    def payment() -> None:
        facts: dict[str, Any] = {
            "project_id": project,
            "received_on": PartialDate("2026-03-05"),
            "amount": 100,
            "note": rng.choice(_WORDS),
            "voucher_number": rng.choice(_WORDS),
        }
        facts |= rng.choice(({"amount": rng.choice(_SUMS)}, {"received_on": PartialDate(rng.choice(_DAYS))}, {}))
        with database.work("登记到位资金") as session:
            funds.save(session, FundsForm(**facts))

    def sheet() -> None:
        words = [rng.choice(_WORDS).replace('"', "'") for _ in range(3)]
        day, amount = rng.choice(_DAYS), rng.choice((*_SUMS, "1e308", "NaN", "１００", "壹佰"))
        text = (
            f'项目名称,投资方,总投资（万元）,签约时间,备注\n"甲{words[0]}","{words[1]}",{amount},{day},"{words[2]}"\n'
        )
        out = folder / "门.csv"
        out.write_bytes(text.encode("utf-8", "surrogatepass"))
        import_ledgers(database, ledgers_of_sheets(read_here(out)), out.name)

    return [("the form", form), ("a payment", payment), ("the import", sheet)]
