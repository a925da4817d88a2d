"""What the tests of papers begin with."""

import pytest

from app.database.engine import Database
from app.services import offices


@pytest.fixture
def office(database: Database) -> Database:
    """An empty file that knows whose it is."""
    with database.work("填写单位") as session:
        offices.establish(session, name="清溪镇", code="510101101")
    return database
