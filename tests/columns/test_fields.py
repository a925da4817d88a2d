"""Columns take their names and kinds from the registry; a heading of its own says why."""

import pytest

from app.columns import activities, enterprises, fellows, funds, leads, problems, projects
from app.columns.column import Column, ColumnsOf, Kind
from app.fields import RECORDS

LISTS = {
    "activities": ((*activities.COLUMNS, *activities.FURTHER), activities.LEDGER),
    "enterprises": (enterprises.COLUMNS, enterprises.LEDGER),
    "fellows": (fellows.COLUMNS, fellows.LEDGER),
    "funds": ((*funds.ALL, *funds.FURTHER), funds.LEDGER),
    "leads": ((*leads.COLUMNS, *leads.FURTHER), leads.LEDGER),
    "problems": (problems.ALL, problems.LEDGER),
    "projects": ((*projects.COLUMNS, *projects.FURTHER), projects.LEDGER),
}


def test_a_column_is_called_and_shown_as_its_field() -> None:
    of = ColumnsOf(RECORDS["leads"])
    assert of("intended_amount", 90, total=True) == Column("intended_amount", "意向投资额", Kind.MONEY, 90, total=True)
    assert of("unit", 90).title == "责任单位"


def test_a_heading_of_its_own_needs_its_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        ColumnsOf(RECORDS["leads"])("last_followed_on", 90, title="最近跟进")


@pytest.mark.parametrize("kind", LISTS)
def test_every_field_has_a_column_or_says_why_it_has_none(kind: str) -> None:
    shown = {column.field for columns in LISTS[kind] for column in columns}
    # 责任单位 and 项目 are joined by their names.
    shown |= {"project_id"} if "project" in shown else set()
    forgotten = [each.name for each in RECORDS[kind] if each.name not in shown and not each.unlisted]
    assert not forgotten, f"{kind}: 请在 app/columns/{kind}.py 里加一栏，或写明 unlisted：{forgotten}"
