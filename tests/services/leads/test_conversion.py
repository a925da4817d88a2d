"""A lead becomes a project, once."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import fixed
from app.errors import Refused
from app.models.attachments import Attachment, AttachmentContent
from app.models.leads import LeadState
from app.models.projects import Project
from app.services import (
    enterprises,
    fellows,
    leads,
    projects,
    statistics,
)
from app.services.enterprises import EnterpriseEntry
from app.services.fellows import FellowEntry
from tests.services.leads.records import DAY, YI, lead


def test_conversion_carries_everything_over_and_links_both_ways(session: Session) -> None:
    firm = enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司", place="浙江杭州"))
    fellow = fellows.save(session, FellowEntry(name="张伟", phone="13800000001"))
    key = lead(
        session, investor="宏达机械有限公司", intended_amount=YI, industry="工业", introducer="张伟", fellow_id=fellow,
        leader="李镇长", unit="法中村", person="王强", contact="周总", contact_title="经理", phone="13900000002",
        land_need="20亩", dealings="已看地",
    )  # fmt: skip
    photo = Attachment(
        office_id=leads_office(session), owner_kind="leads", owner_id=key, name="照片.jpg", size=3, sha256="x"
    )
    session.add(photo)
    session.flush()
    session.add(AttachmentContent(attachment_id=photo.id, content=b"abc"))
    session.flush()

    project_id = leads.convert(session, key, DAY("2026-04-01"))
    found = projects.detail(session, project_id)
    assert found.stage == "在谈"
    assert found.milestones[0].actual_on == DAY("2026-04-01")
    entry = found.entry
    assert (entry.name, entry.investor, entry.total_investment) == ("宏达机械配件项目", "宏达机械有限公司", YI)
    assert (entry.investor_place, entry.industry, entry.unit) == ("浙江杭州", "工业", "法中村")
    assert (entry.leader, entry.person, entry.introducer) == ("李镇长", "王强", "张伟")
    assert (entry.land_need, entry.progress) == ("20亩", "已看地")
    assert "周总（经理）　13900000002" in entry.note
    assert entry.phone == ""  # a project's phone is the township's own
    record = session.get_one(Project, project_id)
    assert (record.lead_id, record.fellow_id, record.enterprise_id) == (key, fellow, firm)
    assert leads.detail(session, key).project == (project_id, entry.code, entry.name)
    assert leads.origin_of(session, project_id) == (key, leads.detail(session, key).entry.code, "宏达机械配件项目")
    owners = [
        (a.owner_kind, session.get_one(AttachmentContent, a.id).content) for a in session.scalars(select(Attachment))
    ]
    assert sorted(owners) == [("leads", b"abc"), ("projects", b"abc")]


def leads_office(session: Session) -> str:
    from app.services import offices

    return offices.own_id(session)


def test_an_introducer_who_is_named_later_brought_the_project_too(session: Session) -> None:
    person, other = (fellows.save(session, FellowEntry(name="张伟", residence=place)) for place in ("杭州", "上海"))
    key = lead(session, introducer="张伟")
    leads.convert(session, key, DAY("2026-04-01"))
    leads.save(session, replace(leads.detail(session, key).entry, fellow_id=person), key)
    assert sorted(line.kind for line in fellows.brought(session, person)) == ["leads", "projects"]
    leads.save(session, replace(leads.detail(session, key).entry, fellow_id=other), key)
    assert fellows.brought(session, person) == ()
    assert sorted(line.kind for line in fellows.brought(session, other)) == ["leads", "projects"]


def test_a_lead_is_converted_once_and_counted_once(session: Session) -> None:
    key = lead(session)
    leads.convert(session, key, DAY("2026-04-01"))
    with pytest.raises(Refused, match="已经转为项目"):
        leads.convert(session, key, DAY("2026-04-02"))
    assert [step.count for step in statistics.funnel(session, 2026, 10)][:2] == [1, 1]
    assert leads.listing(session, date(2026, 5, 1)).chip_counts(session)["转项目"] == 1


def test_the_clerk_may_change_the_draft_before_converting(session: Session) -> None:
    key = lead(session)
    draft = replace(leads.draft(session, key), name="宏达机械年产5万套配件项目", construction_kind="新建")
    project_id = leads.convert(session, key, DAY("2026-04-01"), draft)
    assert projects.detail(session, project_id).entry.name == "宏达机械年产5万套配件项目"
    assert leads.detail(session, key).entry.name == "宏达机械配件项目"


def test_what_was_given_up_or_registered_later_is_not_converted(session: Session) -> None:
    key = lead(session)
    with pytest.raises(Refused) as refusal:
        leads.convert(session, key, DAY("2026-03-01"))
    assert refusal.value.field == "on"
    leads.give_up(session, key, LeadState.FAILED, "已落户外地", DAY("2026-04-01"))
    with pytest.raises(Refused, match="重启"):
        leads.convert(session, key, DAY("2026-04-02"))


def test_a_project_in_the_recycle_bin_frees_its_lead_only_when_revived(session: Session) -> None:
    key = lead(session)
    project_id = leads.convert(session, key, DAY("2026-04-01"))
    with pytest.raises(Refused, match="已经转为项目"):
        leads.revive(session, key, "重来", DAY("2026-04-05"))
    projects.remove(session, [project_id], fixed(date(2026, 4, 3)).now())
    with pytest.raises(Refused, match="回收站"):
        leads.convert(session, key, DAY("2026-04-05"))
    leads.revive(session, key, "项目误建", DAY("2026-04-05"), LeadState.NEGOTIATING)
    assert leads.convert(session, key, DAY("2026-04-06")) != project_id


def test_a_leads_firm_is_linked_by_its_name_unless_two_firms_share_it(session: Session) -> None:
    firm = enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司"))
    key = lead(session, investor="宏达机械有限公司")
    assert leads.detail(session, key).entry.enterprise_id == firm
    enterprises.save(session, EnterpriseEntry(name="宏达机械有限公司", credit_code="91350100M000100Y43"))
    other = lead(session, "另一条线索", investor="宏达机械有限公司")
    assert leads.detail(session, other).entry.enterprise_id is None
    chosen = leads.detail(session, other).entry
    leads.save(session, replace(chosen, enterprise_id=firm), other)
    assert leads.detail(session, other).entry.enterprise_id == firm
