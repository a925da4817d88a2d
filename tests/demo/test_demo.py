"""The sample township is believable, passes every rule of the program, and is the same for the same seed."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from app.demo import make_demo
from app.errors import Refused
from app.jobs.checks import check
from app.models.projects import stage_reached
from app.services.projects import gates
from app.values.codes import credit_code_problem, office_code_problem, phone_problem
from app.values.stages import MilestoneKind, Stage

TODAY = date(2026, 9, 15)


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    # The records alone: a table that a migration made anew lists its constraints in any order.
    lines = [line for line in connection.iterdump() if line.startswith("INSERT")]
    connection.close()
    return lines


def _all(path: Path, query: str) -> list[tuple]:
    connection = sqlite3.connect(path)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        make_demo(folder / "示例.db", today=TODAY, projects=120, seed=4)
    return folder / "示例.db"


def test_the_same_seed_and_day_make_the_same_records(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        make_demo(tmp_path / name, today=TODAY, projects=12, seed=9)
    assert _dump(tmp_path / "a.db") == _dump(tmp_path / "b.db")


def test_another_seed_is_another_office_with_other_records(tmp_path: Path, demo: Path) -> None:
    report = make_demo(tmp_path / "b.db", today=TODAY, projects=12, seed=10)
    assert office_code_problem(report.code) is None
    assert _all(tmp_path / "b.db", "SELECT code, name FROM offices") != _all(demo, "SELECT code, name FROM offices")
    ids = {key for (key,) in _all(tmp_path / "b.db", "SELECT id FROM projects")}
    assert not ids & {key for (key,) in _all(demo, "SELECT id FROM projects")}


def test_the_office_follows_from_the_seed_alone(tmp_path: Path) -> None:
    for name, day, projects in (("a.db", date(2025, 2, 1), 1), ("b.db", TODAY, 3)):
        make_demo(tmp_path / name, today=day, projects=projects, seed=77)
    assert _all(tmp_path / "a.db", "SELECT * FROM offices") == _all(tmp_path / "b.db", "SELECT * FROM offices")


def test_it_is_whole(demo: Path) -> None:
    assert check(demo).problems == ()


def test_it_has_what_was_asked_for(demo: Path) -> None:
    counts = {table: _all(demo, f"SELECT count(*) FROM {table}")[0][0] for table in ("projects", "units", "letters")}
    assert counts == {"projects": 120, "units": 10, "letters": 20}
    for table in ("leads", "funds", "fellows", "targets", "achievements", "agreements", "gates", "problems", "shares"):
        assert _all(demo, f"SELECT count(*) FROM {table}")[0][0] > 0
    stages = {stage for (stage,) in _all(demo, "SELECT DISTINCT stage FROM projects")}
    assert len(stages) >= 9
    years = {year for (year,) in _all(demo, "SELECT DISTINCT substr(received_on, 1, 4) FROM funds")}
    assert years == {"2025", "2026"}


def test_nothing_has_happened_after_today(demo: Path) -> None:
    for table, column in (
        ("milestones", "actual_on"),
        ("funds", "received_on"),
        ("leads", "registered_on"),
        ("lead_followups", "happened_on"),
        ("activities", "held_on"),
        ("progress_notes", "noted_on"),
        ("gates", "decided_on"),
        ("problems", "closed_on"),
        ("procedures", "done_on"),
        ("agreements", "bond_paid_on"),
        ("funds", "verified_on"),
        ("monthly_reports", "reported_on"),
        ("letters", "signed_on"),
    ):
        assert _all(demo, f"SELECT max({column}) FROM {table}")[0][0] <= "2026-09-15"


def test_the_stage_is_the_one_its_dates_prove(demo: Path) -> None:
    class Line:
        def __init__(self, kind: str, actual_on: str | None) -> None:
            self.kind, self.actual_on = MilestoneKind(kind), actual_on

    lines: dict[str, list[Line]] = {}
    for project, kind, actual in _all(demo, "SELECT project_id, kind, actual_on FROM milestones"):
        lines.setdefault(project, []).append(Line(kind, actual))
    for key, stage in _all(demo, "SELECT id, stage FROM projects"):
        assert stage_reached(lines[key]) is Stage(stage)


def test_dates_stand_in_the_order_of_life(demo: Path) -> None:
    order = [stage.value for stage in Stage]
    lives: dict[str, list[tuple[int, str]]] = {}
    for project, kind, actual in _all(demo, "SELECT project_id, kind, actual_on FROM milestones"):
        if actual and kind in order:
            lives.setdefault(project, []).append((order.index(kind), actual))
    for life in lives.values():
        days = [day for _, day in sorted(life)]
        assert days == sorted(days)


def test_money_never_exceeds_the_contract_and_nothing_comes_before_the_signature(demo: Path) -> None:
    over = """SELECT count(*) FROM (SELECT sum(CASE currency WHEN '美元' THEN amount * rate / 1000000 ELSE amount END)
        AS total, contract_amount FROM funds JOIN projects ON projects.id = project_id GROUP BY project_id)
        WHERE total > contract_amount"""
    early = """SELECT count(*) FROM funds JOIN milestones USING (project_id)
        WHERE kind = '签约' AND received_on < actual_on"""
    assert _all(demo, over) == [(0,)]
    assert _all(demo, early) == [(0,)]


def test_reviews_agreements_and_formalities_are_such_as_the_forms_would_keep(demo: Path) -> None:
    for opinions, result in _all(demo, "SELECT opinions, result FROM gates WHERE kind = '评审'"):
        verdicts = {point: said[0] for point, said in json.loads(opinions).items()}
        assert set(verdicts) == set(gates.POINTS)
        assert (set(verdicts.values()) == {"符合"}) == (result == "通过")
    unnumbered = "SELECT count(*) FROM gates WHERE kind IN ('常务会', '常委会') AND document_number = ''"
    assert _all(demo, unnumbered) == [(0,)]
    assert _all(demo, "SELECT count(*) - count(DISTINCT number) FROM agreements") == [(0,)]
    states = "SELECT count(*) FROM procedures WHERE (state = '办结') != (done_on IS NOT NULL)"
    assert _all(demo, states) == [(0,)]
    twice = "SELECT 1 FROM procedures GROUP BY project_id, title HAVING count(*) > 1"
    assert _all(demo, twice) == []
    permits = """SELECT count(*) FROM milestones AS m WHERE kind = '开工' AND actual_on IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM procedures AS p WHERE p.project_id = m.project_id AND title = '施工许可' AND done_on <= actual_on
        )"""
    assert _all(demo, permits) == [(0,)]


def test_carriers_let_what_their_projects_hold_and_land_is_taken_up_again(demo: Path) -> None:
    let = "SELECT (area_let > 0) = (id IN (SELECT carrier_id FROM projects)), area_let <= area FROM carriers"
    assert set(_all(demo, let)) == {(1, 1)}
    assert _all(demo, "SELECT count(*) FROM projects WHERE carrier_id IS NOT NULL")[0][0] > 5
    again = """SELECT b.stage, count(*) FROM projects AS a JOIN projects AS b ON a.predecessor_id = b.id
        WHERE a.created_at > (SELECT actual_on FROM milestones WHERE kind = '终止' AND project_id = b.id) GROUP BY 1"""
    assert [(stage, count > 0) for stage, count in _all(demo, again)] == [("终止", True)]
    assert _all(demo, "SELECT count(*) FROM projects WHERE predecessor_id IS NOT NULL")[0][0] == _all(demo, again)[0][1]


def test_names_codes_and_numbers_pass_the_programs_own_checks(demo: Path) -> None:
    for (code,) in _all(demo, "SELECT credit_code FROM enterprises UNION SELECT credit_code FROM projects"):
        assert credit_code_problem(code) is None
    for (phone,) in _all(demo, "SELECT phone FROM fellows UNION SELECT phone FROM leads UNION SELECT phone FROM units"):
        assert phone_problem(phone) is None
        assert "0000" in phone
    names = _all(demo, "SELECT name, count(*) FROM projects GROUP BY name HAVING count(*) > 1")
    assert names == []


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 1, 31), date(2024, 2, 29), date(2026, 12, 31)])
def test_any_day_will_do(tmp_path: Path, day: date) -> None:
    make_demo(tmp_path / "x.db", today=day, projects=25, seed=3)
    assert check(tmp_path / "x.db").ok


def test_no_projects_at_all(tmp_path: Path) -> None:
    make_demo(tmp_path / "x.db", today=TODAY, projects=0)
    assert _all(tmp_path / "x.db", "SELECT count(*) FROM projects") == [(0,)]


def test_an_existing_file_is_never_written_over(demo: Path) -> None:
    before = demo.read_bytes()
    with pytest.raises(Refused, match="已存在"):
        make_demo(demo, today=TODAY)
    assert demo.read_bytes() == before
