"""看板: the stages as columns of cards, the longest standing on top; plain rows for window and paper."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.services import projects
from app.services.lists import Query
from app.services.projects import ProjectRow
from app.values.stages import Chip

_EVERYTHING = Query()


@dataclass(frozen=True)
class BoardColumn:
    """One column: its cards, how many there are and their 总投资 in fen."""

    title: str
    count: int
    total_investment: int
    cards: tuple[ProjectRow, ...]


def columns(
    session: Session, year: int, today: date, query: Query = _EVERYTHING, most: int = 200
) -> tuple[BoardColumn, ...]:
    """The projects of a query by the chips of the list, whatever its own chip; at most so many cards a column."""
    listing = projects.listing(year, today)
    found = []
    for chip in Chip:
        asked = Query(query.words, query.filters, (("days_in_stage", True),), chip)
        sums = listing.total(session, asked)
        cards = tuple(listing.rows(session, listing.ids(session, asked)[:most]))
        found.append(BoardColumn(chip, sums["count"], sums["total_investment"], cards))
    return tuple(found)
