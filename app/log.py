"""The log: what went wrong, with its trace, for whoever helps the office; the user reads a sentence instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.paths import data_folder

if TYPE_CHECKING:
    from logging import Logger

_BYTES = 1_000_000
_LONG_NUMBER = r"(?<![\w-])\+?\d[\d -]{6,}\d[Xx]?(?![\w-])"


def write_down(error: BaseException) -> Path:
    """Adds the error with its trace to the log; returns the log's place."""
    log, place = _ready()
    log.error("uncaught", exc_info=(type(error), error, error.__traceback__))
    return place


def note(sentence: str) -> None:
    """Adds one line that nobody needs to act on."""
    log, _ = _ready()
    log.warning(sentence)


def _ready() -> tuple[Logger, Path]:
    import logging  # costs as much as a third of the window, and is hardly ever needed
    import re
    from logging.handlers import RotatingFileHandler

    class WithoutNumbers(logging.Formatter):
        """What an error quotes may be somebody's number: long rows of digits are not written down."""

        def format(self, record: logging.LogRecord) -> str:
            """The entry with its trace, long numbers struck out."""
            return re.sub(_LONG_NUMBER, "…", super().format(record))

    log, place = logging.getLogger("zhaoshang"), data_folder() / "运行日志.txt"
    if not log.handlers:
        handler = RotatingFileHandler(place, maxBytes=_BYTES, backupCount=1, encoding="utf-8")
        handler.setFormatter(WithoutNumbers("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.propagate = False
    return log, place
