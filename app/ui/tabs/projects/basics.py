"""基本: what is known of the chosen project."""

from __future__ import annotations

from datetime import date

from app.services.projects import MilestoneLine, ProjectDetail
from app.ui.desk import Desk
from app.ui.tabs.projects.lateness import start_is_late
from app.ui.widgets.facts import Facts
from app.values.industries import section_text
from app.values.money import MoneyUnit, money_text
from app.values.stages import MilestoneKind

Line = tuple[str, str, bool]


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
        lines: list[Line] = [
            ("总投资", self._money(entry.total_investment), False),
            ("固定资产", self._money(entry.fixed_investment), False),
            ("合同引资", self._money(entry.contract_amount), False),
            ("合同外资", _dollars(entry.contract_fdi), False),
            ("签约日期", _when(dates.get(MilestoneKind.SIGNED)), False),
            self._planned_start(detail, dates.get(MilestoneKind.STARTED)),
            ("开工日期", _when(dates.get(MilestoneKind.STARTED)), False),
            ("投产日期", _when(dates.get(MilestoneKind.IN_PRODUCTION)), False),
            ("建设地点", entry.site, False),
            ("投资方所在地", entry.investor_place, False),
            ("包抓领导", entry.leader, False),
            ("责任人", "　".join(filter(None, (entry.person, entry.phone))), False),
            ("牵头 / 属地" if entry.lead_unit and entry.unit else "责任单位", units, False),
            ("引资人", entry.introducer, False),
            ("信用代码", entry.credit_code, False),
            ("国民经济门类", section_text(entry.category), False),
            ("主要内容", entry.content, False),
            ("预计产值", self._money(entry.output_value), False),
            ("预计税收", self._money(entry.tax), False),
            ("用地需求", entry.land_need, False),
            ("项目进展", entry.progress, False),
            ("存在问题", entry.problem, False),
            ("终止原因", detail.end_reason, True),
            ("备注", entry.note, False),
        ]
        self.show_lines(lines)

    def _money(self, fen: int | None) -> str:
        unit = self._desk.money_unit
        return "" if fen is None else f"{_grouped(money_text(fen, unit))} {unit}"

    def _planned_start(self, detail: ProjectDetail, line: MilestoneLine | None) -> Line:
        if line is None or line.planned_on is None or line.actual_on is not None:
            return ("计划开工", "", False)
        late = start_is_late(detail.stage, line.planned_on, self._desk.today)
        past = f"（已过 {_days(line.planned_on.last, self._desk.today)} 天）" if late else ""
        return ("计划开工", line.planned_on.text() + past, late)


def _when(line: MilestoneLine | None) -> str:
    return line.actual_on.text() if line is not None and line.actual_on is not None else ""


def _days(before: date, after: date) -> int:
    return (after - before).days


def _dollars(cents: int | None) -> str:
    return "" if cents is None else f"{_grouped(money_text(cents, MoneyUnit.WAN_USD))} 万美元"


def _grouped(text: str) -> str:
    whole, _, decimals = text.partition(".")
    return f"{int(whole):,}" + (f".{decimals}" if decimals.strip("0") else "")
