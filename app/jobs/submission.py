"""报送: a verified copy of the office's records on a stick, with its manifest and a receipt to compare by eye."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app import __version__
from app.database.backup import back_up
from app.database.checks import inspect_database
from app.database.copies import compact, deliver, withdraw
from app.database.digests import Contents, file_digest
from app.database.engine import Database
from app.database.lock import held
from app.database.manifest import Manifest
from app.database.private import private_folder, sweep_leftovers
from app.database.schema import APPLICATION_ID, SCHEMA
from app.errors import Refused
from app.jobs import keys
from app.jobs.submitted import FOLDER
from app.reports import receipts
from app.services import offices, submission
from app.services.submission import Handover


@dataclass(frozen=True)
class Receipt:
    """What was handed in, and where it lies; ``text`` is the page that both sides compare."""

    folder: Path
    file: str
    office: str
    sequence: int
    size: int
    sha256: str
    counts: Mapping[str, int]
    text: str


def submit(
    database: Database,
    directory: Path,
    without_people: bool = False,
    progress: Callable[[str], None] = lambda words: None,  # noqa: ARG005 - nobody listens
) -> Receipt:
    """Writes a verified copy of ``database`` under ``directory``, signed where there is a key, and logs it.

    ``without_people`` leaves 在外乡贤, 引资人, contacts and phone numbers at home. When it returns, the stick may be
    pulled. Raises :class:`Refused` otherwise, and then nothing on the stick counts as a submission. ``progress`` hears
    how far it is, and may raise to end it.
    """
    now = database.clock.now()
    sweep_leftovers()
    with held(database.path), private_folder() as parcel:
        handover = _begin(database, directory)
        folder = _new_folder(directory, handover, now)
        clean = parcel / f"{handover.office.code}-{folder.name}.db"
        tables = _clean_copy(database, clean, progress, without_people=without_people)
        manifest = replace(_manifest(clean, handover, now), tables=tables, without_people=without_people)
        page = receipts.page(manifest, now)
        (parcel / receipts.NAME).write_text(page, encoding="utf-8-sig", newline="\r\n")
        manifest = _sealed(replace(manifest, receipt_sha256=file_digest(parcel / receipts.NAME)))
        progress("写入U盘")
        deliver(parcel, manifest, folder)
        _log(database, handover, manifest, folder)
    counts = {table: contents.count for table, contents in manifest.tables.items()}
    office = handover.office.name
    return Receipt(folder, manifest.file, office, handover.sequence, manifest.size, manifest.sha256, counts, page)


def _sealed(manifest: Manifest) -> Manifest:
    """The manifest with its seal, signed where the county gave this office a key."""
    key = keys.own_key(manifest.office_code)
    return manifest.signed(*key) if key else manifest.sealed()


def _begin(database: Database, directory: Path) -> Handover:
    with database.read() as session:
        office = offices.required(session)
    with database.work("准备报送") as session:
        return submission.begin(session, beyond=_last_on(directory / FOLDER / office.code))


def _last_on(folder: Path) -> int:
    """The highest number on the device: an office that went back to an old backup does not give it again."""
    numbers = [name.partition("-")[2] for name in _names(folder)]
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def _names(folder: Path) -> list[str]:
    try:
        return [one.name for one in folder.iterdir()]
    except OSError:
        return []


def _new_folder(directory: Path, handover: Handover, now: datetime) -> Path:
    return directory / FOLDER / handover.office.code / f"{now:%Y%m%d}-{handover.sequence:03d}"


def _clean_copy(
    database: Database, clean: Path, progress: Callable[[str], None], *, without_people: bool
) -> Mapping[str, Contents]:
    """The office's records as they travel, in a compact file that has passed every check; returns what it holds."""
    work = clean.with_name("work.db")
    progress("复制")
    back_up(database.path, work)
    progress("整理")
    copy = Database(work, database.clock)
    with copy.work("整理报送文件") as session:
        submission.leave_at_home(session, without_people=without_people)
    compact(work, clean)
    findings = inspect_database(clean, progress)
    if findings.problems:
        raise Refused(f"台账检查没有通过，没有提交：{findings.problems[0]}")
    return findings.tables


def _manifest(clean: Path, handover: Handover, now: datetime) -> Manifest:
    return Manifest(
        app_version=__version__,
        app_id=APPLICATION_ID,
        schema=SCHEMA,
        office_code=handover.office.code,
        office_name=handover.office.name,
        office_id=handover.office.id,
        period=f"{now:%Y-%m}",
        sequence=handover.sequence,
        created=now.isoformat(timespec="seconds"),
        clock_suspicious=handover.last_written_at is not None and now < handover.last_written_at,
        without_people=False,
        file=clean.name,
        size=clean.stat().st_size,
        sha256=file_digest(clean),
        tables={},
        receipt=receipts.NAME,
        receipt_sha256="",
        previous=handover.previous,
    )


def _log(database: Database, handover: Handover, manifest: Manifest, folder: Path) -> None:
    """What cannot be entered at home was not submitted: the next one would not know of it."""
    try:
        with database.work("报送") as session:
            submission.keep_log(
                session,
                handover,
                written_at=datetime.fromisoformat(manifest.created),
                folder=str(folder),
                file_name=manifest.file,
                size=manifest.size,
                sha256=manifest.sha256,
                manifest_sha256=manifest.seal,
                without_people=int(manifest.without_people),
            )
    except BaseException:
        withdraw(folder)
        raise
