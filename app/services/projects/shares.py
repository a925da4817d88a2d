"""分解: how a project is shared between units, in percent that add up to 100; pieces may then count in fractions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.projects import Project
from app.models.shares import WHOLE, Share, ShareMeasure
from app.models.units import Unit
from app.services import choices, units
from app.services.entries import must_exist, set_where_new
from app.values.words import clean

CHOICES = choices.of("shares")
PERCENT = WHOLE // 100  # one percent, in millionths of the whole
_LAST_PLACE = PERCENT // 100  # papers write two decimals of a percent


@dataclass(frozen=True)
class ShareLine:
    """One unit's part, in millionths of the whole (``PERCENT`` is one percent)."""

    unit: str = ""
    part: int = 0
    measure: ShareMeasure = ShareMeasure.ALL


def lines(session: Session, project_id: str) -> tuple[ShareLine, ...]:
    """A project's parts, the largest first; empty where its 责任单位 has it all."""
    statement = select(Unit.name, Share.part, Share.measure).join(Unit, Share.unit_id == Unit.id)
    found = session.execute(statement.where(Share.project_id == project_id))
    made = [ShareLine(name, part, measure) for name, part, measure in found]
    return tuple(sorted(made, key=lambda line: (CHOICES["measure"].index(line.measure), -line.part, line.unit)))


def evenly(names: Iterable[str], lead: str = "", measure: ShareMeasure = ShareMeasure.ALL) -> tuple[ShareLine, ...]:
    """The whole in equal parts of two decimals; what is left over goes to ``lead``, else to the first."""
    several = tuple(names)
    if not several:
        return ()
    part = WHOLE // len(several) // _LAST_PLACE * _LAST_PLACE
    return _completed([ShareLine(name, part, measure) for name in several], lead)


def save(session: Session, project_id: str, entered: Iterable[ShareLine]) -> None:
    """Keeps the parts of a project in place of those before; none gives it all to its 责任单位 again.

    The parts of each measure add up to 100%. Where two decimals cannot say a third, the remainder goes to the
    牵头单位, else to the 责任单位, else to the largest part. Refuses any other sum, a unit twice, and an empty part.
    """
    project = must_exist(session, Project, project_id)
    asked = [replace(line, unit=clean(line.unit)) for line in entered if clean(line.unit) or line.part]
    _must_be_whole_lines(asked)
    lead = _lead(session, project, asked)
    kept: dict[tuple[str, ShareMeasure], int] = {}
    for measure in ShareMeasure:
        of_measure = [line for line in asked if line.measure == measure]
        for line in _completed(of_measure, lead) if of_measure else ():
            kept[units.find(session, line.unit) or "", measure] = line.part
    _put(session, project_id, kept)


def _must_be_whole_lines(asked: list[ShareLine]) -> None:
    seen = set()
    for line in asked:
        if not line.unit:
            raise Refused("请选择单位。", field="unit")
        if not 0 < line.part <= WHOLE:
            raise Refused(f"“{line.unit}”的比例应大于0、不超过100%。", field="part")
        if (line.unit, line.measure) in seen:
            raise Refused(f"“{line.unit}”写了两次，请合成一行。", field="unit")
        seen.add((line.unit, line.measure))


def _completed(several: list[ShareLine], lead: str) -> tuple[ShareLine, ...]:
    """The parts with what rounding left over added to the lead's; refuses a sum that no rounding explains."""
    total = sum(line.part for line in several)
    left = WHOLE - total
    # Each of n parts is rounded by less than half of the last place.
    if left and 2 * abs(left) >= len(several) * _LAST_PLACE and not _is_even(several, left):
        whole, decimals = divmod(total * 100 // PERCENT, 100)
        said = f"{whole}.{decimals:02d}".rstrip("0").rstrip(".")
        raise Refused(f"各单位的比例合计是{said}%，应为100%，请核对。", field="part")
    holder = next((line for line in several if line.unit == lead), max(several, key=lambda line: line.part))
    return tuple(replace(line, part=line.part + left) if line is holder else line for line in several)


def _is_even(several: list[ShareLine], left: int) -> bool:
    """Equal parts cut off after two decimals: their remainder is smaller than one unit of the last place each."""
    return len({line.part for line in several}) == 1 and 0 < left < len(several) * _LAST_PLACE


def _lead(session: Session, project: Project, asked: list[ShareLine]) -> str:
    names = [line.unit for line in asked]
    for key in (project.lead_unit_id, project.unit_id):
        unit = session.get(Unit, key) if key else None
        if unit is not None and unit.name in names:
            return unit.name
    return ""


def _put(session: Session, project_id: str, kept: dict[tuple[str, ShareMeasure], int]) -> None:
    there = {
        (share.unit_id, share.measure): share
        for share in session.scalars(select(Share).where(Share.project_id == project_id))
    }
    for mark in there.keys() - kept.keys():
        session.delete(there[mark])
    session.flush()
    for (unit_id, measure), part in kept.items():
        share = there.get((unit_id, measure))
        if share is None:
            session.add(Share(project_id=project_id, unit_id=unit_id, measure=measure, part=part))
        else:
            set_where_new(share, "part", part)
    session.flush()
