"""The commands about whole files: submit, consolidate, check, backup, restore."""

import argparse
import sys
import time
from collections.abc import Callable

from app.cli.opened import opened, print_json
from app.cli.status import DONE, IN_PART
from app.clock import Clock
from app.errors import Refused
from app.jobs import backups, checks, consolidation, submission
from app.jobs import keys as jobs
from app.jobs.backups import back_up_now
from app.jobs.recovery import recover
from app.services import signatures

_TOLD_AFTER_SECONDS = 3  # shorter work says nothing


class Told:
    """How far long work is, in one line of the terminal that is written over; nothing where nobody looks."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._due = time.monotonic() + _TOLD_AFTER_SECONDS

    def __call__(self, words: str) -> None:
        """Says which step the work is at."""
        if words and sys.stderr.isatty() and time.monotonic() > self._due:
            print(f"\r正在{self._what}：{words}……\033[K", end="", file=sys.stderr, flush=True)

    def counted(self, done: int, of: int) -> None:
        """Says how many are done."""
        self(f"{done}/{of}")


def _patience(asked: argparse.Namespace) -> Callable[[int], bool]:
    """Waits on without a question, or asks whoever sits there."""

    def ask(minutes: int) -> bool:
        if asked.patient:
            return True
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return False
        print(
            f"\n这个文件已检查了{minutes}分钟，还没有结果。继续等待请按回车，不等了请输入 n：", end="", file=sys.stderr
        )
        return sys.stdin.readline().strip().lower() not in {"n", "no", "否"}

    return ask


def submit(asked: argparse.Namespace, clock: Clock) -> int:
    """A verified copy of the database under a directory; prints the receipt."""
    with opened(asked.database, clock) as database:
        receipt = submission.submit(database, asked.directory, asked.without_people, Told("报送"))
    print(receipt.text)
    return DONE


def consolidate(asked: argparse.Namespace, clock: Clock) -> int:
    """Takes submissions, or all below a stick, into the target; says what became of each."""
    is_new = not asked.database.exists()
    with opened(asked.database, clock, make=True) as database:
        outcome = consolidation.consolidate(
            database, asked.submissions, patience=_patience(asked), anew=asked.anew, progress=Told("汇总").counted
        )
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
        report = checks.check(asked.database, patience=_patience(asked), progress=Told("检查"))
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


def keys(asked: argparse.Namespace, clock: Clock) -> int:
    """The county's side of signatures: makes a file for each township named, and says what is known of each."""
    named = [(code, name) for code, _, name in (each.partition("=") for each in asked.issue)]
    with opened(asked.database, clock, make=True) as database:
        for file in jobs.issue(database, named, asked.out) if named else ():
            print(f"已发密钥，请交给该单位，不要留在别处：{file}")
        if asked.unsigned:
            with database.work("没有签名的提交") as session:
                signatures.allow_unsigned(session, allowed=asked.unsigned == "allowed")
        with database.read() as session:
            for known in signatures.office_keys(session):
                seen = "交过有签名的提交" if known.has_signed else "还没有交过有签名的提交"
                print(f"{known.code}\t{known.name}\t第{known.number}号密钥\t{seen}")
            allowed = signatures.are_unsigned_allowed(session)
    print(f"没有签名的提交：{'采用，并注明' if allowed else '不采用'}")
    return DONE


def key(asked: argparse.Namespace, clock: Clock) -> int:
    """The township's side: puts the county's key file in."""
    with opened(asked.database, clock, to_write=False) as database:
        name = jobs.install(database, asked.file)
    print(f"已装入{name}的密钥，以后的提交都有签名。")
    return DONE


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
    print(recover(asked.database, clock, lambda loss: asked.accept_loss or _agreed(loss.text)).text)
    return DONE


def _agreed(loss: str) -> bool:
    """Asks whoever sits there; nobody agrees by being away."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"{loss}\n仍用这份备份恢复请输入 y，按回车不恢复：", end="", file=sys.stderr)
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是"}
