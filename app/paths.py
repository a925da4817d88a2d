"""Where files live: the program's resources, the office's data, the log."""

import os
import sys
from pathlib import Path

RESOURCES = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent)) / "resources"


def data_folder() -> Path:
    """The folder of this user's database, log and own fonts; made if missing."""
    if override := os.environ.get("ZHAOSHANG_DATA"):
        folder = Path(override)
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", Path.home())) / "zhaoshang"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "zhaoshang"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def default_database() -> Path:
    """The file that opens when none is named."""
    return data_folder() / "招商台账.db"
