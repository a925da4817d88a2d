"""载体: one name in one office, sums by unit and kind as a county reads them, areas in the units clerks type."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.errors import Refused
from app.jobs.carrier_lists import carrier_list, carrier_summary
from app.models.carriers import Carrier
from app.models.offices import Office
from app.services import carriers, offices, projects, units
from app.services.carriers import CarrierEntry
from app.services.projects import ProjectEntry
from app.services.units import UnitEntry
from app.values.areas import area_text, read_area
from app.values.carriers import CarrierKind
from tests.builders import build

TODAY = date(2026, 11, 22)
METRE = 100  # hundredths
SHOWN = 1_000_000  # a list's quantities


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "载体.db"
    open_database(path, fixed(TODAY)).close()
    return path


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    database = open_database(file, fixed(TODAY))
    with database.work("试") as session:
        offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        units.save(session, UnitEntry(name="法中村"))
        units.save(session, UnitEntry(name="开发办"))
        yield session
    database.close()


def test_the_sums_go_by_unit_and_kind(session: Session) -> None:
    for name, unit, kind, area, let in (
        ("1号厂房", "法中村", CarrierKind.FACTORY, 1000, 400),
        ("2号厂房", "法中村", CarrierKind.FACTORY, 500, 500),
        ("东地块", "法中村", CarrierKind.LAND, 20_000, 0),
        ("3号厂房", "", CarrierKind.FACTORY, 300, 0),
    ):
        carriers.save(session, CarrierEntry(name, kind, unit, area=area * METRE, area_let=let * METRE))
    key = carriers.listing().ids(session)[0]
    carriers.settle(session, projects.save(session, ProjectEntry(name="甲项目")), key)
    found = {(row.unit, row.kind): row for row in carriers.summary(session)}
    village = found["法中村", "标准厂房"]
    assert (village.count, village.area, village.area_let, village.area_free) == (
        2, 1500 * SHOWN, 900 * SHOWN, 600 * SHOWN,
    )  # fmt: skip
    assert (village.projects, found["", "标准厂房"].count, found["法中村", "土地"].area_free) == (1, 1, 20_000 * SHOWN)


def test_a_county_sees_its_townships_apart_and_two_may_use_one_name(session: Session) -> None:
    other = build(session, Office, name="荷塘镇", code="341823102")
    build(session, Carrier, name="1号厂房", office_id=other.id, area=200 * METRE)
    carriers.save(session, CarrierEntry("1号厂房", area=100 * METRE))
    assert [(row.office, row.area // SHOWN) for row in carriers.summary(session)] == [("清溪镇", 100), ("荷塘镇", 200)]
    assert set(carriers.offices_named(session)) == {"清溪镇", "荷塘镇"}
    with pytest.raises(Refused, match="已经有"):
        carriers.save(session, CarrierEntry("1号厂房", area=100 * METRE))


def test_register_and_sums_print_and_export(file: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    database = open_database(file, fixed(TODAY))
    with database.work("试") as session:
        offices.establish(session, name="清溪镇", code="341823101", county="安和县")
        carriers.save(session, CarrierEntry("1号厂房", area=1234 * METRE, area_let=34 * METRE))
    for write in (carrier_list, carrier_summary):
        for ending in (".pdf", ".xlsx"):
            assert write(database, tmp_path / f"{write.__name__}{ending}") == 1
    sheet = load_workbook(tmp_path / "carrier_summary.xlsx", data_only=True).active
    assert sheet is not None
    said = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert {1234, 34, 1200} <= {value for value in said if isinstance(value, int | float)}
    assert "填报单位" not in said
    assert any("截至2026年11月22日" in str(cell) for cell in said)  # what is let has no date of its own
    database.close()


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("1200", "1200"),
        ("1,200.5平方米", "1200.5"),
        ("1.2万平方米", "12000"),
        ("30亩", "20000"),
        ("１亩", "666.67"),
        ("2公顷", "20000"),
    ],
)
def test_areas_are_read_in_the_units_that_clerks_type(text: str, metres: str) -> None:
    assert area_text(read_area(text)) == metres


@pytest.mark.parametrize("text", ["很大", "30元", "-5", "1e9", "12,34", "99999999999999"])
def test_what_is_no_area_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_area(text)
