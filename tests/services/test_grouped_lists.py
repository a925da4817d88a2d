"""Lists grouped, counted across and sorted by the reading of their words."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.columns import projects as columns
from app.reports.grouped import with_subtotals
from app.reports.ledgers import LedgerView, Subtotal, table
from app.services import projects
from app.services.crossing import ALL, behind, cross
from app.services.lists import Group, Query, RecordList
from app.services.projects import ProjectEntry
from app.values.dates import PartialDate
from app.values.money import MoneyUnit
from app.values.pinyin import sort_key

TODAY = date(2026, 11, 1)
WAN = 1_000_000


@pytest.fixture
def listing(session: Session) -> RecordList[projects.ProjectRow]:
    lines = (
        ("张家茶厂", "农业", "李四", 100),
        ("阿里云仓", "服务业", "", 300),
        ("李记食品", "工业", "李四", 200),
        ("3D打印", "工业", "王五", 50),
        ("北斗终端", "工业", "李四", 400),
    )
    for name, industry, person, wan in lines:
        entry = ProjectEntry(name=name, industry=industry, person=person, total_investment=wan * WAN)
        projects.save(session, entry, year=2026)
    return projects.listing(2026, TODAY)


class Source:
    def __init__(self, session: Session, listing: RecordList[projects.ProjectRow]) -> None:
        self.session, self.listing = session, listing

    def groups(self, query: Query, names: tuple[str, ...] | None = None) -> list[Group]:
        return self.listing.groups(self.session, query, names)


def names(session: Session, listing: RecordList[projects.ProjectRow], query: Query) -> list[str]:
    return [row.name for row in listing.rows(session, listing.ids(session, query))]


def test_words_sort_as_they_read(session: Session, listing: RecordList[projects.ProjectRow]) -> None:
    expected = ["3D打印", "阿里云仓", "北斗终端", "李记食品", "张家茶厂"]
    assert names(session, listing, Query(sort=(("name", False),))) == expected
    assert names(session, listing, Query(sort=(("name", True),))) == expected[::-1]
    assert [value for value, _ in listing.choices(session, "industry")] == ["服务业", "工业", "农业"]


def test_a_shorter_reading_comes_before_a_longer_one() -> None:
    assert sorted(["连云港", "李庄", "a区", "1号"], key=lambda word: sort_key(word) or "") == [
        "1号",
        "a区",
        "李庄",
        "连云港",
    ]
    assert sort_key("") is None


def test_groups_stand_in_the_order_of_their_rows(session: Session, listing: RecordList[projects.ProjectRow]) -> None:
    query = Query(groups=("industry", "person"), sort=(("total_investment", True), ("industry", True)))
    groups = listing.groups(session, query, ("total_investment",))
    assert [(group.values, group.count) for group in groups] == [
        (("农业", "李四"), 1), (("工业", "李四"), 2), (("工业", "王五"), 1), (("服务业", None), 1),
    ]  # fmt: skip
    assert groups[1].sums == {"total_investment": 600 * WAN}
    assert names(session, listing, query) == ["张家茶厂", "北斗终端", "李记食品", "3D打印", "阿里云仓"]


def test_each_group_is_followed_by_its_subtotal_on_paper(
    session: Session, listing: RecordList[projects.ProjectRow]
) -> None:
    query = Query(groups=("industry",))
    rows = listing.rows(session, listing.ids(session, query))
    found = with_subtotals(rows, listing.groups(session, query), {("工业",)})
    assert [each.label if isinstance(each, Subtotal) else each.name for each in found] == [
        "阿里云仓", "服务业", "工业", "张家茶厂", "农业",
    ]  # fmt: skip
    printed = table(LedgerView("台账", columns.COLUMNS, found), MoneyUnit.WAN)
    assert [line[0] for line in printed.rows] == ["1", "", "", "2", ""]
    assert printed.rows[2][1] == "工业　小计（3）"
    assert printed.rows[2][4] == "650.00"
    assert set(printed.bold) == {1, 2, 4}


def test_two_columns_are_counted_across(session: Session, listing: RecordList[projects.ProjectRow]) -> None:
    found = cross(Source(session, listing), Query(), "industry", "person")
    assert (found.rows, found.columns) == (("服务业", "工业", "农业"), ("李四", "王五", None))
    assert found.cells["工业", "李四"] == 2
    assert ("农业", "王五") not in found.cells
    assert (found.cells["工业", ALL], found.cells[ALL, "李四"], found.cells[ALL, ALL]) == (3, 3, 5)
    summed = cross(Source(session, listing), Query(), "industry", "person", "total_investment")
    assert summed.cells[ALL, ALL] == 1050 * WAN


def test_a_cell_leads_to_its_records(session: Session, listing: RecordList[projects.ProjectRow]) -> None:
    asked = behind(Query(), {"industry": "工业", "person": ALL})
    assert len(listing.ids(session, asked)) == 3
    assert names(session, listing, behind(Query(), {"industry": ALL, "person": None})) == ["阿里云仓"]
    month = behind(Query(), {"signed_on": "2026-02"}, {"signed_on"})
    assert (month.filters[0].low, month.filters[0].high) == (PartialDate("2026-02"), PartialDate("2026-02-28"))
