"""A process of its own that is killed: forked from one that has all imported, so that a thousand trials are minutes."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

_FORK = multiprocessing.get_context("fork")
Work = Callable[[Callable[[Any], None]], None]


@dataclass
class Outcome:
    """What the child had said before its end, and whether it came to its own end."""

    said: list[Any]
    finished: bool


def killed(work: Work, delay: float, patience: float = 60.0) -> Outcome:
    """Runs ``work(say)`` in a child and kills it ``delay`` seconds after the first word it says."""
    near, far = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_run, args=(work, near, far))
    process.start()
    far.close()
    said = [near.recv()] if near.poll(patience) else []
    process.join(delay)
    finished = process.exitcode == 0
    if process.exitcode is None:
        os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    said += _rest(near)
    near.close()
    return Outcome(said, finished)


def how_long(work: Work) -> float:
    """Seconds that the work takes in a child when nobody kills it, from its first word on; all is imported by then."""
    killed(work, 60.0)
    process, near = started(work)
    near.recv()
    begun = time.monotonic()
    process.join()
    near.close()
    return time.monotonic() - begun


def _run(work: Work, near: Connection, far: Connection) -> None:
    near.close()
    try:
        work(far.send)
    except Exception:  # noqa: BLE001 - its disk is gone: what it had to say it has said
        os._exit(1)
    os._exit(0)  # nothing that was inherited is put away twice


def _rest(near: Connection) -> list[Any]:
    said = []
    try:
        while near.poll(0):
            said.append(near.recv())
    except (EOFError, OSError):
        pass
    return said


def started(work: Work) -> tuple[BaseProcess, Connection]:
    """A child at work, and the end of the pipe that it speaks into."""
    near, far = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_run, args=(work, near, far))
    process.start()
    far.close()
    return process, near


def heard(near: Connection) -> list[Any]:
    """All that was said up to now."""
    return _rest(near)


def wait_for(near: Connection, seconds: float = 60.0) -> Any:
    """The next word, or None where there is none in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if near.poll(0.2):
            return near.recv()
    return None
