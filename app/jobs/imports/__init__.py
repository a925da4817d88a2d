"""A ledger from a workbook into the records: one report, one transaction; a bad row does not take the others along."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.database.shelf import Reason
from app.documents.ledgers.parts import Note
from app.errors import Refused
from app.jobs.backups import back_up_now
from app.jobs.imports import funds, happenings, leads, monthly, projects, registers, targets, units
from app.jobs.imports.counts import Outcome
from app.jobs.imports.likely import Decision, Likely, Passed
from app.jobs.imports.rows import Notes, Rejected, TakenRow
from app.jobs.imports.totals import differing_totals
from app.services import history
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit


class Taker(Protocol):
    """Takes the rows of one kind of ledger."""

    def take(self, row: TakenRow) -> Outcome:
        """Makes or changes a record, or raises :class:`Rejected`."""
        ...


TAKERS: dict[LedgerKind, Callable[[Session, int], Taker]] = {
    LedgerKind.UNITS: units.Taker,
    LedgerKind.PROJECTS: projects.Taker,
    LedgerKind.LEADS: leads.Taker,
    LedgerKind.FUNDS: funds.Taker,
    LedgerKind.ENTERPRISES: registers.EnterpriseTaker,
    LedgerKind.FELLOWS: registers.FellowTaker,
    LedgerKind.ACTIVITIES: happenings.ActivityTaker,
    LedgerKind.PROBLEMS: happenings.ProblemTaker,
    LedgerKind.TARGETS: targets.TargetTaker,
    LedgerKind.ACHIEVEMENTS: targets.AchievementTaker,
    LedgerKind.MONTHLY: monthly.Taker,
}
TITLES = {
    LedgerKind.UNITS: "责任单位",
    LedgerKind.PROJECTS: "项目台账",
    LedgerKind.LEADS: "线索台账",
    LedgerKind.FUNDS: "到位资金",
    LedgerKind.ENTERPRISES: "客商企业",
    LedgerKind.FELLOWS: "在外乡贤",
    LedgerKind.ACTIVITIES: "招商活动",
    LedgerKind.PROBLEMS: "项目问题",
    LedgerKind.TARGETS: "目标任务",
    LedgerKind.ACHIEVEMENTS: "手工完成数",
    LedgerKind.MONTHLY: "月报",
}


@dataclass
class ImportReport:
    """What an import did, or in a rehearsal would do; rows count from 1 as in the workbook."""

    kind: LedgerKind
    sheet: str
    header_row: int
    money_unit: MoneyUnit | None
    created: int = 0
    updated: int = 0
    skipped: int = 0
    rejected: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The report for scripts."""
        return {
            "kind": str(self.kind),
            "sheet": self.sheet,
            "header_row": self.header_row,
            "money_unit": None if self.money_unit is None else str(self.money_unit),
            "created": self.created,
            "updated": self.updated,
            "skipped": self.skipped,
            "rejected": [_note_json(note) for note in self.rejected],
            "warnings": [_note_json(note) for note in self.warnings],
        }


def import_ledger(
    database: Database,
    path: Path,
    *,
    kind: LedgerKind | None = None,
    sheet: str | None = None,
    money_unit: MoneyUnit | None = None,
    dry_run: bool = False,
    decisions: Mapping[int, Decision] | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005 - nobody listens
) -> ImportReport:
    """Takes the ledger in ``path``; with ``dry_run`` the same report and nothing written.

    ``decisions`` say, by row, what to do with what the report of a rehearsal called ``likely``.
    Raises :class:`Refused` where no ledger is found. ``progress`` hears (rows done, rows in all) and may raise to stop;
    then nothing is written.
    """
    from app.documents.ledgers import read_ledger

    ledger = read_ledger(path, kind, sheet)
    unit = ledger.money_unit or money_unit
    report = ImportReport(ledger.kind, ledger.sheet, ledger.header_row, unit, warnings=list(ledger.notes))
    if not dry_run:
        _back_up(database)
    door = database.trial() if dry_run else database.work(f"导入{TITLES[ledger.kind]}：{path.name}")
    with door as session, _uncollected():
        _hold_on(session)
        notes = Notes(report.warnings, report.rejected, decisions=decisions or {}, likely=report.likely)
        today = database.clock.today()
        rows = [TakenRow(ledger, row, notes, money_unit, today=today) for row in ledger.rows]
        _take_all(TAKERS[ledger.kind](session, ledger.year or today.year), session, rows, report, progress)
    report.warnings += differing_totals(ledger, money_unit)
    return report


def _back_up(database: Database) -> None:
    """A way back before many records change at once; a file that holds nothing yet needs none."""
    with database.read() as session:
        is_blank = history.is_empty(session)
    if not is_blank:
        back_up_now(database.path, None, database.clock, Reason.IMPORT)


def _take_all(
    taker: Taker,
    session: Session,
    rows: Sequence[TakenRow],
    report: ImportReport,
    progress: Callable[[int, int], None],
) -> None:
    for done, row in enumerate(rows):
        progress(done, len(rows))
        notes = row.notes
        warned, likely = len(notes.warnings), len(notes.likely)
        savepoint = session.begin_nested()
        try:
            outcome = taker.take(row)
            session.flush()
            savepoint.commit()
        except Passed:
            savepoint.rollback()
            outcome = Outcome.SKIPPED
        except (Rejected, Refused) as refusal:
            savepoint.rollback()
            del notes.warnings[warned:], notes.likely[likely:]
            notes.rejected.append(
                refusal.note if isinstance(refusal, Rejected) else row.note(refusal.field, refusal.message)
            )
            continue
        report.created += outcome is Outcome.CREATED
        report.updated += outcome is Outcome.UPDATED
        report.skipped += outcome is Outcome.SKIPPED


@contextmanager
def _uncollected() -> Iterator[None]:
    """The collector would walk over every held record again and again, and find nothing to free."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _hold_on(session: Session) -> None:
    """A session forgets records that nobody holds and asks again for each row: this one keeps them to its end."""
    held: list[object] = session.info.setdefault("held", [])
    for gained in ("pending_to_persistent", "loaded_as_persistent"):
        event.listen(session, gained, lambda _, record: held.append(record))


def _note_json(note: Note) -> dict[str, Any]:
    return {"row": note.row, "column": note.column, "value": note.value, "reason": note.reason}
