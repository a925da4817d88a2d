"""Every text that a document prints, however deep: to be checked for its characters, or measured, before it is set."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

_NOT_PRINTED = frozenset({"values", "column", "align", "content", "workbook", "formats", "numbers", "layout", "paper"})


def texts_of(value: Any) -> Iterator[str]:
    """The texts of a document, a part or a block, in their order."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _NOT_PRINTED:
                yield from texts_of(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_of(part)
