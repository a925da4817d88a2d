"""目标任务完成情况: the year's indicators against their targets, the clock while the year runs, and last year."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from app.reports import phrases
from app.reports.monthly.month import Month
from app.reports.statements import Statement, said
from app.reports.wording import ahead_words, compared_words, left_out_words
from app.services.indicators import IndicatorRow
from app.values.figures import percent
from app.values.kinds import LedgerKind

_WAN = 1_000_000  # fen


def statements(month: Month) -> Iterator[Statement]:
    """How many targets are met, or keep up with the clock; then each indicator that has one, else each figure.

    A rate without a target is no achievement by itself: it says something beside what it was made of.
    """
    yield from said(_overall(month), LedgerKind.TARGETS, level=0)
    for row in month.shown:
        told = row.measure != "%" or row.target is not None
        if told and (text := sentence(row, month)):
            yield Statement(text, origin=month.origin(row))


def _overall(month: Month) -> str:
    timed = [row for row in month.targeted if row.ahead is not None and row.completion is not None]
    if not timed:
        return ""
    if month.is_whole_year:
        return _met(len(timed), [row.completion or Fraction(0) for row in timed])
    kept = sum(1 for row in timed if row.ahead is not None and row.ahead >= 0)
    behind = len(timed) - kept
    text = f"中，{kept}项达到或超过序时进度，{behind}项未达到序时进度"
    if not behind or not kept:
        text = "均未达到序时进度" if behind else "均达到或超过序时进度"
    half = month.month == 6 and all((row.completion or 0) >= Fraction(1, 2) for row in timed)
    return phrases.joined(
        f"截至{month.until_words}，下达年度目标的{len(timed)}项指标{text}",
        "实现时间过半、任务过半" if half and not behind else "",
    )


def _met(targets: int, rates: list[Fraction]) -> str:
    met, over = sum(rate >= 1 for rate in rates), sum(rate > 1 for rate in rates)
    lead = f"全年下达的{targets}项目标任务"
    if met in {0, targets}:
        all_, none = ("全部", "均") if targets > 1 else ("", "")
        verdict = f"{none}未完成" if not met else f"{all_}超额完成" if over == targets else f"{all_}完成"
        return phrases.joined(f"{lead}{verdict}", f"其中超额完成{over}项" if 0 < over < targets else "")
    done = f"超额完成{over}项" if over == met else f"完成{met}项" + (f"（其中超额完成{over}项）" if over else "")
    return phrases.joined(lead, done, f"未完成{targets - met}项")


def sentence(row: IndicatorRow, month: Month) -> str:
    """One indicator: done, against the target, the clock while the year runs, and last year."""
    if row.actual is None:
        return ""
    write = _written(row)
    if not row.actual and row.target and row.measure != "%":
        return phrases.joined(f"{row.title}年度目标{write(row.target)}", f"{month.so_far}没有完成数")
    return phrases.joined(
        f"{row.title}{write(row.actual)}{left_out_words(row, write)}",
        *_against_target(row, write(row.target) if row.target is not None else "", is_over=month.is_whole_year),
        ahead_words(row.ahead) if row.ahead is not None and not month.is_whole_year else "",
        compared_words(row),
    )


def _against_target(row: IndicatorRow, target: str, *, is_over: bool) -> Iterator[str]:
    """The target and how far it is; once the year is over, whether it was met."""
    if row.completion is None:
        return
    if not is_over:
        yield f"完成年度目标{target}的{percent(row.completion)}"
        return
    verdict = "未完成" if row.completion < 1 else "超额完成" if row.completion > 1 else "完成"
    yield f"{verdict}年度目标（{target}）"
    if row.completion != 1:
        yield f"完成率{percent(row.completion)}"


def _written(row: IndicatorRow) -> Callable[[Fraction], str]:
    """How the figures of one indicator are written: its money in one unit."""
    if row.measure == "%":
        return percent
    if row.measure == "万元":
        money = phrases.money_in(value * _WAN for value in (row.actual, row.target) if value is not None)
        return lambda value: money(value * _WAN)
    return lambda value: phrases.figure(value, row.measure)
