"""转为项目: the lead stays and is linked both ways; what is known of it goes over to the project once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models.attachments import Attachment, AttachmentContent
from app.models.enterprises import Enterprise
from app.models.leads import Lead, LeadState
from app.models.projects import Project
from app.models.units import Unit
from app.services import offices, projects
from app.services.entries import must_exist, standing
from app.services.leads.follow_ups import Mark, mark
from app.services.leads.states import must_not_precede, project_of
from app.services.projects import MilestoneLine, ProjectEntry
from app.values.dates import PartialDate
from app.values.stages import MilestoneKind
from app.values.words import clean

CONTACT_LINE = "投资方联系人："  # begins a line of a note that stays at home with other people's names


def draft(session: Session, key: str) -> ProjectEntry:
    """The project that the lead would become, for the clerk to look over first."""
    lead = must_exist(session, Lead, key)
    unit = session.get(Unit, lead.unit_id) if lead.unit_id else None
    firm = session.get(Enterprise, lead.enterprise_id) if lead.enterprise_id else None
    return ProjectEntry(
        name=lead.name,
        investor=lead.investor,
        investor_place=firm.place if firm else "",
        industry=lead.industry or (firm.industry if firm else ""),
        total_investment=lead.intended_amount,
        land_need=lead.land_need,
        unit=unit.name if unit else "",
        leader=lead.leader,
        person=lead.person,
        introducer=lead.introducer,
        progress=lead.dealings,
        problem=lead.obstacles,
        note="\n".join(filter(None, (_contact(lead), lead.note))),
    )


def convert(
    session: Session, key: str, on: PartialDate, entered: ProjectEntry | None = None, *, year: int | None = None
) -> str:
    """Makes the lead a project in 在谈 as of ``on`` and returns the project's id.

    ``entered`` is what the clerk made of :func:`draft`. Attachments are copied. Refuses a lead that is a project
    already, one that was given up, and a day before its registration.
    """
    lead = must_exist(session, Lead, key)
    _must_be_free(session, lead)
    must_not_precede(lead.registered_on, on, "on")
    project_id = projects.save(session, entered or draft(session, key), year=on.year if year is None else year)
    projects.set_milestones(session, project_id, [MilestoneLine(MilestoneKind.NEGOTIATING, None, on)])
    project = session.get_one(Project, project_id)
    project.lead_id, project.fellow_id, project.enterprise_id = lead.id, lead.fellow_id, lead.enterprise_id
    _copy_attachments(session, key, project_id)
    lead.state, lead.end_reason = LeadState.CONVERTED, ""
    mark(session, key, Mark.CONVERTED, on, f"{project.name}（{project.code}）")
    return project_id


def origin_of(session: Session, project_id: str) -> tuple[str, str, str] | None:
    """The lead that a project grew from: (id, code, name)."""
    statement = select(Lead.id, Lead.code, Lead.name).join(Project, Project.lead_id == Lead.id)
    found = session.execute(statement.where(Project.id == project_id, Lead.deleted_at.is_(None))).first()
    return None if found is None else (found[0], found[1], found[2])


def _must_be_free(session: Session, lead: Lead) -> None:
    project = project_of(session, lead.id)
    if project is not None:
        raise Refused(f"这条线索已经转为项目“{project.name}”（{project.code}），不能再转一次。")
    if lead.state is LeadState.CONVERTED:
        gone = session.scalar(select(Project).where(Project.lead_id == lead.id).limit(1))
        if gone is not None:
            raise Refused(f"这条线索转成的项目“{gone.name}”在回收站里，请还原它；确要重来的，请先重启线索。")
    if lead.state in {LeadState.SHELVED, LeadState.FAILED}:
        raise Refused(f"线索已经{lead.state}，请先重启再转为项目。")


def _contact(lead: Lead) -> str:
    """The investor's people: a project's own 责任人及电话 are the township's."""
    person = f"{lead.contact}（{lead.contact_title}）" if lead.contact and lead.contact_title else lead.contact
    words = "　".join(filter(None, (clean(person), lead.phone)))
    return f"{CONTACT_LINE}{words}" if words else ""


def _copy_attachments(session: Session, lead_id: str, project_id: str) -> None:
    of_lead = standing(Attachment).where(Attachment.owner_kind == "leads", Attachment.owner_id == lead_id)
    for attachment in session.scalars(of_lead).all():
        copy = Attachment(office_id=offices.own_id(session), owner_kind="projects", owner_id=project_id)
        for name in ("name", "media_type", "size", "sha256", "caption", "taken_on", "thumbnail"):
            setattr(copy, name, getattr(attachment, name))
        session.add(copy)
        session.flush()
        content = session.get(AttachmentContent, attachment.id)
        if content is not None:
            session.add(AttachmentContent(attachment_id=copy.id, content=content.content))
            session.flush()
            session.expunge(content)
