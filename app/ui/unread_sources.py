"""Spares PySide reading the source of every module that is imported.

It looks there for a switch of spellings (``from __feature__ import …``) that this program never turns, and so reads
some three hundred files from the disk at each start. See docs/decisions/0063.

It can be removed when PySide no longer looks at importing modules by their source, that is, when
``shibokensupport.feature`` has no ``_mod_uses_pyside``: from then on it does nothing.
"""

import sys


def leave_sources_unread() -> None:
    """Answers for PySide that no module turns the switch; to be called after its first import.

    Does nothing where PySide has no such search.
    """
    search = sys.modules.get("shibokensupport.feature")
    if hasattr(search, "_mod_uses_pyside"):
        setattr(search, "_mod_uses_pyside", lambda _module: False)  # noqa: B010 - not an attribute of every module
