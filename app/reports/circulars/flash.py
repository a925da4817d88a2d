"""快报: one event, told the day it happens: a project was signed, started or put into production."""

from datetime import date

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.facts import Period
from app.reports import phrases
from app.reports import wording as words
from app.reports.bulletins import BulletinSheet
from app.reports.circulars.shared import annexes_of, sheet
from app.reports.monthly.month import Month, month_of
from app.reports.official_page import TABLE
from app.reports.statements import Statement, said
from app.services.report_facts import StandingProject
from app.values.dates import PartialDate
from app.values.figures import percent
from app.values.kinds import LedgerKind
from app.values.stages import MilestoneKind

EVENTS = {
    MilestoneKind.SIGNED: "签约",
    MilestoneKind.STARTED: "开工建设",
    MilestoneKind.IN_PRODUCTION: "竣工投产",
}
_COUNTED = {
    MilestoneKind.SIGNED: ("projects_signed", "今年以来新签约项目"),
    MilestoneKind.STARTED: ("projects_started", "今年以来新开工项目"),
    MilestoneKind.IN_PRODUCTION: ("projects_in_production", "今年以来竣工投产项目"),
}
Happened = tuple[PartialDate, MilestoneKind, StandingProject]


def flash(session: Session, period: Period, today: date, project: str = "", word: str = TABLE) -> BulletinSheet:
    """The last event of the period, or of ``project`` by name or code; Refused where there was none."""
    seen = month_of(session, period, today)
    on, event, found = _last(seen, project)
    row = found.row
    key, lead = _COUNTED[event]
    when = f"{on.text()}，" if on.month else ""
    about = phrases.joined(
        f"{when}{row.name}"
        + (f"（投资方：{row.investor}）" if row.investor and row.investor not in row.name else "")
        + EVENTS[event],
    )
    facts = phrases.joined(
        f"项目总投资{phrases.money(row.total_investment)}" if row.total_investment else "",
        f"合同引资额{phrases.money(row.contract_amount)}" if row.contract_amount else "",
        f"属{row.industry}项目" if row.industry else "",
        f"选址{row.site}" if row.site else "",
    )
    plan = row.content.strip().rstrip("。").replace("\n", "，")
    content = phrases.joined(plan if plan.startswith("建设") else f"主要建设{plan}") if plan else ""
    who = phrases.joined(f"责任单位：{row.unit}" if row.unit else "", f"包保领导：{row.leader}" if row.leader else "")
    figures = seen.figures.row(key)
    done = f"，完成年度目标的{percent(figures.completion)}" if figures.completion is not None else ""
    counts = figures.actual and seen.period.holds(on)  # an event of a year before says nothing of this one
    told = f"{lead}{words.figure_words(figures.actual, figures.measure)}{done}。" if counts else ""
    one = [
        each for text in (about, facts, content, who) for each in said(text, LedgerKind.PROJECTS, (row.id,), level=0)
    ]
    count = [Statement(told, 0, seen.origin(figures))] if told else []
    return sheet(
        seen.office,
        "招商引资快报",
        "",
        (("", [*one, *count]),),
        annexes_of(word),
        today,
        nothing="",
    )


def _last(seen: Month, project: str) -> Happened:
    happened = [
        (when, kind, each)
        for each in seen.library
        for kind in EVENTS
        if (when := each.dates.get(kind)) is not None and seen.period.is_past(when)
    ]
    if project:
        named = [each for each in happened if project in {each[2].row.name, each[2].row.code, each[2].row.id}]
        if not named:
            raise Refused(
                f"到{seen.until_words}，没有找到“{project}”签约、开工或投产的记录，请核对项目名称和日期。",
                field="project",
            )
        happened = named
    else:
        happened = [each for each in happened if seen.period.holds(each[0])]
    if not happened:
        raise Refused(f"{seen.year}年1月到{seen.month}月没有签约、开工或投产的项目，没有可以快报的。", field="month")
    order = list(EVENTS)
    return max(happened, key=lambda each: (each[0].last, order.index(each[1]), each[2].row.code))
