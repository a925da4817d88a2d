"""One record of every change: what was made, changed and taken away, a parent's dropped children too."""

from typing import Any

from sqlalchemy import select

from app.database.engine import Database
from app.models.history import Change, ChangeSet
from app.services import offices, projects
from app.services.projects import MilestoneLine, ProjectEntry
from app.values.dates import PartialDate


def changes(database: Database, table: str) -> list[tuple[Any, Any]]:
    """(before, after) of each change in that table."""
    with database.read() as session:
        statement = select(Change.before, Change.after).where(Change.table_name == table).order_by(Change.number)
        return [(before, after) for before, after in session.execute(statement)]


def test_a_child_that_its_parent_lets_go_of_is_recorded(database: Database) -> None:
    with database.work("登记") as session:
        key = projects.save(session, ProjectEntry(name="食品厂"), year=2026)
        projects.set_milestones(session, key, [MilestoneLine("签约", actual_on=PartialDate("2026-03"))])
    with database.work("清除日期") as session:
        projects.set_milestones(session, key, [MilestoneLine("签约")])
    made, gone = changes(database, "milestones")
    assert (made[0], made[1]["actual_on"]) == (None, "2026-03")
    assert (gone[0]["actual_on"], gone[1]) == ("2026-03", None)


def test_work_that_changes_nothing_leaves_no_set(database: Database) -> None:
    with database.work("看看") as session:
        offices.value(session, "money_unit")
    with database.read() as session:
        assert session.scalars(select(ChangeSet)).all() == []


def test_what_a_savepoint_takes_back_is_not_in_the_set(database: Database) -> None:
    with database.work("登记") as session:
        savepoint = session.begin_nested()
        projects.save(session, ProjectEntry(name="没有登记成"), year=2026)
        savepoint.rollback()
        projects.save(session, ProjectEntry(name="登记成了"), year=2026)
    assert [after["name"] for _, after in changes(database, "projects")] == ["登记成了"]
    with database.read() as session:
        assert [each.title for each in session.scalars(select(ChangeSet))] == ["登记"]
