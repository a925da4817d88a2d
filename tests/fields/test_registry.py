"""The registry of fields knows every column of every table, as it is stored."""

import pytest
from sqlalchemy import Column, Integer, Table

from app.fields import BOOKKEEPING, RECORDS, Field, FieldKind
from app.models import Base
from app.models.types import PERSONAL, Amount, Choice, Day, Document, Flag, Words

UNSEEN = {"change_sets", "changes", "meta"}  # the file's own book-keeping
TABLES = [table for table in Base.metadata.sorted_tables if table.name not in UNSEEN]
WORDS = {"text", "long", "code", "phone", "person", "colleague", "unit", "link", "token"}
STORED: dict[type, set[str]] = {
    Words: WORDS,
    Day: {"date"},
    Amount: {"money", "dollars", "cash", "area", "share", "count"},
    Integer: {"count", "quantity"},
    Flag: {"flag"},
    Choice: {"choice"},
    Document: {"data"},
}


def _columns(table: Table) -> list[Column[object]]:
    return [column for column in table.c if column.name not in BOOKKEEPING]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
class TestEveryTable:
    def test_is_in_the_registry_with_a_word_for_one_of_its_records(self, table: Table) -> None:
        assert not RECORDS[table.name].noun.isascii()

    def test_has_a_field_for_each_of_its_columns_and_no_other(self, table: Table) -> None:
        forgotten = [c.name for c in _columns(table) if c.name not in RECORDS[table.name]]
        assert not forgotten, f"{table.name}: 请在 app/fields/ 里登记这些字段：{forgotten}"
        unknown = [field.name for field in RECORDS[table.name] if field.column not in table.c]
        assert not unknown, f"{table.name}: app/models/ 里没有这些字段：{unknown}"

    def test_calls_its_fields_in_chinese_and_each_otherwise(self, table: Table) -> None:
        titles = [field.title for field in RECORDS[table.name]]
        assert [title for title in titles if title.isascii()] == []
        assert len(set(titles)) == len(titles)

    def test_stores_what_the_kind_of_each_field_says(self, table: Table) -> None:
        wrong = [
            f"{table.name}.{column.name}: {field.kind}"
            for column in _columns(table)
            for stored, kinds in STORED.items()
            if type(column.type) in {stored} | set(stored.__subclasses__())
            and (field := RECORDS[table.name][column.name]).kind not in kinds
        ]
        assert wrong == []

    def test_links_where_a_field_names_another_record(self, table: Table) -> None:
        for column in _columns(table):
            links = RECORDS[table.name][column.name].kind in {FieldKind.UNIT, FieldKind.LINK}
            assert bool(column.foreign_keys) == links, f"{table.name}.{column.name}"

    def test_keeps_what_is_personal_in_a_column_of_a_personal_type(self, table: Table) -> None:
        for column in _columns(table):
            field = RECORDS[table.name][column.name]
            assert isinstance(column.type, PERSONAL) == field.personal, f"{table.name}.{column.name}"


def test_a_field_that_names_or_reaches_a_person_cannot_be_declared_as_if_it_did_not() -> None:
    for kind in (FieldKind.PERSON, FieldKind.PHONE):
        with pytest.raises(ValueError, match="personal"):
            Field("wechat", "微信", kind)


def test_a_field_is_found_by_its_name_and_by_its_column() -> None:
    assert RECORDS["leads"]["unit"] is RECORDS["leads"]["unit_id"]
    assert RECORDS["leads"].get("is_overdue") is None
