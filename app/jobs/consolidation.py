"""汇总: thirty townships' submissions into one file, each looked through first, each taken whole or not at all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.database.engine import Database
from app.database.guarded import guarded
from app.database.lock import held
from app.database.private import private_folder
from app.database.quarantine import Patience, Quarantine, impatient
from app.database.shelf import Reason
from app.errors import Refused
from app.jobs import keys
from app.jobs.backups import back_up_now
from app.jobs.reception import Reception, take_in
from app.jobs.submitted import newest_first, submission_of
from app.log import write_down
from app.services import consolidation, signatures
from app.services.consolidation import Outcome, Taken
from app.values.words import visible

Progress = Callable[[int, int], None]


@dataclass
class Consolidation:
    """What became of each submission, by the path it was named by; one that was here already counts as taken.

    ``marks`` tells of taken ones what the county should know: not signed, numbers missing, attachments left out.
    """

    taken: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The object that ``consolidate --json`` prints."""
        refused = [{"submission": path, "reason": reason} for path, reason in self.refused]
        marks = [{"submission": path, "mark": mark} for path, mark in self.marks]
        return {"taken": self.taken, "replaced": self.replaced, "refused": refused, "marks": marks}

    @property
    def text(self) -> str:
        """The same for people."""
        lines = [f"采用{len(self.taken)}份，替换{len(self.replaced)}份，没有采用{len(self.refused)}份。"]
        lines += [f"  没有采用：{visible(path)}：{reason}" for path, reason in self.refused]
        lines += [f"  请留意：{visible(path)}：{mark}" for path, mark in self.marks]
        return "\n".join(lines)


def consolidate(
    database: Database,
    submissions: Iterable[Path],
    *,
    patience: Patience = impatient,
    progress: Progress = lambda done, of: None,  # noqa: ARG005 - nobody listens
    anew: Iterable[str] = (),
) -> Consolidation:
    """Takes submissions (folders, or the database files in them) into ``database``; refused ones change nothing.

    A folder above submissions, such as a stick, stands for the newest sound one of each office below it. Whatever one
    submission does, the others are taken. The file is backed up first where it holds anything. Each submission is one
    transaction. ``anew`` are codes of offices that began their file anew. ``progress`` may raise to end the round.
    """
    outcome = Consolidation()
    done = [0, 1]
    with held(database.path), Quarantine(patience, beat=lambda: progress(*done)) as quarantine:
        _back_up(database)
        for code in anew:
            with database.work("重新起算") as session:
                consolidation.begin_anew(session, code)
        rounds = [one_office for path in submissions for one_office in _rounds(path, outcome)]
        taking = _Taking(database, quarantine, outcome, keys.county_public(database))
        for number, one_office in enumerate(rounds):
            done[:] = [number, len(rounds)]
            progress(*done)
            taking.take_newest(one_office)
    return outcome


def _rounds(path: Path, outcome: Consolidation) -> list[list[Path]]:
    """The submissions that a path stands for, those of one office together."""
    try:
        rounds = [[path]] if not path.is_dir() or submission_of(path) else newest_first(path)
    except (OSError, ValueError):
        rounds = [[path]]  # what is wrong with it is told where it is read
    if not rounds:
        outcome.refused.append((str(path), "这里没有找到报送的提交，请选择U盘或其中的“招商项目提交”文件夹。"))
    return rounds


@dataclass
class _Taking:
    """One round: where submissions go, who looks at them, what became of them, and whose word on keys counts."""

    database: Database
    quarantine: Quarantine
    outcome: Consolidation
    county: str

    def take_newest(self, paths: Iterable[Path]) -> None:
        """Takes the first that is sound and genuine; those before it are told."""
        for path in paths:
            try:
                with private_folder() as private:
                    received: Reception = self.quarantine.run(take_in, str(path), str(private))
                    self._must_be_genuine(received)
                    self._take(path, received)
                    return
            except Refused as refused:
                self.outcome.refused.append((str(path), refused.message))
            except Exception as error:  # noqa: BLE001 - whatever one submission does, the others are taken
                where = write_down(error)
                told = f"这份提交没有采用：出现意外情况，详情记在“{where}”。"
                self.outcome.refused.append((str(path), told))

    def _must_be_genuine(self, received: Reception) -> None:
        with self.database.read() as session:
            signatures.must_be_genuine(session, received.manifest, self.county)

    def _take(self, path: Path, received: Reception) -> None:
        """What is sound and genuine is taken, or refused for good: an older one beside it is no better."""
        try:
            taken = self._taken(received)
        except Refused as refused:
            self.outcome.refused.append((str(path), refused.message))
            return
        (self.outcome.replaced if taken.outcome is Outcome.REPLACED else self.outcome.taken).append(str(path))
        told = [*taken.marks, *(sentence for _, sentence in received.left_out)]
        self.outcome.marks += [(str(path), mark) for mark in told]

    def _taken(self, received: Reception) -> Taken:
        manifest, left_out = received.manifest, {key for key, _ in received.left_out}
        now = self.database.clock.now()
        with guarded(received.file) as source, self.database.work(f"汇总{manifest.office_name}") as session:
            return consolidation.take(session, source, manifest, now, self.county, left_out)


def _back_up(database: Database) -> None:
    with database.read() as session:
        holds_something = consolidation.holds_something(session)
    if holds_something:
        back_up_now(database.path, None, database.clock, Reason.CONSOLIDATION)
