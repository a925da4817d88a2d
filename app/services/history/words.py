"""Fields, values and records of the history in the clerk's words."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column
from sqlalchemy.orm import Session

from app.indicators.catalogue import BY_KEY
from app.models import Base
from app.models.types import Amount, Flag, Moment
from app.services.history.titles import NOUNS, OWN, USUAL
from app.values.capital import Currency
from app.values.money import MoneyUnit, money_text
from app.values.quantities import quantity_text

SILENT = frozenset(
    {"id", "office_id", "created_at", "updated_at", "search", "thumbnail", "sha256", "attachment_id", "as_signed"}
)
_TITLES = ("name", "title", "description", "content", "action", "kind", "indicator", "number", "key")
_PARTS = frozenset({"part"})
_MICRO = frozenset({"amount", "stretch", "rate", "points", "cap", "floor", "correction", "bonus"})
_AREAS = frozenset({"area", "area_let"})


def field_title(table: str, field: str) -> str:
    """What a column is called; a column that nobody named keeps its own name, so that nothing is hidden."""
    return OWN.get(table, {}).get(field) or USUAL.get(field) or field


def value_text(session: Session, table: str, field: str, value: Any) -> str:
    """A stored value in words: money in 万元, 是 and 否, the name of the record pointed at, empty for nothing."""
    column = Base.metadata.tables[table].c.get(field) if table in Base.metadata.tables else None
    if value is None or value == "":
        return ""
    if column is not None and column.foreign_keys:
        return pointed_at(session, column, value)
    if field == "opinions":
        return "；".join(f"{point}{_opinion(said)}" for point, said in value.items())
    if field in _PARTS:
        return f"{quantity_text(value * 100)}%"
    if field in _AREAS:
        return f"{quantity_text(value * 10_000)}平方米"
    return _plain_text(column, field, value)


def pointed_at(session: Session, column: Column[Any], key: str) -> str:
    """The name of the record that a column points at."""
    (target,) = column.foreign_keys
    return record_title(session, target.column.table.name, key)


def record_title(session: Session, table: str, key: str) -> str:
    """What a record is called: its name, else the first of its words; empty where it is gone for good."""
    found = Base.metadata.tables[table]
    words = [found.c[name] for name in _TITLES if name in found.c]
    if not words or "id" not in found.c:
        return NOUNS.get(table, table)
    row = session.execute(found.select().where(found.c.id == key)).mappings().first()
    return "" if row is None else title_of(table, dict(row))


def title_of(table: str, values: Mapping[str, Any]) -> str:
    """The same from a record's own values, such as the history keeps of one that is gone."""
    if table == "funds":
        received = values.get("received_on")
        day = getattr(received, "iso", received) or "未注明日期"
        unit = MoneyUnit.WAN_USD if values.get("currency") == Currency.DOLLAR else MoneyUnit.WAN
        return f"{day} {money_text(values.get('amount') or 0, unit)}{unit}"
    text = next((str(values[name]) for name in _TITLES if values.get(name)), "")
    return text if len(text) <= 40 else f"{text[:39]}…"


def _plain_text(column: Column[Any] | None, field: str, value: Any) -> str:
    if isinstance(value, dict):
        return f"（共{len(value)}项）"
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    if isinstance(value, bool) or (column is not None and isinstance(column.type, Flag)):
        return "是" if value else "否"
    if isinstance(value, int):
        return _number_text(column, field, value)
    if field == "indicator" and value in BY_KEY:
        return BY_KEY[value].title
    return str(value).replace("T", " ") if column is not None and isinstance(column.type, Moment) else str(value)


def _number_text(column: Column[Any] | None, field: str, value: int) -> str:
    if field == "contract_fdi":
        return f"{money_text(value, MoneyUnit.WAN_USD)}万美元"
    if field == "size":
        return f"{max(value // 1024, 1)}KB"
    if column is not None and isinstance(column.type, Amount):
        return f"{money_text(value)}万元"
    return quantity_text(value) if field in _MICRO else str(value)


def _opinion(said: Any) -> str:
    return str(said) if isinstance(said, str) else "".join(filter(None, (said[0], said[1] and f"（{said[1]}）")))
