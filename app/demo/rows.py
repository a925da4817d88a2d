"""Made-up records gathered as plain rows and put into the database in one go."""

from collections import defaultdict
from datetime import date, datetime, time
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.models import Base
from app.models.base import Root


class Rows:
    """Rows by record class. Ids come from the seed, so that the same seed makes the same records."""

    def __init__(self, rng: Random, office_id: str, today: date) -> None:
        self.rng = rng
        self.office_id = office_id
        self.today = today
        self._made = datetime.combine(today, time(9))
        self._rows: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)

    def add(self, record: type[Base], **values: Any) -> str:
        """One row of ``record``; returns its id."""
        values.setdefault("id", new_id(self.rng))
        if issubclass(record, Root):
            values = {"office_id": self.office_id, "created_at": self._made, "updated_at": self._made} | values
        self._rows[record].append(values)
        return str(values["id"])

    def fresh(self) -> str:
        """An id for a row that others point at before it is added."""
        return new_id(self.rng)

    def of(self, record: type[Base]) -> list[dict[str, Any]]:
        """The rows of ``record`` so far."""
        return self._rows[record]

    def write(self, session: Session) -> None:
        """Puts all rows into the tables, parents first. They are no change of the user's and leave no history."""
        order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
        filled = [record for record, rows in self._rows.items() if rows]
        for record in sorted(filled, key=lambda one: order[one.__tablename__]):
            session.execute(insert(record), self._rows[record])


def new_id(rng: Random) -> str:
    """A UUID of version 4 that the seed decides."""
    return str(UUID(int=rng.getrandbits(128), version=4))
