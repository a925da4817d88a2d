"""A little of ``make faults`` in every run: each kind of fault a few times, with nothing lost, half or wrong."""

import pytest

from tests.faults.__main__ import ROWS, run

_SLOW = {"points", "power-idle", "kill-consolidate", "speed", "large"}
_TRIALS = {"forgeries": 2, "soak": 2}  # of N; the others run with four


@pytest.mark.parametrize("name", [name for name in ROWS if name not in _SLOW])
def test_nothing_is_lost_half_or_wrong(name: str) -> None:
    row = run(name, _TRIALS.get(name, 4))
    if row.skipped:
        pytest.skip(row.skipped)
    assert row.is_good, row.line()


def test_a_consolidation_that_is_killed_is_done_again() -> None:
    row = run("kill-consolidate", 4)
    assert row.is_good, row.line()


def test_a_row_whose_controls_hold_proves_nothing() -> None:
    from tests.faults.row import Row

    assert not Row("x", controls=(0, 5)).is_good
    assert Row("x", controls=(5, 5)).is_good
