"""Credit codes, phones and office codes."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.values.codes import (
    credit_code_problem,
    masked_phone,
    normal_credit_code,
    normal_phones,
    office_code_problem,
    organisation_code_problem,
    phone_problem,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [3**place % 31 for place in range(17)]
BODIES = st.builds(
    "".join,
    st.tuples(
        st.text(ALPHABET, min_size=2, max_size=2),
        st.text("0123456789", min_size=6, max_size=6),
        st.text(ALPHABET, min_size=9, max_size=9),
    ),
)


@given(BODIES)
def test_exactly_one_check_character_is_right(body: str) -> None:
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(body, WEIGHTS, strict=True))
    right = ALPHABET[(31 - total % 31) % 31]
    good = [char for char in ALPHABET if credit_code_problem(body + char) is None]
    assert good in ([right], [])  # a body of digits followed by 000 looks damaged and is warned of too


def test_a_known_code_passes_in_any_writing() -> None:
    assert credit_code_problem("91350100M000100Y43") is None
    assert normal_credit_code(" ９１350100m000100y43 ") == "91350100M000100Y43"
    assert credit_code_problem("") is None
    assert credit_code_problem("340123000012345") is None


@pytest.mark.parametrize("code", ["91350100M000100Y44", "91350100M000100Y4", "9135O100M000100Y43", "9.14E+17"])
def test_a_wrong_code_is_explained(code: str) -> None:
    assert credit_code_problem(code)


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        (13800000000.0, "13800000000"),
        ("13800000000.0", "13800000000"),
        ("+86 138-0000-0000", "13800000000"),
        ("138 0000 0000", "13800000000"),
        ("13800000000；0811-6234567", "13800000000、0811-6234567"),
        ("13800000000 13900000000", "13800000000、13900000000"),
        ("13800000000\n13900000000", "13800000000、13900000000"),
        ("（0811）6234567", "08116234567"),
        ("8613800000000", "13800000000"),
        ("", ""),
    ],
)
def test_phones_are_brought_to_one_form(cell: object, phones: str) -> None:
    assert normal_phones(cell) == phones
    assert phone_problem(phones) is None


@given(st.text(max_size=30))
def test_bringing_phones_to_one_form_twice_changes_nothing(text: str) -> None:
    assert normal_phones(normal_phones(text)) == normal_phones(text)


def test_an_unusual_phone_is_named() -> None:
    assert "12345" in (phone_problem("13800000000、12345") or "")
    assert phone_problem("1380000000") is not None


def test_a_masked_phone_hides_the_middle() -> None:
    assert masked_phone("13812345678、0811-6234567") == "138****5678、0811-****567"


def test_an_office_code_has_nine_digits() -> None:
    assert office_code_problem("511023104") is None
    assert office_code_problem("51102310") is not None
    assert office_code_problem("51102310A") is not None


@given(st.text(string.digits + string.ascii_uppercase, min_size=8, max_size=8))
def test_exactly_one_character_closes_the_nine_within_a_credit_code(body: str) -> None:
    codes = [f"91340100{body}{sign}0" for sign in "0123456789X"]
    right = [code for code in codes if organisation_code_problem(code) is None]
    assert len(right) == 1
    values = [int(sign, 36) for sign in body]
    total = sum(value * weight for value, weight in zip(values, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    assert right[0][16] == "0123456789X0"[11 - total % 11]


def test_the_nine_within_are_looked_at_in_whole_codes_alone() -> None:
    assert organisation_code_problem("91350100M000100Y43") is None
    assert "组织机构代码" in (organisation_code_problem("91350100M000100Y53") or "")
    assert [organisation_code_problem(text) for text in ("", "340100000012345", "9135")] == [None] * 3
