"""基本: what is known of the chosen project."""

from __future__ import annotations

from datetime import date

from app.fields import RECORDS
from app.services.projects import MilestoneLine, ProjectDetail, ProjectEntry
from app.ui.desk import Desk
from app.ui.tabs.projects.lateness import start_is_late
from app.ui.widgets.facts import Fact, Facts, facts_of
from app.values.industries import section_text
from app.values.stages import MilestoneKind

_FIELDS = RECORDS["projects"]


class Basics(Facts):
    """Captions and values of the entry."""

    title = "基本"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def count(self, _key: str) -> int:
        """Nothing to count here."""
        return 0

    def show_detail(self, detail: ProjectDetail) -> None:
        """Shows that project's facts."""
        entry = detail.entry
        dates = {line.kind: line for line in detail.milestones}
        units = " / ".join(filter(None, (entry.lead_unit, entry.unit)))
        lines = [
            *self._told(entry, ("total_investment", "fixed_investment", "contract_amount", "contract_fdi")),
            ("签约日期", _when(dates.get(MilestoneKind.SIGNED)), False),
            self._planned_start(detail, dates.get(MilestoneKind.STARTED)),
            ("开工日期", _when(dates.get(MilestoneKind.STARTED)), False),
            ("投产日期", _when(dates.get(MilestoneKind.IN_PRODUCTION)), False),
            *self._told(entry, ("site", "investor_place", "nature", "construction_kind", "leader", "person+phone")),
            ("牵头 / 属地" if entry.lead_unit and entry.unit else _FIELDS.title("unit"), units, False),
            *self._told(entry, ("team", "introducer", "credit_code")),
            (_FIELDS.title("category"), section_text(entry.category), False),
            *self._told(entry, ("content", "output_value", "tax", "land_need", "progress", "problem")),
            (_FIELDS.title("end_reason"), detail.end_reason, True),
            *self._told(entry, ("note",)),
        ]
        self.show_lines(lines)

    def _told(self, entry: ProjectEntry, names: tuple[str, ...]) -> list[Fact]:
        return facts_of(_FIELDS, entry, names, self._desk.money_unit)

    def _planned_start(self, detail: ProjectDetail, line: MilestoneLine | None) -> Fact:
        if line is None or line.planned_on is None or line.actual_on is not None:
            return ("计划开工", "", False)
        late = start_is_late(detail.stage, line.planned_on, self._desk.today)
        past = f"（已过 {_days(line.planned_on.last, self._desk.today)} 天）" if late else ""
        return ("计划开工", line.planned_on.text() + past, late)


def _when(line: MilestoneLine | None) -> str:
    return line.actual_on.text() if line is not None and line.actual_on is not None else ""


def _days(before: date, after: date) -> int:
    return (after - before).days
