"""The log: what went wrong, with its trace, for whoever helps the office; the user reads a sentence instead."""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

from app.paths import data_folder

_BYTES = 1_000_000
_LONG_NUMBER = re.compile(r"(?<![\w-])\+?\d[\d -]{6,}\d[Xx]?(?![\w-])")
_log = logging.getLogger("zhaoshang")


def write_down(error: BaseException) -> Path:
    """Adds the error with its trace to the log; returns the log's place."""
    place = _ready()
    _log.error("uncaught", exc_info=(type(error), error, error.__traceback__))
    return place


def note(sentence: str) -> None:
    """Adds one line that nobody needs to act on."""
    _ready()
    _log.warning(sentence)


class _WithoutNumbers(logging.Formatter):
    """What an error quotes may be somebody's number: long rows of digits are not written down."""

    def format(self, record: logging.LogRecord) -> str:
        """The entry with its trace, long numbers struck out."""
        return _LONG_NUMBER.sub("…", super().format(record))


def _ready() -> Path:
    place = data_folder() / "运行日志.txt"
    if not _log.handlers:
        handler = RotatingFileHandler(place, maxBytes=_BYTES, backupCount=1, encoding="utf-8")
        handler.setFormatter(_WithoutNumbers("%(asctime)s %(levelname)s %(message)s"))
        _log.addHandler(handler)
        _log.propagate = False
    return place
