"""汇总: thirty townships' submissions into one file, each looked through first, each taken whole or not at all."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.database.engine import Database
from app.database.guarded import guarded
from app.database.lock import held
from app.database.manifest import Manifest
from app.database.quarantine import Quarantine, receive
from app.database.schema import SCHEMA
from app.database.shelf import Reason
from app.database.soundness import problems
from app.errors import Refused
from app.jobs.backups import back_up_now
from app.services import consolidation
from app.services.consolidation import Outcome


@dataclass
class Consolidation:
    """What became of each submission, by the path it was named by; one that was here already counts as taken."""

    taken: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The object that ``consolidate --json`` prints."""
        refused = [{"submission": path, "reason": reason} for path, reason in self.refused]
        return {"taken": self.taken, "replaced": self.replaced, "refused": refused}

    @property
    def text(self) -> str:
        """The same for people."""
        lines = [f"采用{len(self.taken)}份，替换{len(self.replaced)}份，没有采用{len(self.refused)}份。"]
        lines += [f"  没有采用：{path}：{reason}" for path, reason in self.refused]
        return "\n".join(lines)


def consolidate(database: Database, submissions: Iterable[Path]) -> Consolidation:
    """Takes submissions (folders, or the database files in them) into ``database``; refused ones change nothing.

    The file is backed up first where it holds anything. Each submission is one transaction.
    """
    outcome = Consolidation()
    with held(database.path), Quarantine() as quarantine:
        _back_up(database)
        for path in submissions:
            try:
                result = _take(database, path, quarantine)
            except Refused as refused:
                outcome.refused.append((str(path), refused.message))
            else:
                (outcome.replaced if result is Outcome.REPLACED else outcome.taken).append(str(path))
    return outcome


def _back_up(database: Database) -> None:
    with database.read() as session:
        holds_something = consolidation.holds_something(session)
    if holds_something:
        back_up_now(database.path, None, database.clock, Reason.CONSOLIDATION)


def _take(database: Database, path: Path, quarantine: Quarantine) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="zhaoshang-", ignore_cleanup_errors=True) as private:
        folder = receive(path, Path(private))
        manifest, findings = quarantine.inspect(folder)
        if manifest is None or findings.problems:
            raise Refused(findings.problems[0] if findings.problems else "清单已损坏。")
        file = folder / manifest.file
        if manifest.schema < SCHEMA:
            _bring_up(file)
        return _take_file(database, file, manifest)


def _take_file(database: Database, file: Path, manifest: Manifest) -> Outcome:
    with guarded(file) as source, database.work(f"汇总{manifest.office_name}") as session:
        return consolidation.take(session, source, manifest, database.clock.now())


def _bring_up(file: Path) -> None:
    """An older program's submission, in today's schema: the private copy is upgraded and looked through again."""
    from app.database.upgrade import bring_up  # Alembic loads only when a file is made or changed

    bring_up(file)
    with guarded(file) as connection:
        if found := problems(connection):
            raise Refused(found[0])
