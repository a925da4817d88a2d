"""The sample township is run as a good one is: little is due, and every page has something to show."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.demo import make_demo
from app.models.leads import Lead, LeadFollowUp, LeadState
from app.models.letters import Letter, LetterStatus
from app.models.schemes import Mark, Scheme
from app.models.targets import Achievement, Target
from app.services import reminders
from app.services.funds import closed_months

_MOST_DUE = 22
_TOWNSHIPS = [
    (1, 200, date(2026, 10, 31)),  # what `app demo` and `make run` make
    (4, 80, date(2026, 2, 3)),
    (9, 25, date(2026, 1, 1)),
    (23, 120, date(2025, 6, 27)),
]


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable]:
    folder = tmp_path_factory.mktemp("townships")

    @contextmanager
    def opened(seed: int, projects: int, today: date) -> Iterator[Session]:
        path: Path = folder / f"{seed}-{projects}.db"
        if not path.exists():
            make_demo(path, today=today, projects=projects, seed=seed)
        database = open_database(path, fixed(today))
        with database.read() as session:
            yield session
        database.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        yield opened


@pytest.mark.parametrize(("seed", "projects", "today"), _TOWNSHIPS)
def test_some_twenty_things_are_due_at_most_and_they_are_of_several_kinds(
    township: Callable, seed: int, projects: int, today: date
) -> None:
    with township(seed, projects, today) as session:
        due = Counter(one.kind for one in reminders.due(session, today, today))
    assert 5 <= due.total() <= _MOST_DUE, due
    assert len(due) >= 4


@pytest.mark.parametrize(("seed", "projects", "today"), _TOWNSHIPS[:1])
def test_what_a_good_office_keeps_is_kept(township: Callable, seed: int, projects: int, today: date) -> None:
    with township(seed, projects, today) as session:
        followed = select(LeadFollowUp.lead_id).distinct()
        silent = session.scalar(
            select(func.count()).select_from(Lead).where(Lead.state != LeadState.NEW, Lead.id.not_in(followed))
        )
        signed = select(func.count()).where(Letter.status == LetterStatus.SIGNED).select_from(Letter)
        letters = session.scalar(select(func.count()).select_from(Letter))
        assert silent == 0
        assert session.scalar(signed) == (letters or 0) - 1
        assert session.scalar(select(func.count()).select_from(Scheme)) == 1
        assert session.scalar(select(func.count()).select_from(Mark)) == 10
        assert {row.month for row in closed_months.rows(session, today.year)} >= set(range(1, today.month - 1))
        assert len(closed_months.rows(session, today.year - 1)) == 12
        for record in (Target, Achievement):
            years = set(session.scalars(select(record.year).distinct()))
            assert years == {today.year - 1, today.year}


def test_activities_brought_leads(township: Callable) -> None:
    seed, projects, today = _TOWNSHIPS[0]
    with township(seed, projects, today) as session:
        brought = session.scalar(select(func.count()).select_from(Lead).where(Lead.activity_id.is_not(None))) or 0
        became = select(func.count()).select_from(Lead).where(Lead.activity_id.is_not(None))
        projects_of_them = session.scalar(became.where(Lead.state == LeadState.CONVERTED)) or 0
        assert brought > 20
        assert projects_of_them > 5
