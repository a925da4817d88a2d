"""What is taken out of the bin is nowhere in the file: not in a table, not in history, not in a byte."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select

from app.database.engine import Database
from app.models.activities import Activity
from app.models.attachments import Attachment, AttachmentContent
from app.models.fellows import Fellow
from app.models.funds import FundsEntry
from app.models.history import Change, ChangeSet
from app.models.leads import Lead, LeadFollowUp
from app.models.letters import Letter
from app.models.projects import Milestone, ProgressNote, Project
from app.models.units import Unit
from app.services import clearing
from tests.builders import build

SECRETS = (
    "欧阳甲骨文",
    "13911112222",
    "慕容乙骨文",
    "丁骨文机密项目",
    "戊骨文跟踪",
    "己骨文身份证",
    "SECRETINSIDE",
    "庚骨文洽谈",
)
NOW = datetime(2026, 11, 22, 9)  # noqa: DTZ001 - local by contract


def fill(database: Database) -> None:
    with database.work("登记") as session:
        build(session, Project, name="留下的项目")
        project = build(session, Project, name="丁骨文机密项目", note="第一稿")
        build(session, Milestone, project_id=project.id)
        note = build(session, ProgressNote, project_id=project.id, content="戊骨文跟踪")
        fellow = build(session, Fellow, name="欧阳甲骨文", phone="13911112222")
        lead = build(session, Lead, contact="慕容乙骨文")
        build(session, LeadFollowUp, lead_id=lead.id, content="庚骨文洽谈")
        scan = build(session, Attachment, owner_id=project.id, name="己骨文身份证.pdf", sha256=sha256(b"x").hexdigest())
        build(session, AttachmentContent, attachment_id=scan.id, content=b"%PDF SECRETINSIDE")
        ids = project.id, note.id, fellow.id, lead.id
    with database.work("修改") as session:
        session.get(Project, ids[0]).note = "丁骨文机密项目的第二稿"
        session.delete(session.get(ProgressNote, ids[1]))
    with database.work("删除") as session:
        for model, key in ((Project, ids[0]), (Fellow, ids[2]), (Lead, ids[3])):
            session.get(model, key).deleted_at = NOW


def test_nothing_of_it_is_left_in_the_bytes(database: Database) -> None:
    fill(database)
    content = database.path.read_bytes()
    assert all(secret.encode() in content for secret in SECRETS)
    with database.work("清空回收站") as session:
        assert clearing.empty_bin(session) > 4
    content = database.path.read_bytes()
    assert [secret for secret in SECRETS if secret.encode() in content] == []
    with database.read() as session:
        assert session.scalars(select(Project.name)).all() == ["留下的项目"]
        assert session.scalar(select(func.count()).select_from(Change)) > 0
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def test_history_of_what_stands_stays(database: Database) -> None:
    with database.work("登记活动") as session:
        kept = build(session, Activity, name="推介会").id
    fill(database)
    with database.work("清空回收站") as session:
        clearing.empty_bin(session)
    with database.read() as session:
        titles = session.scalars(select(ChangeSet.title).join(Change).where(Change.record_id == kept)).all()
    assert titles == ["登记活动"]


def test_what_standing_records_need_stays_in_the_bin(database: Database) -> None:
    with database.work("登记") as session:
        unit = build(session, Unit, name="撤销的村", deleted_at=NOW)
        letter = build(session, Letter, unit_id=unit.id)
        first = build(session, FundsEntry, deleted_at=NOW)
        second = build(session, FundsEntry, project_id=first.project_id, corrects_id=first.id)
        keys = unit.id, letter.id, first.id, second.id
    with database.work("清空回收站") as session:
        clearing.empty_bin(session)
    with database.read() as session:
        found = [session.get(m, k) for m, k in zip((Unit, Letter, FundsEntry, FundsEntry), keys, strict=True)]
        assert None not in found
        assert found[3].corrects_id == keys[2]
