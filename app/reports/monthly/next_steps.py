"""What comes next in a summary: only what is recorded as planned or promised, and what targets still ask for."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.monthly.bulletin import Month
from app.reports.tables import short, text
from app.services import report_facts
from app.services.letters.sheet import Clause
from app.values.dates import PartialDate
from app.values.stages import Chip

_MONTHS_AHEAD = 3  # what is planned for later is not yet this report's next step


@dataclass(frozen=True)
class _Plan:
    """One thing that somebody has planned or promised: what, by when, by whom."""

    kind: str
    subject: str
    what: str
    due_on: PartialDate
    who: str


def next_clauses(session: Session, seen: Month) -> Iterator[Clause]:
    """The remaining targets; how many steps are recorded with a day ahead."""
    missing = [
        f"{row.title}{words.figure_words(row.target - row.actual, row.measure)}"
        for row in seen.targeted
        if row.target is not None and row.actual is not None and row.actual < row.target
    ]
    if missing:
        yield Clause(f"对照年度目标，尚需完成{'，'.join(missing)}。")
    plans = _plans(session, seen)
    for kind, lead in _LEADS.items():
        found = [plan for plan in plans if plan.kind == kind]
        if found:
            yield Clause(lead.format(count=len(found), names=words.names_words(plan.subject for plan in found)))


def plans_table(session: Session, seen: Month) -> Table | None:
    """The recorded steps of the coming three months, the nearest first; None where there are none."""
    plans = _plans(session, seen)
    if not plans:
        return None
    columns = (short("时限"), short("事项"), text("项目（线索）", 7), text("内容", 8), text("责任单位（责任人）", 5))
    rows = tuple((plan.due_on.iso, plan.kind, plan.subject, plan.what, plan.who) for plan in plans)
    return Table(columns, rows, title="下步工作安排表")


_LEADS = {
    "解决问题": "按承诺时限解决项目问题{count}个，涉及{names}。",
    "计划开工": "推动计划开工项目{count}个：{names}。",
    "计划投产": "推动计划竣工投产项目{count}个：{names}。",
    "跟进线索": "按已定措施跟进招商线索{count}条：{names}。",
}


def _plans(session: Session, seen: Month) -> list[_Plan]:
    plans = [*_promises(seen), *_milestones(seen), *_steps(session, seen)]
    return sorted((plan for plan in plans if _is_ahead(plan.due_on, seen)), key=lambda plan: plan.due_on.iso)


def _is_ahead(when: PartialDate, seen: Month) -> bool:
    months = (when.year - seen.year) * 12 + (when.month or 12) - seen.month
    return when.last > seen.until and months <= _MONTHS_AHEAD


def _promises(seen: Month) -> Iterator[_Plan]:
    for row in seen.problems:
        if row.due_on is not None:
            yield _Plan("解决问题", row.project, row.description, row.due_on, row.unit or "")


def _milestones(seen: Month) -> Iterator[_Plan]:
    for project in seen.library:
        row = project.row
        who = _who(row.unit, row.person)
        if project.chip in {Chip.NEGOTIATING, Chip.SIGNED} and row.start_planned_on is not None:
            yield _Plan("计划开工", row.name, "开工建设", row.start_planned_on, who)
        if project.chip == "在建" and row.production_planned_on is not None:
            yield _Plan("计划投产", row.name, "竣工投产", row.production_planned_on, who)


def _steps(session: Session, seen: Month) -> Iterator[_Plan]:
    for row in report_facts.living_leads(session, seen.today):
        if row.next_on is not None:
            yield _Plan("跟进线索", row.name, row.next_step, row.next_on, _who(row.unit, row.person))


def _who(unit: str | None, person: str) -> str:
    if unit and person:
        return f"{unit}（{person}）"
    return unit or person
