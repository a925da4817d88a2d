"""Two roots of the oldest Debian that is served: a bare one, and one in which things are compiled."""

import shutil
import subprocess

from deb.places import BARE, MARKS, RELEASE, ROOT, SOURCES, inside
from machine.steps import emptied, step

_NEWER = "bookworm"  # whose sources of CPython and SQLite are compiled here
_COMPILING = (
    "build-essential dpkg-dev zlib1g-dev libffi-dev libssl-dev libbz2-dev liblzma-dev libexpat1-dev binutils file tcl"
)
_QT = (
    "libglib2.0-0 libgl1 libegl1 libfontconfig1 libdbus-1-3 libxkbcommon0 libxkbcommon-x11-0 libxkbfile1 libatomic1"
    " libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0"
    " libxcb-util1 libxcb-xkb1 libcups2"
)


def ready() -> None:
    """Both roots stand."""
    step(MARKS, "bare root", _bootstrap, [], [BARE / "usr"])
    step(MARKS, "compiling root", _furnish, [], [ROOT / "usr/bin/gcc"])


def _bootstrap() -> None:
    emptied(BARE)
    subprocess.run(
        ["debootstrap", "--variant=minbase", RELEASE, BARE, _mirror()], stdout=subprocess.DEVNULL, check=True
    )


def _mirror() -> str:
    """Where this machine takes its own packages from."""
    asked = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]
    found = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    return next(place.rstrip("/") for place in found if "security" not in place)


def _furnish() -> None:
    shutil.rmtree(ROOT, ignore_errors=True)
    subprocess.run(["cp", "-a", BARE, ROOT], check=True)
    shutil.copy("/etc/resolv.conf", ROOT / "etc/resolv.conf")
    newer = ROOT / "etc/apt/sources.list.d/newer.list"
    newer.write_text(f"deb-src {_mirror()} {_NEWER} main\n")
    inside(ROOT, f"apt-get update -qq; apt-get install -y -qq --no-install-recommends {_COMPILING} {_QT} >/dev/null")
    inside(ROOT, f"mkdir -p {SOURCES}; cd {SOURCES}; apt-get source -qq sqlite3 python3.11 >/dev/null")
