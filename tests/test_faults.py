"""A little of ``make faults`` in every run: each kind of fault a few times, with nothing lost, half or wrong."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.faults.__main__ import ROWS, fork_guarded_children, run
from tests.faults.row import Row

_SLOW = {"points", "power-idle", "kill-consolidate", "speed", "large"}
_TRIALS = {"forgeries": 2, "soak": 2}  # of N; the others run with four


@pytest.fixture(scope="module")
def row_of() -> Iterator[Callable[[str, int], Row]]:
    """Runs a row in a small process, as ``make faults`` does, whatever else this one holds."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=fork_guarded_children) as pool:
        yield lambda name, trials: pool.submit(run, name, trials).result()


@pytest.mark.parametrize("name", [name for name in ROWS if name not in _SLOW])
def test_nothing_is_lost_half_or_wrong(name: str, row_of: Callable[[str, int], Row]) -> None:
    row = row_of(name, _TRIALS.get(name, 4))
    if row.skipped:
        pytest.skip(row.skipped)
    assert row.is_good, row.line()


def test_a_consolidation_that_is_killed_is_done_again(row_of: Callable[[str, int], Row]) -> None:
    row = row_of("kill-consolidate", 4)
    assert row.is_good, row.line()


def test_a_row_whose_controls_hold_proves_nothing() -> None:
    assert not Row("x", controls=(0, 5)).is_good
    assert Row("x", controls=(5, 5)).is_good
