"""月通报: the year against its targets, units in order, the month's events, who stands still."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.indicators.facts import Period
from app.reports import charts, phrases
from app.reports import wording as words
from app.reports.bulletins import BulletinSheet, RankLine
from app.reports.circulars import catalogue
from app.reports.circulars.annexes import Annexes
from app.reports.monthly import achieved
from app.reports.monthly.month import Month, month_of, ranked_key, ranking
from app.reports.official_page import TABLE
from app.reports.statements import Statement, said
from app.reports.tables import filled
from app.services import circulars, report_facts
from app.services.letters.sheet import Clause, Section
from app.services.report_facts import EVENTS, StandingProject
from app.values.dates import PartialDate
from app.values.figures import percent
from app.values.kinds import LedgerKind
from app.values.papers import PaperKind
from app.values.stages import MilestoneKind

_FEW = 5  # so many units are all named; of more, the first and the last three
_TOLD = 10  # so many units are told with their figures; of more, those furthest behind: the table has them all


def bulletin(session: Session, period: Period, today: date, word: str = TABLE) -> BulletinSheet:
    """The month's bulletin as it will print; ``word`` is what its tables are called."""
    seen = month_of(session, period, today)
    year, month = period.year, period.month
    ranked = None if seen.is_cautious else ranked_key(seen.figures)
    place = words.territory(seen.office.name)
    title = phrases.monthly(year, month)
    until = "全年" if seen.is_whole_year else title.removeprefix(f"{year}年")
    keys = circulars.tables(session, PaperKind.MONTH, catalogue.usual(PaperKind.MONTH))
    chosen = catalogue.chosen(seen, keys, word)
    told = [section for section in _sections(seen, ranked, chosen) if section.clauses]
    opening = f"现将{until}{place}招商引资工作情况通报如下。"
    return BulletinSheet(
        title=f"{seen.office.name}{title}招商引资工作情况通报",
        addressee="各责任单位",
        opening=opening if told else f"{until}，{place}没有登记招商引资目标任务、项目和到位资金。",
        sections=chosen.annexes.all_named(told),
        issuer=seen.office.government,
        date=PartialDate.of(today).text(),
        note=seen.note if told else "",
        tables=tuple(map(filled, chosen.annexes.tables.values())),
        charts=charts.ticked(session, seen.figures, seen.facts, period, ranked),
        doubts=seen.figures.doubts,
    )


def overall(seen: Month) -> list[Clause]:
    """How many indicators keep up with the clock, or met their target in December; then each of them."""
    return list(achieved.statements(seen))


def _sections(seen: Month, ranked: str | None, chosen: catalogue.Chosen) -> Iterator[Section]:
    annexes = chosen.annexes
    yield Section("总体情况", tuple(annexes.referring(overall(seen), "indicators")))
    if ranked:
        units = annexes.referring(_unit_clauses(seen, ranked), "ranking")
        yield Section("各责任单位完成情况", tuple(units))
    yield Section(f"{seen.month}月份项目进展", tuple(annexes.referring(_event_clauses(seen), "events")))
    yield Section("项目和资金构成", chosen.told)
    yield Section("进度滞后情况", tuple(behind_clauses(seen, annexes)))
    yield Section("存在问题", tuple(annexes.referring(problem_clauses(seen), "problems")))


def _unit_clauses(seen: Month, key: str) -> Iterator[Clause]:
    row, lines = seen.figures.row(key), ranking(seen.figures, key)
    title, origin = row.title, seen.origin(row)
    named = [f"{line.unit}（{percent(line.completion)}）" for line in lines if line.actual]
    if len(named) > _FEW:
        first, last = "、".join(named[:3]), "、".join(named[-3:])
        text = f"按{title}年度目标完成率排名，前三位是{first}；有完成数的单位中，后三位是{last}。"
        yield Statement(text, origin=origin)
    elif named:
        yield Statement(f"按{title}年度目标完成率排名，依次为{'、'.join(named)}。", origin=origin)
    active = [line for line in lines if line.actual]
    yield from (Statement(text, origin=origin) for text in _behind(seen, title, active))
    nothing = [line.unit for line in lines if not line.actual]
    if nothing:
        none = f"{title}尚无完成数的单位{len(nothing)}个：{phrases.people(nothing, most=_TOLD)}。"
        yield from said(none, LedgerKind.TARGETS, note=title)


def _behind(seen: Month, title: str, lines: Sequence[RankLine]) -> Iterator[str]:
    """The units that have a figure and lag behind the clock, or missed their target in December; the last ones last."""
    if seen.is_whole_year:
        found = [(each.unit, f"完成{percent(each.completion)}") for each in lines if (each.completion or 1) < 1]
        lead = f"{title}未完成年度目标的单位{len(found)}个"
    else:
        late = [(each.unit, each.ahead) for each in lines if each.ahead is not None and each.ahead < 0]
        found = [(unit, words.ahead_words(ahead)) for unit, ahead in late]
        lead = f"{title}有完成数但未达到序时进度的单位{len(found)}个"
    texts = [f"{unit}{how}" for unit, how in found]
    if len(texts) > _TOLD:
        yield f"{lead}，其中差距最大的是{'，'.join(texts[-_FEW:])}。"
    elif texts:
        yield f"{lead}：{'，'.join(texts)}。"


def _event_clauses(seen: Month) -> Iterator[Clause]:
    if not seen.library:
        return
    missing = []
    for event in EVENTS:
        title = "竣工投产" if event is MilestoneKind.IN_PRODUCTION else f"新{event}"
        found = report_facts.happened(seen.library, event, seen.year, seen.month)
        if found:
            yield from said(words.projects_words(title, found), LedgerKind.PROJECTS, _ids(found))
        else:
            missing.append(title)
    if missing:
        yield Clause(f"本月没有{'、'.join(missing)}的项目。")


def behind_clauses(seen: Month, annexes: Annexes) -> Iterator[Clause]:
    """The indicators that lag behind the clock while it runs, and the projects that nothing was heard of."""
    if not seen.is_whole_year:  # the year is over: what is missed was said with each target
        behind = [(row.title, row.ahead) for row in seen.targeted if row.ahead is not None and row.ahead < 0]
        texts = [f"{title}{words.ahead_words(ahead)}" for title, ahead in behind]
        said_ = f"未达到序时进度的指标：{'，'.join(texts)}，请有关单位加快推进。" if texts else ""
        yield from said(said_, LedgerKind.TARGETS)
    if seen.still:
        counts = words.count_words((project.row.unit or report_facts.NOBODY for project in seen.still), "个")
        text = f"在谈、签约、在建项目中，{len(seen.still)}个项目本月没有登记进展：{counts}。"
        text += annexes.see("一个月无进展的，请责任单位说明原因。", "still")
        yield from said(text, LedgerKind.PROJECTS, _ids(seen.still))


def problem_clauses(seen: Month) -> list[Statement]:
    """The open problems by kind, and those past the day promised."""
    if not seen.problems:
        return []
    text = words.problem_words(seen.problems, lambda row: report_facts.is_overdue(row, seen.until))
    return said(text, LedgerKind.PROBLEMS, (row.id for row in seen.problems), level=0)


def _ids(found: Sequence[StandingProject]) -> tuple[str, ...]:
    return tuple(each.row.id for each in found)
