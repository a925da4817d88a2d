"""Rows of a 项目台账 that plainly say what the library holds already: of them nothing is made and nothing is told.

Only what is sure at a glance is recognised. Every other row, and the first that says something of a stage, is taken
cell by cell; what comes of it is the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.documents.ledgers.parts import Cell
from app.jobs.imports.rows import ImportRow
from app.services.projects import MilestoneLine, ProjectDetail, has_come
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind
from app.values.words import surely_says

_WORDS = ("code", "capital_nature")  # where an empty cell leaves what is known
_UNITS = ("unit", "lead_unit")
_SETTLED_ELSEWHERE = frozenset({"stage", *_WORDS, *_UNITS})
_HELD_AS = {"capital_nature": "nature"}
Situation = tuple[str, bool, str, frozenset[MilestoneKind]]


@dataclass(frozen=True)
class ProjectColumns:
    """The columns of a project by what they hold.

    ``days`` and ``plans`` give the event of each date; ``empty`` are columns that say something only where filled.
    """

    texts: tuple[str, ...]
    amounts: tuple[str, ...]
    days: Mapping[str, MilestoneKind]
    plans: Mapping[str, MilestoneKind]
    empty: frozenset[str]


@dataclass
class Unchanged:
    """Recognises such rows; ``unit_told`` gives the unit that words are known to name, None where nobody has asked.

    What a stage's words come to, with the stage and the dates that there are, is learnt from rows taken cell by cell.
    """

    columns: ProjectColumns
    unit_told: Callable[[str], str | None]
    quiet: set[Situation] = field(default_factory=set)  # in which nothing changed and nothing was told

    def __post_init__(self) -> None:
        columns = self.columns
        self._fields = _SETTLED_ELSEWHERE.union(columns.texts, columns.amounts, columns.days, columns.plans)

    def is_sure(self, row: ImportRow, before: ProjectDetail) -> bool:
        """Whether the row says of the project what is known of it, and nothing else."""
        cells = row.row.cells
        return (
            not row.row.extras
            and all(name in self.columns.empty and not cells[name].text for name in cells.keys() - self._fields)
            and _situation(row, before) in self.quiet
            and self._has_its_entry(row, vars(before.entry))
            and self._has_its_dates(row, before)
        )

    def learn(self, row: ImportRow, before: ProjectDetail) -> None:
        """Remembers the stage's words of a row that changed nothing and of which nothing was told."""
        self.quiet.add(_situation(row, before))

    def _has_its_entry(self, row: ImportRow, known: Mapping[str, object]) -> bool:
        cells = row.row.cells
        for name in self.columns.texts:
            if name in cells and not _says(cells[name].text, known[name]):
                return False
        for name in self.columns.amounts:
            if name in cells and not _amounts_to(row, cells[name], name, known[name]):
                return False
        for name in _WORDS:
            if name in cells and cells[name].text not in ("", known[_HELD_AS.get(name, name)]):
                return False
        for name in _UNITS:
            if name in cells and (self.unit_told(cells[name].text) if cells[name].text else "") != known[name]:
                return False
        return True

    def _has_its_dates(self, row: ImportRow, before: ProjectDetail) -> bool:
        cells = row.row.cells
        lines = {line.kind: line for line in before.milestones}
        if not all(line.actual_on or line.planned_on or line.evidence for line in lines.values()):
            return False
        days = [(name, kind) for name, kind in self.columns.days.items() if name in cells]
        if len({kind for _, kind in days}) < len(days):  # two columns speak of one event
            return False
        for name, kind in days:
            when = lines.get(kind, _NO_LINE[kind]).actual_on
            if not _is_day(cells[name], when) or (when is not None and not has_come(when, row.today)):
                return False
        return all(
            _is_day(cells[name], lines.get(kind, _NO_LINE[kind]).planned_on)
            for name, kind in self.columns.plans.items()
            if name in cells
        )


_NO_LINE = {kind: MilestoneLine(kind) for kind in MilestoneKind}


def _situation(row: ImportRow, before: ProjectDetail) -> Situation:
    stage = row.row.cells.get("stage")
    reached = frozenset(line.kind for line in before.milestones if line.actual_on)
    return "" if stage is None else stage.text, row.is_of_group("stage"), before.stage, reached


def _says(text: str, words: object) -> bool:
    return text == words and (text == "" or (surely_says(text) and "\n" not in text))


def _amounts_to(row: ImportRow, cell: Cell, name: str, amount: object) -> bool:
    if cell.text == "":
        return amount is None
    return amount is not None and not isinstance(cell.value, str | bool) and row.peek_money(name) == amount


def _is_day(cell: Cell, when: PartialDate | None) -> bool:
    if cell.text == "":
        return when is None
    return when is not None and isinstance(cell.value, date) and cell.text[:10] == when.iso
