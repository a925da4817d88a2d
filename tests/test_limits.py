"""A child that reads what nobody trusts gets no more than it may take, on each system by the system's own means."""

import multiprocessing
import os
import sys
from typing import Any

import pytest

from app.limits import limit_this_process

_HALF, _WHOLE = 500 * 2**20, 2**30


def _takes(pipe: Any, memory: int) -> None:
    limit_this_process(_WHOLE)
    try:
        pipe.send(len(bytearray(memory)))
    except MemoryError:
        pipe.send("refused")


def _counts_for_ever() -> None:
    limit_this_process(_WHOLE, 1)
    while True:
        pass


def _answer(memory: int) -> Any:
    spawn = multiprocessing.get_context("spawn")
    near, far = spawn.Pipe(duplex=False)
    child = spawn.Process(target=_takes, args=(far, memory))
    child.start()
    far.close()
    told = near.recv() if near.poll(60) else "no answer"
    child.join()
    return told


def test_what_stays_below_the_limit_is_given() -> None:
    assert _answer(_HALF) == _HALF


@pytest.mark.skipif("WINEPREFIX" in os.environ, reason="Wine takes the limit and does not keep it")
def test_more_memory_than_allowed_is_refused() -> None:
    assert _answer(3 * _HALF) == "refused"


@pytest.mark.skipif(sys.platform == "win32", reason="Wine takes the limit and does not keep it")
def test_more_time_than_allowed_ends_the_child() -> None:
    child = multiprocessing.get_context("spawn").Process(target=_counts_for_ever)
    child.start()
    child.join(60)
    assert child.exitcode not in {0, None}
