"""The county counts each township's last whole submission once, and refuses every bad one for its reason."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.clock import fixed
from app.database.digests import contents, file_digest
from app.database.engine import Database, open_database
from app.database.manifest import NAME, Manifest, read_manifest
from app.database.shelf import Reason, copies
from app.demo import make_demo
from app.jobs import keys
from app.jobs.checks import check
from app.jobs.consolidation import consolidate
from app.jobs.submission import submit
from app.models.attachments import Attachment, AttachmentContent
from app.models.projects import Project
from app.models.schemes import SchemeUnit
from app.models.units import Unit
from app.services import offices, signatures
from tests.builders import build

TODAY = date(2026, 9, 15)


@pytest.fixture(scope="module")
def townships(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The files of three sample townships."""
    folder = tmp_path_factory.mktemp("townships")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        for seed in (1, 2, 3):
            make_demo(folder / f"{seed}.db", today=TODAY, projects=6 + seed, seed=seed)
    return {seed: folder / f"{seed}.db" for seed in (1, 2, 3)}


@pytest.fixture
def county(database: Database) -> Database:
    return database


class Township:
    """One township at work: its own copy of its file, and its stick."""

    def __init__(self, file: Path, folder: Path) -> None:
        folder.mkdir()
        shutil.copy(file, folder / "镇.db")
        self.database = open_database(folder / "镇.db", fixed(TODAY))
        self._stick = folder / "usb"

    def submit(self) -> Path:
        return submit(self.database, self._stick).folder

    def add_a_project(self, name: str = "新项目") -> None:
        with self.database.work("试") as session:
            build(session, Project, name=name)


@pytest.fixture
def first(townships: dict[int, Path], tmp_path: Path) -> Iterator[Township]:
    one = Township(townships[1], tmp_path / "first")
    yield one
    one.database.close()


@pytest.fixture
def second(townships: dict[int, Path], tmp_path: Path) -> Iterator[Township]:
    one = Township(townships[2], tmp_path / "second")
    yield one
    one.database.close()


def _scalar(path: Path, query: str) -> object:
    connection = sqlite3.connect(path)
    (value,) = connection.execute(query).fetchone()
    connection.close()
    return value


def _state(path: Path) -> object:
    connection = sqlite3.connect(path)
    state = contents(connection)
    connection.close()
    return state


def _projects(path: Path) -> object:
    return _scalar(path, "SELECT count(*) FROM projects")


def test_totals_are_exact(county: Database, townships: dict[int, Path], tmp_path: Path) -> None:
    folders = []
    for seed, file in townships.items():
        township = Township(file, tmp_path / str(seed))
        folders.append(township.submit())
        township.database.close()
    outcome = consolidate(county, folders)
    assert (outcome.taken, outcome.replaced, outcome.refused) == ([str(one) for one in folders], [], [])
    for query in ("SELECT count(*) FROM projects", "SELECT sum(amount) FROM funds", "SELECT count(*) FROM shares"):
        assert _scalar(county.path, query) == sum(_scalar(file, query) or 0 for file in townships.values())
    county.close()
    assert check(county.path).ok


def test_a_database_may_be_named_instead_of_its_folder(county: Database, first: Township) -> None:
    folder = first.submit()
    (path,) = folder.glob("*.db")
    assert consolidate(county, [path]).taken == [str(path)]


def test_the_same_one_again_changes_nothing(county: Database, first: Township) -> None:
    folder = first.submit()
    consolidate(county, [folder])
    before = _state(county.path)
    outcome = consolidate(county, [folder, folder])
    assert (outcome.taken, outcome.refused) == ([str(folder)] * 2, [])
    assert _state(county.path) == before


def test_a_newer_one_replaces_everything_of_that_office_and_nothing_else(
    county: Database, first: Township, second: Township
) -> None:
    consolidate(county, [first.submit(), second.submit()])
    others = _scalar(county.path, "SELECT count(*) FROM projects WHERE office_id <> (SELECT min(id) FROM offices)")
    first.add_a_project("只在第二次里")
    with first.database.work("试") as session:
        gone = session.query(Project).filter(Project.name != "只在第二次里").first()
        gone.deleted_at = first.database.clock.now()
        name = gone.name
    folder = first.submit()
    outcome = consolidate(county, [folder])
    assert (outcome.taken, outcome.replaced) == ([], [str(folder)])
    assert _projects(county.path) == 7 + 8
    assert _scalar(county.path, "SELECT count(*) FROM projects WHERE name = '只在第二次里'") == 1
    assert _scalar(county.path, f"SELECT count(*) FROM projects WHERE name = '{name}'") == 0
    assert others in {7, 8}


def test_an_older_one_is_refused(county: Database, first: Township) -> None:
    old = first.submit()
    first.add_a_project()
    new = first.submit()
    consolidate(county, [new])
    outcome = consolidate(county, [old])
    ((path, reason),) = outcome.refused
    assert path == str(old)
    assert "更新的第2号" in reason
    assert _projects(county.path) == 8


def test_another_one_of_the_same_number_is_refused(county: Database, first: Township, tmp_path: Path) -> None:
    shutil.copy(first.database.path, tmp_path / "other.db")
    consolidate(county, [first.submit()])
    other = open_database(tmp_path / "other.db", fixed(TODAY))
    with other.work("试") as session:
        build(session, Project)
    folder = submit(other, tmp_path / "other-usb").folder
    other.close()
    ((_, reason),) = consolidate(county, [folder]).refused
    assert "内容不同" in reason


def test_one_bad_one_does_not_stop_the_others(county: Database, first: Township, second: Township) -> None:
    bad, good = first.submit(), second.submit()
    (path,) = bad.glob("*.db")
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    outcome = consolidate(county, [bad, good])
    assert (len(outcome.taken), len(outcome.refused)) == (1, 1)
    assert outcome.as_json()["refused"] == [{"submission": str(bad), "reason": outcome.refused[0][1]}]


def _forge(folder: Path, statement: str, **facts: object) -> None:
    (path,) = folder.glob("*.db")
    connection = sqlite3.connect(path)
    connection.executescript(statement)
    connection.commit()
    tables = contents(connection)
    connection.close()
    sums = {"size": path.stat().st_size, "sha256": file_digest(path), "tables": tables}
    forged = replace(read_manifest(folder / NAME), **sums, **facts).sealed()
    (folder / NAME).write_text(forged.text(), encoding="utf-8")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON units BEGIN DELETE FROM projects; END",
        "CREATE VIEW v AS SELECT * FROM projects",
        "CREATE TABLE extra (a)",
        "PRAGMA ignore_check_constraints = ON; UPDATE projects SET total_investment = -1",
        "UPDATE milestones SET actual_on = '2026-99'",
        "UPDATE funds SET amount = 9223372036854775807",
        "UPDATE projects SET total_investment = 20000000000000000",
        "UPDATE projects SET name = 'a' || char(0) || 'b'",
        "UPDATE projects SET name = '安全' || char(8238) || 'gpj.exe'",
        "UPDATE projects SET name = ' '",
        "UPDATE projects SET created_at = '9999-12-31T23:59:59'",
        "PRAGMA foreign_keys = OFF; UPDATE projects SET unit_id = 'nobody'",
        "INSERT INTO offices SELECT 'x', '519900999', '别的镇', '', '', '' ",
        "UPDATE meta SET value = 'nobody' WHERE key = 'office'",
    ],
)
def test_a_forged_one_is_refused_and_changes_nothing(county: Database, first: Township, statement: str) -> None:
    folder = first.submit()
    _forge(folder, statement)
    before = _state(county.path)
    outcome = consolidate(county, [folder])
    assert len(outcome.refused) == 1
    assert _state(county.path) == before


def test_a_copy_made_by_hand_while_the_program_ran_is_refused(county: Database, first: Township) -> None:
    folder = first.submit()
    (path,) = folder.glob("*.db")
    Path(f"{path}-wal").write_bytes(b"x")
    ((_, reason),) = consolidate(county, [folder]).refused
    assert "手工复制" in reason


def test_a_bare_database_is_no_submission(county: Database, first: Township) -> None:
    ((_, reason),) = consolidate(county, [first.database.path]).refused
    assert "清单" in reason


def test_two_townships_with_one_code_are_told_apart(county: Database, first: Township, second: Township) -> None:
    with second.database.work("试") as session:
        offices.establish(session, name="云岭镇", code="519900101")
    consolidate(county, [first.submit()])
    ((_, reason),) = consolidate(county, [second.submit()]).refused
    assert "重复" in reason
    assert _projects(county.path) == 7


def test_another_file_under_a_townships_code_waits_for_the_countys_word(
    county: Database, first: Township, townships: dict[int, Path], tmp_path: Path
) -> None:
    consolidate(county, [first.submit()])
    anew = Township(townships[2], tmp_path / "anew")
    with anew.database.work("试") as session:
        offices.establish(session, name="清溪镇", code="519900101")
    anew.database.clock.moment = datetime(2027, 1, 1, 9)  # noqa: DTZ001
    later = anew.submit()
    ((_, reason),) = consolidate(county, [later]).refused
    assert "重新建账" in reason
    assert _projects(county.path) == 7
    outcome = consolidate(county, [later], anew=["519900101"])
    assert (outcome.replaced, outcome.refused) == ([str(later)], [])
    assert _projects(county.path) == 8
    ((_, reason),) = consolidate(county, [first.submit()]).refused
    assert "重新建账" in reason
    anew.database.close()


@pytest.mark.parametrize(("sequence", "reason"), [(999_999, "跳到第999999号"), (2, "接的不是已汇总的第1号")])
def test_a_number_that_does_not_follow_is_refused_and_locks_nobody_out(
    county: Database, first: Township, sequence: int, reason: str
) -> None:
    consolidate(county, [first.submit()])
    genuine = first.submit()
    strange = genuine.with_name("20260915-777")
    shutil.copytree(genuine, strange)
    _forge(strange, "UPDATE funds SET amount = amount * 10", sequence=sequence, previous="f" * 64)
    ((_, told),) = consolidate(county, [strange]).refused
    assert reason in told
    assert consolidate(county, [genuine]).replaced == [str(genuine)]


def _under_another_code(folder: Path, code: str) -> Path:
    """The same submission, of an office that calls itself by another code."""
    made = read_manifest(folder / NAME)
    target = folder.with_name("20260915-999")
    shutil.copytree(folder, target)
    (target / made.file).rename(target / f"{code}{made.file[9:]}")
    nothing = {"signer": "", "certificate": "", "signature": ""}
    _forge(target, f"UPDATE offices SET code = '{code}'", office_code=code, file=f"{code}{made.file[9:]}", **nothing)
    return target


def test_a_township_that_signs_is_not_replaced_under_a_code_that_somebody_made_up(
    county: Database, first: Township, tmp_path: Path
) -> None:
    for file in keys.issue(county, [("519900101", "清溪镇")], tmp_path):
        keys.install(first.database, file)
    consolidate(county, [first.submit()])
    first.add_a_project()
    forged = _under_another_code(first.submit(), "519900999")
    ((_, reason),) = consolidate(county, [forged]).refused
    assert "519900101" in reason
    assert _projects(county.path) == 7
    assert consolidate(county, [forged], anew=["519900101"]).replaced == [str(forged)]


def test_an_office_that_put_its_code_right_goes_on_where_it_was(county: Database, first: Township) -> None:
    old = first.submit()
    consolidate(county, [first.submit()])
    ((_, reason),) = consolidate(county, [_under_another_code(old, "519900199")]).refused
    assert "更新的第2号" in reason
    with first.database.work("试") as session:
        offices.establish(session, name="清溪镇", code="519900199")
    assert len(consolidate(county, [first.submit()]).replaced) == 1
    assert _scalar(county.path, "SELECT count(*) FROM offices WHERE code LIKE '5199%'") == 1


def test_a_file_that_would_stand_with_another_townships_record_stays_outside(
    county: Database, first: Township, second: Township
) -> None:
    consolidate(county, [first.submit()])
    others = _scalar(county.path, "SELECT id FROM projects")
    folder = second.submit()
    _forge(
        folder,
        "INSERT INTO attachments (id, office_id, owner_kind, owner_id, name, media_type, size, sha256, caption)"
        f" SELECT 'a', id, 'projects', '{others}', '批文.pdf', 'application/pdf', 1, '', '' FROM offices;"
        "INSERT INTO attachment_contents VALUES ('a', X'00')",
    )
    outcome = consolidate(county, [folder])
    assert outcome.taken == [str(folder)]
    assert any("所属的记录不在这份提交里" in mark for _, mark in outcome.marks)
    assert _scalar(county.path, "SELECT count(*) FROM attachments") == 0


def test_numbers_that_never_came_are_told(county: Database, first: Township) -> None:
    consolidate(county, [first.submit()])
    first.submit()
    outcome = consolidate(county, [folder := first.submit()])
    assert outcome.replaced == [str(folder)]
    assert (str(folder), "第2至2号没有收到") in outcome.marks


def test_a_file_copied_from_one_township_to_the_next_becomes_an_office_of_its_own(
    county: Database, first: Township, townships: dict[int, Path], tmp_path: Path
) -> None:
    copied = Township(townships[1], tmp_path / "copied")
    with copied.database.work("试") as session:
        offices.establish(session, name="别的镇", code="519900555")
    consolidate(county, [first.submit()])
    assert consolidate(county, [copied.submit()]).refused == []
    assert _projects(county.path) == 14
    copied.add_a_project()
    assert len(consolidate(county, [copied.submit()]).replaced) == 1
    assert _projects(county.path) == 15
    assert _scalar(county.path, "SELECT count(*) FROM offices WHERE code LIKE '5199%'") == 2
    copied.database.close()
    county.close()
    assert check(county.path).ok


def test_an_office_does_not_consolidate_itself(first: Township) -> None:
    ((_, reason),) = consolidate(first.database, [first.submit()]).refused
    assert "自己的台账" in reason


def test_the_countys_own_records_stay(county: Database, first: Township) -> None:
    with county.work("试") as session:
        offices.establish(session, name="安和县招商局", code="519900000")
        build(session, Project, name="县级项目")
    consolidate(county, [first.submit()])
    first.add_a_project()
    consolidate(county, [first.submit()])
    assert _projects(county.path) == 1 + 8


def test_what_the_county_hangs_on_a_township_survives_the_next_submission(county: Database, first: Township) -> None:
    consolidate(county, [first.submit()])
    with county.work("试") as session:
        kept, gone = session.query(Unit).order_by(Unit.position).limit(2).all()
        hung = [build(session, SchemeUnit, unit_id=unit.id).id for unit in (kept, gone)]
        gone_id = gone.id
    with first.database.work("试") as session:
        session.get(Unit, gone_id).deleted_at = first.database.clock.now()
    assert len(consolidate(county, [first.submit()]).replaced) == 1
    with county.read() as session:
        assert [session.get(SchemeUnit, key) is not None for key in hung] == [True, False]


def test_the_file_is_backed_up_before(county: Database, first: Township) -> None:
    consolidate(county, [first.submit()])
    assert copies(county.path) == []  # there was nothing to lose
    first.add_a_project()
    consolidate(county, [first.submit()])
    (copy,) = copies(county.path)
    assert copy.reason is Reason.CONSOLIDATION


def test_nothing_of_a_round_can_be_undone_by_halves(county: Database, first: Township) -> None:
    consolidate(county, [first.submit()])
    assert _scalar(county.path, "SELECT count(*) FROM changes") == 0


def test_whatever_one_does_the_others_are_taken(county: Database, first: Township) -> None:
    good = first.submit()
    top = good.parents[2]
    for number, text in enumerate(MALFORMED, start=300):
        bad = top / "招商项目提交" / f"5199{number:05d}" / "20260915-001"
        bad.mkdir(parents=True)
        (bad / NAME).write_text(text, encoding="utf-8", errors="surrogatepass")
    os.mkfifo(_made(top / "招商项目提交" / "519900200" / "20260915-001") / NAME)
    os.mkfifo(_made(top / "招商项目提交" / "519900201" / "20260915-001") / "519900201-20260915-001.db")
    outcome = consolidate(county, [top])
    assert outcome.taken == [str(good)]
    assert len(outcome.refused) == len(MALFORMED) + 2
    assert all("清单" in reason for _, reason in outcome.refused)
    report = check(top)
    assert len(report.checked) == len(MALFORMED) + 3
    assert sum(not found for _, found in report.checked) == 1


MALFORMED = (
    '"abc"',
    "null",
    "5",
    "[]",
    "{",
    '{"tables": []}',
    '{"tables": null}',
    "[" * 500 + "]" * 500,
    '{"office_name": "\\ud800"}',
    '{"file": "' + "a" * 300 + '.db"}',
    "\ud800",
)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_an_attachment_that_would_write_elsewhere_stays_outside_and_is_named(county: Database, first: Township) -> None:
    with first.database.work("试") as session:
        owner = session.query(Project).first().id
        for name, content in (("合同.pdf", b"%PDF-1.4\n%%EOF"), ("照片.pdf", b"%PDF-1.4 /JavaScript %%EOF")):
            made = build(session, Attachment, owner_id=owner, name=name, media_type="application/pdf")
            build(session, AttachmentContent, attachment_id=made.id, content=content)
            made.size, made.sha256 = len(content), sha256(content).hexdigest()
    folder = first.submit()
    _forge(folder, "UPDATE attachments SET name = '/etc/evil.desktop' WHERE name = '合同.pdf'")
    outcome = consolidate(county, [folder])
    assert outcome.taken == [str(folder)]
    told = [mark for _, mark in outcome.marks]
    assert any("evil.desktop”没有采用：文件名不正常" in mark for mark in told)
    assert any("照片.pdf”没有采用：里面有脚本" in mark for mark in told)
    assert _scalar(county.path, "SELECT count(*) FROM attachments WHERE name LIKE '%evil%' OR name LIKE '照片%'") == 0
    county.close()
    assert check(county.path).ok


def test_a_fault_over_one_submission_leaves_the_others(
    county: Database, first: Township, second: Township, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = signatures.must_be_genuine, list[str]()

    def trips_over_the_first(session: Session, manifest: Manifest, key: str) -> object:
        asked.append(manifest.office_code)
        if manifest.office_code == asked[0]:
            raise RuntimeError("nobody thought of this")
        return real(session, manifest, key)

    monkeypatch.setattr(signatures, "must_be_genuine", trips_over_the_first)
    one, other = first.submit(), second.submit()
    outcome = consolidate(county, [one, other])
    assert outcome.taken == [str(other)]
    assert [(path, "意外" in reason) for path, reason in outcome.refused] == [(str(one), True)]
