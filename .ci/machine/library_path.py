"""Runs first inside the executable: gives programs that are opened from it (WPS, a browser) their own libraries.

The executable points LD_LIBRARY_PATH at what it carries. Its own loader has read that by now; what it starts later
would inherit it and load the wrong libraries.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if os.environ.pop("LD_LIBRARY_PATH", None) is not None and _before:
    os.environ["LD_LIBRARY_PATH"] = _before
