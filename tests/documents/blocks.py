"""What a composed document holds, before it is drawn."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from app.reports.blocks import Table


def tables_in(value: Any) -> Iterator[Table]:
    """Every table that a document's blocks hold."""
    if isinstance(value, Table):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from tables_in(getattr(value, each.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from tables_in(each)
