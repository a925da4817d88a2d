"""A sum of every page of the file, renewed with each commit: a bit that turns at rest is noticed at the next opening.

The engine's own check notices a third of them. The sums stand beside the backups, outside the ledger, and follow it
through crashes: what a killed program had begun is taken back by its journal to the state that was summed.
"""

import os
import struct
import zlib
from array import array
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.database import sidecars
from app.database.header import Header, read_header
from app.database.journal import pages_in
from app.database.shelf import shelf
from app.database.sidecars import unfinished
from app.errors import Refused
from app.paths import replace

_MAGIC = b"zhaoshang page sums 1\n"
_FACTS = ">IIII"  # change counter, page size, pages, sum of the sums
_SUMS, _DOUBT = "页校验.bin", "空页未知"
_AT_ONCE = 256  # pages read together
_FEW = 8


class PageSums:
    """The sums of one open file; told at the beginning and the end of each transaction which pages it changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        header = read_header(path)
        kept = None if _is_in_doubt(path) else _kept(path, header)
        self._page_size, self._counter = header.page_size, header.change_counter
        self._sums = kept.sums if kept is not None else _all_sums(path, header.page_size)
        self._touched: set[int] = set()
        self._free_before: frozenset[int] = frozenset()
        if kept is None:
            self._write()
            with suppress(OSError, Refused):
                _doubt(path).unlink(missing_ok=True)

    def begin(self) -> None:
        """Notes which pages are free: what is written on those, no journal keeps."""
        self._free_before = free_leaves(self._path, self._page_size)

    def before_commit(self, page_count: int) -> None:
        """Notes the pages that the transaction changes: those its journal keeps, those that were free, new ones."""
        self._touched = pages_in(self._path.with_name(f"{self._path.name}-journal"), self._page_size)
        self._touched |= {1, *range(len(self._sums) + 1, page_count + 1)} | self._free_before

    def after_commit(self) -> None:
        """Sums what was changed; where somebody else wrote too, the whole file."""
        header = read_header(self._path)
        if header.change_counter == self._counter:
            return  # nothing was written
        if header.change_counter != self._counter + 1:
            self._sums = _all_sums(self._path, header.page_size)
        else:
            self._renew(header.page_count)
        self._counter = header.change_counter
        self._write()

    def _renew(self, count: int) -> None:
        del self._sums[count:]
        self._sums.extend([0] * (count - len(self._sums)))
        with self._path.open("rb") as file:
            for page in sorted(self._touched):
                if page <= count:
                    file.seek((page - 1) * self._page_size)
                    self._sums[page - 1] = zlib.crc32(file.read(self._page_size))

    def _write(self) -> None:
        """What cannot be kept is not missed until damage comes: no save may fail for it."""
        body = self._sums.tobytes()
        facts = (self._counter, self._page_size, len(self._sums), zlib.crc32(body))
        with suppress(OSError, Refused):
            place = _place(self._path)
            part = place.with_name(f"{place.name}.part")
            try:
                with part.open("wb") as file:
                    file.write(_MAGIC + struct.pack(_FACTS, *facts) + body)
                    file.flush()
                    os.fsync(file.fileno())
                replace(part, place)
            finally:
                part.unlink(missing_ok=True)


@dataclass(frozen=True)
class _Kept:
    """What is kept of a state of the file."""

    page_size: int
    sums: "array[int]"


@dataclass(frozen=True)
class Comparison:
    """The file against its sums: ``is_known`` where there are sums of this state, ``damaged`` the pages that differ."""

    is_known: bool
    damaged: tuple[int, ...] = ()


def compare(path: Path) -> Comparison:
    """Which pages are not what they were when they were last written.

    Where a journal was played back, free pages are not compared: it does not restore what stood on them. Where most
    pages differ, another file of the same age has taken the name, and nothing is known of it.
    """
    header = read_header(path)
    kept = _kept(path, header)
    if kept is None:
        return Comparison(is_known=False)
    now = _all_sums(path, kept.page_size)
    wrong = {number for number, (was, is_now) in enumerate(zip(kept.sums, now, strict=False), start=1) if was != is_now}
    if len(wrong) > max(_FEW, len(kept.sums) // 2):
        return Comparison(is_known=False)
    if _is_in_doubt(path):
        wrong -= free_leaves(path, kept.page_size)
    if len(kept.sums) != len(now) or path.stat().st_size % kept.page_size:
        wrong.add(min(len(kept.sums), len(now)) + 1)
    return Comparison(is_known=True, damaged=tuple(sorted(wrong)))


def settle(path: Path) -> None:
    """Takes back what was cut short, and notes first that what stands on free pages is not known from then on."""
    with suppress(OSError, Refused):
        if _place(path).exists():
            _doubt(path).touch()
    sidecars.settle(path)


def forget(path: Path) -> None:
    """Another file takes the name."""
    with suppress(OSError, Refused):
        for name in (_SUMS, _DOUBT):
            (shelf(path, make=False) / name).unlink(missing_ok=True)


def free_leaves(path: Path, page_size: int) -> frozenset[int]:
    """The pages that hold nothing at all; those that list them hold the list."""
    trunks, leaves = set[int](), set[int]()
    with path.open("rb") as file:
        file.seek(32)
        trunk = int.from_bytes(file.read(4), "big")
        while trunk and trunk not in trunks:
            trunks.add(trunk)
            file.seek((trunk - 1) * page_size)
            raw = file.read(page_size)
            count = min(int.from_bytes(raw[4:8], "big"), page_size // 4 - 2)
            leaves |= {int.from_bytes(raw[at : at + 4], "big") for at in range(8, 8 + 4 * count, 4)}
            trunk = int.from_bytes(raw[:4], "big")
    return frozenset(leaves)


def _kept(path: Path, header: Header) -> _Kept | None:
    """The sums of this very state of the file, None where none are kept or they are no sums."""
    if unfinished(path):
        return None
    begin = len(_MAGIC) + struct.calcsize(_FACTS)
    try:
        raw = _place(path).read_bytes()
        counter, page_size, pages, sum_of_sums = struct.unpack(_FACTS, raw[len(_MAGIC) : begin])
    except (OSError, struct.error, Refused):
        return None
    body = raw[begin:]
    if not raw.startswith(_MAGIC) or sum_of_sums != zlib.crc32(body) or len(body) != 4 * pages:
        return None
    # Every writer moves both counters of the header together: one that is damaged leaves the other.
    if counter not in {header.change_counter, header.valid_for}:
        return None
    sums = array("I")
    sums.frombytes(body)
    return _Kept(page_size, sums)


def _all_sums(path: Path, page_size: int) -> "array[int]":
    sums = array("I")
    with path.open("rb") as file:
        while block := file.read(page_size * _AT_ONCE):
            sums.extend(zlib.crc32(block[at : at + page_size]) for at in range(0, len(block), page_size))
    return sums


def _place(path: Path) -> Path:
    return shelf(path) / _SUMS


def _doubt(path: Path) -> Path:
    return shelf(path) / _DOUBT


def _is_in_doubt(path: Path) -> bool:
    try:
        return _doubt(path).exists()
    except (OSError, Refused):
        return True
