"""考核办法: the schemes of a year, built from items, copied from last year; their scores are asked here too."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.scoring import SHAPES, parameters
from app.indicators.scoring.parameter import Meaning, meanings, usual
from app.indicators.scoring.shape import Rule
from app.indicators.scoring.whole import whole_words
from app.models.schemes import Against, Basis, Mark, Scheme, SchemeItem, SchemeUnit, Shape
from app.models.units import Unit
from app.services import offices, units
from app.services.entries import mark_removed, must_exist, set_where_new, standing
from app.services.schemes.checks import must_make_sense
from app.services.schemes.entries import entry_of
from app.services.schemes.marks import Given, MarkEntry, given, mark, months
from app.services.schemes.outcome import ItemScore, SchemeResult, ScoreRow
from app.services.schemes.rows import CHOICES, ItemEntry, SchemeEntry, SchemeRow
from app.services.schemes.scoring import must_be_computable, result, results, scores
from app.values.words import clean

__all__ = [
    "CHOICES",
    "COMMON",
    "Given",
    "ItemEntry",
    "ItemScore",
    "MarkEntry",
    "SchemeEntry",
    "SchemeResult",
    "SchemeRow",
    "ScoreRow",
    "copy",
    "copy_year",
    "entry",
    "find",
    "given",
    "group_units",
    "groups",
    "listing",
    "mark",
    "months",
    "must_be_computable",
    "remove",
    "result",
    "results",
    "save",
    "scores",
    "shape_parameters",
    "shape_titles",
    "usual_parameters",
    "years",
]

COMMON = tuple(each.title for each in meanings(Rule).values())  # the parameters that every shape has, by title


def listing(session: Session, year: int) -> tuple[SchemeRow, ...]:
    """The schemes of a year by title."""
    found = session.scalars(standing(Scheme).where(Scheme.year == year).order_by(Scheme.title))
    return tuple(
        SchemeRow(s.id, s.year, s.title, s.group_name, len(s.items), len(s.units), sum(i.points for i in s.items))
        for s in found
    )


def years(session: Session) -> list[int]:
    """The years that have schemes, the latest first."""
    return list(
        session.scalars(standing(Scheme).with_only_columns(Scheme.year).distinct().order_by(Scheme.year.desc()))
    )


def entry(session: Session, key: str) -> SchemeEntry:
    """What the form shows of a scheme."""
    return entry_of(session, must_exist(session, Scheme, key))


def find(session: Session, year: int, title: str) -> str | None:
    """The id of the scheme of that year and title."""
    found = _named(session, year, clean(title))
    return None if found is None or found.deleted_at is not None else found.id


def groups(session: Session) -> list[str]:
    """The classes in which the office ranks its units."""
    names = standing(Unit).with_only_columns(Unit.group_name).where(Unit.group_name != "")
    return list(session.scalars(names.distinct().order_by(Unit.group_name)))


def group_units(session: Session, group: str) -> list[str]:
    """The names of the units of a class, in the office's own order."""
    named = standing(Unit).with_only_columns(Unit.name).where(Unit.group_name == clean(group))
    return list(session.scalars(named.order_by(Unit.position, Unit.name)))


def shape_titles() -> dict[str, tuple[str, str]]:
    """Each shape's title and formula in words."""
    return {code: (shape.title, shape.formula) for code, shape in SHAPES.items()}


def shape_parameters(shape: str) -> dict[str, Meaning]:
    """A shape's parameters by name: what a form asks for."""
    return meanings(SHAPES[shape])


def usual_parameters(shape: str) -> dict[str, str]:
    """What holds where a parameter of a shape is left empty, by the parameter's title."""
    return usual(SHAPES[shape])


def save(session: Session, entered: SchemeEntry, key: str | None = None) -> str:
    """Keeps a scheme with all its items and units; returns its id.

    Items are known by id, else by title, so that marks stay with them. Refuses what cannot be scored, a second scheme
    of the same title, and taking away an item that has marks.
    """
    must_make_sense(session, entered)
    scheme = must_exist(session, Scheme, key) if key else None
    _must_be_alone(session, entered, key)
    if scheme is None:
        scheme = Scheme(office_id=offices.own_id(session), year=entered.year, title=clean(entered.title))
        session.add(scheme)
    set_where_new(scheme, "year", entered.year)
    for name in ("title", "group_name", "note"):
        set_where_new(scheme, name, clean(getattr(entered, name)))
    set_where_new(scheme, "rules", whole_words(entered.whole))
    session.flush()
    _put_items(session, scheme, entered.items)
    _put_units(session, scheme, entered.units)
    session.flush()
    return scheme.id


def copy(session: Session, key: str, year: int) -> str:
    """The same scheme for another year, without its marks; the year in its title follows. Returns the new id."""
    old = entry(session, key)
    items = tuple(replace(item, id=None) for item in old.items)
    return save(session, replace(old, year=year, title=old.title.replace(str(old.year), str(year)), items=items))


def copy_year(session: Session, from_year: int, year: int) -> int:
    """Copies the schemes of a year that the other year does not have yet; returns how many."""
    made = 0
    for row in listing(session, from_year):
        if find(session, year, row.title.replace(str(from_year), str(year))) is None:
            copy(session, row.id, year)
            made += 1
    return made


def remove(session: Session, ids: Iterable[str], now: datetime) -> int:
    """Takes schemes away by a mark; returns how many."""
    return mark_removed(session, Scheme, ids, now)


def _named(session: Session, year: int, title: str) -> Scheme | None:
    named = select(Scheme).where(
        Scheme.office_id == offices.own_id(session), Scheme.year == year, Scheme.title == title
    )
    return session.scalar(named)


def _must_be_alone(session: Session, entered: SchemeEntry, key: str | None) -> None:
    other = _named(session, entered.year, clean(entered.title))
    if other is None or other.id == key:
        return
    if other.deleted_at is None:
        raise Refused(f"{entered.year}年已经有“{clean(entered.title)}”这个考核办法了。", field="title")
    other.title = f"{other.title}（已删除{other.id[:8]}）"  # its name is free again
    session.flush()


def _put_items(session: Session, scheme: Scheme, entered: tuple[ItemEntry, ...]) -> None:
    by_id = {item.id: item for item in scheme.items}
    by_title = {item.title: item for item in scheme.items}
    kept: set[str] = set()
    for position, each in enumerate(entered):
        item = by_id.get(each.id or "") or by_title.get(clean(each.title))
        if item is None or item.id in kept:
            item = SchemeItem(scheme_id=scheme.id, title=clean(each.title), points=0, evidence="")
            _put_item(item, each, position)
            scheme.items.append(item)
            session.flush()
        else:
            _put_item(item, each, position)
        kept.add(item.id)
    for item in [item for item in scheme.items if item.id not in kept]:
        if session.scalar(select(func.count()).select_from(Mark).where(Mark.item_id == item.id)):
            raise Refused(f"“{item.title}”已有手工评分，不能删除；请先清除它的评分。", field="items")
        scheme.items.remove(item)
    scheme.items.sort(key=lambda item: item.position)


def _put_item(item: SchemeItem, entered: ItemEntry, position: int) -> None:
    new = {
        "position": position,
        "title": clean(entered.title),
        "indicator": entered.indicator,
        "shape": Shape(entered.shape),
        "points": entered.points,
        "cap": entered.cap,
        "floor": entered.floor,
        "parameters": parameters(entered.rule),
        "basis": Basis(entered.basis),
        "against": Against(entered.against),
        "evidence": clean(entered.evidence),
    }
    for name, value in new.items():
        set_where_new(item, name, value)


def _put_units(session: Session, scheme: Scheme, names: tuple[str, ...]) -> None:
    judged = {unit.unit_id: unit for unit in scheme.units}
    wanted = [unit_id for name in names if (unit_id := units.find(session, name, "units")) is not None]
    for unit_id in [unit_id for unit_id in judged if unit_id not in wanted]:
        scheme.units.remove(judged[unit_id])
    for position, unit_id in enumerate(wanted):
        if unit_id in judged:
            set_where_new(judged[unit_id], "position", position)
        else:
            scheme.units.append(SchemeUnit(scheme_id=scheme.id, unit_id=unit_id, position=position))
