"""A little of ``tests.faults --program`` on what was just built: killed, damaged, forged, rescued, left lying."""

from pathlib import Path

import pytest

from tests.executable.programs import ASKED, Program
from tests.faults import program as faults

pytestmark = [
    pytest.mark.executable,
    pytest.mark.skipif(ASKED != "here", reason="kills a group of processes of this system"),
]


@pytest.mark.parametrize(
    ("row", "n"), [("kills", 6), ("damage", 3), ("rescue", 10), ("forgeries", 2), ("townships", 10)]
)
def test_the_built_program_stands_it(program: Program, row: str, n: int) -> None:
    found = faults.row_of(row, program.path, n)
    assert found.is_good, found.line()


def test_the_single_file_ends_with_its_outer_half_and_leaves_nothing(single_file: Program) -> None:
    found = faults.row_of("leftovers", Path(single_file.path), 10)
    assert found.skipped or found.is_good, found.line()
