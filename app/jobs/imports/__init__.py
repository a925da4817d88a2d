"""Ledgers from a workbook into the records: one report, one transaction; a bad row does not take the others along."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.database.engine import Database
from app.database.shelf import Reason
from app.documents.ledgers.choices import NO_CHOICES, Choices
from app.documents.ledgers.parts import Ledger, Note
from app.documents.ledgers.uncollected import uncollected
from app.errors import Refused
from app.jobs.backups import back_up_now
from app.jobs.imports import funds, happenings, leads, monthly, projects, registers, targets, units
from app.jobs.imports.answers import NO_ANSWERS, Answers
from app.jobs.imports.counts import Outcome
from app.jobs.imports.likely import Passed
from app.jobs.imports.notes import Decision, Notes, Rejected, RowKey
from app.jobs.imports.outliers import unusual_amounts
from app.jobs.imports.preview import PREVIEWED, seen_and_stored
from app.jobs.imports.report import ImportReport, Part
from app.jobs.imports.rows import ImportRow, Readings
from app.jobs.imports.totals import differing_totals
from app.jobs.imports.uncounted import Touched, uncounted
from app.services import history
from app.values.kinds import TITLES, LedgerKind
from app.values.money import MoneyUnit

__all__ = ["TITLES", "Answers", "Decision", "ImportReport", "Part", "import_ledger", "import_ledgers"]


class Importer(Protocol):
    """Loads the rows of one kind of ledger."""

    def load(self, row: ImportRow) -> Outcome:
        """Makes or changes a record, or raises :class:`Rejected`."""
        ...


@runtime_checkable
class Finishing(Importer, Protocol):
    """One that has something to do once all rows of a ledger were loaded."""

    def finish(self) -> None:
        """Writes or compares what was gathered."""
        ...


@runtime_checkable
class Gathering(Finishing, Protocol):
    """One that checks each row before it writes anything: a row that it refuses has left no trace."""

    leaves_no_trace: bool

    def look_again(self) -> None:
        """Reads what is there, at the beginning and after ledgers of another kind."""
        ...


_IMPORTERS: dict[LedgerKind, Callable[[Session, int, Answers], Importer]] = {
    LedgerKind.UNITS: units.Importer,
    LedgerKind.PROJECTS: projects.Importer,
    LedgerKind.LEADS: leads.Importer,
    LedgerKind.FUNDS: funds.Importer,
    LedgerKind.ENTERPRISES: registers.EnterpriseImporter,
    LedgerKind.FELLOWS: registers.FellowImporter,
    LedgerKind.ACTIVITIES: happenings.ActivityImporter,
    LedgerKind.PROBLEMS: happenings.ProblemImporter,
    LedgerKind.TARGETS: targets.TargetImporter,
    LedgerKind.ACHIEVEMENTS: targets.AchievementImporter,
    LedgerKind.MONTHLY: monthly.Importer,
}


def import_ledger(
    database: Database,
    path: Path,
    *,
    kind: LedgerKind | None = None,
    sheet: str | None = None,
    money_unit: MoneyUnit | None = None,
    choices: Choices = NO_CHOICES,
    answers: Answers = NO_ANSWERS,
    dry_run: bool = False,
    decisions: Mapping[RowKey, Decision] | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005 - nobody listens
) -> ImportReport:
    """Takes the ledgers in ``path``; see :func:`import_ledgers`. Raises :class:`Refused` where none is found."""
    from app.documents.ledgers import read_ledgers

    ledgers = read_ledgers(path, replace(choices, kind=kind or choices.kind), sheet)
    answers = replace(answers, money_unit=money_unit or answers.money_unit)
    return import_ledgers(
        database, ledgers, path.name, answers, dry_run=dry_run, decisions=decisions, progress=progress
    )


def import_ledgers(
    database: Database,
    ledgers: Sequence[Ledger],
    name: str,
    answers: Answers = NO_ANSWERS,
    *,
    dry_run: bool = False,
    decisions: Mapping[RowKey, Decision] | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005 - nobody listens
) -> ImportReport:
    """Takes ledgers that were read from the file ``name`` as one change; with ``dry_run`` nothing is written.

    ``decisions`` say, by sheet and row, what to do with what the report of a rehearsal called ``likely``.
    ``progress`` hears (rows done, rows in all) and may raise to stop; then nothing is written.
    """
    report = ImportReport(warnings=[note for ledger in ledgers for note in ledger.notes])
    if not dry_run:
        _back_up(database)
    titles = "、".join(dict.fromkeys(TITLES[ledger.kind] for ledger in ledgers))
    door = database.trial() if dry_run else database.work(f"导入{titles}：{name}")
    with door as session, uncollected():
        _hold_on(session)
        touched = Touched(session)
        notes = Notes(report.warnings, report.rejected, decisions=decisions or {}, likely=report.likely)
        today, done, of = database.clock.today(), 0, sum(len(ledger.rows) for ledger in ledgers)
        importers: dict[LedgerKind, Importer] = {}
        kind_before: LedgerKind | None = None
        for ledger in ledgers:
            if ledger.kind not in importers:
                year = ledger.span.last_year or today.year
                importers[ledger.kind] = _IMPORTERS[ledger.kind](session, year, answers)
            readings: Readings = {}
            rows = [
                ImportRow(ledger, row, notes, answers.money_unit, today, place < PREVIEWED, readings)
                for place, row in enumerate(ledger.rows)
            ]
            part = Part(ledger.kind, ledger.sheet, ledger.header_row, ledger.money_unit or answers.money_unit)
            part.columns, part.as_of = ledger.layout, (ledger.year, ledger.month)
            report.parts.append(part)
            report.warnings += unusual_amounts(rows)
            importer = importers[ledger.kind]
            is_gathering = isinstance(importer, Gathering)
            if isinstance(importer, Gathering) and ledger.kind is not kind_before:
                importer.look_again()
            kind_before = ledger.kind
            for row in rows:
                progress(done, of)
                done += 1
                _load(importer, session, row, part, is_gathering=is_gathering)
            if isinstance(importer, Finishing):
                importer.finish()
            part.preview = {
                row.row.number: seen_and_stored(row, report.warnings, report.rejected) for row in rows[:PREVIEWED]
            }
        report.uncounted += uncounted(session, touched, importers, today.year)
    report.warnings += _unstaged(notes.unstaged)
    for ledger in ledgers:
        alone = sum(other.kind is ledger.kind and other.sheet == ledger.sheet for other in ledgers) == 1
        report.warnings += differing_totals(ledger, answers.money_unit) if alone else []
    return report


def _unstaged(found: Sequence[Note]) -> list[Note]:
    """One note for all new projects of which neither stage, progress nor date says how far they are."""
    if not found:
        return []
    rows = "、".join(str(note.row) for note in found[:10]) + ("等" if len(found) > 10 else "")
    reason = f"第{rows}行没有读出阶段，也没有日期，看不出进展到哪一步，暂记为“储备”，请核对。"
    return [replace(found[0], row=None if len(found) > 1 else found[0].row, value=f"{len(found)}个项目", reason=reason)]


def _back_up(database: Database) -> None:
    """A way back before many records change at once; a file that holds nothing yet needs none."""
    with database.read() as session:
        is_blank = history.is_empty(session)
    if not is_blank:
        back_up_now(database.path, None, database.clock, Reason.IMPORT)


def _load(importer: Importer, session: Session, row: ImportRow, part: Part, *, is_gathering: bool) -> None:
    notes = row.notes
    if row.row.doubt:
        notes.rejected.append(row.note(None, row.row.doubt))
        return
    warned, likely = len(notes.warnings), len(notes.likely)
    try:
        with nullcontext() if is_gathering else session.begin_nested():
            outcome = importer.load(row)
            if not is_gathering:
                session.flush()
    except Passed:
        outcome = Outcome.SKIPPED
    except (Rejected, Refused) as refusal:
        del notes.warnings[warned:]
        notes.likely[likely:] = [one for one in notes.likely[likely:] if not one.is_made]
        note = refusal.note if isinstance(refusal, Rejected) else row.note(refusal.field, refusal.message)
        notes.rejected.append(note)
        return
    part.created += outcome is Outcome.CREATED
    part.updated += outcome is Outcome.UPDATED
    part.skipped += outcome is Outcome.SKIPPED


def _hold_on(session: Session) -> None:
    """A session forgets records that nobody holds and asks again for each row: this one keeps them to its end."""
    held: list[object] = session.info.setdefault("held", [])
    for gained in ("pending_to_persistent", "loaded_as_persistent"):
        event.listen(session, gained, lambda _, record: held.append(record))
