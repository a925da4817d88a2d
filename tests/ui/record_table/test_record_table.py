"""The one table: what it fetches, how it orders, filters, copies, pastes and remembers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Integer, Text, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from app.clock import FixedClock
from app.columns.column import Column, Kind
from app.database.connection import teach
from app.database.engine import open_database
from app.services.lists import Filter, Group, Query, RecordList
from app.ui.desk import Desk
from app.ui.record_table import RecordTable, clipboard
from app.ui.record_table.filter import RangePopup, ValuesPopup
from tests.ui.parts import (
    box_in,
    find_bar,
    foot,
    high_in,
    items_in,
    layout_of,
    low_in,
    pause_of,
    search_of,
    sentence,
    sum_soon_of,
)

COLUMNS = (
    Column("name", "名称", Kind.TEXT, 200),
    Column("industry", "产业", Kind.TEXT, 80),
    Column("amount", "总投资", Kind.MONEY, 90, total=True),
    Column("phone", "电话", Kind.CODE, 110),
)
COUNT = 2000


class Base(DeclarativeBase):
    pass


class Thing(Base):
    __tablename__ = "things"
    id: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    industry: Mapped[str] = mapped_column(Text)
    amount: Mapped[int | None] = mapped_column(Integer)
    phone: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class ThingRow:
    id: str
    name: str
    industry: str
    amount: int | None
    phone: str


class CountingSource:
    """Answers from a real SQL list and counts the rows handed out."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.fetched = 0
        self.list = RecordList(
            row=ThingRow,
            source=lambda: select(Thing),
            key=Thing.id,
            fields={name: getattr(Thing, name) for name in ("id", "name", "industry", "amount", "phone")},
            search=(Thing.name,),
            order=(Thing.id.asc(),),
            totals=("amount",),
            chips={"工业": Thing.industry == "工业"},
        )

    def ids(self, query: Query) -> list[str]:
        return self.list.ids(self.session, query)

    def rows(self, ids: list[str]) -> list[Any]:
        self.fetched += len(ids)
        return list(self.list.rows(self.session, ids))

    def total(self, query: Query, names: Sequence[str] | None = None) -> dict[str, Any]:
        return self.list.total(self.session, query, names)

    def total_of(self, ids: list[str], names: Sequence[str] | None = None) -> dict[str, Any]:
        return self.list.total_of(self.session, ids, names)

    def grouped(self, query: Query) -> tuple[list[str], list[Group]]:
        return self.list.grouped(self.session, query)

    def groups(self, query: Query, names: Sequence[str] | None = None) -> list[Group]:
        return self.list.groups(self.session, query, names)

    def choices(self, field: str, query: Query) -> list[tuple[Any, int]]:
        return self.list.choices(self.session, field, query)

    def chip_counts(self, query: Query) -> dict[str, int]:
        return self.list.chip_counts(self.session, query)


@pytest.fixture
def source() -> Iterator[CountingSource]:
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda connection, _: teach(connection))
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        for number in range(COUNT):
            industry = ("工业", "农业", "")[number % 3]
            amount = None if number % 50 == 49 else number * 1_000_000
            phone = f"1380000{number:04d}"
            session.add(
                Thing(id=f"{number:05d}", name=f"项目{number:04d}", industry=industry, amount=amount, phone=phone)
            )
        session.commit()
        yield CountingSource(session)
    engine.dispose()


@pytest.fixture
def desk(dressed: QApplication, tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    database = open_database(tmp_path / "空.db", clock)
    yield Desk(database, clock)
    database.close()


@pytest.fixture
def table(qtbot: QtBot, source: CountingSource, desk: Desk) -> Iterator[RecordTable]:
    made = RecordTable("things", COLUMNS, source, desk)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    made.ask(Query())
    qtbot.wait(20)
    yield made
    sum_soon_of(made).stop()  # the list behind it is gone before the widget is
    pause_of(foot(made)).stop()


def choose(table: RecordTable, first: tuple[int, int], last: tuple[int, int]) -> None:
    part = QItemSelection(table.model.index(*first), table.model.index(*last))
    table.view.selectionModel().setCurrentIndex(table.model.index(*first), QItemSelectionModel.SelectionFlag.NoUpdate)
    table.view.selectionModel().select(part, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def seen_names(table: RecordTable, count: int = 3) -> list[str]:
    return [table.model.text(row, 0) for row in range(count)]


def test_only_rows_that_come_into_view_are_fetched(table: RecordTable, source: CountingSource, qtbot: QtBot) -> None:
    assert table.model.rowCount() == COUNT
    assert source.fetched <= 96
    table.view.verticalScrollBar().setValue(table.view.verticalScrollBar().maximum() // 2)
    qtbot.wait(20)
    assert source.fetched <= 96 + 96
    before = source.fetched
    table.view.verticalScrollBar().setValue(0)
    qtbot.wait(20)
    assert source.fetched == before


def test_sorting_fetches_nothing_that_is_not_seen(table: RecordTable, source: CountingSource, qtbot: QtBot) -> None:
    table.ask(Query(words="项目000"))
    qtbot.wait(20)
    before = source.fetched
    table.sort_by("amount", descending=True)
    qtbot.wait(20)
    assert seen_names(table) == ["项目0009", "项目0008", "项目0007"]
    assert source.fetched == before


def test_columns_clicked_in_turn_sort_together(table: RecordTable) -> None:
    table.sort_by("amount", descending=True)
    table.sort_by("industry", descending=True)
    assert table.query.sort == (("industry", True), ("amount", True))
    assert seen_names(table, 2) == ["项目1996", "项目1993"]


def test_the_third_click_takes_the_order_back(table: RecordTable) -> None:
    for expected in ((("amount", False),), (("amount", True),), ()):
        table.sort_by("amount")
        assert table.query.sort == expected


def test_the_foot_sums_what_is_filtered(table: RecordTable, qtbot: QtBot, source: CountingSource) -> None:
    table.filter_by("industry", Filter("industry", frozenset({"农业"})))
    expected = source.total(table.query)
    qtbot.waitUntil(lambda: f"筛选 {expected['count']} 个" in foot(table).text())
    assert expected["count"] == 667


def test_the_foot_sums_what_is_selected(table: RecordTable, qtbot: QtBot) -> None:
    choose(table, (1, 0), (3, 1))
    qtbot.waitUntil(lambda: foot(table).text() == "选中 3 个、6 个单元格 · 总投资 6 万元")
    choose(table, (1, 2), (3, 2))
    qtbot.waitUntil(lambda: foot(table).text() == "选中 3 个 · 总投资 6 万元 · 平均 2 万元")


def test_a_filter_of_values_offers_each_with_its_count(table: RecordTable) -> None:
    popup = table.open_filter(1, QPoint(0, 0))
    assert isinstance(popup, ValuesPopup)
    texts = [item.text() for item in items_in(popup)]
    assert texts == ["工业　667", "农业　667", "（空白）　666"]
    items_in(popup)[0].setCheckState(Qt.CheckState.Unchecked)
    popup.accept()
    assert table.model.rowCount() == COUNT - 667


def test_the_blank_choice_finds_empty_and_missing(table: RecordTable) -> None:
    popup = table.open_filter(1, QPoint(0, 0))
    assert isinstance(popup, ValuesPopup)
    search_of(popup).setText("空白")
    popup.accept()
    assert table.model.rowCount() == 666
    table.filter_by("industry", None)
    assert table.model.rowCount() == COUNT


def test_a_range_of_money_is_read_in_the_unit_shown(table: RecordTable) -> None:
    popup = table.open_filter(2, QPoint(0, 0))
    assert isinstance(popup, RangePopup)
    low_in(popup).setText("10")
    high_in(popup).setText("0.0012亿")
    popup.accept()
    assert seen_names(table) == ["项目0010", "项目0011", "项目0012"]
    assert table.model.rowCount() == 3


def test_a_bound_that_cannot_be_read_keeps_the_popup_open(table: RecordTable) -> None:
    popup = table.open_filter(2, QPoint(0, 0))
    assert isinstance(popup, RangePopup)
    low_in(popup).setText("很多")
    popup.accept()
    assert not sentence(popup).isHidden()
    assert table.model.rowCount() == COUNT


def test_find_goes_from_match_to_match_without_filtering(table: RecordTable) -> None:
    table.start_find()
    bar = find_bar(table)
    assert not bar.isHidden()
    box_in(bar).setText("1234")
    search_of(bar)("1234")
    assert table.current_id() == "01234"
    assert table.model.rowCount() == COUNT


def test_typing_over_a_list_that_is_not_typed_into_moves_nothing(table: RecordTable, qtbot: QtBot) -> None:
    table.select("00003")
    qtbot.keyClicks(table.view, "7")
    assert table.current_id() == "00003"
    assert find_bar(table).isHidden()


def test_a_copied_range_is_text_and_a_table(table: RecordTable) -> None:
    choose(table, (1, 0), (2, 3))
    clipboard.copy(table.view)
    mime = QApplication.clipboard().mimeData()
    assert mime.text().splitlines()[0].split("\t") == ["项目0001", "农业", "1", "13800000001"]
    assert "mso-number-format" in mime.html()
    assert "<th>名称</th>" in mime.html()


def test_copying_all_fetches_all_and_keeps_the_order_seen(table: RecordTable, source: CountingSource) -> None:
    table.view.header().moveSection(2, 1)
    choose(table, (0, 0), (COUNT - 1, 3))
    clipboard.copy(table.view)
    lines = QApplication.clipboard().mimeData().text().splitlines()
    assert len(lines) == COUNT
    assert lines[5].split("\t") == ["项目0005", "5", "", "13800000005"]
    assert source.fetched >= COUNT


def test_columns_and_order_come_back_at_the_next_start(
    table: RecordTable, source: CountingSource, desk: Desk, qtbot: QtBot
) -> None:
    table.view.setColumnWidth(1, 133)
    table.view.header().moveSection(3, 1)
    table.show_column(2, shown=False)
    table.sort_by("phone", descending=True)
    table.filter_by("industry", Filter("industry", frozenset({"工业", None})))
    layout_of(table).keep(table.query)
    again = RecordTable("things", COLUMNS, source, desk)
    qtbot.addWidget(again)
    assert again.view.columnWidth(1) == 133
    assert again.view.header().visualIndex(3) == 1
    assert again.view.isColumnHidden(2)
    assert again.query.sort == (("phone", True),)
    assert again.query.filters == (Filter("industry", frozenset({"工业", None})),)


def test_the_frozen_column_cannot_be_moved_away(table: RecordTable) -> None:
    table.view.header().moveSection(0, 2)
    assert table.view.header().visualIndex(0) == 0


def test_the_cursor_stays_on_its_record_when_the_order_changes(table: RecordTable) -> None:
    table.select("00100")
    table.sort_by("amount", descending=True)
    assert table.current_id() == "00100"


def test_the_heading_of_a_frozen_column_stays_over_it(table: RecordTable, qtbot: QtBot) -> None:
    table.resize(350, 500)
    table.view.horizontalScrollBar().setValue(table.view.horizontalScrollBar().maximum())
    under = table.view.childAt(20, 10)
    assert under is not None
    QTest.mouseClick(under, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    assert table.query.sort == (("name", False),)
