"""An import step by step, as the window's wizard takes it: sheets, columns, a rehearsal, the import itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.database.engine import Database
from app.documents.ledgers import Choices, Column, Ledger, Sheet, ledgers_of_sheet, read_workbook
from app.documents.ledgers.surveys import Survey, columns_of, survey
from app.errors import Refused
from app.jobs.imports import Answers, Decision, ImportReport, import_ledgers
from app.jobs.imports.notes import RowKey


@dataclass
class ImportWalk:
    """A workbook that is being imported: its sheets, and what the clerk has said of those he chose."""

    path: Path
    sheets: tuple[Sheet, ...]
    choices: dict[str, Choices] = field(default_factory=dict)  # of the chosen sheets, by name
    answers: Answers = field(default_factory=Answers)
    _read: dict[str, tuple[Choices, tuple[Ledger, ...]]] = field(default_factory=dict)  # as read by those choices

    @classmethod
    def begin(cls, path: Path) -> "ImportWalk":
        """Reads the workbook, and chooses the sheets that are surely ledgers of one kind."""
        walk = cls(path, read_workbook(path))
        surveys = [walk.survey(sheet.name) for sheet in walk.sheets]
        sure = [one for one in surveys if one.kind is not None and not one.said and one.is_visible]
        best = max(sure, key=lambda one: one.fields, default=None)
        walk.choices = {one.sheet: Choices(kind=one.kind) for one in sure if best and one.kind is best.kind}
        return walk

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def survey(self, name: str) -> Survey:
        """What a sheet is, with what the clerk has said of it."""
        return survey(self.sheet(name), self.choices.get(name, Choices()))

    def columns(self, name: str) -> tuple[Column, ...]:
        """The columns of a chosen sheet."""
        return columns_of(self.sheet(name), self.choices[name])

    def ledgers(self) -> list[Ledger]:
        """The ledgers of the chosen sheets; Refused with the sheet's name where one cannot be read as was said."""
        found: list[Ledger] = []
        for sheet in self.sheets:
            if sheet.name not in self.choices:
                continue
            choices, read = self.choices[sheet.name], self._read.get(sheet.name)
            try:
                if read is None or read[0] != choices:
                    read = self._read[sheet.name] = (choices, ledgers_of_sheet(sheet, choices))
                found += read[1]
            except Refused as refused:
                raise Refused(f"工作表“{sheet.name}”：{refused.message}", field=refused.field) from refused
        if not found:
            raise Refused("请至少选择一张工作表，并指明台账类型。", field="kind")
        return found

    def take(
        self,
        database: Database,
        *,
        dry_run: bool,
        decisions: Mapping[RowKey, Decision] | None = None,
        progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005 - nobody listens
    ) -> ImportReport:
        """Takes the chosen sheets as one change; with ``dry_run`` the same report and nothing written."""
        return import_ledgers(
            database,
            self.ledgers(),
            self.path.name,
            self.answers,
            dry_run=dry_run,
            decisions=decisions,
            progress=progress,
        )
