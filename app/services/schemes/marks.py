"""Marks given by hand: a value fed to the shape, or a correction of the score with its reason."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.scoring.group import PeerRating
from app.indicators.scoring.words import number
from app.models.schemes import Mark, SchemeItem, SchemeUnit
from app.services import units
from app.services.entries import must_exist, set_where_new
from app.services.schemes.entries import item_of
from app.services.schemes.rows import fraction
from app.values.words import clean


@dataclass(frozen=True)
class MarkEntry:
    """What is given for an item, a unit (by name) and a month; ``value`` and ``correction`` in millionths."""

    item_id: str
    unit: str
    month: int
    value: int | None = None
    correction: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Given:
    """The marks of one item and unit up to a month, in order of time."""

    marks: tuple[MarkEntry, ...] = ()

    @property
    def ratings(self) -> tuple[Fraction, ...]:
        """All values given."""
        return tuple(fraction(mark.value) for mark in self.marks if mark.value is not None)

    @property
    def value(self) -> Fraction | None:
        """The latest value: it stands until another month has a newer one."""
        return self.ratings[-1] if self.ratings else None

    def until(self, month: int) -> "Given":
        """What was given up to the end of a month."""
        return Given(tuple(mark for mark in self.marks if mark.month <= month))

    def value_of_month(self, month: int) -> Fraction | None:
        """The value given for that very month."""
        found = next((mark.value for mark in self.marks if mark.month == month), None)
        return None if found is None else fraction(found)

    @property
    def corrections(self) -> tuple[MarkEntry, ...]:
        """The corrections, which add up over the year."""
        return tuple(mark for mark in self.marks if mark.correction)


def mark(session: Session, entered: MarkEntry) -> None:
    """Keeps a mark, one for an item, unit and month; an empty one is taken away.

    Refuses a correction without a reason, a unit outside the scheme, and a figure set against records without a reason.
    """
    item = must_exist(session, SchemeItem, entered.item_id)
    unit_id = units.find(session, entered.unit)
    _must_make_sense(session, entered, item, unit_id)
    found = session.scalar(
        select(Mark).where(Mark.item_id == item.id, Mark.unit_id == unit_id, Mark.month == entered.month)
    )
    if entered.value is None and not entered.correction:
        if found is not None:
            session.delete(found)
        session.flush()
        return
    if found is None:
        found = Mark(item_id=item.id, unit_id=unit_id, month=entered.month, correction=0, reason="")
        session.add(found)
    set_where_new(found, "value", entered.value)
    set_where_new(found, "correction", entered.correction)
    set_where_new(found, "reason", clean(entered.reason))
    session.flush()


def given(session: Session, scheme_id: str, month: int) -> Mapping[tuple[str, str], Given]:
    """All marks of a scheme up to the end of ``month``, by (item id, unit id)."""
    statement = select(Mark).join(SchemeItem, Mark.item_id == SchemeItem.id)
    statement = statement.where(SchemeItem.scheme_id == scheme_id, Mark.month <= month).order_by(Mark.month)
    found: dict[tuple[str, str], list[MarkEntry]] = defaultdict(list)
    for each in session.scalars(statement):
        entry = MarkEntry(each.item_id, each.unit_id, each.month, each.value, each.correction, each.reason)
        found[each.item_id, each.unit_id].append(entry)
    return {place: Given(tuple(marks)) for place, marks in found.items()}


def months(session: Session, item_id: str, unit: str) -> Sequence[MarkEntry]:
    """The marks of one item and unit, by month, as the form shows them."""
    unit_id = units.find(session, unit)
    statement = select(Mark).where(Mark.item_id == item_id, Mark.unit_id == unit_id).order_by(Mark.month)
    return [
        MarkEntry(item_id, unit, each.month, each.value, each.correction, each.reason)
        for each in session.scalars(statement)
    ]


def _must_make_sense(session: Session, entered: MarkEntry, item: SchemeItem, unit_id: str | None) -> None:
    if not 1 <= entered.month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    judged = select(SchemeUnit.id).where(SchemeUnit.scheme_id == item.scheme_id, SchemeUnit.unit_id == unit_id)
    if session.scalar(judged) is None:
        raise Refused(f"“{entered.unit}”不在这个考核组里。", field="unit")
    if entered.correction and not clean(entered.reason):
        raise Refused("更正得分要写明原因。", field="reason")
    if item.indicator and entered.value is not None and not clean(entered.reason):
        raise Refused("用手工数代替台账数要写明原因。", field="reason")
    rule = item_of(item).rule
    if entered.value is not None and rule.sizes():
        raise Refused("按规模或产业计分的项目按台账逐个项目计算，不能填完成数，请更正得分。", field="value")
    if isinstance(rule, PeerRating) and entered.value is not None and fraction(entered.value) > rule.full:
        raise Refused(f"评分不能超过满分{number(rule.full)}分。", field="value")
    if not item.indicator and entered.value is not None and entered.value < 0:
        raise Refused("填写的数不能小于0。", field="value")
