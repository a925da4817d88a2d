"""What each command does: a job or a service, and its answer on paper or as JSON."""

import argparse
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from app.cli import assessment, copies, evidence, ledgers, own_indicators
from app.cli.arguments import EVIDENCE
from app.cli.opened import opened, print_json
from app.cli.status import DONE
from app.clock import Clock
from app.demo import make_demo
from app.jobs.comparisons import print_comparison
from app.jobs.exports import export
from app.jobs.lead_papers import attendance
from app.jobs.letters import print_letters
from app.jobs.reports import Asked, number, report
from app.reports.wording import compared_words
from app.services import indicators, offices
from app.services.indicators import IndicatorRow
from app.values.figures import UNDEFINED, amount, percent, points

Command = Callable[[argparse.Namespace, Clock], int]


def _office(asked: argparse.Namespace, clock: Clock) -> int:
    with opened(asked.database, clock, make=True) as database, database.work("填写本单位") as session:
        info = offices.establish(
            session, name=asked.name, code=asked.code, county=asked.county, short_name=asked.short_name
        )
        if asked.cautious:
            offices.set_value(session, "cautious", asked.cautious == "on")
    print(f"本单位：{info.name}（{info.code}）")
    return DONE


def _demo(asked: argparse.Namespace, clock: Clock) -> int:
    today = asked.today.date() if asked.today else clock.today()
    make_demo(asked.database, today=today, projects=asked.projects, seed=asked.seed)
    print(f"示例台账已生成：{asked.database}")
    return DONE


def _export(asked: argparse.Namespace, clock: Clock) -> int:
    with opened(asked.database, clock, to_write=False) as database:
        count = export(database, asked.kind, asked.out, year=asked.year, month=asked.month)
    print(f"已导出{count}行：{asked.out}")
    return DONE


def _indicators(asked: argparse.Namespace, clock: Clock) -> int:
    if asked.list:
        for key, title, measure in indicators.catalogue():
            print(f"{key}\t{title}\t{measure}")
        return DONE
    if None in (asked.database, asked.year, asked.month):
        asked.complain("请写明数据文件、--year 和 --month；只看指标目录请用 --list。")
    with opened(asked.database, clock, to_write=False) as database, database.read() as session:
        report = indicators.report(session, asked.year, asked.month, asked.unit, asked.basis, asked.base)
    if asked.json:
        told = [name for name in IndicatorRow.__dataclass_fields__ if name != "kind"]  # the keys that are promised
        rows = [{name: _plain(getattr(row, name)) for name in told} for row in report.rows]
        print_json({"year": asked.year, "month": asked.month, "rows": rows, "warnings": list(report.warnings)})
        return DONE
    _print_report(report)
    return DONE


def _print_report(report: Any) -> None:
    for row in report.rows:
        words = (
            row.unit or "全镇",
            row.title,
            amount(row.actual, row.measure),
            f"目标{amount(row.target, row.measure)}",
            f"完成{percent(row.completion)}",
            f"序时{percent(row.schedule)}",
            points(row.ahead),
            compared_words(row) or f"同比{UNDEFINED}",
        )
        print("\t".join(words))
    for warning in report.warnings:
        print(warning, file=sys.stderr)


def _attendance(asked: argparse.Namespace, clock: Clock) -> int:
    with opened(asked.database, clock, to_write=False) as database:
        attendance(database, asked.out, asked.year, asked.month, asked.by)
    print(f"已生成：{asked.out}")
    return DONE


def _letters(asked: argparse.Namespace, clock: Clock) -> int:
    with opened(asked.database, clock) as database:
        count = print_letters(database, asked.year, asked.out, asked.unit, asked.occasion)
    print(f"已生成{count}份责任书：{asked.out}")
    return DONE


def _report(asked: argparse.Namespace, clock: Clock) -> int:
    if asked.kind in EVIDENCE:
        return evidence.write(asked, clock)
    _tell_the_month(asked, clock)
    if asked.kind == "comparison":
        with opened(asked.database, clock, to_write=False) as database:
            more = {"indicator": asked.indicator, "unit": asked.unit}
            print_comparison(database, asked.by, asked.year, asked.month, asked.out, **more)
        print(f"已生成：{asked.out}")
        return DONE
    day, given = asked.day.date() if asked.day else None, asked.number
    with opened(asked.database, clock, to_write=given is not None) as database:
        if given is not None:
            about = Asked(asked.year, asked.month, day=day, project=asked.project)
            print(f"发文字号：{number(database, asked.kind, about, given or None)}")
        beside = report(database, asked.kind, asked.year, asked.month, asked.out, day=day, project=asked.project)
    print(f"已生成：{asked.out}")
    for doubt in beside.doubts:
        print(doubt.sentence, file=sys.stderr)
    return DONE


def _tell_the_month(asked: argparse.Namespace, clock: Clock) -> None:
    """A week says its month by its day, a flash is of today; of every other paper the month must be written."""
    if asked.year is None and asked.month is None:
        if asked.kind == "week" and asked.day:
            asked.year, asked.month = asked.day.year, asked.day.month
        elif asked.kind == "flash":
            asked.year, asked.month = clock.today().year, clock.today().month
    if None in (asked.year, asked.month):
        asked.complain("缺少--year、--month。")


COMMANDS: dict[str, Command] = {
    "office": _office,
    "demo": _demo,
    "import": ledgers.take,
    "export": _export,
    "indicators": _indicators,
    "attendance": _attendance,
    "own-indicator": own_indicators.own_indicator,
    "results": assessment.results,
    "scheme-export": assessment.scheme_export,
    "scheme-import": assessment.scheme_import,
    "scores": assessment.scores,
    "letters": _letters,
    "report": _report,
    "submit": copies.submit,
    "consolidate": copies.consolidate,
    "check": copies.check,
    "keys": copies.keys,
    "key": copies.key,
    "backup": copies.backup,
    "restore": copies.restore,
    "rescue": copies.rescue,
}


def _plain(value: Any) -> Any:
    """A figure as JSON knows it: whole numbers stay whole, others are not rounded."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else value.numerator / value.denominator
    return value
