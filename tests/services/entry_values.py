"""A plain value for any field, by its kind: to fill an entry without knowing its fields."""

from typing import Any

from app.fields import Field, FieldKind
from app.services import choices
from app.values.dates import PartialDate

WAN = 1_000_000  # fen

_PLAIN: dict[FieldKind, Any] = {
    FieldKind.PHONE: "13800001111",
    FieldKind.DATE: PartialDate("2026-03-05"),
    FieldKind.MONEY: 120 * WAN,
    FieldKind.DOLLARS: 30 * WAN,
    FieldKind.COUNT: 3,
    FieldKind.FLAG: True,
    FieldKind.UNIT: "法中村",
}


def value_for(table: str, field: Field) -> Any:
    """Something that a form takes and that no other field of the record holds."""
    if field.name == "credit_code":
        return "91350100M000100Y43"
    if field.kind is FieldKind.CODE:
        return f"{field.name[:2].upper()}20260007"
    if field.kind in _PLAIN:
        return _PLAIN[field.kind]
    words = choices.words(table, field.name)
    return words[0] if words else f"{field.title[:2]}明"
