"""What each command does: a job or a service, and its answer on paper or as JSON."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.errors import Refused

Command = Callable[[argparse.Namespace, Clock], int]
DONE, IN_PART = 0, 1


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


@contextmanager
def _opened_for_import(path: Path, clock: Clock, *, rehearse: bool) -> Iterator[Any]:
    """The database, made if it is missing; a rehearsal or a refusal leaves none behind where none was."""
    if path.exists():
        with _opened(path, clock) as database:
            yield database
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / path.name if rehearse else path
        try:
            with _opened(place, clock, make=True) as database:
                yield database
        except Refused:
            place.unlink(missing_ok=True)
            raise


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

    if not asked.workbook.is_file():
        raise Refused(f"没有找到表格文件“{asked.workbook}”。")
    with _opened_for_import(asked.database, clock, rehearse=asked.dry_run) as database:
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
        words = (
            row.unit or "全镇",
            row.title,
            amount(row.actual, row.measure),
            f"目标{amount(row.target, row.measure)}",
            f"完成{percent(row.completion)}",
            f"序时{percent(row.schedule)}",
            points(row.ahead),
            f"同比{percent(row.growth)}",
        )
        print("\t".join(words))
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
        print(f"{row.rank or '—'}\t{row.scheme}\t{row.group}\t{row.unit}\t{float(row.total):.2f}")
    return DONE


def _results(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.scores import print_results, print_unit_sheets

    write = print_unit_sheets if asked.by_unit else print_results
    with _opened(asked.database, clock, to_write=False) as database:
        write(database, asked.year, asked.month, asked.out, asked.scheme)
    print(f"已生成：{asked.out}")
    return DONE


def _scheme_export(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.schemes import export_scheme

    with _opened(asked.database, clock, to_write=False) as database:
        export_scheme(database, asked.year, asked.title, asked.out)
    print(f"已导出考核办法：{asked.out}")
    return DONE


def _scheme_import(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.schemes import import_scheme

    with _opened(asked.database, clock) as database:
        done = import_scheme(database, asked.workbook)
    state = "新建" if done.created else "更新" if done.changed else "没有变化"
    print(f"{done.year}年“{done.title}”：{state}")
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

    is_new = not asked.database.exists()
    with _opened(asked.database, clock, make=True) as database:
        outcome = consolidate(database, asked.submissions)
    if is_new and not outcome.taken:
        asked.database.unlink()  # nothing came of it: no empty file is left behind
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


def _restore(asked: argparse.Namespace, clock: Clock) -> int:
    from app.jobs.backups import restore

    kept = restore(asked.backup, asked.database, clock)
    print(f"已还原：{asked.database}" + (f"；原来的文件留在：{kept}" if kept else ""))
    return DONE


COMMANDS: dict[str, Command] = {
    "office": _office,
    "demo": _demo,
    "import": _import,
    "export": _export,
    "indicators": _indicators,
    "results": _results,
    "scheme-export": _scheme_export,
    "scheme-import": _scheme_import,
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
