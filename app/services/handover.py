"""交接: what there is of every kind and in which state, what is under way, and which choices the office has made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.attachments import Attachment
from app.models.letters import Letter, LetterStatus
from app.models.offices import SavedFilter, Setting
from app.models.submissions import Submission
from app.models.units import Unit
from app.services import (
    activities,
    carriers,
    enterprises,
    fellows,
    funds,
    leads,
    offices,
    problems,
    projects,
    recycle_bin,
    reminders,
    schemes,
    targets,
    units,
)
from app.services.entries import standing
from app.services.funds import closed_months
from app.services.lists import Query, RecordList
from app.services.problems import ProblemRow
from app.services.reminders.reminder import Reminder
from app.values.dates import PartialDate

_AHEAD_DAYS = 90  # as far as what is promised is handed over
_ELSEWHERE = {"线索", "问题", "责任书", "备份"}  # they have tables of their own
_SWITCHES: Mapping[str, str] = {
    "money_unit": "金额单位",
    "page_numbers": "页码位置",
    "percent_places": "百分比小数位",
    "cautious": "稳妥口径",
}
_SAID: Mapping[str, Mapping[Any, str]] = {
    "page_numbers": {"centre": "居中", "outer": "外侧", None: "外侧"},
    "cautious": {True: "开", False: "关", None: "关"},
    "percent_places": {None: "1"},
    "money_unit": {None: "万元"},
}


@dataclass(frozen=True)
class Kept:
    """One kind of record: how many there are, by state in words."""

    title: str
    count: int
    states: str = ""


@dataclass(frozen=True)
class OpenLead:
    """A lead in hand with its next step."""

    name: str
    investor: str
    state: str
    next_step: str
    next_on: PartialDate | None
    person: str


@dataclass(frozen=True)
class OpenLetter:
    """A letter that is not signed."""

    year: int
    unit: str
    number: str
    status: str
    responsible: str


@dataclass(frozen=True)
class Handover:
    """Everything that who takes over should find; days are those at the moment of the list."""

    office: str
    government: str
    code: str
    year: int
    kept: tuple[Kept, ...]
    leads: tuple[OpenLead, ...]
    problems: tuple[ProblemRow, ...]
    letters: tuple[OpenLetter, ...]
    open_months: tuple[tuple[int, int, int], ...]  # year, month, entries in it
    promised: tuple[Reminder, ...]
    settings: tuple[tuple[str, str], ...]
    submissions: int
    last_submission: str


def of_office(session: Session, today: date) -> Handover:
    """What there is and what is under way today."""
    office = offices.required(session)
    due = reminders.due(session, today, today + timedelta(days=_AHEAD_DAYS))
    made = session.scalars(select(Submission).where(Submission.office_id == office.id).order_by(Submission.sequence))
    submissions = list(made)
    last = submissions[-1] if submissions else None
    return Handover(
        office.name,
        office.government,
        office.code,
        today.year,
        tuple(_kept(session, today)),
        tuple(_leads(session, today)),
        tuple(row for row in _rows(session, problems.listing()) if row.closed_on is None),
        tuple(_letters(session)),
        tuple(_open_months(session, today)),
        tuple(one for one in due if one.kind not in _ELSEWHERE),
        tuple(_settings(session)),
        len(submissions),
        f"{last.written_at:%Y-%m-%d}，{last.folder}" if last else "",
    )


def _kept(session: Session, today: date) -> Iterable[Kept]:
    """Every kind of record, in the order of the menus."""
    listings: tuple[tuple[str, RecordList[Any]], ...] = (
        ("项目", projects.listing(today.year, today)),
        ("到位资金", funds.listing()),
        ("项目问题", problems.listing()),
        ("线索", leads.listing(session, today)),
        ("客商企业", enterprises.listing()),
        ("在外乡贤", fellows.listing()),
        ("招商活动", activities.listing()),
        ("标准厂房和土地", carriers.listing()),
        ("责任单位", units.listing()),
    )
    for title, listing in listings:
        counts = listing.chip_counts(session)
        states = "、".join(f"{chip}{count}" for chip, count in counts.items() if chip and count)
        yield Kept(title, counts[""], states)
    yield Kept("目标任务", *_by_year({year: _targets(session, year) for year in targets.years(session)}))
    counted = select(Letter.status, func.count()).where(Letter.deleted_at.is_(None)).group_by(Letter.status)
    by_status = {str(status): count for status, count in session.execute(counted)}
    yield Kept("责任书", sum(by_status.values()), "、".join(f"{name}{count}" for name, count in by_status.items()))
    yield Kept("考核办法", *_by_year({year: len(schemes.listing(session, year)) for year in schemes.years(session)}))
    sums = select(func.count(), func.coalesce(func.sum(Attachment.size), 0)).where(Attachment.deleted_at.is_(None))
    count, size = session.execute(sums).one()
    yield Kept("附件（照片、凭证、扫描件）", count, f"共{size / 1024 / 1024:.1f}MB" if count else "")
    yield Kept("回收站", len(recycle_bin.rows(session)), "删除的记录，清空前可以还原")


def _by_year(counts: Mapping[int, int]) -> tuple[int, str]:
    return sum(counts.values()), "、".join(f"{year}年{count}" for year, count in sorted(counts.items()) if count)


def _targets(session: Session, year: int) -> int:
    return len(targets.grid(session, year).cells)


def _leads(session: Session, today: date) -> Iterable[OpenLead]:
    """Leads in hand: those with a next step by its day, then those that have none."""
    rows = [row for row in _rows(session, leads.listing(session, today)) if row.state in leads.LIVING]
    rows.sort(key=lambda row: (row.next_on is None, row.next_on.iso if row.next_on else "", row.code))
    for row in rows:
        step = row.next_step or "〔没有登记下步措施〕"
        yield OpenLead(row.name, row.investor, row.state, step, row.next_on, row.person or row.leader)


def _letters(session: Session) -> Iterable[OpenLetter]:
    statement = select(Letter, Unit.name).join(Unit, Letter.unit_id == Unit.id)
    unsigned = statement.where(Letter.deleted_at.is_(None), Letter.status != LetterStatus.SIGNED)
    for letter, unit in session.execute(unsigned.order_by(Letter.year, Letter.serial)):
        yield OpenLetter(letter.year, unit, letter.number, str(letter.status), letter.responsible)


def _open_months(session: Session, today: date) -> Iterable[tuple[int, int, int]]:
    """Months of this year and the last that are over, hold money and were not closed."""
    for year in (today.year - 1, today.year):
        for row in closed_months.months(session, year):
            if row.entries and not row.is_closed and (year, row.month) < (today.year, today.month):
                yield year, row.month, row.entries


def _settings(session: Session) -> Iterable[tuple[str, str]]:
    """The choices that papers and figures depend on, in words; the rest by its number."""
    for key, title in _SWITCHES.items():
        value = offices.value(session, key)
        yield title, _SAID[key].get(value, str(value))
    others = session.scalar(select(func.count()).select_from(Setting).where(Setting.key.not_in(list(_SWITCHES)))) or 0
    yield "本单位改过的其他设置", f"{others}项（在“单位设置”“项目规则”“选项”等处查看，随数据文件一起移交）"
    views = session.scalar(select(func.count()).select_from(standing(SavedFilter).subquery())) or 0
    yield "保存的筛选", f"{views}个"


_ALL = Query()


def _rows(session: Session, listing: RecordList[Any]) -> list[Any]:
    return listing.rows(session, listing.ids(session, _ALL))
