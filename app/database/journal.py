"""What SQLite's rollback journal says of a transaction in work: the pages of which it keeps the state before.

The format is SQLite's own (https://sqlite.org/fileformat2.html#the_rollback_journal): segments that begin at a
sector's edge with a header, each with the pages that were changed before the journal was last synced.
"""

from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER, _TO_THE_END = 28, 0xFFFFFFFF


def pages_in(journal: Path, page_size: int) -> set[int]:
    """The numbers of the pages in the journal; empty where there is none."""
    try:
        size = journal.stat().st_size
        file = journal.open("rb")
    except FileNotFoundError:
        return set()
    found: set[int] = set()
    record = 4 + page_size + 4
    with file:
        at = 0
        while at + _HEADER <= size:
            file.seek(at)
            header = file.read(_HEADER)
            count, sector = int.from_bytes(header[8:12], "big"), int.from_bytes(header[20:24], "big") or 512
            begin = at + sector
            fitting = max(0, size - begin) // record
            # A segment that is not synced yet has neither its magic nor its count: it is the last one.
            is_last = header[:8] != _MAGIC or count in {0, _TO_THE_END}
            for number in range(fitting if is_last else min(count, fitting)):
                file.seek(begin + number * record)
                found.add(int.from_bytes(file.read(4), "big"))
            if is_last:
                break
            at = -(-(begin + count * record) // sector) * sector
    return found
