"""Where the build of the .deb keeps what it made, outside the checkout; and how it runs commands in its root."""

import os
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhaoshang-deb"
MARKS = CACHE / "marks"
BARE = CACHE / "bare"  # the oldest Debian as debootstrap leaves it; what is installed is tried in a copy
ROOT = CACHE / "root"  # the same with a compiler and with Qt's libraries: here the program is made
PYTHON = Path("/opt/python")  # inside ROOT
SOURCES = Path("/sources")  # inside ROOT
CHECKOUT = Path("/checkout")  # inside ROOT
RELEASE = "bullseye"
OUT = PROJECT / "dist" / "deb"


def inside(root: Path, script: str) -> None:
    """Runs a shell script in the root, and stops the build where it fails."""
    variables = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "LC_ALL": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
        "LD_LIBRARY_PATH": str(PYTHON / "lib"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    call = ["chroot", str(root), "bash", "-euo", "pipefail", "-c", script]
    subprocess.run(call, env=variables, stdin=subprocess.DEVNULL, check=True)
