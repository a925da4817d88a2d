"""Files from disk to a record: each looked into, made small and kept; a refused one does not stop the rest."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.database.engine import Database
from app.database.private import lasting_folder
from app.documents.kept_files import problem_with
from app.documents.photos import checked_file
from app.documents.scans import active_parts, without_active_parts
from app.documents.writing import write
from app.errors import Refused
from app.paths import whole_file
from app.reports import funds_sheets
from app.services import attachments
from app.services.attachments import AttachmentRow
from app.services.attachments.captions import Caption
from app.services.attachments.names import ENDINGS, plain_name


@dataclass(frozen=True)
class AttachReport:
    """What became of the files: ids of what was kept, (name, sentence) of what was refused, and what to look at."""

    kept: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]


def attach(
    database: Database,
    owner_kind: str,
    owner_id: str,
    paths: Iterable[Path],
    caption: Caption | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005 - nobody listens
) -> AttachReport:
    """Keeps the files at ``paths`` with a record, all in one change; ``caption`` stands under each.

    Warns of a photo that another project has already, and of a file that grows large.
    """
    several = list(paths)
    files, refused = [], []
    for done, path in enumerate(several):
        progress(done, len(several))
        try:
            files.append(checked_file(path))
        except Refused as refusal:
            refused.append((path.name, refusal.message))
    kept: list[str] = []
    warnings: list[str] = []
    if files:
        with database.work("添加附件") as session:
            for file in files:
                try:
                    key = attachments.add(session, owner_kind, owner_id, file, caption)
                except Refused as refusal:
                    refused.append((file.name, refusal.message))
                    continue
                kept.append(key)
                warnings += [file.note] if file.note else []
                if others := attachments.elsewhere(session, key):
                    warnings.append(f"“{file.name}”与项目“{others[0]}”的附件是同一个文件，请核对。")
            if size := attachments.room(session).sentence:
                warnings.append(size)
    return AttachReport(tuple(kept), tuple(refused), tuple(warnings))


def save_copy(database: Database, key: str, out: Path) -> None:
    """Writes an attachment to ``out`` as it is kept, whole or not at all; never under a name that starts something."""
    with database.read() as session:
        row, data = looked_at(session, key)
    if out.suffix.lower() not in ENDINGS[row.media_type]:
        raise Refused(f"文件名请以{ENDINGS[row.media_type][0]}结尾，没有保存。", field="out")
    with whole_file(out) as part:
        part.write_bytes(data)


def copy_to_open(database: Database, key: str) -> Path:
    """A copy of an attachment for another program to show: alone in a fresh folder, under a name of our making."""
    with database.read() as session:
        row, data = looked_at(session, key)
    out = lasting_folder() / f"附件-{key[:8]}{ENDINGS[row.media_type][0]}"
    try:
        with out.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise Refused("本机磁盘写不进临时文件，没有打开；请清理磁盘后再试。") from error
    return out


def looked_at(session: Session, key: str) -> tuple[AttachmentRow, bytes]:
    """An attachment that was looked at again: it may have come from elsewhere, before anybody looked."""
    row, data = attachments.row(session, key), attachments.content(session, key)
    if row.media_type == "application/pdf" and active_parts(data):
        data = without_active_parts(row.name, data)
    if problem := problem_with(plain_name(row.name, row.media_type), row.media_type, data):
        raise Refused(f"附件“{row.name}”{problem}，不能打开；请向提供的单位核实后重新添加。")
    return row, data


def print_funds_sheet(database: Database, key: str, out: Path) -> None:
    """Writes the sheet of a funds entry with its vouchers behind it to ``out`` (.pdf), whole or not at all."""
    with database.read() as session:
        document = funds_sheets.document(session, key)
    write(out, document)
