"""Starts the program: a command for the terminal where one is named, else the window."""

import argparse
import multiprocessing
import os
import sys
from pathlib import Path

from app import TITLE, __version__
from app.clock import SystemClock
from app.streams import speak_utf8

COMMANDS = frozenset(
    {
        "attendance",
        "backup",
        "check",
        "consolidate",
        "demo",
        "export",
        "import",
        "indicators",
        "key",
        "keys",
        "letters",
        "office",
        "own-indicator",
        "report",
        "rescue",
        "restore",
        "results",
        "scheme-export",
        "scheme-import",
        "scores",
        "submit",
    }
)

_AS_MEANT = 0.7  # how like a command a word must be to be taken for one


def main(arguments: list[str]) -> int:
    """Runs what the arguments ask for; returns the exit status."""
    speak_utf8()
    if arguments == ["--version"]:
        print(f"{TITLE} zhaoshang {__version__}")  # noqa: T201 - what was asked for
        return 0
    if arguments and (arguments[0] in COMMANDS or arguments[0] in {"-h", "--help"}):
        from app import cli

        return cli.run(arguments)
    return _window(arguments)


def _window(arguments: list[str]) -> int:
    from app.cli.arguments import Parser

    parser = Parser(prog="zhaoshang", description=TITLE)
    parser.add_argument("database", nargs="?", type=Path, help="数据文件；不写则打开上次的文件")
    parser.add_argument("--walk", type=Path, help=argparse.SUPPRESS)
    if mistyped := _mistyped(arguments):
        parser.error(mistyped)
    asked = parser.parse_args(arguments)
    if not _has_screen():
        print("没有可用的屏幕，窗口打不开；不开窗口也能做的事请用“zhaoshang --help”查看。", file=sys.stderr)  # noqa: T201
        return 1
    from app.ui.start import open_window

    return open_window(asked.database, SystemClock(), asked.walk)


def _mistyped(arguments: list[str]) -> str:
    """The sentence about a first word that is neither a command nor a file, where it must have meant a command."""
    first, *more = [word for word in arguments if not word.startswith("-")] or [""]
    if not first or Path(first).suffix or Path(first).exists():
        return ""
    from difflib import get_close_matches

    near = get_close_matches(first, COMMANDS, 1, _AS_MEANT)
    if near:
        return f"没有“{first}”这个命令，是不是“{near[0]}”？"
    return f"没有“{first}”这个命令。" if more and "--walk" not in arguments else ""


def _has_screen() -> bool:
    """Whether a window can be shown: Qt itself would end the program in English."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    from app.database.private import keep_unpacked
    from app.limits import end_with_launcher

    multiprocessing.freeze_support()  # the guarded readers, in the executable too: they go no further than here
    end_with_launcher()
    keep_unpacked()
    sys.exit(main(sys.argv[1:]))
