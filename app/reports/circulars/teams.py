"""专班通报: what each 工作专班 looks after, how it moves, and what is past its day."""

import re
from collections import defaultdict
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from app.columns.cells import UNDEFINED, count_text
from app.indicators.facts import Period
from app.reports import phrases
from app.reports import wording as words
from app.reports.blocks import Table
from app.reports.bulletins import BulletinSheet
from app.reports.circulars.shared import annexes_of, ids, sheet
from app.reports.monthly.month import Month, month_of
from app.reports.official_page import TABLE
from app.reports.statements import Statement, said
from app.reports.tables import SUM, number, text, wan
from app.services import report_facts
from app.services.report_facts import EVENTS, StandingProject
from app.services.units.order import furthest_first
from app.values.kinds import LedgerKind
from app.values.stages import Chip

_SEVERAL = 2  # names in a row are the people of a team
_TEAM, _LEADER = "工作专班", "包保领导"
_CHIPS = (Chip.NEGOTIATING, Chip.SIGNED, Chip.BUILDING, Chip.IN_PRODUCTION)


def teams(session: Session, period: Period, today: date, word: str = TABLE) -> BulletinSheet:
    """The 专班 of the projects in hand; where no project names one, the 包保 leaders."""
    seen = month_of(session, period, today)
    living = [each for each in seen.library if each.chip not in {Chip.ENDED, Chip.RESERVED}]
    head = _TEAM if any(each.row.team.strip() for each in living) else _LEADER
    name_of = _team_of if head == _TEAM else _leader_of
    groups: dict[str, list[StandingProject]] = defaultdict(list)
    for each in living:
        if name := name_of(each):
            groups[name].append(each)
    most = furthest_first(
        groups.items(), lambda group: group[0], lambda group: (-len(group[1]), group[0]), seen.as_listed
    )
    ordered = dict(most)
    annexes = annexes_of(word, teams=_table(seen, head, ordered) if ordered else None)
    place = words.territory(seen.office.name)
    without = [each for each in living if not name_of(each)]
    parts = (
        ("总体情况", annexes.referring(_overall(head, ordered, without), "teams")),
        (f"各{head}工作情况", [each for name, found in ordered.items() for each in _team(seen, name, found)]),
    )
    return sheet(
        seen.office,
        f"{period.year}年{period.month}月招商引资专班工作情况通报",
        f"现将{place}{period.month}月份招商引资专班工作情况通报如下。",
        parts if ordered else (),
        annexes,
        today,
        nothing=f"{place}在谈、签约、在建、投产的项目都没有登记工作专班和包保领导。",
        addressee=f"各{head}",
        doubts=seen.figures.doubts,
    )


def _leader_of(project: StandingProject) -> str:
    return _first_line(project.row.leader)


def _team_of(project: StandingProject) -> str:
    """A team by its name; one that is but a row of people by the first of them, whoever else is in it."""
    name = _first_line(project.row.team)
    people = [each for each in name.split("、") if each]
    is_named = any(word in name for word in ("专班", "组", "队"))
    return name if is_named or len(people) < _SEVERAL else f"{people[0]}专班"


def _first_line(typed: str) -> str:
    """A team or leader as the list names them: without who belongs to it."""
    return re.split(r"[\n：:（(，,；;]", typed.strip())[0].strip("。 ").replace(" ", "")


def _overall(head: str, groups: dict[str, list[StandingProject]], without: list[StandingProject]) -> list[Statement]:
    every = [each for found in groups.values() for each in found]
    measure = "个" if head == _TEAM else "名"
    text = phrases.joined(
        f"{len(groups)}{measure}{head}负责项目{len(every)}个",
        f"总投资{phrases.money(invested)}" if (invested := _money(every)) else "",
        f"另有{len(without)}个项目没有明确{head}" if without else "",
    )
    return said(text, LedgerKind.PROJECTS, ids(every), level=0)


def _team(seen: Month, name: str, found: list[StandingProject]) -> list[Statement]:
    events = [report_facts.happened(found, event, seen.year, seen.month) for event in EVENTS]
    moved = [each for each in found if any(each in happened for happened in events)]
    still = [each for each in found if each in seen.still]
    late = [row for row in seen.problems if report_facts.is_overdue(row, seen.until) and row.project_id in ids(found)]
    chips = [(chip.value, sum(each.chip is chip for each in found)) for chip in _CHIPS]
    stand = phrases.counted(chips, "个")
    has = f"负责“{found[0].row.name}”（{found[0].chip}）" if len(found) == 1 else f"负责项目{len(found)}个（{stand}）"
    text = phrases.joined(
        f"{name}：{has}",
        f"本月推进{phrases.named(each.row.name for each in moved)}" if moved else "",
        _still(found, still),
        f"{len(late)}个问题超过解决时限" if late else "",
    )
    return said(text, LedgerKind.PROJECTS, ids(found))


def _still(found: list[StandingProject], still: list[StandingProject]) -> str:
    if not still:
        return ""
    of_all = "" if len(found) == 1 else "均" if len(still) == len(found) else phrases.named(p.row.name for p in still)
    return f"{of_all}本月没有登记进展"


def _table(seen: Month, head: str, groups: dict[str, list[StandingProject]]) -> Table:
    columns = (
        text(head, 5), number("项目数\n（个）"), *(number(chip, "其中（个）") for chip in _CHIPS),
        number("总投资\n（万元）"), number("累计到位\n（万元）"),
        number("本月无进展\n（个）"), number("超时限\n问题（个）"),
    )  # fmt: skip
    rows = [_line(seen, name, found) for name, found in groups.items()]
    every = [each for found in groups.values() for each in found]
    rows.append(_line(seen, SUM, every))
    return Table(columns, tuple(rows), (len(rows) - 1,), title=f"各{head}项目推进情况表")


def _line(seen: Month, name: str, found: list[StandingProject]) -> tuple[str, ...]:
    keys = set(ids(found))
    late = sum(1 for row in seen.problems if row.project_id in keys and report_facts.is_overdue(row, seen.until))
    still = sum(1 for each in seen.still if each.row.id in keys)
    counts = (Fraction(sum(each.chip is chip for each in found)) for chip in _CHIPS)
    return (
        name,
        str(len(found)),
        *(count_text(count) if count else UNDEFINED for count in counts),
        wan(_money(found)),
        wan(sum((each.received for each in found), Fraction(0))),
        *(str(count) if count else UNDEFINED for count in (still, late)),
    )


def _money(found: list[StandingProject]) -> Fraction:
    return sum((each.investment for each in found), Fraction(0))
