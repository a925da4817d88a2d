"""A record as evidence: what it is called, when it was, what it says, the files behind it and what is missing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.indicators.facts import Source
from app.models.activities import Activity
from app.models.carriers import Carrier
from app.models.fellows import Fellow
from app.models.funds import FundsEntry
from app.models.leads import Lead
from app.models.projects import Project
from app.models.targets import Achievement, MonthlyReport
from app.models.units import Unit
from app.services.evidence.proofs import FUNDS, Files, Proof
from app.values.capital import Currency
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text
from app.values.stages import MilestoneKind

BY_HAND = "证明材料（手工登记的完成数，程序里没有附件）"


@dataclass(frozen=True)
class Evidence:
    """One record behind a figure; ``part`` is its share of the figure, in the figure's measure."""

    source: Source
    what: str
    name: str
    on: PartialDate | None
    unit: str
    said: str
    proofs: tuple[Proof, ...]
    missing: tuple[str, ...]
    part: Fraction = Fraction(0)
    of_project: str = ""  # the project that a window shows it under

    @property
    def shown_at(self) -> Source:
        """The record that a window goes to."""
        return ("projects", self.of_project) if self.of_project else self.source

    @property
    def label(self) -> str:
        """What tells it apart from others of its kind: a project by its name, what happens often by its day too."""
        day = f"（{self.on.iso}）" if self.on and self.source[0] != "projects" else ""
        return f"{self.what}“{self.name}”{day}"


class Witnesses:
    """Makes evidence of records; ``files`` are read once for all of them."""

    def __init__(self, session: Session) -> None:
        self.files = Files(session)
        self._session = session
        kinds = (Project, FundsEntry, Lead, Activity, Carrier, Fellow, Achievement, MonthlyReport, Unit)
        self._held = [list(session.scalars(select(kind))) for kind in kinds]  # or each would be a query of its own
        self._read: Mapping[str, Callable[[str, MilestoneKind | None], Evidence]] = {
            "projects": self._project,
            "funds": self._funds,
            "leads": lambda key, _: self._lead(key),
            "activities": lambda key, _: self._activity(key),
            "carriers": lambda key, _: self._carrier(key),
            "fellows": lambda key, _: self._fellow(key),
            "achievements": lambda key, _: self._by_hand(key),
            "monthly_reports": lambda key, _: self._report(key),
        }

    def of(self, source: Source, milestone: MilestoneKind | None = None) -> Evidence:
        """The evidence that a record is; of a project, what bears on ``milestone``."""
        kind, key = source
        return self._read[kind](key, milestone)

    def _project(self, key: str, milestone: MilestoneKind | None) -> Evidence:
        project = self._session.get_one(Project, key)
        event = next((each for each in project.milestones if each.kind is milestone), None)
        proofs = self.files.of_project(key, milestone)
        said = [
            project.investor,
            f"总投资{money_text(project.total_investment)}万元" if project.total_investment else "",
        ]
        said += [f"佐证：{event.evidence}"] if event is not None and event.evidence else []
        return Evidence(
            ("projects", key),
            "项目",
            project.name,
            event.actual_on if event else None,
            self._unit(project.unit_id),
            "，".join(filter(None, said)),
            proofs,
            self.files.missing(key, milestone, proofs),
        )

    def _funds(self, key: str, _milestone: MilestoneKind | None) -> Evidence:
        entry = self._session.get_one(FundsEntry, key)
        project = self._session.get_one(Project, entry.project_id)
        voucher = f"{entry.voucher_kind}{entry.voucher_number}"
        proofs = self.files.of(FUNDS, key, voucher or "到位资金凭证")
        lacks = [] if entry.voucher_number else ["凭证号"]
        lacks += [] if proofs else ["凭证扫描件"]
        if entry.is_opening:
            lacks = [] if proofs else ["逐笔凭证（期初汇总数）"]
        unit = MoneyUnit.WAN_USD if entry.currency is Currency.DOLLAR else MoneyUnit.WAN
        said = (
            f"{money_text(entry.amount, unit)}{unit}",
            str(entry.source),
            voucher and f"凭证{voucher}",
            entry.status,
        )
        return Evidence(
            (FUNDS, key),
            "到位资金",
            project.name,
            entry.received_on,
            self._unit(project.unit_id),
            "，".join(filter(None, said)),
            proofs,
            tuple(lacks),
            of_project=project.id,
        )

    def _lead(self, key: str) -> Evidence:
        lead = self._session.get_one(Lead, key)
        proofs = self.files.of("leads", key, "线索")
        lacks = [] if lead.judged_on or lead.judged_by else ["研判记录（研判人、研判日期）"]
        lacks += [] if proofs else ["对接佐证（照片、函件、名片等）"]
        judged = f"研判{lead.judgement}" + (f"（{lead.judged_by}）" if lead.judged_by else "")
        said = "，".join(filter(None, (lead.investor, str(lead.source), judged)))
        on = lead.judged_on or lead.registered_on
        return Evidence(("leads", key), "线索", lead.name, on, self._unit(lead.unit_id), said, proofs, tuple(lacks))

    def _activity(self, key: str) -> Evidence:
        held = self._session.get_one(Activity, key)
        proofs = self.files.of("activities", key, str(held.kind))
        name = held.name or f"{held.place}{held.kind}"
        said = "，".join(filter(None, (held.place, held.leader and f"带队{held.leader}", held.outcome)))
        lacks = () if proofs else ("活动照片或会议记录",)
        return Evidence(
            ("activities", key), str(held.kind), name, held.held_on, self._unit(held.unit_id), said, proofs, lacks
        )

    def _carrier(self, key: str) -> Evidence:
        carrier = self._session.get_one(Carrier, key)
        proofs = self.files.of("carriers", key, str(carrier.kind))
        said = f"{carrier.place}，面积{Fraction(carrier.area, 100).__round__()}平方米".strip("，")
        lacks = () if proofs else ("现场照片或验收材料",)
        on = carrier.completed_on or carrier.started_on
        unit = self._unit(carrier.unit_id)
        return Evidence(("carriers", key), str(carrier.kind), carrier.name, on, unit, said, proofs, lacks)

    def _fellow(self, key: str) -> Evidence:
        """A townsperson by name; what else the register holds of him is for the office alone."""
        fellow = self._session.get_one(Fellow, key)
        proofs = self.files.of("fellows", key, "乡贤")
        lacks = () if fellow.last_contact_on else ("最近联系日期",)
        said = "，".join(filter(None, (fellow.trade, fellow.leader and f"包保领导{fellow.leader}")))
        return Evidence(("fellows", key), "乡贤", fellow.name, fellow.last_contact_on, "", said, proofs, lacks)

    def _by_hand(self, key: str) -> Evidence:
        told = self._session.get_one(Achievement, key)
        on = PartialDate(f"{told.year}-{told.month:02d}")
        said = getattr(told, "note", "") or "手工登记"
        unit = self._unit(told.unit_id)
        return Evidence(("achievements", key), "手工完成数", f"{told.month}月完成数", on, unit, said, (), (BY_HAND,))

    def _report(self, key: str) -> Evidence:
        report = self._session.get_one(MonthlyReport, key)
        unit = self._unit(report.unit_id)
        reported: Any = report.reported_on
        lacks = () if reported else ("报送日期",)
        name = f"{report.year}年{report.month}月月报"
        return Evidence(("monthly_reports", key), "月报", name, reported, unit, report.done[:40], (), lacks)

    def _unit(self, key: str | None) -> str:
        return self._session.get_one(Unit, key).name if key else ""


def latest(evidence: Evidence) -> date:
    """For an order by time; what has no day comes last."""
    return evidence.on.last if evidence.on else date.max
