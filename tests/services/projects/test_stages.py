"""The stage follows from the dates, in whatever order they come; what they say is kept as exactly as it was known."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.engine import open_database
from app.errors import Refused
from app.services import projects
from app.services.projects import MilestoneLine, ProjectEntry
from app.values.dates import PartialDate
from app.values.stages import STAGES, MilestoneKind

DAY = PartialDate
TODAY = date(2026, 11, 22)
_DAYS = st.sampled_from(["2024", "2025-03", "2025-03-31", "2026-01", "2026-02-28", "2026-07-01"]).map(PartialDate)
_EVENTS = st.dictionaries(st.sampled_from([str(kind) for kind in MilestoneKind]), _DAYS, max_size=8)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    database = open_database(tmp_path_factory.mktemp("stages") / "空.db", fixed(TODAY))
    with database.trial() as session:
        yield session
    database.close()


def project(session: Session, *dates: tuple[str, str], stage: str | None = None) -> str:
    key = projects.save(session, ProjectEntry(name="农机零件项目"), year=2026)
    projects.set_milestones(session, key, [MilestoneLine(kind, None, DAY(on)) for kind, on in dates], stage)
    return key


def dates_of(session: Session, key: str) -> dict[str, str]:
    return {line.kind: line.actual_on.iso for line in projects.detail(session, key).milestones if line.actual_on}


@given(events=_EVENTS, order=st.randoms(use_true_random=False))
def test_the_stage_is_the_furthest_that_a_date_proves_whatever_came_first(session: Session, events, order) -> None:
    key, several = project(session), list(events.items())
    order.shuffle(several)
    for kind, on in several:
        projects.set_milestones(session, key, [MilestoneLine(kind, None, on)])
    stages = [str(stage) for stage in STAGES]
    proven = [kind for kind in events if kind in stages]
    detail = projects.detail(session, key)
    assert detail.stage == ("终止" if "终止" in proven else max(["储备", *proven], key=stages.index))
    assert {line.kind: line.actual_on for line in detail.milestones} == events


@pytest.mark.parametrize("on", ["2026-03", "2026", "2026-03-31"])
def test_a_date_is_kept_as_exactly_as_it_was_known(session: Session, on: str) -> None:
    key = project(session, ("签约", on))
    (row,) = projects.listing(2026, TODAY).rows(session, [key])
    assert (row.signed_on, dates_of(session, key)) == (DAY(on), {"签约": on})
    projects.enter_dates(session, key, [MilestoneLine("开工", DAY("2026-12"), None)], TODAY)
    assert dates_of(session, key) == {"签约": on}


@pytest.mark.parametrize(
    ("later", "earlier"),
    [("投产", "签约"), ("达效", "签约"), ("达效", "开工"), ("开工", "签约"), ("投产", "开工"), ("达效", "投产")],
)
def test_no_event_comes_before_one_that_it_needs_even_where_those_between_are_unknown(
    session: Session, later: str, earlier: str
) -> None:
    key = project(session, (earlier, "2026-05-10"), stage="签约")
    with pytest.raises(Refused) as caught:
        projects.enter_dates(session, key, [MilestoneLine(later, None, DAY("2026-04"))], TODAY)
    assert caught.value.field == f"{later}实际"
    with pytest.raises(Refused, match="早于"):
        projects.advance(session, key, later, DAY("2026-04-30"), today=TODAY)
    assert dates_of(session, key) == {earlier: "2026-05-10"}


def test_a_month_is_not_before_a_day_within_it(session: Session) -> None:
    key = project(session, ("签约", "2026-05-10"))
    projects.enter_dates(session, key, [MilestoneLine("开工", None, DAY("2026-05"))], TODAY)
    assert projects.detail(session, key).stage == "开工"


def test_taking_the_date_of_the_stage_away_is_going_back_and_needs_a_reason(session: Session) -> None:
    key = project(session, ("签约", "2026-05-10"), ("开工", "2026-06"))
    with pytest.raises(Refused, match="退回阶段") as caught:
        projects.enter_dates(session, key, [MilestoneLine("开工")], TODAY)
    assert caught.value.field == "开工实际"
    projects.step_back(session, key, "签约", "现场没有动工", DAY("2026-07-01"))
    assert (projects.detail(session, key).stage, dates_of(session, key)) == ("签约", {"签约": "2026-05-10"})


def test_marks_move_no_stage(session: Session) -> None:
    key = project(session, *((kind, "2026-03-01") for kind in ("入统", "进规", "入省库", "市认定")))
    assert projects.detail(session, key).stage == "储备"


def test_a_project_that_ended_goes_back_to_where_it_stood(session: Session) -> None:
    key = project(session, ("签约", "2026-05-10"))
    projects.advance(session, key, "终止", DAY("2026-08"), reason="资金不到位", today=TODAY)
    projects.step_back(session, key, "签约", "投资方恢复投资")
    detail = projects.detail(session, key)
    assert (detail.stage, detail.end_reason, dates_of(session, key)) == ("签约", "", {"签约": "2026-05-10"})


def test_disorder_names_both_events(session: Session) -> None:
    lines = [MilestoneLine("签约", None, DAY("2026-05")), MilestoneLine("投产", None, DAY("2026-04-30"))]
    assert [found[:2] for found in projects.disorder(lines)] == [("投产", "签约")]
