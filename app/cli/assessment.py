"""Assessment from a terminal: scores with what they lack, papers, and schemes as workbooks that travel."""

import argparse
import sys

from app.cli.opened import opened, print_json
from app.cli.status import DONE, IN_PART
from app.clock import Clock
from app.jobs.schemes import export_scheme, import_scheme
from app.jobs.scores import print_decision_sheet, print_results, print_unit_sheets
from app.services import offices, schemes
from app.values.figures import UNDEFINED, rounded


def scores(asked: argparse.Namespace, clock: Clock) -> int:
    """得分 of all schemes of the year; what cannot be computed is said on standard error, the rest is printed.

    Under 稳妥口径 without places and consequences, as the papers are.
    """
    with opened(asked.database, clock, to_write=False) as database, database.read() as session:
        found = schemes.results(session, asked.year, asked.month)
        if offices.is_cautious(session):
            found = tuple(result.unranked() for result in found)
    schemes.must_be_computable(asked.year, found)
    rows = [row for result in found for row in result.rows]
    if asked.json:
        print_json({"year": asked.year, "month": asked.month, "rows": [row.as_json() for row in rows]})
    else:
        for row in rows:
            total = rounded(row.total, 2) if row.is_scored else UNDEFINED
            print("\t".join((row.place, row.scheme, row.group, row.unit, total)))
    for line in (line for result in found for line in result.doubts):
        print(line, file=sys.stderr)
    return IN_PART if any(result.problem for result in found) else DONE


def results(asked: argparse.Namespace, clock: Clock) -> int:
    """The ranking, a sheet for each unit, or the one for the meeting, as a PDF or a workbook."""
    write = print_results
    if asked.by_unit:
        write = print_unit_sheets
    elif asked.for_decision:
        write = print_decision_sheet
    with opened(asked.database, clock, to_write=False) as database:
        write(database, asked.year, asked.month, asked.out, asked.scheme)
    print(f"已生成：{asked.out}")
    return DONE


def scheme_export(asked: argparse.Namespace, clock: Clock) -> int:
    """A scheme as a workbook."""
    with opened(asked.database, clock, to_write=False) as database:
        export_scheme(database, asked.year, asked.title, asked.out)
    print(f"已导出考核办法：{asked.out}")
    return DONE


def scheme_import(asked: argparse.Namespace, clock: Clock) -> int:
    """A scheme from a workbook: new, or the changes of the one with its year and title."""
    with opened(asked.database, clock) as database:
        done = import_scheme(database, asked.workbook)
    state = "新建" if done.created else "更新" if done.changed else "没有变化"
    print(f"{done.year}年“{done.title}”：{state}")
    for line in done.lacks:
        print(f"还不能全部计分：{line}。", file=sys.stderr)
    return DONE
