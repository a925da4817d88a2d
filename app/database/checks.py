"""Whether a file is whole and ours: read without a trace, and judged by more than what SQLite itself notices."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.database import soundness
from app.database.connection import is_whole
from app.database.device import digest_on_device
from app.database.digests import Contents, contents
from app.database.expected import differences
from app.database.guarded import guarded
from app.database.header import Header, must_be_ours, read_header
from app.database.manifest import NAME, Manifest, read_manifest
from app.database.progress import Step, silent
from app.database.schema import APPLICATION_ID, SCHEMA
from app.database.sidecars import unfinished
from app.database.stamp import is_as_stamped
from app.errors import Refused
from app.paths import behind

_STEPS = 20_000_000  # of the engine, about a second
_DAMAGED = "文件已损坏。"


@dataclass
class Findings:
    """What was found: the schema number where there is one, what is wrong as sentences, what the tables hold."""

    schema: int | None = None
    problems: list[str] = field(default_factory=list)
    tables: Mapping[str, Contents] = field(default_factory=dict)
    office: tuple[str, str] | None = None  # id and code of the office whose file it is


def inspect_database(path: Path, step: Step = silent) -> Findings:
    """Looks through a database; the file is the same afterwards, byte for byte. ``step`` hears how far it is."""
    findings, path = Findings(), behind(path)
    try:
        header = read_header(path)
        findings.schema = header.schema if header.application_id == APPLICATION_ID else None
        must_be_ours(path)
        findings.problems += _of_the_file(path, header)
        if not findings.problems:
            with guarded(path) as connection:
                connection.set_progress_handler(lambda: step("检查"), _STEPS)  # one statement may take minutes
                _inspect_contents(connection, header.schema, findings, step)
    except Refused as refused:
        findings.problems.append(refused.message)
    except (OSError, sqlite3.Error):
        findings.problems.append(f"“{path.name}”已损坏，读不出内容。")
    return findings


def inspect_submission(folder: Path, step: Step = silent) -> tuple[Manifest | None, Findings]:
    """Looks through a submission's folder: the manifest, and the file against it."""
    try:
        manifest = read_manifest(folder / NAME)
        if problem := _of_the_names(folder, manifest) or _of_the_receipt(folder, manifest):
            return manifest, Findings(manifest.schema, [problem])
        path = folder / manifest.file
        if path.stat().st_size != manifest.size or digest_on_device(path) != manifest.sha256:
            return manifest, Findings(manifest.schema, ["文件内容与清单不符，可能在途中损坏或被改动，请重新提交。"])
    except Refused as refused:
        return None, Findings(None, [refused.message])
    except OSError:
        return None, Findings(None, ["文件读不出来，U盘可能已损坏或被拔出。"])
    step("校验")
    findings = inspect_database(path, step)
    if not findings.problems:
        findings.problems += _against(manifest, findings)
    return manifest, findings


def _of_the_file(path: Path, header: Header) -> list[str]:
    size = path.stat().st_size
    checks: tuple[tuple[bool, str], ...] = (
        (unfinished(path), "旁边有没写完的内容：程序正在使用，或上次没有正常关闭；请打开一次并关闭后再检查。"),
        (header.uses_wal, "文件的写入方式被其他程序改动过，单独复制会缺少记录。"),
        (not header.is_utf8, "文件的文字编码被其他程序改动过。"),
        (header.page_size < 512 or header.page_size & (header.page_size - 1) != 0, "文件头已损坏。"),
        (header.page_count * header.page_size != size, "文件长短不对，可能没有复制完整。"),
        (not is_as_stamped(path), _DAMAGED),
    )
    return [sentence for wrong, sentence in checks if wrong]


def _inspect_contents(connection: sqlite3.Connection, schema: int, findings: Findings, step: Step) -> None:
    steps: tuple[Callable[[], list[str]], ...] = (
        lambda: _integrity(connection),
        lambda: ["文件里有不属于本程序的内容。"] if differences(connection, schema) else [],
        lambda: ["有些记录指向不存在的记录。"] if _orphans(connection) else [],
        lambda: soundness.problems(connection, step) if schema == SCHEMA else [],
    )
    for look in steps:  # each may trust what the ones before it have shown
        step("检查")
        try:
            findings.problems += look()
        except UnicodeDecodeError:  # what should be text is none
            findings.problems.append(_DAMAGED)
        if findings.problems:
            return
    findings.tables = contents(connection, step)
    findings.office = connection.execute(
        "SELECT offices.id, offices.code FROM meta, offices WHERE meta.key = 'office' AND offices.id = meta.value"
    ).fetchone()


def _integrity(connection: sqlite3.Connection) -> list[str]:
    return [] if is_whole(connection) else [_DAMAGED]


def _orphans(connection: sqlite3.Connection) -> bool:
    return connection.execute("PRAGMA foreign_key_check").fetchone() is not None


def _of_the_names(folder: Path, manifest: Manifest) -> str | None:
    for name in (manifest.file, manifest.receipt):
        if not name or Path(name).name != name or name in {".", ".."} or "\\" in name or ":" in name:
            return "清单里的文件名不正常。"
        if not (folder / name).exists():
            return f"缺少文件“{name}”，提交不完整。"
        if (folder / name).is_symlink() or not (folder / name).is_file():
            return f"“{name}”不是普通文件。"
    return None


def _of_the_receipt(folder: Path, manifest: Manifest) -> str | None:
    same = digest_on_device(folder / manifest.receipt) == manifest.receipt_sha256
    return None if same else "回执与清单不符，可能损坏或被改动。"


def _against(manifest: Manifest, findings: Findings) -> list[str]:
    checks = (
        (manifest.app_id == APPLICATION_ID and manifest.schema == findings.schema, "清单与文件的版本不符。"),
        (dict(manifest.tables) == dict(findings.tables), "文件里的记录与清单不符。"),
        (findings.office == (manifest.office_id, manifest.office_code), "清单上的单位与文件里的单位不符。"),
    )
    return [sentence for right, sentence in checks if not right]
