"""A stick may be named as a whole: what lies under it is found, checked one by one, and the newest of each is taken."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from app.clock import fixed
from app.database.engine import Database, open_database
from app.database.manifest import NAME
from app.errors import Refused
from app.jobs.backups import back_up_now, restore
from app.jobs.checks import check
from app.jobs.consolidation import consolidate
from app.jobs.submission import submit
from app.jobs.submitted import FOLDER, newest_first, shown, submissions_under
from app.models.projects import Project
from app.services import offices
from tests.builders import build

TODAY = date(2026, 9, 15)


@pytest.fixture
def stick(township: Database, tmp_path: Path) -> Path:
    """Two submissions of one township, and one of another, among other things on a stick."""
    usb = tmp_path / "U盘"
    for _ in range(2):
        with township.work("试") as session:
            build(session, Project)
        submit(township, usb)
    shutil.copy(township.path, tmp_path / "乙.db")
    other = open_database(tmp_path / "乙.db", fixed(TODAY))
    with other.work("试") as session:
        offices.establish(session, name="云岭镇", code="519900222")
    submit(other, usb)
    other.close()
    (usb / "照片").mkdir()
    (usb / "照片" / "x.jpg").write_bytes(b"x")
    return usb


@pytest.fixture
def county(tmp_path: Path) -> Database:
    return open_database(tmp_path / "全县.db", fixed(TODAY))


def _names(paths: list[Path] | list[str]) -> list[str]:
    return [f"{Path(path).parent.name}/{Path(path).name}" for path in paths]


def test_everything_on_a_stick_is_found_wherever_the_user_points(stick: Path) -> None:
    everything = ["519900101/20260915-001", "519900101/20260915-002", "519900222/20260915-003"]
    assert _names(submissions_under(stick)) == everything
    assert _names(submissions_under(stick / FOLDER)) == everything
    assert _names(submissions_under(stick / FOLDER / "519900101")) == everything[:2]
    assert [_names(one) for one in newest_first(stick)] == [everything[1::-1], everything[2:]]


def test_a_check_of_the_stick_says_of_each_what_it_found(stick: Path) -> None:
    report = check(stick)
    assert report.ok
    assert [found for _, found in report.checked] == [(), (), ()]
    assert "519900101/20260915-002" in report.text
    (damaged,) = (stick / FOLDER / "519900222").rglob("*.db")
    damaged.write_bytes(damaged.read_bytes()[:-1])
    report = check(stick)
    assert not report.ok
    (problem,) = report.problems
    assert problem.startswith("519900222/20260915-003：")
    assert [each["ok"] for each in report.as_json()["checked"]] == [True, True, False]


def test_one_that_was_cut_short_is_told_and_not_overlooked(stick: Path) -> None:
    (stick / FOLDER / "519900101" / "20260915-002" / NAME).unlink()
    (problem,) = check(stick).problems
    assert problem == "519900101/20260915-002：没有找到清单（manifest.json），这份提交没有完成。"


def test_a_name_on_a_stick_is_shown_without_what_it_would_do_to_a_terminal_or_a_line() -> None:
    assert shown(Path("甲\x1b[31m\n乙\u202e/20260915-001")) == "甲□[31m□乙□/20260915-001"


def test_a_folder_without_any_is_refused(tmp_path: Path, county: Database) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(Refused, match="没有找到报送的提交"):
        check(tmp_path / "空")
    ((_, reason),) = consolidate(county, [tmp_path / "空"]).refused
    assert "没有找到报送的提交" in reason


def test_the_newest_of_each_office_is_taken_from_a_stick(stick: Path, county: Database) -> None:
    outcome = consolidate(county, [stick])
    assert _names(outcome.taken) == ["519900101/20260915-002", "519900222/20260915-003"]
    assert outcome.refused == []
    again = consolidate(county, [stick / FOLDER])
    assert (again.taken, again.replaced, again.refused) == (outcome.taken, [], [])


def test_where_the_newest_is_damaged_the_one_before_is_taken_and_the_damage_told(stick: Path, county: Database) -> None:
    (newest,) = (stick / FOLDER / "519900101" / "20260915-002").glob("*.db")
    newest.write_bytes(newest.read_bytes()[:-1])
    outcome = consolidate(county, [stick])
    assert _names(outcome.taken) == ["519900101/20260915-001", "519900222/20260915-003"]
    assert _names([path for path, _ in outcome.refused]) == ["519900101/20260915-002"]


def test_a_stick_with_older_ones_than_were_taken_is_refused_once(stick: Path, county: Database) -> None:
    consolidate(county, [stick])
    shutil.rmtree(stick / FOLDER / "519900101" / "20260915-002")
    outcome = consolidate(county, [stick])
    ((_, reason),) = outcome.refused
    assert "更新的第2号" in reason


def test_a_submission_is_never_written_into(stick: Path, tmp_path: Path, township: Database) -> None:
    (path,) = (stick / FOLDER / "519900222").rglob("*.db")
    before = path.read_bytes()
    for attempt in (
        lambda: open_database(path, fixed(TODAY)),
        lambda: restore(township.path, path, fixed(TODAY)),
        lambda: back_up_now(township.path, path, fixed(TODAY)),
    ):
        with pytest.raises(Refused, match=r"报送用的副本|另一个单位"):
            attempt()
    assert path.read_bytes() == before
    assert check(path).ok


def test_a_submission_may_be_read_and_brought_back_as_a_ledger(stick: Path, tmp_path: Path) -> None:
    (path,) = (stick / FOLDER / "519900222").rglob("*.db")
    open_database(path, fixed(TODAY), read_only=True).close()
    restore(path, tmp_path / "找回.db", fixed(TODAY))
    back = open_database(tmp_path / "找回.db", fixed(TODAY))
    with back.read() as session:
        assert offices.required(session).name == "云岭镇"
    back.close()
    assert check(path).ok


def test_links_and_hidden_folders_on_a_stick_are_passed_by(stick: Path, tmp_path: Path) -> None:
    gathered = tmp_path / "收集"
    shutil.copytree(stick / FOLDER / "519900222", gathered / "云岭镇" / "519900222")
    (gathered / "link").symlink_to(stick / FOLDER)
    shutil.copytree(stick / FOLDER / "519900101", gathered / ".Trash" / "519900101")
    assert _names(submissions_under(gathered)) == ["519900222/20260915-003"]


def test_a_database_with_another_name_beside_no_manifest_is_a_database(stick: Path, tmp_path: Path) -> None:
    (path,) = (stick / FOLDER / "519900222").rglob("*.db")
    shutil.copy(path, tmp_path / "台账副本.db")
    report = check(tmp_path / "台账副本.db")
    assert report.ok
    assert sqlite3.connect(tmp_path / "台账副本.db").execute("SELECT count(*) FROM offices").fetchone() == (1,)
