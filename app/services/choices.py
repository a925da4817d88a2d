"""The words that a field may be given, for forms, cells, filters and bulk change."""

from collections.abc import Mapping

from app.fields import RECORDS, FieldKind
from app.models import Base
from app.models.types import Choice


def of(table: str) -> Mapping[str, tuple[str, ...]]:
    """The words of every field of a kind of record that has some, by the field's name."""
    found = {field.name: words(table, field.name) for field in RECORDS[table]}
    return {name: offered for name, offered in found.items() if offered}


def words(table: str, name: str) -> tuple[str, ...]:
    """Every word of a field of fixed choice; else those that are offered beside any other, maybe none."""
    field = RECORDS[table][name]
    if field.kind is not FieldKind.CHOICE:
        return field.offered
    kind = Base.metadata.tables[table].c[field.column].type
    assert isinstance(kind, Choice)
    return tuple(str(word) for word in kind.choices)
