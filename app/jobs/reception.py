"""A submission looked through where nothing can come of it: in the guarded child, from the stick to a verdict."""

from dataclasses import dataclass
from pathlib import Path

from app.database.checks import Findings, inspect_submission
from app.database.guarded import guarded
from app.database.manifest import Manifest
from app.database.quarantine import Say
from app.database.receiving import receive
from app.database.schema import SCHEMA
from app.database.soundness import problems
from app.database.upgrade import bring_up
from app.documents.kept_files import problem_with
from app.errors import Refused
from app.services import structures
from app.services.attachments import OWNERS
from app.values.words import visible


@dataclass(frozen=True)
class Reception:
    """A sound submission: where its database lies, its manifest, and which attachments must stay outside, and why."""

    file: Path
    manifest: Manifest
    left_out: tuple[tuple[str, str], ...]


def take_in(say: Say, path: str, private: str) -> Reception:
    """Copies a submission into ``private``, looks through it, and brings it to today's schema.

    Raises :class:`Refused` with the first thing that is wrong.
    """
    folder = receive(Path(path), Path(private))
    say("复制")
    manifest, findings = look_through(folder, say)
    if manifest is None or findings.problems:
        raise Refused(findings.problems[0] if findings.problems else "清单已损坏。")
    file = folder / manifest.file
    if manifest.schema < SCHEMA:
        _bring_up(file, say)
    return Reception(file, manifest, tuple(_left_out(file, say)))


def look_through(folder: Path, say: Say) -> tuple[Manifest | None, Findings]:
    """A submission's manifest and what is found in it, down to the structures that records keep."""
    manifest, findings = inspect_submission(folder, say)
    if manifest is not None:
        look_at_structures(folder / manifest.file, findings, say)
    return manifest, findings


def look_at_structures(file: Path, findings: Findings, say: Say) -> None:
    """Adds what is wrong with the structures in a database of today's schema that is sound so far."""
    if findings.schema == SCHEMA and not findings.problems:
        with guarded(file) as connection:
            found = structures.problem_in(connection, say)
        findings.problems += [found] if found else []


def _bring_up(file: Path, say: Say) -> None:
    """An older program's submission, in today's schema: the private copy is upgraded and looked through again."""
    bring_up(file)
    say("升级")
    with guarded(file) as connection:
        found = problems(connection, say)
        if first := found[0] if found else structures.problem_in(connection, say):
            raise Refused(first)


def _left_out(file: Path, say: Say) -> list[tuple[str, str]]:
    """The attachments that this program would not have kept, each with what is told of it."""
    found = []
    with guarded(file) as connection:
        owners = {
            (kind, key)
            for kind in OWNERS
            for (key,) in connection.execute(f'SELECT id FROM "{kind}"')  # noqa: S608 - our own names
        }
        listed = connection.execute("SELECT id, owner_kind, owner_id, name, media_type, thumbnail FROM attachments")
        for key, kind, owner, name, media_type, thumbnail in listed.fetchall():
            content = connection.execute("SELECT content FROM attachment_contents WHERE attachment_id = ?", (key,))
            (data,) = content.fetchone() or (b"",)
            problem = problem_with(name, media_type, data, thumbnail)
            if (kind, owner) not in owners:  # at the county it could be another township's
                problem = "所属的记录不在这份提交里"
            if problem:
                found.append((key, f"附件“{visible(name[:60])}”没有采用：{problem}。"))
            say("附件")
    return found
