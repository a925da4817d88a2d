"""目标: the year's targets of the township and its units; what is handed out, what remains."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators import own
from app.indicators.catalogue import CATALOGUE, OF_REPORTS, Indicator, Kind
from app.models.letters import Letter, LetterStatus
from app.models.targets import OwnIndicator, Target
from app.models.units import Unit
from app.services import offices, units
from app.services.entries import must_exist, set_where_new, standing
from app.values.quantities import MICRO, quantity_text
from app.values.words import clean

_YEARS = range(1990, 2101)
PERCENT = "%"
RATES = frozenset({PERCENT, "百分点", "个百分点", "‰"})


@dataclass(frozen=True)
class IndicatorName:
    """An indicator as a target knows it: of the catalogue, or the office's own."""

    key: str
    title: str
    measure: str
    is_own: bool = False
    is_computed: bool = False  # a rate that records make: no target, no figure by hand
    is_of_projects: bool = False  # pieces of projects, of which a scheme may ask those of a size

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage, which units have each of their own and nobody adds up."""
        return self.measure in RATES


@dataclass(frozen=True)
class TargetEntry:
    """A year's target; ``unit`` by name, empty for the township; quantities in millionths of the measure.

    ``plan`` holds twelve cumulative quantities, or nothing for the straight line. ``reason`` says why a target that
    was already there is another now.
    """

    year: int
    indicator: str
    amount: int
    unit: str = ""
    stretch: int | None = None
    plan: tuple[int, ...] = ()
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class TargetCell:
    """One unit's target of one indicator, in millionths of its measure."""

    id: str
    amount: int
    stretch: int | None
    plan: tuple[int, ...]
    note: str
    reason: str = ""  # why it was last changed


@dataclass(frozen=True)
class TargetGrid:
    """Units down, indicators across; ``cells`` by (unit id or None for the township, indicator key).

    ``lost`` counts targets of units that are gone: they are in no cell and in no sum. ``signed`` are the units whose
    letter of the year is signed.
    """

    year: int
    indicators: tuple[IndicatorName, ...]
    units: tuple[tuple[str, str], ...]  # (id, name)
    cells: dict[tuple[str | None, str], TargetCell]
    lost: int = 0
    signed: frozenset[str] = frozenset()

    def is_rate(self, key: str) -> bool:
        """Whether an indicator is a percentage: its targets are no parts of a sum."""
        return any(name.is_rate for name in self.indicators if name.key == key)

    def handed_out(self, key: str) -> int:
        """The sum of the units' targets; it says nothing of a percentage."""
        return sum(cell.amount for (unit, indicator), cell in self.cells.items() if unit and indicator == key)

    def remaining(self, key: str) -> int | None:
        """What of the township's target nobody has yet; negative where more was handed out.

        None without a target of the township, and for a percentage.
        """
        own = self.cells.get((None, key))
        return None if own is None or self.is_rate(key) else own.amount - self.handed_out(key)


def indicators(session: Session) -> tuple[IndicatorName, ...]:
    """The catalogue, what monthly reports tell of themselves, then the office's own."""
    kept = session.scalars(standing(OwnIndicator).order_by(OwnIndicator.title))
    return (
        *(_named(i) for i in (*CATALOGUE, *OF_REPORTS.values())),
        *(_own(i) for i in kept),
    )


def is_computed_rate(session: Session, key: str) -> bool:
    """Whether a key is of a rate that records make: it takes neither a target nor a figure kept by hand."""
    return any(name.key == key and name.is_computed for name in indicators(session))


def _named(indicator: Indicator) -> IndicatorName:
    is_computed = indicator.kind is Kind.RATE
    of_projects = indicator.sized is not None
    return IndicatorName(
        indicator.key, indicator.title, indicator.measure, is_computed=is_computed, is_of_projects=of_projects
    )


def _own(record: OwnIndicator) -> IndicatorName:
    defined = record.definition or {}
    of_projects = defined.get("subject") in own.EVENTS and defined.get("counted") == own.Counted.PIECES
    return IndicatorName(
        record.key,
        record.title,
        record.measure,
        is_own=True,
        is_computed=defined.get("subject") == own.Subject.RATIO,
        is_of_projects=of_projects,
    )


def find_indicator(session: Session, words: str) -> IndicatorName | None:
    """The indicator of a key, title or the words that offices use for it."""
    asked = plain_words(words)
    for indicator in (*CATALOGUE, *OF_REPORTS.values()):
        if asked in {plain_words(each) for each in (indicator.key, indicator.title, *indicator.aliases)}:
            return _named(indicator)
    kept = (i for i in indicators(session) if i.is_own)
    return next((i for i in kept if asked in {plain_words(i.key), plain_words(i.title)}), None)


def make_indicator(session: Session, title: str, measure: str) -> IndicatorName:
    """An indicator of the office's own, its figures kept by hand; its key is its title."""
    measure = PERCENT if clean(measure) in {"％", "百分比", "百分数", "百分之"} else clean(measure)
    made = OwnIndicator(
        office_id=offices.own_id(session),
        key=clean(title),
        title=clean(title),
        measure=measure,
        is_rate=measure in RATES,
    )
    session.add(made)
    session.flush()
    return IndicatorName(made.key, made.title, made.measure, is_own=True)


_DECORATION = str.maketrans(dict.fromkeys(' 　（）()“”"、:：*\n年度全当', None))


def plain_words(words: str) -> str:
    """An indicator's name as it is compared: brackets, spaces and 年度 do not count."""
    return (
        clean(words)
        .translate(_DECORATION)
        .removesuffix("任务")
        .removesuffix("目标")
        .removesuffix("个数")
        .removesuffix("数")
    )


def grid(session: Session, year: int) -> TargetGrid:
    """All targets of a year; indicators that somebody has a target of, in the catalogue's order."""
    in_order = standing(Unit).with_only_columns(Unit.id, Unit.name).order_by(Unit.position, Unit.name)
    names = {row.id: row.name for row in session.execute(in_order)}
    cells: dict[tuple[str | None, str], TargetCell] = {}
    lost = 0
    # In a consolidated file the offices' own targets add up, unless the file's own office has one of that indicator.
    office = offices.own_or_none(session)
    of_year = standing(Target).where(Target.year == year).order_by(Target.office_id == office)
    for target in session.scalars(of_year):
        if target.unit_id is not None and target.unit_id not in names:
            lost += 1
            continue
        key = (target.unit_id, target.indicator)
        cell = _cell(target)
        cells[key] = cell if target.office_id == office or key not in cells else _added(cells[key], cell)
    used = {key for _, key in cells}
    shown = tuple(i for i in indicators(session) if i.key in used)
    return TargetGrid(year, shown, tuple(names.items()), cells, lost, _signed(session, year))


def _cell(target: Target) -> TargetCell:
    plan = tuple(target.schedule or ())
    return TargetCell(target.id, target.amount, target.stretch, plan, target.note, target.change_reason)


def _signed(session: Session, year: int) -> frozenset[str]:
    main = Letter.binds_in(year), Letter.occasion == ""
    signed = standing(Letter).where(*main, Letter.status == LetterStatus.SIGNED)
    return frozenset(session.scalars(signed.with_only_columns(Letter.unit_id)))


def _added(one: TargetCell, other: TargetCell) -> TargetCell:
    plan = tuple(a + b for a, b in zip(one.plan, other.plan, strict=True)) if one.plan and other.plan else ()
    stretch = (one.stretch or one.amount) + (other.stretch or other.amount) if one.stretch or other.stretch else None
    return TargetCell(one.id, one.amount + other.amount, stretch, plan, "")


def save(session: Session, entered: TargetEntry) -> tuple[str, bool]:
    """Keeps a target, one for a year, unit and indicator; returns its id and whether it is new or changed."""
    indicator = find_indicator(session, entered.indicator)
    _must_make_sense(entered, indicator)
    assert indicator is not None
    unit_id = units.find(session, entered.unit)
    _must_be_no_part(session, entered, indicator, unit_id)
    target = _find(session, entered.year, unit_id, indicator.key)
    if target is None:
        target = Target(
            office_id=offices.own_id(session), year=entered.year, unit_id=unit_id, indicator=indicator.key, amount=0
        )
        session.add(target)
    set_where_new(target, "amount", entered.amount)
    set_where_new(target, "stretch", entered.stretch)
    set_where_new(target, "schedule", list(entered.plan) or None)
    if target not in session.new and session.is_modified(target) and clean(entered.reason):
        set_where_new(target, "change_reason", clean(entered.reason))
    set_where_new(target, "note", entered.note)
    changed = target in session.new or session.is_modified(target)
    session.flush()
    return target.id, changed


def remove(session: Session, key: str) -> None:
    """Takes a target out of the year; the record goes, its history stays."""
    session.delete(must_exist(session, Target, key))
    session.flush()


def amount_of(cell: TargetCell, measure: str) -> Fraction:
    """The target in the indicator's measure; of a percentage the fraction, as its figures are."""
    return Fraction(cell.amount, MICRO) / (100 if measure == PERCENT else 1)


def plan_of(cell: TargetCell) -> Sequence[Fraction] | None:
    """The custom plan in the indicator's measure; never asked of a percentage."""
    return [Fraction(amount, MICRO) for amount in cell.plan] if cell.plan else None


def _find(session: Session, year: int, unit_id: str | None, key: str) -> Target | None:
    statement = standing(Target).where(
        Target.office_id == offices.own_id(session), Target.year == year, Target.indicator == key
    )
    same = statement.where(Target.unit_id.is_(None) if unit_id is None else Target.unit_id == unit_id)
    found: Target | None = session.scalar(same)
    return found


def _must_be_no_part(session: Session, entered: TargetEntry, indicator: IndicatorName, unit_id: str | None) -> None:
    """Refuses a percentage that was handed out as a sum: the units' rates that add up to the township's."""
    if not indicator.is_rate:
        return
    rates = {
        each.unit_id: each.amount
        for each in session.scalars(
            standing(Target).where(
                Target.office_id == offices.own_id(session),
                Target.year == entered.year,
                Target.indicator == indicator.key,
            )
        )
    } | {unit_id: entered.amount}
    whole = rates.pop(None, None)
    if whole and len(rates) > 1 and sum(rates.values()) == whole and max(rates.values()) < whole:
        raise Refused(
            f"“{indicator.title}”是百分比，不能像数量那样分摊：各单位合计正好是本级的{quantity_text(whole)}%，"
            "请填写各单位自己应达到的比率。",
            field="amount",
        )


def _must_make_sense(entered: TargetEntry, indicator: IndicatorName | None) -> None:
    if indicator is None:
        raise Refused(f"没有“{entered.indicator}”这个指标，请从列表中选择或先添加自定指标。", field="indicator")
    if indicator.is_computed:
        raise Refused(f"“{indicator.title}”是比率，由记录算出，不下达目标数。", field="indicator")
    if entered.year not in _YEARS:
        raise Refused("年度应是四位数的年份，如2026。", field="year")
    if entered.amount < 0 or (entered.stretch or 0) < 0:
        raise Refused("目标不能小于0。", field="amount")
    if entered.stretch is not None and entered.stretch < entered.amount:
        raise Refused("奋斗目标不应低于确保目标，请核对。", field="stretch")
    must_be_a_plan(entered.plan)


def must_be_a_plan(plan: Sequence[int]) -> None:
    """Refuses what are not twelve cumulative quantities; none at all is the straight line."""
    if plan and (len(plan) != 12 or list(plan) != sorted(plan)):
        raise Refused("序时计划应有12个月的累计数，且逐月不减。", field="plan")


def years(session: Session) -> list[int]:
    """The years that have targets, the latest first."""
    return list(session.scalars(select(Target.year).distinct().order_by(Target.year.desc())))
