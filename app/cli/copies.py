"""The commands about whole files: submit, consolidate, check, backup, restore."""

import argparse
import sys

from app.cli.arguments import DONE, IN_PART
from app.cli.opened import opened, print_json
from app.clock import Clock
from app.errors import Refused
from app.jobs import backups, checks, consolidation, submission
from app.jobs.backups import back_up_now
from app.jobs.recovery import recover


def submit(asked: argparse.Namespace, clock: Clock) -> int:
    """A verified copy of the database under a directory; prints the receipt."""
    with opened(asked.database, clock) as database:
        receipt = submission.submit(database, asked.directory, without_people=asked.without_people)
    print(receipt.text)
    return DONE


def consolidate(asked: argparse.Namespace, clock: Clock) -> int:
    """Takes submissions, or all below a stick, into the target; says what became of each."""
    is_new = not asked.database.exists()
    with opened(asked.database, clock, make=True) as database:
        outcome = consolidation.consolidate(database, asked.submissions)
    if is_new and not outcome.taken:
        asked.database.unlink()  # nothing came of it: no empty file is left behind
    if asked.json:
        print_json(outcome.as_json())
    else:
        print(outcome.text)
    if outcome.refused:
        print(f"有{len(outcome.refused)}份提交没有采用：{outcome.refused[0][1]}", file=sys.stderr)
        return IN_PART
    return DONE


def check(asked: argparse.Namespace, clock: Clock) -> int:  # noqa: ARG001 - every command has this form
    """Says whether a database, a submission or a stick of them is whole."""
    try:
        report = checks.check(asked.database)
    except Refused as refused:
        if asked.json:
            print_json(checks.CheckReport(ok=False, schema=None, app=None, problems=(refused.message,)).as_json())
        raise
    if asked.json:
        print_json(report.as_json())
    else:
        print(report.text)
    if report.ok:
        return DONE
    print(report.problems[0], file=sys.stderr)
    return IN_PART


def backup(asked: argparse.Namespace, clock: Clock) -> int:
    """A proven copy, on the program's shelf or where the user says."""
    print(f"已备份：{back_up_now(asked.database, asked.out, clock)}")
    return DONE


def restore(asked: argparse.Namespace, clock: Clock) -> int:
    """Brings a backup back; says where the file that stood there is kept."""
    kept = backups.restore(asked.backup, asked.database, clock)
    print(f"已还原：{asked.database}" + (f"；原来的文件留在：{kept}" if kept else ""))
    return DONE


def rescue(asked: argparse.Namespace, clock: Clock) -> int:
    """Brings a damaged database back from its newest sound copy, or from what can still be read of it."""
    if not asked.database.is_file():
        raise Refused(f"没有找到数据文件“{asked.database}”。")
    print(recover(asked.database, clock).text)
    return DONE
