"""The terminal: the same jobs as the window, for scripts and for an office's IT helper."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from app import TITLE
from app.clock import Clock, SystemClock
from app.errors import Refused
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit

Command = Callable[[argparse.Namespace, Clock], int]
DONE, IN_PART, WRONG_USAGE = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    """Says wrong usage in Chinese."""

    def error(self, message: str) -> NoReturn:
        """Exits with 2."""
        self.exit(WRONG_USAGE, f"用法不对：{message}\n请用“{self.prog} --help”查看用法。\n")


def run(arguments: list[str]) -> int:
    """Runs a call; a refusal is one sentence on standard error and status 1."""
    _speak_utf8()
    if not arguments or (arguments[0] not in COMMANDS and not arguments[0].startswith("-")) or "--grab" in arguments:
        return _window(arguments)
    asked = _parser().parse_args(arguments)
    try:
        return COMMANDS[asked.command](asked, SystemClock())
    except Refused as refused:
        print(refused.message, file=sys.stderr)
        return IN_PART
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whoever listened has gone
        return IN_PART
    except KeyboardInterrupt:
        print("已中断，没有保存。", file=sys.stderr)
        return IN_PART
    except Exception as error:  # noqa: BLE001 - the last door: a trace never reaches the user
        return _unforeseen(error)


def _window(arguments: list[str]) -> int:
    parser = _Parser(prog="zhaoshang", description=TITLE)
    parser.add_argument("database", nargs="?", type=Path, help="数据文件；不写则打开上次的文件")
    parser.add_argument("--grab", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    from app.ui.start import open_window

    return open_window(asked.database, SystemClock(), asked.grab)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="zhaoshang", description=f"{TITLE}：不写命令则打开窗口。")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    def command(name: str, says: str, *positional: str, database: bool = True) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says)
        if database:
            made.add_argument("database", type=Path)
        for each in positional:
            made.add_argument(each, type=Path)
        return made

    def period(made: argparse.ArgumentParser, *, required: bool = True) -> None:
        made.add_argument("--year", type=int, required=required)
        made.add_argument("--month", type=int, required=required, choices=range(1, 13), metavar="1-12")

    office = command("office", "填写本单位")
    office.add_argument("--name", required=True)
    office.add_argument("--code", required=True)
    office.add_argument("--county", default="")
    office.add_argument("--short-name", default="")
    demo = command("demo", "生成示例台账")
    demo.add_argument("--projects", type=int, default=200)
    demo.add_argument("--seed", type=int, default=1)
    demo.add_argument("--today", type=datetime.fromisoformat)
    take = command("import", "导入台账", "workbook")
    take.add_argument("--kind", type=LedgerKind, choices=list(LedgerKind))
    take.add_argument("--sheet")
    take.add_argument("--unit-of-money", type=MoneyUnit, choices=[MoneyUnit.YUAN, MoneyUnit.WAN, MoneyUnit.YI])
    take.add_argument("--dry-run", action="store_true")
    take.add_argument("--json", action="store_true")
    give = command("export", "导出台账")
    give.add_argument("kind", type=LedgerKind, choices=list(LedgerKind))
    give.add_argument("out", type=Path)
    period(give, required=False)
    figures = command("indicators", "指标完成情况", database=False)
    figures.add_argument("database", type=Path, nargs="?")
    period(figures, required=False)
    figures.add_argument("--unit")
    figures.add_argument("--basis", choices=["reported", "recognised"], default="reported")
    figures.add_argument("--base", choices=["period", "to-date"], default="period")
    figures.add_argument("--list", action="store_true")
    figures.add_argument("--json", action="store_true")
    scores = command("scores", "考核得分")
    period(scores)
    scores.add_argument("--json", action="store_true")
    letters = command("letters", "责任书", "out")
    letters.add_argument("--year", type=int, required=True)
    letters.add_argument("--unit")
    report = command("report", "报表")
    report.add_argument("kind", choices=["bulletin", "summary", "ledgers", "projectbook"])
    report.add_argument("out", type=Path)
    period(report)
    submit = command("submit", "提交", "directory")
    submit.add_argument("--without-people", action="store_true")
    merge = command("consolidate", "汇总")
    merge.add_argument("submissions", type=Path, nargs="+")
    merge.add_argument("--json", action="store_true")
    check = command("check", "检查文件是否完好")
    check.add_argument("--json", action="store_true")
    backup = command("backup", "备份")
    backup.add_argument("out", type=Path, nargs="?")
    restore = command("restore", "还原备份", database=False)
    restore.add_argument("backup", type=Path)
    restore.add_argument("database", type=Path)
    return parser


@contextmanager
def _opened(path: Path, clock: Clock, *, to_write: bool = True, make: bool = False) -> Iterator[Any]:
    """The database, locked for writing or open for reading alone."""
    from app.database.engine import open_database
    from app.database.lock import held

    if not path.exists() and not make:
        raise Refused(f"没有找到数据文件“{path}”。")
    if not to_write:
        database = open_database(path, clock, read_only=True)
        try:
            yield database
        finally:
            database.close()
        return
    with held(path):
        database = open_database(path, clock)
        try:
            yield database
        finally:
            database.close()


def _office(asked: argparse.Namespace, clock: Clock) -> int:
    from app.services import offices

    with _opened(asked.database, clock, make=True) as database, database.work("填写本单位") as session:
        info = offices.establish(
            session, name=asked.name, code=asked.code, county=asked.county, short_name=asked.short_name
        )
    print(f"本单位：{info.name}（{info.code}）")
    return DONE


def _demo(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.demo import make_demo

    today = asked.today.date() if asked.today else clock.today()
    make_demo(asked.database, today=today, projects=asked.projects, seed=asked.seed)
    print(f"示例台账已生成：{asked.database}")
    return DONE


def _import(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.imports import TITLES, import_ledger

    with _opened(asked.database, clock, make=True) as database:
        report = import_ledger(
            database,
            asked.workbook,
            kind=asked.kind,
            sheet=asked.sheet,
            money_unit=asked.unit_of_money,
            dry_run=asked.dry_run,
        )
    if asked.json:
        _print_json(report.as_json())
    else:
        print(f"{TITLES[report.kind]}（工作表“{report.sheet}”，表头在第{report.header_row}行）")
        print(f"新增{report.created}，更新{report.updated}，没有变化{report.skipped}，没有读入{len(report.rejected)}")
        for word, notes in (("没有读入", report.rejected), ("请留意", report.warnings)):
            for note in notes:
                where = f"第{note.row}行" if note.row else "全表"
                column = f"“{note.column}”栏".replace("\n", "") if note.column else ""
                value = f"（{note.value}）" if note.value else ""
                print(f"  {word}：{where}{column}{value}：{note.reason}")
        if asked.dry_run:
            print("这是试导入，没有写入任何内容。")
    if report.rejected:
        print(f"有{len(report.rejected)}处没有读入，请按报告改正后再导入一次。", file=sys.stderr)
        return IN_PART
    return DONE


def _export(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.exports import export

    with _opened(asked.database, clock, to_write=False) as database:
        count = export(database, asked.kind, asked.out, year=asked.year, month=asked.month)
    print(f"已导出{count}行：{asked.out}")
    return DONE


def _indicators(asked: argparse.Namespace, clock: Clock) -> int:
    from app.services import indicators

    if asked.list or asked.database is None:
        if not asked.list:
            raise Refused("请写明数据文件、--year 和 --month；只看指标目录请用 --list。")
        for key, title, measure in indicators.catalogue():
            print(f"{key}\t{title}\t{measure}")
        return DONE
    if asked.year is None or asked.month is None:
        raise Refused("请写明 --year 和 --month。")
    with _opened(asked.database, clock, to_write=False) as database, database.read() as session:
        report = indicators.report(session, asked.year, asked.month, asked.unit, asked.basis, asked.base)
    if asked.json:
        rows = [{name: _plain(getattr(row, name)) for name in row.__dataclass_fields__} for row in report.rows]
        _print_json({"year": asked.year, "month": asked.month, "rows": rows, "warnings": list(report.warnings)})
        return DONE
    _print_report(report)
    return DONE


def _print_report(report: Any) -> None:
    from app.values.figures import amount, percent, points

    for row in report.rows:
        print(
            f"{row.unit or '全镇'}\t{row.title}\t{amount(row.actual, row.measure)}\t目标{amount(row.target, row.measure)}\t"
            f"完成{percent(row.completion)}\t序时{percent(row.schedule)}\t{points(row.ahead)}\t同比{percent(row.growth)}"
        )
    for warning in report.warnings:
        print(warning, file=sys.stderr)


def _scores(asked: argparse.Namespace, clock: Clock) -> int:
    from app.services import schemes

    with _opened(asked.database, clock, to_write=False) as database, database.read() as session:
        rows = schemes.scores(session, asked.year, asked.month)
    if asked.json:
        _print_json({"year": asked.year, "month": asked.month, "rows": [row.as_json() for row in rows]})
        return DONE
    for row in rows:
        print(f"{row.rank}\t{row.group}\t{row.unit}\t{float(row.total):.2f}")
    return DONE


def _letters(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.letters import print_letters

    with _opened(asked.database, clock) as database:
        count = print_letters(database, asked.year, asked.out, asked.unit)
    print(f"已生成{count}份责任书：{asked.out}")
    return DONE


def _report(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.reports import report

    with _opened(asked.database, clock, to_write=False) as database:
        report(database, asked.kind, asked.year, asked.month, asked.out)
    print(f"已生成：{asked.out}")
    return DONE


def _submit(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.submission import submit

    with _opened(asked.database, clock) as database:
        receipt = submit(database, asked.directory, without_people=asked.without_people)
    print(receipt.text)
    return DONE


def _consolidate(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.consolidation import consolidate

    with _opened(asked.database, clock, make=True) as database:
        outcome = consolidate(database, asked.submissions)
    if asked.json:
        _print_json(outcome.as_json())
    else:
        print(outcome.text)
    return IN_PART if outcome.refused else DONE


def _check(asked: argparse.Namespace, clock: Clock) -> int:  # noqa: ARG001 - every command has this form
    from app.jobs.checks import check

    report = check(asked.database)
    if asked.json:
        _print_json(report.as_json())
    else:
        print("完好。" if report.ok else "\n".join(report.problems))
    return DONE if report.ok else IN_PART


def _backup(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.backups import back_up_now

    print(f"已备份：{back_up_now(asked.database, asked.out, clock)}")
    return DONE


def _restore(asked: argparse.Namespace, clock: Clock) -> int:  # noqa: ARG001 - every command has this form
    from app.jobs.backups import restore

    kept = restore(asked.backup, asked.database)
    print(f"已还原：{asked.database}" + (f"；原来的文件留在：{kept}" if kept else ""))
    return DONE


COMMANDS: dict[str, Command] = {
    "office": _office,
    "demo": _demo,
    "import": _import,
    "export": _export,
    "indicators": _indicators,
    "scores": _scores,
    "letters": _letters,
    "report": _report,
    "submit": _submit,
    "consolidate": _consolidate,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
}


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _plain(value: Any) -> Any:
    """A figure as JSON knows it: whole numbers stay whole, others are not rounded."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else value.numerator / value.denominator
    return value


def _unforeseen(error: Exception) -> int:
    """Our own fault: the trace goes to the log, the user gets one sentence."""
    from app.log import write_down

    print(f"程序出错，没有完成；详情记在“{write_down(error)}”，请发给技术人员。", file=sys.stderr)
    return IN_PART


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
