"""Which faces a font file holds: its names and whether its outlines are ones that reportlab can embed.

reportlab takes TrueType outlines (a ``glyf`` table) only and names a face in English only, while offices know
their fonts as 仿宋_GB2312 or 方正小标宋简体; so the name table is read here, and nothing else of the file.
"""

import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset({".ttf", ".ttc", ".otf"})
REGULAR = frozenset({"regular", "normal", "roman", "book", "常规", "標準", ""})
FAMILY, SUBFAMILY, FULL, POSTSCRIPT, TYPOGRAPHIC = 1, 2, 4, 6, 16


@dataclass(frozen=True)
class FontFace:
    """One face of a file: ``index`` counts the faces of a .ttc, ``names`` are all that it goes by, any language."""

    path: Path
    index: int
    names: tuple[str, ...]


def faces_in(path: Path) -> list[FontFace]:
    """The embeddable regular faces of one file; empty for what is no font, damaged, or has CFF outlines."""
    try:
        data = path.read_bytes()
        starts = _starts(data)
        found = [(index, _names(data, start)) for index, start in enumerate(starts)]
    except (OSError, struct.error):
        return []
    return [FontFace(path, index, names) for index, names in found if names]


def faces_under(folders: Iterable[Path], cache: Path | None = None) -> list[FontFace]:
    """Every embeddable face below ``folders``, in their order.

    ``cache`` is a file that remembers what was read, by path, time and size; a cache that cannot be used or
    written costs time only, so its faults are passed over.
    """
    known = _remembered(cache)
    seen: dict[str, list[object]] = {}
    faces: list[FontFace] = []
    for path in _font_files(folders):
        key, stamp = str(path), _stamp(path)
        entry = known.get(key)
        if not entry or entry[0] != stamp:
            entry = [stamp, [[face.index, *face.names] for face in faces_in(path)]]
        seen[key] = entry
        faces += [FontFace(path, index, tuple(names)) for index, *names in entry[1]]  # type: ignore[attr-defined]
    if cache and seen != known:
        _remember(cache, seen)
    return faces


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def _stamp(path: Path) -> str:
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_mtime_ns}/{status.st_size}"


def _remembered(cache: Path | None) -> dict[str, list[object]]:
    try:
        kept = json.loads(cache.read_text(encoding="utf-8")) if cache else {}
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _remember(cache: Path, seen: dict[str, list[object]]) -> None:
    part = cache.with_name(cache.name + ".part")
    try:
        part.write_text(json.dumps(seen, ensure_ascii=False), encoding="utf-8")
        part.replace(cache)
    except OSError:
        part.unlink(missing_ok=True)


def _starts(data: bytes) -> tuple[int, ...]:
    """Where each face's table directory begins."""
    if data[:4] != b"ttcf":
        return (0,)
    (count,) = struct.unpack_from(">L", data, 8)
    return struct.unpack_from(f">{count}L", data, 12)


def _names(data: bytes, start: int) -> tuple[str, ...]:
    """The names of the face at ``start``; none when its outlines are not TrueType or it is bold or slanted."""
    tables = _tables(data, start)
    if "glyf" not in tables or "name" not in tables:
        return ()
    by_id: dict[int, set[str]] = {}
    for number, text in _name_records(data, tables["name"]):
        by_id.setdefault(number, set()).add(text)
    wanted = by_id.get(FULL, set()) | by_id.get(POSTSCRIPT, set())
    styles = {style.lower() for style in by_id.get(SUBFAMILY, {""})}
    if not styles & REGULAR:
        return ()
    return tuple(sorted(wanted | by_id.get(FAMILY, set()) | by_id.get(TYPOGRAPHIC, set())))


def _tables(data: bytes, start: int) -> dict[str, int]:
    (count,) = struct.unpack_from(">H", data, start + 4)
    records = (struct.unpack_from(">4sLLL", data, start + 12 + 16 * number) for number in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in records}


def _name_records(data: bytes, table: int) -> Iterator[tuple[int, str]]:
    _, count, strings = struct.unpack_from(">HHH", data, table)
    for number in range(count):
        platform, encoding, _, name, length, offset = struct.unpack_from(">6H", data, table + 6 + 12 * number)
        begin = table + strings + offset
        codec = _codec(platform, encoding)
        if codec:
            yield name, data[begin : begin + length].decode(codec, errors="replace").replace("\0", "")


def _codec(platform: int, encoding: int) -> str | None:
    """How a name record is written; None for old encodings that no Chinese font of today relies on."""
    if platform == 0 or (platform == 3 and encoding in {0, 1, 10}):
        return "utf-16-be"
    if (platform, encoding) in {(3, 3), (1, 25)}:
        return "gbk"
    return "mac-roman" if (platform, encoding) == (1, 0) else None
