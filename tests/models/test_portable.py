"""The merged records may one day live on a server: schema and lists compile for one, without what is SQLite's own."""

from datetime import date

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from app.models import Base
from app.services import activities, enterprises, fellows, funds, leads, letters, problems, projects, units, workdays
from app.services.leads.terms import TermDays
from app.services.lists import Query, RecordList

SERVER = postgresql.dialect()
LISTS: dict[str, RecordList[object]] = {
    "projects": projects.listing(2026, date(2026, 11, 22)),
    "funds": funds.listing(),
    "leads": leads.listing_by(date(2026, 11, 22), workdays.published(), TermDays()),
    "letters": letters.listing(2026),
    "units": units.listing(),
    "enterprises": enterprises.listing(),
    "fellows": fellows.listing(),
    "activities": activities.listing(),
    "problems": problems.listing(),
}  # type: ignore[assignment]


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_can_be_made_on_a_server(table: object) -> None:
    made = str(CreateTable(table).compile(dialect=SERVER))  # type: ignore[arg-type]
    assert "STRICT" not in made
    for index in table.indexes:  # type: ignore[attr-defined]
        CreateIndex(index).compile(dialect=SERVER)


@pytest.mark.parametrize("name", list(LISTS))
def test_every_list_can_be_asked_of_a_server(name: str) -> None:
    listing = LISTS[name]
    everything = listing.source().with_only_columns(*listing.fields.values(), maintain_column_froms=True)
    asked = Query(words="甲", sort=tuple((field, True) for field in listing.fields))
    statement = everything.where(*listing._conditions(asked)).order_by(*listing._order(asked))
    said = str(statement.compile(dialect=SERVER)).lower()
    assert not [word for word in ("julianday", "strftime", "iif(", "glob", "rowid") if word in said]
