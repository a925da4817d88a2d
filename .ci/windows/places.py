"""Where the Windows build keeps what it made: outside the checkout, for the next clone to find."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhaoshang-windows"
MARKS = CACHE / "marks"  # one file for each finished step
DOWNLOADS = CACHE / "downloads"
MADE = CACHE / "made"  # what the C compiler makes on the way
PYTHON = CACHE / "python"  # a CPython for Windows as its installer would lay it out
LIBRARIES = PYTHON / "Lib" / "site-packages"
LICENCES = PYTHON / "licences"
PREFIX = CACHE / "prefix"  # the Windows that Wine plays
SYSTEM = PREFIX / "drive_c" / "windows" / "system32"
WORK = CACHE / "work"
PROGRAM = PROJECT / "dist" / "windows"
