"""How lists and prints hide people: every number in a personal field stands half hidden."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from app.fields import RECORDS, FieldKind
from app.values.codes import masked_phone

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Row = TypeVar("Row", bound=DataclassInstance)

_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|(?:0\d{2,3}-?)?\d{7,8}|\+?\d{9,15})(?!\d)")


def masked(table: str, row: "Row") -> "Row":
    """A row of a list of that table's records with the numbers in all its personal fields half hidden."""
    hidden: dict[str, Any] = {}
    for field in RECORDS[table]:
        value = getattr(row, field.name, None)
        if field.personal and isinstance(value, str):
            hidden[field.name] = masked_phone(value) if field.kind is FieldKind.PHONE else without_numbers(value)
    return replace(row, **hidden)


def masking(table: str, made: Callable[..., "Row"]) -> Callable[..., "Row"]:
    """Makes rows as ``made`` does, and masks them."""
    return lambda **values: masked(table, made(**values))


def without_numbers(words: str) -> str:
    """Words with every number in them masked: 父亲 张三 138****0000."""
    return _NUMBER.sub(lambda number: masked_phone(number.group()), words)
