"""一周通报: what one week brought: events of projects, money, activities, leads, problems raised and solved."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from app.indicators.facts import Basis, Period
from app.reports import phrases
from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet
from app.reports.circulars.shared import annexes_of, ids, sheet
from app.reports.monthly.month import Month, month_of
from app.reports.official_page import TABLE
from app.reports.statements import Statement, said
from app.reports.tables import events_table
from app.services import problems
from app.services.activities import outcomes
from app.services.leads import reports as lead_reports
from app.services.report_facts import EVENTS, StandingProject
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind
from app.values.stages import MilestoneKind
from app.values.weeks import week_of

_TOLD = 5  # projects whose money is told one by one; of more, the largest


def week(session: Session, day: date, today: date, basis: Basis = Basis.REPORTED, word: str = TABLE) -> BulletinSheet:
    """The week of ``day``, as far as it has gone."""
    monday, sunday = week_of(day)
    last = min(sunday, today) if monday <= today else sunday
    seen = month_of(session, Period(last.year, last.month, basis), today)
    happened = [(event, _happened(seen, event, monday, last)) for event in EVENTS]
    annexes = annexes_of(word, events=_table(happened))
    parts = (
        ("项目进展", annexes.referring(_events(happened), "events")),
        ("到位资金", _funds(seen, monday, last)),
        ("招商活动", _held(session, monday, last)),
        ("线索跟踪", _leads(session, monday, last)),
        ("问题协调", _problems(session, monday, last)),
    )
    span = phrases.days(monday, last)
    place = words.territory(seen.office.name)
    return sheet(
        seen.office,
        "招商引资工作一周通报",
        f"现将{span}{place}招商引资工作情况通报如下。",
        parts,
        annexes,
        today,
        nothing=f"{span}，{place}没有登记招商引资工作的新进展。",
    )


def _falls(when: PartialDate | None, first: date, last: date) -> bool:
    """Whether all that a date may mean lies in the week: one known to its month alone lies in none."""
    return when is not None and first <= when.first and when.last <= last


def _happened(seen: Month, event: MilestoneKind, first: date, last: date) -> list[StandingProject]:
    return [each for each in seen.library if _falls(each.dates.get(event), first, last)]


def _table(happened: list[tuple[MilestoneKind, list[StandingProject]]]) -> Table | None:
    if not any(found for _, found in happened):
        return None
    return events_table("本周新签约、落地、开工、投产项目一览表", happened)


def _events(happened: Iterable[tuple[MilestoneKind, list[StandingProject]]]) -> list[Statement]:
    told = []
    for event, found in happened:
        if found:
            title = "竣工投产" if event is MilestoneKind.IN_PRODUCTION else f"新{event}"
            told += said(words.projects_words(title, found), LedgerKind.PROJECTS, ids(found))
    return told


def _funds(seen: Month, first: date, last: date) -> list[Statement]:
    arrived = [entry for entry in seen.facts.funds if _falls(entry.received_on, first, last)]
    sums: dict[str, Fraction] = {}
    for entry in arrived:
        held = sum(entry.project.money.values(), Fraction(0)) * entry.in_yuan(seen.period.basis)
        sums[entry.project.name] = sums.get(entry.project.name, Fraction(0)) + held
    whole = sum(sums.values(), Fraction(0))
    if not whole:
        return []
    money = phrases.money_in(sums.values())
    largest = sorted(sums.items(), key=lambda each: -each[1])
    parts = "、".join(f"“{name}”{money(amount)}" for name, amount in largest[:_TOLD])
    few = f"，来自“{largest[0][0]}”" if len(sums) == 1 else f"，其中{parts}"
    several = f"，涉及项目{len(sums)}个，其中{parts}" if len(sums) > _TOLD else few
    text = f"本周到位资金{money(whole)}{several}。"
    return said(text, LedgerKind.FUNDS, (entry.project.id for entry in arrived), level=0)


def _held(session: Session, first: date, last: date) -> list[Statement]:
    told = []
    for each in outcomes.held(session, first, last):
        text = phrases.joined(
            f"{each.kind}：{each.title or each.place or each.held_on.text()}",
            f"对接企业{len(each.came.firms)}家" if each.came.firms else "",
            f"获得线索{len(each.came.leads)}条" if each.came.leads else "",
            f"签约{phrases.named(signing.name for signing in each.came.signings)}" if each.came.signings else "",
        )
        told += said(text, LedgerKind.ACTIVITIES, (each.id,))
    return told


def _leads(session: Session, first: date, last: date) -> list[Statement]:
    found = lead_reports.week(session, first, last)
    counts = (
        ("新增", found.registered), ("研判为有效", found.judged_valid), ("跟进", found.followed),
        ("转为项目", found.converted), ("搁置或失败", found.ended),
    )  # fmt: skip
    told = "、".join(f"{title}{len(rows)}条" for title, rows in counts if rows)
    moved = [row.id for _, rows in counts for row in rows]
    return said(f"本周招商线索{told}。" if told else "", LedgerKind.LEADS, moved, level=0)


def _problems(session: Session, first: date, last: date) -> list[Statement]:
    rows = problems.listing().rows(session, problems.listing().ids(session))
    raised = [row for row in rows if _falls(row.raised_on, first, last)]
    closed = [row for row in rows if _falls(row.closed_on, first, last)]
    told = (("新提出", raised), ("解决销号", closed))
    counts = "、".join(f"{title}{len(found)}个" for title, found in told if found)
    text = f"本周项目问题{counts}。" if counts else ""
    return said(text, LedgerKind.PROBLEMS, (row.id for row in (*raised, *closed)), level=0)
