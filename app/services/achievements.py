"""Figures kept by hand: what a unit completed in a month of an indicator that no record counts."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.catalogue import OF_REPORTS
from app.models.targets import Achievement
from app.models.units import Unit
from app.services import offices, units
from app.services.entries import set_where_new, standing
from app.services.targets import find_indicator


@dataclass(frozen=True)
class AchievementEntry:
    """So much completed in one month, in millionths of the indicator's measure; no unit means the township."""

    year: int
    month: int
    indicator: str
    amount: int
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class AchievementRow:
    """One line of the sheet of hand-kept figures."""

    year: int
    month: int
    unit: str
    indicator: str
    amount: int
    measure: str
    note: str


def save(session: Session, entered: AchievementEntry) -> tuple[bool, bool]:
    """Keeps a month's figure; returns whether it is new and whether anything changed."""
    indicator = find_indicator(session, entered.indicator)
    if indicator is None:
        raise Refused(f"没有“{entered.indicator}”这个指标，请从列表中选择或先添加自定指标。", field="indicator")
    if indicator.is_computed:
        raise Refused(f"“{indicator.title}”是比率，由记录算出，不登记手工数。", field="indicator")
    if indicator.key in OF_REPORTS:
        raise Refused(f"“{indicator.title}”由各单位的月报算出，不登记手工数。", field="indicator")
    if not 1 <= entered.month <= 12:
        raise Refused("月份应在1到12之间。", field="month")
    unit_id = units.find(session, entered.unit)
    figure = _find(session, entered, unit_id, indicator.key)
    is_new = figure is None
    if figure is None:
        figure = Achievement(
            office_id=offices.own_id(session), year=entered.year, month=entered.month, unit_id=unit_id,
            indicator=indicator.key, amount=0,
        )  # fmt: skip
        session.add(figure)
    set_where_new(figure, "amount", entered.amount)
    set_where_new(figure, "note", entered.note)
    changed = is_new or session.is_modified(figure)
    session.flush()
    return is_new, changed


def note_of(session: Session, year: int, month: int, indicator: str, unit: str) -> str:
    """The remark of a month's figure; empty where there is no such figure."""
    figure = _find(session, AchievementEntry(year, month, indicator, 0), units.find(session, unit), indicator)
    return figure.note if figure else ""


def rows(session: Session, year: int | None = None) -> list[AchievementRow]:
    """All hand-kept figures, or a year's, in order of time."""
    statement = (
        select(Achievement, Unit.name)
        .outerjoin(Unit, Achievement.unit_id == Unit.id)
        .where(Achievement.deleted_at.is_(None))
        .order_by(Achievement.year, Achievement.month, Unit.name, Achievement.indicator)
    )
    if year is not None:
        statement = statement.where(Achievement.year == year)
    found, whole = [], offices.whole(session)
    for figure, unit in session.execute(statement):
        indicator = find_indicator(session, figure.indicator)
        title, measure = (indicator.title, indicator.measure) if indicator else (figure.indicator, "")
        whose = unit or whole
        found.append(AchievementRow(figure.year, figure.month, whose, title, figure.amount, measure, figure.note))
    return found


def _find(session: Session, entered: AchievementEntry, unit_id: str | None, key: str) -> Achievement | None:
    statement = standing(Achievement).where(
        Achievement.office_id == offices.own_id(session),
        Achievement.year == entered.year,
        Achievement.month == entered.month,
        Achievement.indicator == key,
    )
    same = statement.where(Achievement.unit_id.is_(None) if unit_id is None else Achievement.unit_id == unit_id)
    found: Achievement | None = session.scalar(same)
    return found
