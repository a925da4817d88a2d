"""What the county adds up is what its townships counted: every indicator of three townships, on both bases."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from app.clock import fixed
from app.database.engine import Database, open_database
from app.demo import make_demo
from app.indicators.catalogue import CATALOGUE, Kind
from app.jobs.consolidation import consolidate
from app.jobs.submission import submit
from app.services import indicators

TODAY = date(2026, 11, 22)
_RATES = {indicator.key for indicator in CATALOGUE if indicator.kind is Kind.RATE}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three townships, and the county's file of what they handed in, named by the stick's root; twice."""
    folder = tmp_path_factory.mktemp("county")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        made = []
        for seed in (1, 2, 3):
            make_demo(folder / f"{seed}.db", today=TODAY, projects=40, seed=seed)
            township = open_database(folder / f"{seed}.db", fixed(TODAY))
            submit(township, folder / "usb")
            township.close()
            made.append(folder / f"{seed}.db")
        county = open_database(folder / "全县.db", fixed(TODAY))
        assert len(consolidate(county, [folder / "usb"]).taken) == 3
        assert len(consolidate(county, [folder / "usb"]).taken) == 3
        county.close()
    return [*made, folder / "全县.db"]


def _figures(path: Path, basis: str, field: str) -> dict[str, Fraction | None]:
    database: Database = open_database(path, fixed(TODAY), read_only=True)
    with database.read() as session:
        rows = indicators.report(session, 2026, 10, None, basis, "period").rows
    database.close()
    return {row.key: getattr(row, field) for row in rows if row.unit is None and row.key not in _RATES}


@pytest.mark.parametrize("basis", ["reported", "recognised"])
@pytest.mark.parametrize("field", ["actual", "target", "last_year"])
def test_the_county_has_the_sum_of_its_townships(files: list[Path], basis: str, field: str) -> None:
    *townships, county = [_figures(path, basis, field) for path in files]
    assert len(county) > 20
    for key, figure in county.items():
        parts = [each[key] for each in townships if each[key] is not None]
        assert (figure or 0) == sum(parts, Fraction(0)), key
    assert any(county.values())
