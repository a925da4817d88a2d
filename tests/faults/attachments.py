"""Attachments that would write, start or break something at the county: each stays outside and is named."""

import hashlib
import shutil
import sqlite3
from collections.abc import Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path

from PIL import Image

from app.database.engine import open_database
from app.database.manifest import NAME, read_manifest
from app.jobs.consolidation import consolidate
from app.jobs.submission import submit
from tests.faults import records
from tests.faults.malformed import resealed
from tests.faults.papers import ACTING, PLAIN, paper
from tests.faults.records import CLOCK
from tests.faults.row import Row

_PDF, _JPG = "application/pdf", "image/jpeg"
_TOGETHER = 12
Hostile = tuple[str, str, str, bytes, bytes | None]  # what it is, its name, its kind, its bytes, its small picture


def _picture(size: tuple[int, int] = (30, 20), form: str = "JPEG") -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, form)
    return out.getvalue()


def _said_to_be(width: int, height: int) -> bytes:
    """A small picture whose head says that it is a large one."""
    content = bytearray(_picture())
    at = content.index(b"\xff\xc0") + 5
    content[at : at + 4] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(content)


# One with a sign that nobody sees refuses the whole submission: those are among the malformed ones.
_NAMES = (
    *("CON.pdf", "nul.pdf", "com1.合同.pdf", "合同.pdf.", "合同.pdf ", ".pdf", "合同", "合同.exe", "合同.pdf.exe"),
    *(
        "../合同.pdf",
        "..\\合同.pdf",
        "/etc/cron.d/合同.pdf",
        "甲/乙.pdf",
        "C:\\x.pdf",
        "C:x.pdf",
        "\\\\县\\共享\\x.pdf",
    ),
    *("合同.pdf:x.exe", "<b>.pdf", "合同?.pdf", "合同*.pdf", "合同|x.pdf", '合"同.pdf', "~/autostart/x.desktop"),
)
HOSTILE: tuple[Hostile, ...] = (
    *((f"the name {name[:20]!r}", name, _PDF, paper(PLAIN), None) for name in _NAMES),
    *((f"a scan with {what}", f"扫描{at}.pdf", _PDF, data, None) for at, (what, data) in enumerate(ACTING.items())),
    ("a program called a scan", "合同甲.pdf", _PDF, b"MZ\x90\0" * 50, None),
    ("a page of the web called a scan", "合同乙.pdf", _PDF, b"<html><script>x</script>%PDF-", None),
    ("a program called a photo", "照片甲.jpg", _JPG, b"\x7fELF" * 50, None),
    ("another kind of picture", "照片乙.jpg", _JPG, _picture(form="PNG"), None),
    ("a drawing that acts", "照片丙.jpg", "image/svg+xml", b"<svg onload='x'/>", None),
    ("a kind of its own", "照片丁.jpg", "text/html", _picture(), None),
    ("half a photo's head", "照片戊.jpg", _JPG, b"\xff\xd8\xff\xe0", None),
    ("a photo of 4,000,000,000 pixels", "照片己.jpg", _JPG, _said_to_be(65000, 65000), None),
    ("a small picture that is none", "照片庚.jpg", _JPG, _picture(), b"MZ" * 20),
    ("a small picture that is large", "照片辛.jpg", _JPG, _picture(), _said_to_be(60000, 60000)),
    ("a small picture of a megabyte", "照片壬.jpg", _JPG, _picture(), _picture() + bytes(1_000_000)),
)


def at_the_county(folder: Path, n: int, kinds: Sequence[str] = ()) -> Row:
    """``n`` of them, a dozen in each submission beside two good ones; the good ones and the records are taken.

    All kinds in turn, or those of ``kinds``.
    """
    chosen = [one for one in HOSTILE if not kinds or one[0] in kinds]
    row = Row("hostile attachments in submissions")
    town = open_database(records.fresh(records.township(folder), folder / "镇-附.db"), CLOCK)
    whole = submit(town, folder / "usb-附").folder
    town.close()
    blank = folder / "县-空.db"
    open_database(blank, CLOCK).close()
    some = (chosen[number % len(chosen)] for number in range(n))
    while batch := list(islice(some, _TOGETHER)):
        parcel = _parcel(whole, folder / "一包", batch)
        county = open_database(records.fresh(blank, folder / "县-附.db"), CLOCK)
        outcome = consolidate(county, [parcel])
        county.close()
        kept = _kept(folder / "县-附.db")
        told = "\n".join(mark for _, mark in outcome.marks)
        for number, (what, name, *_) in enumerate(batch):
            shown = "".join(sign if sign.isprintable() else "□" for sign in name[:60])
            named = f"附件“{shown}”没有采用：" in told
            row.judge("+named" if named and _key(number) not in kept else f"wrong: {what}: {outcome.text}")
        row.judge("" if outcome.taken and {_key(90), _key(91)} <= kept else f"wrong: the good ones {outcome.text}")
        shutil.rmtree(parcel)
    row.seen["kinds"] = len(HOSTILE)
    return row


def _parcel(whole: Path, target: Path, batch: list[Hostile]) -> Path:
    shutil.copytree(whole, target)
    connection = sqlite3.connect(target / read_manifest(target / NAME).file)
    (office, owner) = connection.execute("SELECT office_id, id FROM projects LIMIT 1").fetchone()
    good = [("", "合同.pdf", _PDF, paper(PLAIN), None), ("", "现场.jpg", _JPG, _picture(), _picture())]
    for number, (_, name, kind, content, small) in [*enumerate(batch), *enumerate(good, start=90)]:
        digest = hashlib.sha256(content).hexdigest()
        values = (_key(number), office, "projects", owner, name, kind, len(content), digest, small)
        connection.execute(
            "INSERT INTO attachments (id, office_id, owner_kind, owner_id, name, media_type, size, sha256, thumbnail,"
            f" caption) VALUES ({','.join('?' * 9)}, '')",
            values,
        )
        connection.execute("INSERT INTO attachment_contents VALUES (?, ?)", (values[0], content))
    connection.commit()
    connection.close()
    resealed(target)
    return target


def _key(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


def _kept(county: Path) -> set[str]:
    connection = sqlite3.connect(county)
    try:
        return {key for (key,) in connection.execute("SELECT id FROM attachments")}
    finally:
        connection.close()
