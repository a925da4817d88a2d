"""One encoding for all that is said on the terminal or into a pipe, whatever the code page of the computer."""

import sys


def speak_utf8() -> None:
    """Standard output and standard error are UTF-8; a sign that cannot be said does not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
