"""Runs first inside the executable: its own processes load its own libraries, programs that it opens load theirs.

The executable points LD_LIBRARY_PATH at what it carries. Its own loader has read that by now; WPS or a browser, opened
later, would inherit it and load the wrong libraries, so it is taken away. A child that works for the program comes
without it, and its starter does not add it again: it starts once more, for the loader reads it at the start alone.
"""

import os
import sys

_OURS = getattr(sys, "_MEIPASS", "")
_AGAIN = "ZHAOSHANG_STARTED_AGAIN"  # so that a path which is written in two ways cannot make it start for ever
_now = os.environ.get("LD_LIBRARY_PATH", "")
_is_again = os.environ.pop(_AGAIN, None) is not None
if sys.platform == "linux" and _OURS and not _is_again and _OURS not in _now.split(os.pathsep):
    if _now:
        os.environ["LD_LIBRARY_PATH_ORIG"] = _now
    os.environ["LD_LIBRARY_PATH"] = os.pathsep.join(filter(None, (_OURS, _now)))
    os.environ[_AGAIN] = "1"
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])  # noqa: S606 - itself, with its own words

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if os.environ.pop("LD_LIBRARY_PATH", None) is not None and _before:
    os.environ["LD_LIBRARY_PATH"] = _before
