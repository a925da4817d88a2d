"""The sentences of printed reports: figures in the words of an office, rounded here and nowhere before."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from app.columns.cells import UNDEFINED, points_text
from app.reports.phrases import by_frequency, counted, figure, joined, named, naming, people, plain
from app.services.activities.attendance import AttendanceSum
from app.services.indicators import IndicatorRow
from app.services.offices import whole_of
from app.services.problems import ProblemRow
from app.services.report_facts import StandingProject
from app.values.figures import amount, percent, size_of_points

_FEN_IN_WAN = 1_000_000
_MANIFOLD = 3  # growth from which a multiple says more than a percentage
_TOO_FEW = 10  # pieces of last year, below which a percentage says nothing
_PIECES = ("个", "条", "次", "家", "批")


def territory(office: str) -> str:
    """All of the office's ground in two characters: 全镇, 全乡; 辖区 where its name does not say what it is."""
    return whole_of(office) or "辖区内"


def figure_words(value: Fraction | None, measure: str) -> str:
    """A figure with its measure; money from 亿元 on in 亿元: 11.29亿元, 9.4亿元, 1078.21万美元, 47个."""
    return amount(value, measure) if value is None or measure == "%" else figure(value, measure)


def money_words(fen: Fraction | int | None) -> str:
    """An amount in fen: 1.2亿元, 850万元."""
    return figure_words(None if fen is None else Fraction(fen) / _FEN_IN_WAN, "万元")


def ahead_words(points: Fraction) -> str:
    """How a figure stands to the clock; what rounds to nothing is level with it."""
    size = size_of_points(points)
    return f"{'超' if points > 0 else '欠'}序时进度{size}个百分点" if size else "与序时进度持平"


def growth_words(growth: Fraction) -> str:
    """同比 as a sentence says it: never a negative growth."""
    if not size_of_points(growth * 100):
        return "与上年同期持平"
    return f"同比{'增长' if growth > 0 else '下降'}{percent(abs(growth))}"


def compared_words(row: IndicatorRow) -> str:
    """How a figure lies to last year's: a rate by points, a stock by the end of that period; "" where undefined.

    A few pieces are compared by number, what grew many times by the multiple: 比上年同期增加10个, 是上年同期的16.3倍.
    """
    if row.change is not None:
        return change_words(row.change)
    if row.growth is None or row.actual is None or not row.last_year:
        return ""
    before = "上年同期末" if row.is_stock else "上年同期"
    more = row.actual - row.last_year
    if more and row.measure in _PIECES and row.last_year < _TOO_FEW:
        return f"比{before}{'增加' if more > 0 else '减少'}{figure(abs(more), row.measure)}"
    if row.growth >= _MANIFOLD:
        return f"是{before}的{plain(row.growth + 1, 1)}倍"
    return growth_words(row.growth).replace("同比", f"比{before}" if row.is_stock else "同比")


def compared_cell(row: IndicatorRow) -> str:
    """The same in a table's cell: 12.3%, +2.3个百分点 of a rate, 期末比12.3% of a stock; a dash where undefined."""
    if row.change is not None:
        return f"{points_text(row.change)}个百分点"
    if row.growth is None:
        return UNDEFINED
    return f"{'期末比' if row.is_stock else ''}{percent(row.growth)}"


def change_words(points: Fraction) -> str:
    """How a rate lies to last year's: it has risen by points, it does not grow by a percentage of a percentage."""
    size = size_of_points(points)
    return f"比上年同期{'提高' if points > 0 else '降低'}{size}个百分点" if size else "与上年同期持平"


def away_words(away: AttendanceSum) -> str:
    """外出招商考勤: teams, people and days of all trips, and who did not go; empty where no team went."""
    if not away.teams:
        return ""
    counts = f"外出{away.trips}次、{away.people}人，累计{away.days}天"
    teams = f"{away.teams}个招商小分队"
    return joined(
        f"{counts}，其中{teams}{away.trips - away.unstated}次" if away.unstated else f"{teams}{counts}",
        f"{people(away.idle)}没有外出" if away.idle else "",
    )


def left_out_words(row: IndicatorRow, write: Callable[[Fraction], str] | None = None) -> str:
    """What a figure leaves out because it is known to the year alone: （另有900万元只知年份，未计入）.

    ``write`` gives it the unit of the figures beside it.
    """
    if not row.left_out:
        return ""
    said = write(row.left_out) if write else figure_words(row.left_out, row.measure)
    return f"（另有{said}只知年份，未计入）"


def count_words(items: Iterable[str], measure: str) -> str:
    """How often each word occurs, the most frequent first and 其他 last: 土地3个、资金2个、其他4个."""
    return counted(by_frequency(items), measure)


def problem_words(found: Sequence[ProblemRow], overdue: Callable[[ProblemRow], bool]) -> str:
    """The open problems in one sentence, by kind, and how many are past the day promised."""
    late = [row for row in found if overdue(row)]
    text = f"项目未销号问题{len(found)}个，其中{count_words((row.kind for row in found), '个')}。"
    if not late:
        return text
    return text + f"超过解决时限的{len(late)}个，涉及{named(row.project for row in late)}。"


def projects_words(event: str, found: Sequence[StandingProject]) -> str:
    """How many projects came to an event, with their investment and the first of their names."""
    pieces = sum((each.pieces for each in found), Fraction(0))
    invested = sum((each.investment for each in found), Fraction(0))
    money = f"，总投资{money_words(invested)}" if invested else ""
    return f"{event}项目{amount(pieces)}个{money}，{naming(each.row.name for each in found)}。"
