"""Whose records these are: what may be said, and how it is written down."""

import pytest

from app.database.engine import Database
from app.errors import Refused
from app.services import offices


@pytest.mark.parametrize("field", ["name", "county", "short_name"])
def test_what_has_no_room_is_refused_by_its_field(database: Database, field: str) -> None:
    said = {"name": "清溪镇", "code": "341823101", field: "长" * 201}
    with pytest.raises(Refused, match="最多200字") as refused, database.work("试") as session:
        offices.establish(session, **said)
    assert refused.value.field == field


def test_a_name_is_one_line(database: Database) -> None:
    with database.work("试") as session:
        office = offices.establish(session, name=" 清溪镇\n（街道）\t", code="３４１８２３１０１", county="安和\n县")
    assert (office.name, office.code, office.county) == ("清溪镇 （街道）", "341823101", "安和 县")
