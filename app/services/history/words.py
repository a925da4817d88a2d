"""Fields, values and records of the history in the clerk's words."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from app.fields import BOOKKEEPING, RECORDS, Field, FieldKind
from app.indicators.catalogue import BY_KEY
from app.models import Base
from app.models.types import Moment
from app.values.capital import Currency
from app.values.money import MoneyUnit, money_text
from app.values.quantities import quantity_text

SILENT = BOOKKEEPING | {"thumbnail", "sha256", "attachment_id", "as_signed"}
_TITLES = ("name", "title", "description", "content", "action", "kind", "indicator", "number", "key")


def noun(table: str) -> str:
    """What the clerk calls one record of a table."""
    return RECORDS[table].noun if table in RECORDS else "记录"


def field_title(table: str, field: str) -> str:
    """What a column is called; one that is in no registry keeps its own name, so that nothing is hidden."""
    known = RECORDS[table].get(field) if table in RECORDS else None
    return known.title if known else field


def value_text(session: Session, table: str, field: str, value: Any, currency: str = "") -> str:
    """A stored value in words: money in 万元, 是 and 否, the name of the record pointed at, empty for nothing.

    ``currency`` is the one that the record names, where its sums stand in it.
    """
    column = Base.metadata.tables[table].c.get(field) if table in Base.metadata.tables else None
    if value is None or value == "":
        return ""
    if column is not None and column.foreign_keys:
        return pointed_at(session, column, value)
    if field == "opinions":
        return "；".join(f"{point}{_opinion(said)}" for point, said in value.items())
    if column is not None and isinstance(column.type, Moment):
        return str(value).replace("T", " ")
    known = RECORDS[table].get(field) if table in RECORDS else None
    return _plain_text(known, value, currency)


def pointed_at(session: Session, column: Column[Any], key: str) -> str:
    """The name of the record that a column points at."""
    (target,) = column.foreign_keys
    return record_title(session, target.column.table.name, key)


def record_title(session: Session, table: str, key: str) -> str:
    """What a record is called: its name, else the first of its words; empty where it is gone for good."""
    found = Base.metadata.tables[table]
    words = [found.c[name] for name in _TITLES if name in found.c]
    if not words or "id" not in found.c:
        return noun(table)
    row = session.execute(found.select().where(found.c.id == key)).mappings().first()
    return "" if row is None else title_of(table, dict(row))


def currency_of(session: Session, table: str, key: str) -> str:
    """The currency that a record names now; empty for a kind of record that names none."""
    found = Base.metadata.tables.get(table, None)
    if found is None or "currency" not in found.c:
        return ""
    return str(session.scalar(select(found.c.currency).where(found.c.id == key)) or "")


def title_of(table: str, values: Mapping[str, Any]) -> str:
    """The same from a record's own values, such as the history keeps of one that is gone."""
    if table == "funds":
        received = values.get("received_on")
        day = getattr(received, "iso", received) or "未注明日期"
        unit = MoneyUnit.WAN_USD if values.get("currency") == Currency.DOLLAR else MoneyUnit.WAN
        return f"{day} {money_text(values.get('amount') or 0, unit)}{unit}"
    text = next((str(values[name]) for name in _TITLES if values.get(name)), "")
    return text if len(text) <= 40 else f"{text[:39]}…"


def _plain_text(field: Field | None, value: Any, currency: str) -> str:
    if isinstance(value, dict):
        return f"（共{len(value)}项）"
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    if isinstance(value, bool) or (field is not None and field.kind is FieldKind.FLAG):
        return "是" if value else "否"
    if isinstance(value, int):
        return _number_text(field, value, currency)
    if field is not None and field.name == "indicator" and value in BY_KEY:
        return BY_KEY[value].title
    return str(value)


def _number_text(field: Field | None, value: int, currency: str) -> str:
    if field is None:
        return str(value)
    if field.kind is FieldKind.DOLLARS or (field.kind is FieldKind.CASH and currency == Currency.DOLLAR):
        return f"{money_text(value, MoneyUnit.WAN_USD)}万美元"
    if field.kind in {FieldKind.MONEY, FieldKind.CASH}:
        return f"{money_text(value)}万元"
    if field.measure == "字节":
        return f"{max(value // 1024, 1)}KB"
    return _EXACT[field.kind](value) if field.kind in _EXACT else str(value)


_EXACT: Mapping[FieldKind, Callable[[int], str]] = {
    FieldKind.QUANTITY: quantity_text,
    FieldKind.AREA: lambda value: f"{quantity_text(value * 10_000)}平方米",
    FieldKind.SHARE: lambda value: f"{quantity_text(value * 100)}%",
}


def _opinion(said: Any) -> str:
    return str(said) if isinstance(said, str) else "".join(filter(None, (said[0], said[1] and f"（{said[1]}）")))
