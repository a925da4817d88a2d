"""Proofs as a folder of files: each under its group and number, under names that Windows takes, with what lies above.

The folder is made beside its place and moved there when it is whole.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.disk_faults import advice
from app.documents.writing import write
from app.errors import Refused
from app.file_names import file_name, must_be_a_file_name
from app.jobs.attachments import looked_at
from app.paths import replace, sync_folder
from app.reports.blocks import Document
from app.reports.evidence.indexes import Placed
from app.reports.evidence.materials import Material

_FOLDER, _FILE = 30, 70  # characters of names: a path on Windows ends at 260
_INDEX = "索引.xlsx"


@dataclass(frozen=True)
class Bundle:
    """What was written: how many files of proof, and a sentence for each that is not there as it should be."""

    files: int
    left_out: tuple[str, ...] = ()


def write_folder(
    session: Session,
    out: Path,
    materials: Iterable[Material],
    papers: Mapping[str, Document],
    index: Callable[[Sequence[Placed]], Document],
) -> Bundle:
    """Writes the files, the ``papers`` by their names and the ``index`` of the files into a new folder ``out``.

    Refused where a folder of that name holds something already: nothing is written over, nothing mixed up.
    """
    must_be_a_file_name(out)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise Refused(f"“{out}”已经有内容，没有写入；请换一个新的文件夹名称。", field="out")
    part = out.with_name(f".{out.name}.{os.urandom(4).hex()}.part")
    try:
        part.mkdir(parents=True)
        placed, failed = _files(session, part, materials)
        for name, document in papers.items():
            failed += write(part / file_name(name), document)
        write(part / _INDEX, index(placed))
        if out.exists():
            out.rmdir()
        replace(part, out)
        sync_folder(out.parent)
    except OSError as error:
        raise Refused(advice(error, out)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Bundle(sum(not note for _, _, note in placed), tuple(failed))


def _files(session: Session, folder: Path, materials: Iterable[Material]) -> tuple[list[Placed], list[str]]:
    """Each file in the folder of its group; one that is damaged, or may not be opened, is named and left out."""
    placed, failed, taken = list[Placed](), list[str](), set[str]()
    for each in materials:
        try:
            row, content = looked_at(session, each.file.id)
        except Refused as refused:
            placed.append((each, "", "没有复制"))
            failed.append(f"材料{each.number}：{refused.message}")
            continue
        group = file_name(f"{each.number.partition('-')[0]:0>2} {each.group}"[:_FOLDER].rstrip())
        ending = Path(row.name).suffix.lower()
        stem = f"{each.number} {each.record} {Path(row.name).stem}"[:_FILE].rstrip()
        path = f"{group}/{file_name(f'{stem}{ending}')}"
        if path.lower() in taken:
            path = f"{group}/{file_name(f'{stem} {each.file.id[:4]}{ending}')}"
        taken.add(path.lower())
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
        placed.append((each, path, ""))
    return placed, failed
