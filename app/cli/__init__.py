"""The terminal: the same jobs as the window, for scripts and for an office's IT helper."""

import os
import sys

from app.cli.arguments import parser
from app.cli.status import IN_PART
from app.clock import SystemClock
from app.database.private import sweep_leftovers
from app.disk_faults import sentence_of
from app.errors import Refused
from app.log import write_down


def run(arguments: list[str]) -> int:
    """Runs a call; a refusal is one sentence on standard error and status 1, wrong usage is 2."""
    asked = parser().parse_args(arguments)
    from app.cli.commands import COMMANDS  # what they do loads only for a call that was understood

    sweep_leftovers()
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


def _unforeseen(error: Exception) -> int:
    """The trace goes to the log; the user gets one sentence, of the disk where that is the cause."""
    place = write_down(error)
    print(sentence_of(error) or f"程序出错，没有完成；详情记在“{place}”，请发给技术人员。", file=sys.stderr)
    return IN_PART
