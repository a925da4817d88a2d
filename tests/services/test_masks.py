"""Lists and prints show numbers of people half hidden, by what the registry calls personal."""

from dataclasses import dataclass

from app.services.masks import masked


@dataclass(frozen=True)
class Row:
    name: str = "宏达公司13800001234"
    contact: str = "王总"
    contact_title: str = "总经理，手机13800001234"
    phone: str = "13800001234、0811-5551234"
    note: str = "电话13800001234"


def test_the_numbers_of_personal_fields_are_half_hidden_and_nothing_else_is() -> None:
    row = masked("enterprises", Row())
    assert row.phone == "138****1234、0811-****234"
    assert row.contact_title == "总经理，手机138****1234"
    assert (row.name, row.contact, row.note) == (Row.name, Row.contact, Row.note)
