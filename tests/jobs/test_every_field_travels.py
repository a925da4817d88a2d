"""Every field that a form takes and a ledger shows comes back from that ledger: one that is forgotten is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.clock import fixed
from app.columns import activities as activity_columns
from app.columns import enterprises as enterprise_columns
from app.columns import fellows as fellow_columns
from app.columns import leads as lead_columns
from app.columns.column import Column
from app.database.engine import Database, open_database
from app.fields import RECORDS
from app.jobs.exports import export
from app.jobs.imports import import_ledger
from app.services import activities, enterprises, fellows, leads, offices, units
from app.services.activities import ActivityEntry
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from app.services.leads import LeadEntry
from app.services.units import UnitEntry
from app.values.kinds import LedgerKind
from tests.services.entry_values import value_for

TODAY = date(2026, 11, 22)
Kept = tuple[Any, Callable[..., str], Callable[[Session, str], Any], tuple[Column, ...], Callable[[Session], list[str]]]
LISTS: dict[str, Kept] = {
    "leads": (
        LeadEntry(),
        leads.save,
        lambda session, key: leads.detail(session, key).entry,
        lead_columns.LEDGER,
        lambda session: leads.listing(session, TODAY).ids(session),
    ),
    "enterprises": (
        EnterpriseEntry(),
        enterprises.save,
        enterprises.entry,
        enterprise_columns.LEDGER,
        lambda session: enterprises.listing().ids(session),
    ),
    "fellows": (
        FellowEntry(),
        fellows.save,
        fellows.entry,
        fellow_columns.LEDGER,
        lambda session: fellows.listing().ids(session),
    ),
    "activities": (
        ActivityEntry(),
        activities.save,
        activities.entry,
        activity_columns.LEDGER,
        lambda session: activities.listing().ids(session),
    ),
}


def _opened(path: Path) -> Database:
    database = open_database(path, fixed(TODAY))
    with database.work("单位") as session:
        offices.establish(session, name="清溪镇", code="341823101")
        units.save(session, UnitEntry(name="法中村"))
    return database


@pytest.mark.parametrize("kind", LISTS)
def test_every_field_of_a_ledger_comes_back_from_it(kind: str, tmp_path: Path) -> None:
    empty, save, entry, columns, ids = LISTS[kind]
    shown = {column.field for column in columns}
    asked = [field for field in RECORDS[kind] if field.is_typed and field.name in shown]
    missing = [field.name for field in RECORDS[kind] if field.is_typed and not hasattr(empty, field.name)]
    assert not missing, f"{kind}: 表单要填，{type(empty).__name__} 里却没有：{missing}"
    home, other = _opened(tmp_path / "甲.db"), _opened(tmp_path / "乙.db")
    with home.work("登记") as session:
        key = save(session, replace(empty, **{field.name: value_for(kind, field) for field in asked}))
    export(home, LedgerKind(kind), tmp_path / "台账.xlsx")
    import_ledger(other, tmp_path / "台账.xlsx", kind=LedgerKind(kind))
    with home.read() as session, other.read() as there:
        before, (came,) = entry(session, key), ids(there)
        after = entry(there, came)
    lost = [field.name for field in asked if getattr(before, field.name) != getattr(after, field.name)]
    assert not lost, f"{kind}: 写进台账、读不回来（resources/ledgers/{kind}.toml 和 app/jobs/imports/）：{lost}"
