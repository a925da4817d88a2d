"""自定指标: an office's own indicators, kept by hand or counted from the records as their definitions say."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators import own, own_counting
from app.indicators.catalogue import BY_KEY, Indicator, Kind
from app.indicators.counting import nothing
from app.indicators.own import STOCKS, Counted, Definition, Region, Subject
from app.indicators.own_gaps import gaps_of
from app.models.targets import Achievement, OwnIndicator, Target
from app.services import regions, targets
from app.services.entries import must_exist, record_for, set_where_new, standing
from app.values.words import clean

BY_HAND = "手工登记"


@dataclass(frozen=True)
class OwnEntry:
    """What is entered of an own indicator; without a definition its figures are kept by hand."""

    title: str
    measure: str = ""
    definition: Definition | None = None
    note: str = ""


@dataclass(frozen=True)
class OwnRow:
    """One line of the list of own indicators; ``says`` is its definition in words."""

    id: str
    key: str
    title: str
    measure: str
    says: str
    note: str


def rows(session: Session) -> tuple[OwnRow, ...]:
    """All of them by title."""
    titles = _titles(session)
    found = []
    for each in session.scalars(standing(OwnIndicator).order_by(OwnIndicator.title)):
        definition = definition_of(each)
        says = BY_HAND if definition is None else own.said(definition, lambda key: titles.get(key, key))
        found.append(OwnRow(each.id, each.key, each.title, each.measure, says, each.note))
    return tuple(found)


def entry(session: Session, key: str) -> OwnEntry:
    """What the form shows of one; ``key`` is its id."""
    record = must_exist(session, OwnIndicator, key)
    return OwnEntry(record.title, record.measure, definition_of(record), record.note)


def save(session: Session, entered: OwnEntry, key: str | None = None) -> str:
    """Keeps an own indicator and returns its id; refuses a name that is taken and what cannot be counted."""
    title = clean(entered.title)
    if not title:
        raise Refused("请填写指标名称。", field="title")
    definition = entered.definition
    measure = clean(entered.measure) if definition is None else definition.measure
    if not measure:
        raise Refused("请填写计量单位。", field="measure")
    taken = targets.find_indicator(session, title)
    there = None if key is None else must_exist(session, OwnIndicator, key).key
    if taken is not None and taken.key != there:
        raise Refused(f"已经有“{taken.title}”这个指标了，请直接选用，或换一个名称。", field="title")
    if definition is not None:
        definition.must_make_sense()
        _must_know_its_parts(session, definition, there)
    record = record_for(session, OwnIndicator, key)
    if key is None:
        record.key = title
    elif record.measure != measure and _is_used(session, record.key):
        raise Refused(f"“{record.title}”已经有目标或完成数，不能改计量单位，请另建一个指标。", field="measure")
    set_where_new(record, "title", title)
    set_where_new(record, "measure", measure)
    set_where_new(record, "is_rate", measure in targets.RATES)
    set_where_new(record, "definition", None if definition is None else own.to_plain(definition))
    set_where_new(record, "note", entered.note)
    session.flush()
    return record.id


def remove(session: Session, key: str) -> None:
    """Takes one away, its history stays; refused while a target, a figure or another indicator rests on it."""
    record = must_exist(session, OwnIndicator, key)
    if _is_used(session, record.key):
        raise Refused(f"“{record.title}”已经有目标或完成数，不能删除。")
    for other in session.scalars(standing(OwnIndicator).where(OwnIndicator.id != key)):
        definition = definition_of(other)
        if definition is not None and record.key in {definition.part, definition.whole}:
            raise Refused(f"“{other.title}”由它算出，不能删除。")
    session.delete(record)
    session.flush()


def built(session: Session) -> list[Indicator]:
    """All of them as indicators that can be computed."""
    records = list(session.scalars(standing(OwnIndicator).order_by(OwnIndicator.title)))
    known = {region.name: region for region in regions.listed(session)}
    plain = {record.key: _counted(record, known) for record in records if not _is_ratio(record)}
    every = {**BY_KEY, **plain}
    made = []
    for record in records:
        definition = definition_of(record)
        if definition is None or not _is_ratio(record):
            made.append(plain[record.key])
        elif definition.part in every and definition.whole in every:
            pair = (every[definition.part], every[definition.whole])
            kin = frozenset(each.key for each in pair) | pair[0].kin | pair[1].kin
            made.append(Indicator(record.key, record.title, record.measure, nothing, Kind.RATE, ratio=pair, kin=kin))
    return made


def definition_of(record: OwnIndicator) -> Definition | None:
    """What a record counts, None where its figures are kept by hand."""
    return None if record.definition is None else own.from_plain(record.definition)


def _is_ratio(record: OwnIndicator) -> bool:
    definition = definition_of(record)
    return definition is not None and definition.subject is Subject.RATIO


def _counted(record: OwnIndicator, known: Mapping[str, Region]) -> Indicator:
    definition = definition_of(record)
    if definition is None:
        return Indicator(record.key, record.title, record.measure, nothing)
    return Indicator(
        record.key,
        record.title,
        record.measure,
        own_counting.count_of(definition, known),
        Kind.STOCK if definition.subject in STOCKS else Kind.FLOW,
        sized=own_counting.sized(definition, known),
        kin=own_counting.kin_of(definition),
        unjudged=gaps_of(definition, known),
    )


def _titles(session: Session) -> dict[str, str]:
    return {name.key: name.title for name in targets.indicators(session)}


def _must_know_its_parts(session: Session, definition: Definition, key: str | None) -> None:
    if definition.counted is not Counted.PERCENT:
        return
    titles = _titles(session)
    for part in (definition.part, definition.whole):
        if part not in titles or part == key:
            raise Refused(f"没有“{part}”这个指标，请从列表中选择。", field="part")
        if targets.is_computed_rate(session, part):
            raise Refused(f"“{titles[part]}”本身是比率，不能再作分子或分母。", field="part")


def _is_used(session: Session, key: str) -> bool:
    return any(
        session.scalar(standing(model).where(model.indicator == key).limit(1)) is not None
        for model in (Target, Achievement)
    )
