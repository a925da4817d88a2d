"""待办: what the lists themselves say is due; a click shows those records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.services import leads, offices, projects
from app.services.lists import Filter, Query
from app.ui.desk import LEADS, PROJECTS
from app.values.dates import PartialDate

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.ui.desk import Desk

_STANDING = {"储备": 45, "在谈": 30, "签约": 20}  # days in a stage, settable by the office


@dataclass(frozen=True)
class Due:
    """So many records of one kind are due; ``query`` finds them in the tab of ``place``."""

    title: str
    place: str
    query: Query
    count: int = 0


def found(desk: Desk) -> list[Due]:
    """What is due at the desk's date, without what is not."""
    with desk.read() as session:
        limits = {**_STANDING, **offices.value(session, "stage_limits", {})}
        asked = [*_of_leads(), *_of_projects(desk, limits)]
        counted = [replace(each, count=_count(session, desk, each)) for each in asked]
    return [each for each in counted if each.count]


def _of_leads() -> Iterator[Due]:
    overdue = Filter("is_overdue", frozenset({True}))
    yield Due("线索下步措施已过时限", LEADS, Query(filters=(overdue,), sort=(("next_on", False),)))
    pending = Filter("judgement", frozenset({"待研判"}))
    yield Due("新线索等待研判", LEADS, Query(filters=(pending,), chip="新", sort=(("registered_on", False),)))


def _of_projects(desk: Desk, limits: dict[str, int]) -> Iterator[Due]:
    yesterday = PartialDate.of(desk.today - timedelta(days=1))
    late = Filter("start_planned_on", high=yesterday), Filter("stage", frozenset({"签约", "落地"}))
    yield Due("已过计划开工时间仍未开工", PROJECTS, Query(filters=late, sort=(("start_planned_on", False),)))
    for stage, days in limits.items():
        since = desk.today - timedelta(days=days + 1)
        standing = Filter("days_in_stage", low=-int(f"{since:%Y%m%d}")), Filter("stage", frozenset({stage}))
        title = f"“{stage}”超过 {days} 天没有推进"
        yield Due(title, PROJECTS, Query(filters=standing, sort=(("days_in_stage", True),)))


def _count(session: Session, desk: Desk, due: Due) -> int:
    listing: Any = leads.listing(desk.today) if due.place == LEADS else projects.listing(desk.year, desk.today)
    return int(listing.total(session, due.query)["count"])
