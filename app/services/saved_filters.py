"""我的筛选: a list's query kept under a name of the office's own, to be asked again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.offices import SavedFilter
from app.services import offices
from app.services.entries import must_exist, standing
from app.services.lists import Filter, Query
from app.values.dates import PartialDate
from app.values.words import clean


@dataclass(frozen=True)
class SavedQuery:
    """A query under its name."""

    id: str
    name: str
    query: Query


def rows(session: Session, list_name: str) -> tuple[SavedQuery, ...]:
    """The queries kept for a list, by name."""
    own = standing(SavedFilter).where(
        SavedFilter.office_id == offices.own_or_none(session), SavedFilter.list_name == list_name
    )
    return tuple(SavedQuery(each.id, each.name, _query(each.query)) for each in session.scalars(own.order_by("name")))


def save(session: Session, list_name: str, name: str, query: Query) -> str:
    """Keeps a query under a name and returns its id; one of that name before it is replaced."""
    plain_name = clean(name)
    if not plain_name or len(plain_name) > 30:
        raise Refused("请给筛选起个名字，不超过30个字。", field="name")
    if query == Query(sort=query.sort):
        raise Refused("现在没有筛选条件，没有可以保存的。", field="query")
    found = _named(session, list_name, plain_name)
    if found is None:
        found = SavedFilter(office_id=offices.own_id(session), list_name=list_name, name=plain_name)
        session.add(found)
    found.query, found.deleted_at = _stored(query), None
    session.flush()
    return found.id


def rename(session: Session, key: str, name: str) -> None:
    """Gives a query another name; refuses one that another has."""
    kept = must_exist(session, SavedFilter, key)
    plain_name = clean(name)
    if not plain_name or len(plain_name) > 30:
        raise Refused("请给筛选起个名字，不超过30个字。", field="name")
    other = _named(session, kept.list_name, plain_name)
    if other is not None and other is not kept:
        raise Refused(f"已经有叫“{plain_name}”的筛选了。", field="name")
    kept.name = plain_name
    session.flush()


def remove(session: Session, keys: Iterable[str]) -> None:
    """Forgets queries; the history keeps them."""
    for key in keys:
        session.delete(must_exist(session, SavedFilter, key))
    session.flush()


def _named(session: Session, list_name: str, name: str) -> SavedFilter | None:
    own = SavedFilter.office_id == offices.own_id(session)
    return session.scalar(select(SavedFilter).where(own, SavedFilter.list_name == list_name, SavedFilter.name == name))


def _stored(query: Query) -> dict[str, Any]:
    return {
        "words": query.words,
        "chip": query.chip,
        "groups": list(query.groups),
        "sort": [[field, descending] for field, descending in query.sort],
        "filters": [
            {
                "field": asked.field,
                "values": None if asked.values is None else sorted(map(_plain, asked.values), key=repr),
                "low": _plain(asked.low),
                "high": _plain(asked.high),
            }
            for asked in query.filters
        ],
    }


def _query(stored: Any) -> Query:
    """The query back; words of an older or a newer program that it does not know are left out."""
    filters = tuple(
        Filter(
            asked["field"],
            None if asked.get("values") is None else frozenset(map(_value, asked["values"])),
            _value(asked.get("low")),
            _value(asked.get("high")),
        )
        for asked in stored.get("filters", [])
    )
    sort = tuple((field, bool(descending)) for field, descending in stored.get("sort", []))
    groups = tuple(map(str, stored.get("groups", [])))
    return Query(stored.get("words", ""), filters, sort, stored.get("chip", ""), groups)


def _plain(value: Any) -> Any:
    """Dates carry a mark, so that they come back as dates; a word of an enum is its word."""
    if isinstance(value, PartialDate):
        return {"date": value.iso}
    return str(value) if isinstance(value, str) else value


def _value(stored: Any) -> Any:
    return PartialDate(stored["date"]) if isinstance(stored, dict) else stored
