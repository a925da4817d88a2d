"""外出招商考勤: teams with their people and days by month; the idle ones are shown."""

from sqlalchemy.orm import Session

from app.models.activities import Activity
from app.services import activities
from app.values.activities import ActivityKind
from app.values.dates import PartialDate
from tests.builders import build


def trip(session: Session, team: str, on: str, days: int | None = None, **values: object) -> None:
    build(session, Activity, kind=ActivityKind.OUT, team=team, held_on=PartialDate(on), days=days, **values)


def test_teams_are_counted_by_month_with_their_people_and_places(session: Session) -> None:
    trip(session, "一分队", "2026-03-05", 3, leader="张三", participants="李四、王五", place="广东东莞")
    trip(session, "一分队", "2026-03-20", 5, leader="张三", place="广东佛山")
    trip(session, "二分队", "2026-09-01", 2, people=4)
    trip(session, "二分队", "2026-11", 9)
    rows, total = activities.attendance(session, 2026, 10)
    first, second = rows
    assert (first.title, first.trips, first.people, first.days, first.months[2]) == ("一分队", 2, 3, 8, 8)
    assert first.where == "广东东莞、广东佛山"
    assert (second.trips, second.people, second.days) == (1, 4, 2)
    assert (total.teams, total.trips, total.people, total.days) == (2, 3, 7, 10)


def test_a_team_that_went_last_year_alone_is_idle(session: Session) -> None:
    trip(session, "一分队", "2026-03-05", 3)
    trip(session, "三分队", "2025-03-05", 3)
    rows, total = activities.attendance(session, 2026, 12)
    assert [(row.title, row.is_idle) for row in rows] == [("一分队", False), ("三分队", True)]
    assert total.idle == ("三分队",)


def test_every_unit_of_the_office_is_listed(session: Session) -> None:
    rows, _ = activities.attendance(session, 2026, 12, "unit")
    assert [row.title for row in rows] == ["法中村"]


def test_what_is_known_to_its_year_alone_is_in_no_month(session: Session) -> None:
    trip(session, "一分队", "2026", 3)
    (row,), _ = activities.attendance(session, 2026, 12)
    assert (row.days, row.undated, sum(row.months)) == (3, 3, 0)
    (row,), _ = activities.attendance(session, 2026, 11)
    assert row.is_idle
