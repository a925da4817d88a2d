"""季度督查通报: what was looked into in a quarter, unit by unit: late starts, silence, promises past their day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from app.columns.cells import UNDEFINED
from app.indicators.facts import Period
from app.reports import phrases
from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet
from app.reports.circulars import catalogue
from app.reports.circulars.annexes import Annexes
from app.reports.circulars.month import behind_clauses, overall, problem_clauses
from app.reports.circulars.shared import ids, sheet
from app.reports.monthly.month import Month, month_of
from app.reports.numbering import chinese_number
from app.reports.official_page import TABLE
from app.reports.statements import said
from app.reports.tables import SUM, number, text
from app.services import circulars, report_facts
from app.services.letters.sheet import Clause
from app.services.report_facts import NOBODY, StandingProject
from app.services.units.order import furthest_first
from app.values.kinds import LedgerKind
from app.values.papers import PaperKind
from app.values.stages import Chip


def quarter(session: Session, period: Period, today: date, word: str = TABLE) -> BulletinSheet:
    """The quarter that the period ends in, up to the end of its month."""
    seen = month_of(session, period, today)
    keys = circulars.tables(session, PaperKind.QUARTER, catalogue.usual(PaperKind.QUARTER))
    by_unit = _by_unit(seen)
    chosen = catalogue.chosen(seen, keys, word, first={"units": by_unit} if by_unit is not None else {})
    annexes = chosen.annexes
    place, name = words.territory(seen.office.name), f"第{chinese_number((period.month - 1) // 3 + 1)}季度"
    parts = (
        ("目标任务进度", annexes.referring(overall(seen), "indicators")),
        ("督查发现的问题", [*_found(seen, annexes), *chosen.told]),
        ("工作要求", _asked(seen)),
    )
    return sheet(
        seen.office,
        f"{period.year}年{name}招商引资工作督查情况通报",
        f"对{place}{name}招商引资工作进行了督查，现将截至{seen.until_words}的情况通报如下。",
        parts,
        annexes,
        today,
        nothing=f"截至{seen.until_words}，{place}没有登记招商引资目标任务、项目和问题，没有可以督查的事项。",
        addressee="各责任单位",
        doubts=seen.figures.doubts,
    )


def _late(seen: Month) -> list[StandingProject]:
    return [
        each
        for each in seen.library
        if each.chip is Chip.SIGNED
        and each.row.start_planned_on is not None
        and each.row.start_planned_on.last < seen.until
    ]


def _found(seen: Month, annexes: Annexes) -> Iterator[Clause]:
    late = _late(seen)
    if late:
        text = f"签约项目中{len(late)}个没有按计划时间开工，涉及{phrases.named(each.row.name for each in late)}。"
        yield from said(annexes.see(text, "units"), LedgerKind.PROJECTS, ids(late))
    yield from behind_clauses(seen, annexes)
    for clause in annexes.referring(problem_clauses(seen), "problems"):
        yield from said(clause.text, LedgerKind.PROBLEMS, (row.id for row in seen.problems))


def _asked(seen: Month) -> list[Clause]:
    """What is asked of the units: only where something was found."""
    asked = [
        ("未按计划开工的项目，由责任单位逐个说明原因，提出开工时间。", bool(_late(seen))),
        (
            "超过解决时限的问题，由责任单位重新明确办结时间。",
            any(report_facts.is_overdue(p, seen.until) for p in seen.problems),
        ),
        ("没有登记进展的项目，由责任单位补报进展和下步措施。", bool(seen.still)),
    ]
    return [Clause(text) for text, is_asked in asked if is_asked]


def _by_unit(seen: Month) -> Table | None:
    """What each unit has to answer for: late starts, projects that stand still, problems open and past their day."""
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for place, found in enumerate((_late(seen), seen.still)):
        for each in found:
            counts[each.row.unit or NOBODY][place] += 1
    for problem in seen.problems:
        counts[problem.unit or NOBODY][2] += 1
        counts[problem.unit or NOBODY][3] += report_facts.is_overdue(problem, seen.until)
    if not counts:
        return None
    columns = (
        text("责任单位", 6), number("未按计划\n开工（个）"), number("本月无进展\n（个）"),
        number("未销号问题\n（个）"), number("其中超过\n时限（个）"),
    )  # fmt: skip
    ordered = furthest_first(
        counts.items(), lambda each: each[0], lambda each: (-sum(each[1]), each[0]), seen.as_listed, NOBODY
    )
    ordered.append((SUM, [sum(found[place] for _, found in ordered) for place in range(4)]))
    rows = tuple((unit, *(str(count) if count else UNDEFINED for count in found)) for unit, found in ordered)
    return Table(columns, rows, (len(rows) - 1,), title="各责任单位督查事项情况表")
