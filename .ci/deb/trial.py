"""The package installed, started, used and removed in a copy of the bare old system."""

import shutil
import subprocess
import sys

from deb import package
from deb.places import BARE, CACHE, MARKS, inside
from machine.steps import step

_ROOM = CACHE / "trial"
_USE = """
cd /root; export QT_QPA_PLATFORM=offscreen ZHAOSHANG_DATA=/root/data
zhaoshang --version
zhaoshang demo 示例.db --projects 30 --today 2026-06-30
zhaoshang letters 示例.db --year 2026 责任书.pdf
zhaoshang letters 示例.db --year 2026 责任书.docx
zhaoshang export 示例.db projects 项目.xlsx
zhaoshang import 新.db 项目.xlsx --kind projects
zhaoshang report 示例.db bulletin 月通报.docx --year 2026 --month 5
zhaoshang submit 示例.db 提交
zhaoshang check 提交/招商项目提交
zhaoshang 示例.db --walk 走一遍
ls 走一遍 | wc -l
"""


def ready() -> None:
    """The package works where it was installed, and leaves nothing when it goes."""
    step(MARKS, "package tried", _try, [package.file()], [])


def _try() -> None:
    subprocess.run(["rm", "-rf", _ROOM], check=True)
    subprocess.run(["cp", "-a", BARE, _ROOM], check=True)
    shutil.copy("/etc/resolv.conf", _ROOM / "etc/resolv.conf")
    shutil.copy(package.file(), _ROOM / "package.deb")
    before = _files()
    inside(_ROOM, "apt-get update -qq; apt-get install -y -qq --no-install-recommends /package.deb >/dev/null")
    subprocess.run(["mount", "-t", "proc", "proc", _ROOM / "proc"], check=True)  # as every running system has it
    try:
        inside(_ROOM, _USE)
    finally:
        subprocess.run(["umount", _ROOM / "proc"], check=True)
    inside(_ROOM, f"apt-get purge -y -qq {package.ID} >/dev/null")
    if left := [name for name in _files() - before if package.ID in name or "zhaoshang" in name]:
        sys.exit(f"卸载以后还留下：{left[:5]}")
    print("  在 Debian 11（glibc 2.31）里装过、用过、卸过；未在真实的 UOS、麒麟上测过。")


def _files() -> set[str]:
    """By their names inside: the room itself stands in a folder that is called as the program is."""
    return {str(file.relative_to(_ROOM)) for folder in ("opt", "usr") for file in (_ROOM / folder).rglob("*")}
