"""What leaves the house and what stays: parts go with their whole, mentions become empty, numbers are given once."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.database.engine import Database
from app.models.activities import Activity, ActivityFirm
from app.models.attachments import Attachment, AttachmentContent
from app.models.enterprises import Enterprise
from app.models.funds import FundsEntry
from app.models.history import Change
from app.models.letters import Letter, LetterClause
from app.models.offices import Meta
from app.models.projects import Milestone, Project
from app.models.shares import Share
from app.models.targets import Achievement, Target
from app.models.units import Unit
from app.services import offices, submission
from app.values.codes import masked_phone
from tests.builders import build


@pytest.fixture
def leave(database: Database) -> Callable[..., None]:
    """Does with this file what is done with the working copy of a submission."""

    def act(*, without_people: bool = False) -> None:
        with database.work("整理") as session:
            submission.leave_at_home(session, without_people=without_people)

    return act


def _count(database: Database, record: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(record)) or 0


def test_a_removed_project_takes_its_parts_along(database: Database, leave) -> None:
    with database.work("试") as session:
        project = build(session, Project)
        build(session, Milestone, project_id=project.id)
        build(session, FundsEntry, project_id=project.id)
        build(session, Share, project_id=project.id)
        photo = build(session, Attachment, owner_kind="projects", owner_id=project.id)
        build(session, AttachmentContent, attachment_id=photo.id)
        project.deleted_at = database.clock.now()
    leave()
    for record in (Project, Milestone, FundsEntry, Share, Attachment, AttachmentContent):
        assert _count(database, record) == 0


def test_a_removed_unit_does_not_turn_its_target_into_the_townships(database: Database, leave) -> None:
    with database.work("试") as session:
        unit = build(session, Unit)
        build(session, Target, unit_id=unit.id)
        build(session, Achievement, unit_id=unit.id)
        own = build(session, Target, indicator="projects_signed").id
        project = build(session, Project, unit_id=unit.id).id
        letter = build(session, Letter, unit_id=unit.id)
        build(session, LetterClause, letter_id=letter.id)
        unit.deleted_at = database.clock.now()
    leave()
    with database.read() as session:
        assert [target.id for target in session.query(Target)] == [own]
        assert session.get(Project, project).unit_id is None
    for record in (Achievement, Letter, LetterClause):
        assert _count(database, record) == 0


def test_a_chain_of_mentions_is_followed_to_its_end(database: Database, leave) -> None:
    with database.work("试") as session:
        activity, firm = build(session, Activity), build(session, Enterprise)
        build(session, ActivityFirm, activity_id=activity.id, enterprise_id=firm.id)
        first = build(session, Project, enterprise_id=firm.id)
        second = build(session, Project, predecessor_id=first.id).id
        firm.deleted_at = first.deleted_at = database.clock.now()
    leave()
    with database.read() as session:
        assert session.get(Project, second).predecessor_id is None
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
    assert (_count(database, Activity), _count(database, ActivityFirm)) == (1, 0)


def test_history_and_the_files_own_facts_stay(database: Database, leave) -> None:
    with database.work("试") as session:
        offices.establish(session, name="清溪镇", code="519900101")
        offices.next_number(session, "submission")
        build(session, Project)
    assert _count(database, Change) > 0
    leave()
    assert _count(database, Change) == 0
    with database.read() as session:
        assert session.scalars(select(Meta.key)).all() == ["office"]
        assert offices.required(session).name == "清溪镇"


@pytest.mark.parametrize(
    ("prose", "left"),
    [
        ("请打13800001234联系", f"请打{masked_phone('13800001234')}联系"),
        ("凭证号2026138000012345", "凭证号2026138000012345"),
        ("两个13800001234、13900001234", f"两个{masked_phone('13800001234')}、{masked_phone('13900001234')}"),
        ("没有电话", "没有电话"),
    ],
)
def test_mobile_numbers_in_free_text_are_hidden_with_the_people(
    database: Database, leave, prose: str, left: str
) -> None:
    with database.work("试") as session:
        key = build(session, Project, note=prose, phone="13800001234").id
    leave(without_people=True)
    with database.read() as session:
        project = session.get(Project, key)
        assert (project.note, project.phone) == (left, "")
        assert "1380000" not in project.search


def test_numbers_go_up_and_above_what_the_stick_holds(database: Database) -> None:
    with database.work("试") as session:
        offices.establish(session, name="清溪镇", code="519900101")
        assert submission.begin(session).sequence == 1
        assert submission.begin(session, beyond=7).sequence == 8
        assert submission.begin(session, beyond=3).sequence == 9
