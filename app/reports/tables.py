"""The tables of printed reports, from exact figures to the words that stand in their cells."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from app.columns.cells import UNDEFINED, count_text, figure_text, percent
from app.reports.blocks import Table, TableColumn
from app.services import report_facts
from app.services.indicators import IndicatorRow, Report
from app.services.problems import ProblemRow
from app.services.report_facts import StandingProject
from app.services.units.order import furthest_first
from app.values.dates import PartialDate
from app.values.stages import Chip, MilestoneKind

_ACROSS = 7  # indicators beside each other on an upright page
_WAN = 1_000_000
SUM = "合计"
_NOTHING = (None, "", UNDEFINED)


def text(title: str, least: float = 4, group: str = "") -> TableColumn:
    """A column of words."""
    return TableColumn(title, None, group, least=least)


def number(title: str, group: str = "") -> TableColumn:
    """A column of figures."""
    return TableColumn(title, "right", group, wraps=False)


def short(title: str) -> TableColumn:
    """A column of dates and other words that stay on one line."""
    return TableColumn(title, "centre", wraps=False)


def filled(table: Table) -> Table:
    """The table without the columns in which no row says anything; one without rows stays as it is.

    Its first column names the rows and stays; what stands under one heading stays or goes together. Sums say nothing of
    their own. Where the table holds the values behind its cells these are asked: a nought is said, however it prints.
    """
    said = [number for number in range(len(table.rows)) if number not in table.bold]
    if not said:
        return table
    unsaid = len(table.columns) - len(table.values[0]) if table.values else 0  # columns that hold no value: 序号

    def says(place: int) -> bool:
        by_value = table.values and place >= unsaid
        cells = (table.values[row][place - unsaid] if by_value else table.rows[row][place] for row in said)
        return any(cell not in _NOTHING for cell in cells)

    saying = [not place or says(place) for place in range(len(table.columns))]
    groups = {column.group for column, says_it in zip(table.columns, saying, strict=True) if says_it and column.group}
    shown = [place for place, column in enumerate(table.columns) if saying[place] or column.group in groups]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in shown),
        rows=tuple(tuple(row[place] for place in shown) for row in table.rows),
        fixed=sum(place < table.fixed for place in shown),
        values=tuple(tuple(row[place - unsaid] for place in shown if place >= unsaid) for row in table.values),
    )


def wan(fen: Fraction | int | None) -> str:
    """An amount of fen in 万元, as tables print it."""
    return "" if fen is None else figure_text(Fraction(fen) / _WAN, "万元")


def share(part: Fraction, whole: Fraction) -> str:
    """占比; — where the whole is nought."""
    return percent(part / whole) if whole else UNDEFINED


def completion_by_unit(figures: Report, place: str) -> Iterator[Table]:
    """Units down, 完成率 of the indicators that they have targets of across, the township (``place``) below.

    Several tables where the indicators are many.
    """
    rates = {(row.unit, row.key): row.completion for row in figures.rows if row.completion is not None}
    units = [unit for unit in dict.fromkeys(row.unit for row in figures.rows) if unit is not None]
    units = [unit for unit in units if any(held == unit for held, _ in rates)]
    used = {key for unit, key in rates if unit is not None}
    columns = [row for row in figures.of(None) if row.key in used]
    for begin in range(0, len(columns), _ACROSS):
        part = columns[begin : begin + _ACROSS]
        yield Table(
            (text("责任单位", 6), *(number(row.title) for row in part)),
            tuple(_rates(unit or place, unit, part, rates) for unit in (*units, None)),
            (len(units),),
            title="各责任单位主要指标完成率一览表",
        )


def _rates(
    name: str, unit: str | None, columns: Sequence[IndicatorRow], rates: Mapping[tuple[str | None, str], Fraction]
) -> tuple[str, ...]:
    found = (rates.get((unit, row.key)) for row in columns)
    return (name, *(UNDEFINED if rate is None else percent(rate) for rate in found))


def events_table(title: str, events: Iterable[tuple[MilestoneKind, Sequence[StandingProject]]]) -> Table:
    """The projects to which something happened: what, to whom, when."""
    columns = (
        short("事项"),
        text("项目名称", 8),
        text("投资方", 6),
        number("总投资（万元）"),
        short("日期"),
        text("责任单位", 5),
    )
    rows = tuple(
        (
            event,
            each.row.name,
            each.row.investor,
            wan(each.row.total_investment),
            each.dates[event].iso,
            each.row.unit or "",
        )
        for event, found in events
        for each in found
    )
    return Table(columns, rows, title=title)


def year_table(span: str, events: Sequence[tuple[MilestoneKind, Sequence[StandingProject]]]) -> Table:
    """The projects of a longer time, each once with the days of what came to it then; their sum below."""
    shown = [(event, found) for event, found in events if found]
    columns = (
        text("项目名称", 8), text("投资方", 6), number("总投资\n（万元）"), *(short(event) for event, _ in shown),
        text("责任单位", 5),
    )  # fmt: skip
    projects = list(dict.fromkeys(each.row.id for _, found in shown for each in found))
    by_id = {each.row.id: each for _, found in shown for each in found}
    came = [{each.row.id: in_year(each.dates[event]) for each in found} for event, found in shown]
    rows = [
        (by_id[key].row.name, by_id[key].row.investor, wan(by_id[key].row.total_investment),
         *(days.get(key, UNDEFINED) for days in came), by_id[key].row.unit or "")
        for key in projects
    ]  # fmt: skip
    whole = _known([by_id[key] for key in projects], "total_investment")
    rows.append((SUM, f"{len(projects)}个", whole, *(f"{len(days)}个" for days in came), UNDEFINED))
    words = "、".join(event.value for event, _ in shown)
    return Table(columns, tuple(rows), (len(rows) - 1,), title=f"{span}新{words}项目一览表")


def in_year(when: PartialDate) -> str:
    """A day of a year that the title names: 3月5日, 3月; the year where nothing more is known."""
    if when.month is None:
        return when.text()
    return f"{when.month}月" + (f"{when.day}日" if when.day else "")


def still_table(title: str, found: Iterable[tuple[StandingProject, PartialDate | None]]) -> Table:
    """The projects of which nothing was recorded in the month, and when something last was."""
    columns = (text("项目名称", 10), short("当前阶段"), text("责任单位", 5), text("责任人", 3), short("最近进展"))
    rows = tuple(
        (each.row.name, each.stage, each.row.unit or "", each.row.person, when.iso if when else "无记录")
        for each, when in found
    )
    return Table(columns, rows, title=title)


def problems_table(title: str, found: Iterable[ProblemRow]) -> Table:
    """Open problems with who promised what by when."""
    columns = (
        text("项目名称", 7),
        text("问题", 8),
        short("类别"),
        text("责任单位", 4),
        short("解决时限"),
        text("进展", 5),
    )
    rows = tuple(
        (row.project, row.description, row.kind, row.unit or "", row.due_on.iso if row.due_on else "", row.progress)
        for row in found
    )
    return Table(columns, rows, title=title)


def library_by_stage(title: str, standing: Sequence[StandingProject]) -> Table:
    """The library by stage: pieces, 总投资, contract sum and what has arrived."""
    columns = (
        text("阶段"), number("项目数（个）"),
        number("总投资（万元）"), number("合同引资额（万元）"), number("累计到位资金（万元）"),
    )  # fmt: skip
    groups = [(chip, [each for each in standing if each.chip == chip]) for chip in Chip]
    living = [each for each in standing if each.chip is not Chip.ENDED]
    rows = [_stage_row(chip, found) for chip, found in groups if found or chip is not Chip.ENDED]
    place = len(rows) - (1 if rows[-1][0] == Chip.ENDED else 0)
    rows.insert(place, _stage_row("在库合计", living))
    return Table(columns, tuple(rows), (place,), title=title)


def _stage_row(name: str, found: Sequence[StandingProject]) -> tuple[str, ...]:
    received = sum((each.received for each in found), Fraction(0))
    contracts = _known(found, "contract_amount")
    return (name, _pieces(found), _known(found, "total_investment"), contracts, wan(received) if found else UNDEFINED)


def library_by_industry(title: str, standing: Sequence[StandingProject]) -> Table:
    """产业 down; reserve, talks, signed and beyond, and all of the library across: pieces and 总投资."""
    living = [each for each in standing if each.chip is not Chip.ENDED]
    across: tuple[tuple[str, Callable[[StandingProject], bool]], ...] = (
        ("储备项目", lambda each: each.chip is Chip.RESERVED),
        ("在谈项目", lambda each: each.chip is Chip.NEGOTIATING),
        ("签约、在建、投产", lambda each: each.chip in {Chip.SIGNED, Chip.BUILDING, Chip.IN_PRODUCTION}),
        ("在库合计", lambda _: True),
    )
    columns = (
        text("产业"),
        *(column for group, _ in across for column in (number("个数", group), number("总投资\n（万元）", group))),
    )
    groups = [*report_facts.by_industry(living).items(), (SUM, living)]
    rows = []
    for name, found in groups:
        cells = [name]
        for _, is_in in across:
            part = [each for each in found if is_in(each)]
            cells += [_pieces(part), _known(part, "total_investment")]
        rows.append(tuple(cells))
    return Table(columns, tuple(rows), (len(rows) - 1,), title=title)


def funds_by_unit(title: str, figures: Report, as_listed: Sequence[str] | None) -> Table:
    """到位资金 of each unit by source, in 万元 and 万美元, with its part of the whole; most first, or ``as_listed``."""
    keys = ("funds_received", "funds_outside_province", "funds_other_cities", "funds_other_counties", "fdi_received")
    columns = (
        text("责任单位", 6),
        number("合计\n（万元）"), number("占比"), number("省外\n（万元）", "其中"),
        number("市外省内\n（万元）", "其中"), number("县外市内\n（万元）", "其中"), number("境外\n（万美元）", "其中"),
    )  # fmt: skip
    whole = figures.row(keys[0]).actual or Fraction(0)
    found = {(row.unit, row.key): row.actual or Fraction(0) for row in figures.rows}
    with_funds = [
        unit for unit in dict.fromkeys(row.unit for row in figures.rows) if unit is not None and found[unit, keys[0]]
    ]
    units = furthest_first(with_funds, str, lambda unit: -found[unit, keys[0]], as_listed)
    rows = []
    for unit in (*units, None):
        amounts = [figure_text(found[unit, key], "万美元" if key == "fdi_received" else "万元") for key in keys]
        rows.append((unit or SUM, amounts[0], share(found[unit, keys[0]], whole), *amounts[1:]))
    return Table(columns, tuple(rows), (len(rows) - 1,), title=title)


def _pieces(found: Iterable[StandingProject]) -> str:
    return count_text(sum((each.pieces for each in found), Fraction(0)))


def _known(found: Iterable[StandingProject], name: str) -> str:
    """The township's part of a sum in 万元 of those projects that have it; — where none has."""
    sums = [each.money * getattr(each.row, name) for each in found if getattr(each.row, name) is not None]
    return wan(sum(sums, Fraction(0))) if sums else UNDEFINED
