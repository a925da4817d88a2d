"""汇总: thirty townships' submissions into one file, each looked through first, each taken whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.database.engine import Database
from app.database.guarded import guarded
from app.database.lock import held
from app.database.manifest import Manifest
from app.database.private import private_folder
from app.database.quarantine import Quarantine, receive
from app.database.schema import SCHEMA
from app.database.shelf import Reason
from app.database.soundness import problems
from app.errors import Refused
from app.jobs.backups import back_up_now
from app.jobs.submitted import newest_first, submission_of
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

    A folder above submissions, such as a stick, stands for the newest sound one of each office below it.
    The file is backed up first where it holds anything. Each submission is one transaction.
    """
    outcome = Consolidation()
    with held(database.path), Quarantine() as quarantine:
        _back_up(database)
        for path in submissions:
            rounds = [[path]] if not path.is_dir() or submission_of(path) else newest_first(path)
            if not rounds:
                outcome.refused.append((str(path), "这里没有找到报送的提交，请选择U盘或其中的“招商项目提交”文件夹。"))
            for one_office in rounds:
                _take_newest(database, one_office, quarantine, outcome)
    return outcome


def _take_newest(database: Database, paths: Iterable[Path], quarantine: Quarantine, outcome: Consolidation) -> None:
    """Takes the first that is sound; the damaged ones before it are told."""
    for path in paths:
        with private_folder() as private:
            try:
                file, manifest = _looked_through(path, private, quarantine)
            except Refused as refused:
                outcome.refused.append((str(path), refused.message))
                continue
            try:
                result = _take_file(database, file, manifest)
            except Refused as refused:
                outcome.refused.append((str(path), refused.message))
            else:
                (outcome.replaced if result is Outcome.REPLACED else outcome.taken).append(str(path))
            return


def _back_up(database: Database) -> None:
    with database.read() as session:
        holds_something = consolidation.holds_something(session)
    if holds_something:
        back_up_now(database.path, None, database.clock, Reason.CONSOLIDATION)


def _looked_through(path: Path, private: Path, quarantine: Quarantine) -> tuple[Path, Manifest]:
    """A private copy of a submission's database, sound and of today's schema, and its manifest."""
    folder = receive(path, private)
    manifest, findings = quarantine.inspect(folder)
    if manifest is None or findings.problems:
        raise Refused(findings.problems[0] if findings.problems else "清单已损坏。")
    file = folder / manifest.file
    if manifest.schema < SCHEMA:
        _bring_up(file)
    return file, manifest


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
