"""Starts the program: a command for the terminal where one is named, else the window."""

import multiprocessing
import sys

from app import TITLE, __version__


def main(arguments: list[str]) -> int:
    """Runs what the arguments ask for; returns the exit status."""
    if arguments == ["--version"]:
        print(f"{TITLE} zhaoshang {__version__}")  # noqa: T201 - what was asked for
        return 0
    from app import cli

    return cli.run(arguments)


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the ledger reader's guarded child, in the executable too
    sys.exit(main(sys.argv[1:]))
