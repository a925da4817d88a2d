"""What is said into a pipe is UTF-8 under every code page, and a sign that cannot be said is no fault."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "ascii"])
def test_the_version_is_said_in_utf8_whatever_the_code_page(encoding: str) -> None:
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding}
    told = subprocess.run(
        [sys.executable, "-m", "app", "--version"], cwd=ROOT, env=surroundings, capture_output=True, check=True
    )
    assert told.stdout.decode("utf-8").startswith("乡镇招商台账 zhaoshang")
