"""Made-up 载体: standard factories and plots of the park, with the projects that sit there; and 二次招商 of land."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from app.demo.place import Place
from app.demo.rows import new_id
from app.models.carriers import Carrier
from app.models.projects import Milestone, Project
from app.models.units import UnitKind
from app.values.carriers import CarrierKind
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind, Stage

_MU = 66_667  # hundredths of a square metre in 1 亩
_THERE = (Stage.LANDED, Stage.STARTED, Stage.IN_PRODUCTION, Stage.FULL_CAPACITY)
_OPEN = (Stage.RESERVED, Stage.PUBLISHED, Stage.NEGOTIATING)
_TAKEN_UP = 3  # ended projects whose land somebody else asks for


def settle_in(place: Place, seed: int) -> None:
    """Carriers, a seat in one for each landed project that still finds room, and a few ended ones taken up again.

    Draws from numbers of its own, so that the other records of a seed stay as they are.
    """
    rng = Random(f"carriers {seed} {place.rows.today}")  # noqa: S311 - a play, no secret
    if not place.rows.of(Project):
        return
    carriers = list(_carriers(place, rng))
    for project in place.rows.of(Project):
        need = str(project["land_need"])
        if project["stage"] in _THERE and need:
            _sit(project, carriers, _area(need), CarrierKind.FACTORY if "厂房" in need else CarrierKind.LAND)
    _take_up_again(place)


def _carriers(place: Place, rng: Random) -> Iterator[dict[str, Any]]:
    park = next(unit for unit in place.units if unit.kind is UnitKind.PARK)
    first = date(place.rows.today.year - 1, 1, 1)
    for number in range(1, 6):
        started = first + timedelta(days=60 * number + rng.randint(0, 30))
        completed = started + timedelta(days=rng.randint(150, 240))
        yield _carrier(
            place,
            rng,
            park.name,
            name=f"{number}号标准厂房",
            kind=CarrierKind.FACTORY,
            unit_id=park.id,
            area=rng.randint(6, 14) * 1_000 * 100,
            started_on=_known(started, place.rows.today),
            completed_on=_known(completed, place.rows.today),
        )
    for number, mu in enumerate((180, 120), start=1):
        land = {"kind": CarrierKind.LAND, "unit_id": park.id, "area": mu * _MU}
        yield _carrier(place, rng, park.name, name=f"{number}号工业地块", **land)


def _carrier(place: Place, rng: Random, where: str, **values: Any) -> dict[str, Any]:
    days = {"started_on": None, "completed_on": None}
    place.rows.add(Carrier, **{"id": new_id(rng), "place": where, "area_let": 0, "note": "", **days, **values})
    return place.rows.of(Carrier)[-1]


def _sit(project: dict[str, Any], carriers: list[dict[str, Any]], area: int, kind: CarrierKind) -> None:
    for each in carriers:
        is_ready = kind is CarrierKind.LAND or each["completed_on"] is not None
        if each["kind"] is kind and is_ready and each["area"] - each["area_let"] >= area:
            project["carrier_id"] = each["id"]
            each["area_let"] += area
            return


def _area(need: str) -> int:
    """用地30亩 or 标准厂房3000平方米 in hundredths of a square metre."""
    number = int("".join(sign for sign in need if sign.isdigit()) or 0)
    return number * (_MU if "亩" in need else 100)


def _take_up_again(place: Place) -> None:
    """二次招商: a project that began after another had ended on its land."""
    actual: dict[tuple[str, MilestoneKind], PartialDate] = {
        (row["project_id"], row["kind"]): row["actual_on"]
        for row in place.rows.of(Milestone)
        if row.get("actual_on") is not None
    }
    everything = place.rows.of(Project)
    ended = [row for row in everything if (row["id"], MilestoneKind.ENDED) in actual]
    free = [row for row in everything if row["stage"] in _OPEN]
    for before in ended[:_TAKEN_UP]:
        left = actual[before["id"], MilestoneKind.ENDED].first
        later = next((row for row in free if row["created_at"].date() > left), None)
        if later is None:
            return
        free.remove(later)
        later["predecessor_id"] = before["id"]
        later["site"], later["land_need"] = before["site"], before["land_need"]
        later["note"] = f"原项目{before['code']}终止后二次招商。"


def _known(day: date, today: date) -> PartialDate | None:
    return PartialDate.of(day) if day <= today else None
