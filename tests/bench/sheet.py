"""The list of 10,000 projects as a sheet: each step of a hand against a tenth of a second."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.clock import fixed
from app.database.engine import Database, open_database
from app.services import cells, projects
from app.services.cells import CellEdit, Terms
from app.services.crossing import cross
from app.services.lists import Filter, Group, Query
from app.values.money import MoneyUnit
from tests.bench.many import make_many
from tests.bench.row import Row, seconds

TODAY = date(2026, 11, 22)
_LIMIT = 0.1
_MANY = 10_000
_TERMS = Terms(MoneyUnit.WAN, TODAY, 2026)
_SCREEN = 48


def rows(_database: Path, folder: Path) -> Sequence[Row]:
    """Listing, sorting, filtering, grouping, counting across, editing and pasting."""
    path = folder / "一万个项目.db"
    make_many(path, TODAY, _MANY)
    opened = open_database(path, fixed(TODAY))
    listing = projects.listing(2026, TODAY)

    def ask(query: Query) -> None:
        with opened.read() as session:
            ids = listing.grouped(session, query)[0] if query.groups else listing.ids(session, query)
            listing.rows(session, ids[:_SCREEN])

    queries = {
        "list": Query(),
        "sort by name (pinyin)": Query(sort=(("name", False),)),
        "sort by 本年到位": Query(sort=(("received_year", True),)),
        "filter by 产业": Query(filters=(Filter("industry", frozenset({"工业"})),)),
        "find by initials": Query(words="sc"),
        "group by 责任单位 and 产业": Query(groups=("unit", "industry")),
    }
    made = [_row(name, seconds(lambda q=query: ask(q))) for name, query in queries.items()]  # type: ignore[misc]
    with opened.read() as session:
        shown = listing.ids(session)
    source, asked = _Source(opened), queries["group by 责任单位 and 产业"]
    made.append(_row("sums of the groups", seconds(lambda: source.groups(asked, listing.totals))))
    made.append(_row("values of a filter", seconds(lambda: _choices(opened))))
    made.append(_row("交叉表", seconds(lambda: cross(source, Query(), "unit", "industry"))))
    made.append(_row("type into a cell", seconds(lambda: _keep(opened, shown[:1], 1))))
    made.append(_row("paste 20 x 5 cells", seconds(lambda: _keep(opened, shown[:20], 5))))
    made.append(_row("paste 1 new row", seconds(lambda: _paste_new(opened, 1))))
    opened.close()
    return made


def _row(name: str, taken: float) -> Row:
    return Row(f"sheet of 10,000: {name}", taken, _LIMIT, "a tenth of a second", 1.0)


class _Source:
    def __init__(self, database: Database) -> None:
        self._database = database

    def groups(self, query: Query, names: Sequence[str] | None = None) -> list[Group]:
        """As the window asks."""
        with self._database.read() as session:
            return projects.listing(2026, TODAY).groups(session, query, names)


def _choices(database: Database) -> None:
    with database.read() as session:
        projects.listing(2026, TODAY).choices(session, "investor")


def _keep(database: Database, ids: Sequence[str], wide: int) -> None:
    columns = ("person", "industry", "site", "total_investment", "start_planned_on")[:wide]
    words = dict(zip(columns, (os.urandom(3).hex(), "工业", "园区", "1200", "2026-12"), strict=False))
    with database.work("粘贴") as session:
        edits = [CellEdit(key, column, words[column]) for key in ids for column in columns]
        cells.keep(session, "projects", edits, _TERMS)


def _paste_new(database: Database, high: int) -> None:
    with database.trial() as session:
        edits = [CellEdit(f"+{row}", "name", f"{os.urandom(4).hex()}厂房项目{row}") for row in range(high)]
        cells.keep(session, "projects", edits, _TERMS)
