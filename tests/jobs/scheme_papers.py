"""A county's paper of a scheme, written down for the tests: its workbook, its units and what they did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.indicators.own import Definition
from app.models.projects import Milestone, Project
from app.services import achievements, own_indicators, targets, units
from app.services.achievements import AchievementEntry
from app.services.own_indicators import OwnEntry
from app.services.targets import TargetEntry
from app.services.units import UnitEntry
from app.values.dates import PartialDate
from app.values.quantities import MICRO
from tests.builders import build

HEAD = ("考核项目", "指标", "计分方法", "分值", "最高得分", "最低得分", "口径", "对照", "计分参数", "佐证材料")
_WAN = 1_000_000


@dataclass(frozen=True)
class Published:
    """A paper's items as workbook rows, what each unit had to do and did, and the total that follows."""

    place: str
    items: Sequence[tuple[str, str, str, float, str]]  # title, indicator, method, points, parameters
    tasks: Mapping[str, float]
    done: Mapping[str, Mapping[str, float | Mapping[int, float]]]  # by unit, by indicator: in December, or by month
    totals: Mapping[str, str]
    rules: str = ""
    floor: Mapping[str, float] | None = None
    own: Mapping[str, Definition] | None = None
    # By unit: what is written of each signed project, its 总投资 in 万元, and its 产业 where that is asked.
    signed: Mapping[str, Sequence[tuple[str, int] | tuple[str, int, str]]] | None = None
    last_year: Mapping[str, Mapping[str, float]] | None = None  # by unit, by indicator: December of the year before


def prepared(database: Database, paper: Published) -> None:
    """Writes the units, their tasks, what they did and the indicators that the paper asks for into the file."""
    with database.work("准备") as session:
        own = paper.own or {}
        for title in sorted({each.part for each in own.values() if each.part}):
            if targets.find_indicator(session, title) is None:
                own_indicators.save(session, OwnEntry(title, "个"))
        for title, definition in own.items():
            own_indicators.save(session, OwnEntry(title, definition=definition))
        asked = {name for figures in paper.done.values() for name in figures}
        asked |= {part.split(":")[0] for *_, words in paper.items if "其他" in words
                  for part in words.split("=")[-1].split("、")}  # fmt: skip
        for name in sorted(asked | {item[1] for item in paper.items} - {""}):
            if targets.find_indicator(session, name) is None:
                own_indicators.save(session, OwnEntry(name, "个"))
        for unit in paper.done:
            _figures_of(session, paper, unit)
        for unit, projects in (paper.signed or {}).items():
            for note, wan, *industry in projects:
                said = {"unit_id": units.find(session, unit), "note": note, "industry": "".join(map(str, industry))}
                made = build(session, Project, total_investment=wan * _WAN, **said)
                # In December, for which the figure by hand speaks: only sizes and own indicators look at the projects.
                build(session, Milestone, project_id=made.id, actual_on=PartialDate("2026-12-05"))


def _figures_of(session: Session, paper: Published, unit: str) -> None:
    units.save(session, UnitEntry(name=unit))
    for name, amount in paper.tasks.items():
        targets.save(session, TargetEntry(2026, name, round(amount * MICRO), unit))
    for name, told in paper.done[unit].items():
        for month, amount in (told if isinstance(told, Mapping) else {12: told}).items():
            achievements.save(session, AchievementEntry(2026, month, name, round(amount * MICRO), unit))
    for name, amount in (paper.last_year or {}).get(unit, {}).items():
        achievements.save(session, AchievementEntry(2025, 12, name, round(amount * MICRO), unit))


def workbook(paper: Published, path: Path) -> Path:
    """The paper as a county would fill in the workbook of a scheme."""
    book = Workbook()
    sheet = book.active
    sheet.title = "考核项目"
    for row in (("考核办法", paper.place[:20]), ("年度", 2026), ("考核组别", ""), ("说明", ""), ("总则", paper.rules)):
        sheet.append(row)
    sheet.append(("序号", *HEAD))
    for place, (title, indicator, method, full, words) in enumerate(paper.items, start=1):
        floor = (paper.floor or {}).get(title)
        sheet.append((place, title, indicator or "手工评分", method, full, None, floor, "自报", "全年", words, ""))
    listed = book.create_sheet("考核单位")
    listed.append(("序号", "单位名称"))
    for place, unit in enumerate(paper.done, start=1):
        listed.append((place, unit))
    book.save(path)
    return path
