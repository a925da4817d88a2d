"""A copy that carries its own digest: wherever it is taken and however it is called, it can tell that it is whole.

The digest stands in the twenty bytes of the header that SQLite keeps for later use and leaves alone, beside the change
counter that it is true of: a copy that somebody goes on working in has another counter, and its stamp says nothing.
"""

import hashlib
from pathlib import Path

_AT, _LENGTH = 72, 20  # https://sqlite.org/fileformat2.html#the_database_header: reserved for expansion
_COUNTER_AT, _VALID_FOR_AT = 24, 92
_BLOCK = 1024 * 1024


def stamp(path: Path) -> None:
    """Writes the digest of a closed file into it."""
    _write(path, bytes(_LENGTH))
    with path.open("rb") as file:
        counter = file.read(100)[_COUNTER_AT : _COUNTER_AT + 4]
    _write(path, counter + _digest(path))


def unstamp(path: Path) -> None:
    """Takes the digest out of a closed file that is to be worked in."""
    _write(path, bytes(_LENGTH))


def keep_counter(path: Path, counter: int) -> None:
    """Gives a closed copy the change counter of what it is a copy of: by it a later state is told from an earlier."""
    for at in (_COUNTER_AT, _VALID_FOR_AT):
        _write(path, counter.to_bytes(4, "big"), at)


def is_as_stamped(path: Path) -> bool:
    """Whether the file is what its stamp says; any file without a stamp, or with one of an earlier state, is."""
    with path.open("rb") as file:
        header = file.read(100)
    kept = header[_AT : _AT + _LENGTH]
    counters = {header[at : at + 4] for at in (_COUNTER_AT, _VALID_FOR_AT)}
    if not any(kept) or kept[:4] not in counters:
        return True
    return _digest(path) == kept[4:]


def _digest(path: Path) -> bytes:
    summary = hashlib.sha256()
    with path.open("rb") as file:
        first = bytearray(file.read(_BLOCK))
        first[_AT : _AT + _LENGTH] = bytes(_LENGTH)
        summary.update(first)
        while block := file.read(_BLOCK):
            summary.update(block)
    return summary.digest()[: _LENGTH - 4]


def _write(path: Path, value: bytes, at: int = _AT) -> None:
    with path.open("rb+") as file:
        file.seek(at)
        file.write(value)
