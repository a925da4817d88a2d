"""What a scheme still lacks before anybody can be scored by it: items, units, and the targets that its items ask."""

from collections.abc import Iterator
from fractions import Fraction

from sqlalchemy.orm import Session

from app.indicators.scoring.targets import Mixed
from app.models.schemes import Scheme
from app.models.units import Unit
from app.services.entries import must_exist
from app.services.schemes.entries import entry_of, unit_ids
from app.services.schemes.figures import FigureBook
from app.services.schemes.outcome import named
from app.services.schemes.rows import ItemEntry, SchemeEntry

_DECEMBER = 12


def lacking(session: Session, key: str) -> tuple[str, ...]:
    """A sentence for each thing that the scheme lacks; ratings and counts by hand come later and are not missed."""
    scheme = must_exist(session, Scheme, key)
    entry = entry_of(session, scheme)
    judged = {unit_id: session.get_one(Unit, unit_id).name for unit_id in unit_ids(session, scheme)}
    book = FigureBook(session, scheme.year, _DECEMBER)
    return tuple(_lines(entry, judged, book))


def _lines(entry: SchemeEntry, judged: dict[str, str], book: FigureBook) -> Iterator[str]:
    if not entry.items:
        yield "还没有考核项目"
    if not judged:
        yield "考核组里还没有单位"
    if classes := entry.whole.classes:
        apart = [name for name in judged.values() if not entry.whole.class_of(name)]
        if apart:
            yield f"{named(apart)}不在{'、'.join(classes)}任何一类里，自成一组排名"
    for item in entry.items:
        for key, standard in _held_against(item):
            bare = [name for unit, name in judged.items() if not book.figure(item, key, unit, standard).target]
            if bare:
                what = f"没有下达“{book.title(key)}”的目标"
                if item.rule.last_year is not None:
                    what = f"上年同期没有“{book.title(key)}”的完成数"
                yield f"“{item.title}”：{named(bare)}{what}"


def _held_against(item: ItemEntry) -> Iterator[tuple[str, Fraction | None]]:
    """The indicators that the item holds against a target, and the standard that stands in its place."""
    rule = item.rule
    if item.indicator and rule.asks_target():
        yield item.indicator, rule.target
    if isinstance(rule, Mixed):
        yield from ((part.indicator, part.target) for part in rule.parts())
