"""What comes next: only what is recorded as planned or promised, and what targets still ask for."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.indicators.facts import Period
from app.reports import phrases
from app.reports.blocks import Table
from app.reports.monthly.month import Month
from app.reports.statements import Statement, said
from app.reports.summary.scene import Scene, ids
from app.reports.tables import short, text
from app.services import report_facts
from app.services.letters.sheet import Section
from app.values.dates import PartialDate
from app.values.kinds import LedgerKind
from app.values.stages import Chip

_TOLD = 8  # so many steps of a kind are told one by one; of more, the table behind the text has each
_MONTHS_AHEAD = 3  # what is planned for later is not yet this report's next step


@dataclass(frozen=True)
class _Plan:
    """One thing that somebody has planned or promised: what, by when, by whom; ``id`` is its record's."""

    kind: str
    subject: str
    what: str
    due_on: PartialDate
    unit: str
    person: str
    id: str

    @property
    def who(self) -> str:
        """The unit and its person, or the one that is known."""
        return "，".join(filter(None, (self.unit, self.person)))


_LEADS = {
    "计划开工": ("推动{names}{several}按计划开工", "个项目", LedgerKind.PROJECTS),
    "计划投产": ("推动{names}{several}按计划竣工投产", "个项目", LedgerKind.PROJECTS),
    "解决问题": ("按承诺时限解决{names}反映的{several}", "个问题", LedgerKind.PROBLEMS),
    "跟进线索": ("按已定措施跟进{names}{several}", "条线索", LedgerKind.LEADS),
}
_NEXT = (
    (Chip.SIGNED, "推动{names}{several}尽快开工。"),
    (Chip.BUILDING, "推动{names}{several}加快建设。"),
    (Chip.NEGOTIATING, "推动{names}{several}早日签约。"),
)
_HEADINGS = {
    "计划开工": "抓项目开工建设",
    "计划投产": "抓项目竣工投产",
    "解决问题": "抓问题协调解决",
    "跟进线索": "抓线索跟踪转化",
}


def statements(session: Session, scene: Scene) -> Iterator[Statement]:
    """The remaining targets while the year runs; the steps that are recorded with a day ahead."""
    yield from said(_remaining(scene), LedgerKind.TARGETS)
    plans = _plans(session, scene.month)
    for kind in _LEADS:
        yield from _of_kind(kind, [plan for plan in plans if plan.kind == kind])
    yield from _standing(scene, {plan.id for plan in plans})


def _standing(scene: Scene, planned: Container[str]) -> Iterator[Statement]:
    """What the library itself asks for next: projects of which nobody has planned the next step's day."""
    given_up = {key for key, _ in set(scene.review.refused) - set(scene.review.passed)}
    for chip, words in _NEXT:
        found = [each for each in scene.at(chip) if each.row.id not in planned and each.row.id not in given_up]
        if found:
            names = phrases.named(each.row.name for each in found)
            several = f"{len(found)}个{chip.value}项目" if len(found) > 1 else ""
            yield from said(words.format(names=names, several=several), LedgerKind.PROJECTS, ids(found))


def sections(session: Session, scene: Scene) -> Iterator[Section]:
    """The same as a paper of its own: a section for each kind of step, each step told."""
    yield Section("目标任务", tuple(said(_remaining(scene), LedgerKind.TARGETS, level=0)))
    plans = _plans(session, scene.month)
    for kind, heading in _HEADINGS.items():
        found = [plan for plan in plans if plan.kind == kind]
        *_, ledger = _LEADS[kind]
        told = (each for plan in found for each in said(_step(plan), ledger, (plan.id,)))
        yield Section(heading, tuple(told if len(found) <= _TOLD else _of_kind(kind, found)))
    yield Section("抓项目推进", tuple(_standing(scene, {plan.id for plan in plans})))


def span_after(period: Period) -> str:
    """The time that a plan made at the end of the period speaks of: 2027年, 2026年下半年, 2026年第四季度."""
    if period.month == 12:
        return f"{period.year + 1}年"
    special = {3: "第二季度", 6: "下半年", 9: "第四季度"}
    return f"{period.year}年{special.get(period.month, '下步')}"


def plans_table(session: Session, seen: Month) -> Table | None:
    """The recorded steps of the coming three months, the nearest first; None where there are none."""
    plans = _plans(session, seen)
    if not plans:
        return None
    columns = (short("时限"), text("项目（线索）", 10), text("工作内容", 5), text("责任单位", 4), text("责任人", 3))
    rows = tuple((plan.due_on.iso, plan.subject, plan.what, plan.unit, plan.person) for plan in plans)
    return Table(columns, rows, title="下步工作安排表")


def _remaining(scene: Scene) -> str:
    if scene.is_whole_year:
        return ""  # the year is over: what is missing stands among the shortfalls
    missing = [
        f"{row.title}{phrases.figure(row.target - row.actual, row.measure)}"
        for row in scene.month.targeted
        if row.target is not None and row.actual is not None and row.actual < row.target and row.measure != "%"
    ]
    return f"对照年度目标，尚需完成{'、'.join(missing)}。" if missing else ""


def _of_kind(kind: str, found: list[_Plan]) -> Iterator[Statement]:
    if found:
        words, measure, ledger = _LEADS[kind]
        several = f"{len(found)}{measure}" if len(found) > 1 else measure[1:] if kind == "解决问题" else ""
        sentence = words.format(several=several, names=phrases.named(plan.subject for plan in found))
        yield from said(f"{sentence}。", ledger, (plan.id for plan in found))


def _step(plan: _Plan) -> str:
    return phrases.joined(
        f"“{plan.subject}”（{plan.who}）" if plan.who else f"“{plan.subject}”",
        plan.what.replace("。", "，"),
        f"{plan.due_on.deadline()}前完成",
    )


def _plans(session: Session, seen: Month) -> list[_Plan]:
    plans = [*_promises(seen), *_milestones(seen), *_steps(session, seen)]
    return sorted((plan for plan in plans if _is_ahead(plan.due_on, seen)), key=lambda plan: plan.due_on.iso)


def _is_ahead(when: PartialDate, seen: Month) -> bool:
    months = (when.year - seen.year) * 12 + (when.month or 12) - seen.month
    return when.last > seen.until and months <= _MONTHS_AHEAD


def _promises(seen: Month) -> Iterator[_Plan]:
    for row in seen.problems:
        if row.due_on is not None:
            told = row.description.strip("。； ").removesuffix("问题")
            what = f"解决“{told}”问题" if "，" in told else f"解决{told}问题"
            yield _Plan("解决问题", row.project, what, row.due_on, row.unit or "", "", row.id)


def _milestones(seen: Month) -> Iterator[_Plan]:
    for project in seen.library:
        row = project.row
        who = (row.unit or "", row.person)
        if project.chip in {Chip.NEGOTIATING, Chip.SIGNED} and row.start_planned_on is not None:
            yield _Plan("计划开工", row.name, "开工建设", row.start_planned_on, *who, row.id)
        if project.chip is Chip.BUILDING and row.production_planned_on is not None:
            yield _Plan("计划投产", row.name, "竣工投产", row.production_planned_on, *who, row.id)


def _steps(session: Session, seen: Month) -> Iterator[_Plan]:
    for row in report_facts.living_leads(session, seen.today):
        if row.next_on is not None:
            yield _Plan("跟进线索", row.name, row.next_step, row.next_on, row.unit or "", row.person, row.id)
