"""What a project came from and what came of it: its lead, its carrier, 二次招商 of one that ended."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.carriers import Carrier
from app.models.fellows import Fellow
from app.models.leads import Lead
from app.models.projects import Project
from app.services import projects
from app.services.entries import must_exist, standing
from app.services.projects import ProjectEntry
from app.values.stages import Stage

_LANDS = ("name", "industry", "category", "construction_kind", "site", "content", "land_need", "total_investment")
_WHO = ("leader", "person", "phone", "team")


@dataclass(frozen=True)
class Link:
    """Another record that a project is tied to; ``kind`` is its list."""

    kind: str
    id: str
    name: str
    state: str = ""


@dataclass(frozen=True)
class ProjectLinks:
    """All that a project is tied to; ``successors`` are the projects that took it up again, the first first."""

    predecessor: Link | None = None
    successors: tuple[Link, ...] = ()
    lead: Link | None = None
    carrier: Link | None = None
    fellow: Link | None = None


def links(session: Session, key: str) -> ProjectLinks:
    """What the project is tied to; records in the recycle bin are left out."""
    project = must_exist(session, Project, key)
    later = session.scalars(standing(Project).where(Project.predecessor_id == key).order_by(Project.created_at))
    before = session.get(Project, project.predecessor_id) if project.predecessor_id else None
    lead = session.get(Lead, project.lead_id) if project.lead_id else None
    carrier = session.get(Carrier, project.carrier_id) if project.carrier_id else None
    fellow = session.get(Fellow, project.fellow_id) if project.fellow_id else None
    return ProjectLinks(
        predecessor=_project(before) if before and not before.deleted_at else None,
        successors=tuple(_project(each) for each in later),
        lead=Link("leads", lead.id, lead.name, str(lead.state)) if lead and not lead.deleted_at else None,
        carrier=Link("carriers", carrier.id, carrier.name) if carrier and not carrier.deleted_at else None,
        fellow=Link("fellows", fellow.id, fellow.name) if fellow and not fellow.deleted_at else None,
    )


def reinvite(session: Session, key: str, *, year: int | None = None) -> str:
    """二次招商: a new project in 储备 on the ended one's land, linked to it; returns its id.

    It keeps what belongs to the place and to the people here, and nothing of the investor who left. Refuses a
    project that has not ended, and one that was taken up again already and has not ended again.
    """
    ended = must_exist(session, Project, key)
    if ended.stage is not Stage.ENDED:
        raise Refused(f"“{ended.name}”还没有终止，不能二次招商；请先推进到“终止”并写明原因。", field="stage")
    again = standing(Project).where(Project.predecessor_id == key, Project.stage != Stage.ENDED)
    other: Project | None = session.scalar(again.limit(1))
    if other is not None:
        raise Refused(f"已经建了二次招商项目“{other.name}”（{other.code}），请直接推进那个项目。")
    old = projects.detail(session, key).entry
    kept = {name: getattr(old, name) for name in (*_LANDS, *_WHO)}
    entry = ProjectEntry(**kept, unit=old.unit, lead_unit=old.lead_unit, note=f"原项目{ended.code}终止后二次招商。")
    new_id = projects.save(session, entry, year=year)
    made = must_exist(session, Project, new_id)
    made.predecessor_id, made.carrier_id = key, ended.carrier_id
    # The land is free again for whoever comes; the ended project no longer sits there.
    ended.carrier_id = None
    session.flush()
    return new_id


def _project(project: Project) -> Link:
    return Link("projects", project.id, project.name, str(project.stage))
