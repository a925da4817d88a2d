"""Listing, sorting, filtering and finding in SQL against the same done over all rows in Python."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.clock import fixed
from app.database.engine import open_database
from app.services import projects
from app.services.lists import Query
from tests.bench.row import Row, seconds

TODAY = date(2026, 11, 22)
_LIMIT = 0.1  # a tenth of a second a step: what a hand feels


def rows(database: Path, folder: Path) -> Sequence[Row]:
    """Each step of the projects list over 2,000 projects, against a tenth of a second."""
    opened = open_database(database, fixed(TODAY))
    listing = projects.listing(2026, TODAY)

    def ask(query: Query) -> None:
        with opened.read() as session:
            listing.rows(session, listing.ids(session, query)[:40])
            listing.total(session, query)

    def look() -> None:
        with opened.read() as session:
            projects.detail(session, listing.ids(session)[0])

    steps = {
        "list and total": Query(),
        "sort by 本年到位": Query(sort=(("received_year", True),)),
        "filter by stage chip": Query(chip="签约"),
        "find by initials": Query(words="sc"),
    }
    made = [
        Row(f"projects: {name}", seconds(lambda q=query: ask(q)), _LIMIT, "a tenth of a second", 1.0)  # type: ignore[misc]
        for name, query in steps.items()
    ]
    made.append(Row("projects: detail", seconds(look), _LIMIT, "a tenth of a second", 1.0))
    opened.close()
    return made
