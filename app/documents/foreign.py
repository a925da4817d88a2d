"""The border to the libraries that read other people's pictures and papers: whatever a file does, it is one answer."""

from collections.abc import Callable
from typing import TypeVar

from app.errors import Refused
from app.log import write_down

Answer = TypeVar("Answer")


def asked(work: Callable[[], Answer]) -> Answer | None:
    """What comes of reading a foreign file; None, whatever the file does to its reader.

    It lists no errors, for a library may raise any. A fault that began in a line of this program is written into the
    log, for that one is ours; a sentence of ours passes through.
    """
    try:
        return work()
    except Refused:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a foreign file does to its reader, it is one that cannot be read
        if _is_ours(error):
            write_down(error)
        return None


def _is_ours(error: Exception) -> bool:
    """Whether this program's own lines raised it; too deep or too large is the file's doing, wherever it shows."""
    if isinstance(error, MemoryError | RecursionError):
        return False
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return at is not None and str(at.tb_frame.f_globals.get("__name__", "")).partition(".")[0] == "app"
