"""A submission is on the stick whole and proven, or not at all; what stays at home is nowhere in its bytes."""

import json
import shutil
import sqlite3
from datetime import date, datetime
from pathlib import Path

import pytest

from app.clock import fixed
from app.database.engine import Database, open_database
from app.database.manifest import NAME, read_manifest
from app.errors import Refused
from app.jobs.checks import check
from app.jobs.submission import FOLDER, submit
from app.models.activities import Activity
from app.models.attachments import Attachment, AttachmentContent
from app.models.enterprises import Enterprise
from app.models.fellows import Fellow
from app.models.leads import Lead, LeadFollowUp
from app.models.offices import SavedFilter, Setting
from app.models.projects import Project
from app.models.submissions import Submission
from app.models.units import Unit
from app.services import offices
from tests.builders import build


def _all_files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()] if folder.exists() else []


def _bytes(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in _all_files(folder))


def test_it_lies_under_the_offices_code_and_its_number(township: Database, tmp_path: Path) -> None:
    receipt = submit(township, tmp_path / "usb")
    assert receipt.folder == tmp_path / "usb" / FOLDER / "519900101" / "20260915-001"
    assert sorted(one.name for one in receipt.folder.iterdir()) == sorted([receipt.file, "回执.txt", NAME])
    assert check(receipt.folder).ok
    assert check(receipt.folder / receipt.file).ok


def test_the_manifest_says_what_the_file_is(township: Database, tmp_path: Path) -> None:
    receipt = submit(township, tmp_path / "usb")
    manifest = json.loads((receipt.folder / NAME).read_text(encoding="utf-8"))
    assert manifest["sha256"] == receipt.sha256
    assert manifest["size"] == (receipt.folder / receipt.file).stat().st_size
    assert manifest["office_code"] == "519900101"
    assert manifest["tables"]["projects"]["count"] == 20
    assert (manifest["sequence"], manifest["period"], manifest["previous"]) == (1, "2026-09", "")


def test_the_receipt_can_be_compared_by_eye(township: Database, tmp_path: Path) -> None:
    receipt = submit(township, tmp_path / "usb")
    text = (receipt.folder / "回执.txt").read_text(encoding="utf-8-sig")
    assert receipt.sha256[:8] in text
    assert receipt.sha256[-8:] in text
    assert f"{receipt.size}字节" in text
    assert "项目20个" in text
    assert text.splitlines() == receipt.text.splitlines()


def test_the_next_one_has_the_next_number_and_names_the_one_before(township: Database, tmp_path: Path) -> None:
    first = submit(township, tmp_path / "usb")
    second = submit(township, tmp_path / "usb")
    assert (first.sequence, second.sequence) == (1, 2)
    assert read_manifest(second.folder / NAME).previous == read_manifest(first.folder / NAME).seal
    assert check(first.folder).ok


def test_it_is_entered_in_the_log(township: Database, tmp_path: Path) -> None:
    receipt = submit(township, tmp_path / "usb")
    with township.read() as session:
        (entry,) = session.query(Submission).all()
        assert (entry.sequence, entry.sha256, entry.folder) == (1, receipt.sha256, str(receipt.folder))
        assert entry.written_at == township.clock.now()


def test_an_office_that_went_back_to_an_old_backup_gives_no_number_twice(
    township: Database, tmp_path: Path, township_file: Path
) -> None:
    submit(township, tmp_path / "usb")
    shutil.copy(township_file, tmp_path / "old.db")
    old = open_database(tmp_path / "old.db", fixed(date(2026, 9, 15)))
    assert submit(old, tmp_path / "usb").sequence == 2
    old.close()


def test_a_clock_that_stands_before_the_last_submission_is_noted(township: Database, tmp_path: Path) -> None:
    submit(township, tmp_path / "usb")
    township.clock.moment = datetime(2026, 9, 1, 9)  # noqa: DTZ001
    receipt = submit(township, tmp_path / "usb")
    assert receipt.sequence == 2
    assert read_manifest(receipt.folder / NAME).clock_suspicious


def test_without_an_office_it_says_what_to_do(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="单位设置"):
        submit(database, tmp_path / "usb")
    assert not (tmp_path / "usb").exists()


def test_records_of_several_offices_are_not_handed_in_as_one(township: Database, tmp_path: Path) -> None:
    from app.models.offices import Office

    with township.work("试") as session:
        build(session, Office, code="519900102", name="云岭镇")
    with pytest.raises(Refused, match="各单位分别提交"):
        submit(township, tmp_path / "usb")


def test_what_was_deleted_stays_at_home(township: Database, tmp_path: Path) -> None:
    with township.work("试") as session:
        gone = build(session, Unit, name="撤并村甲乙丙")
        build(session, Project, name="在建项目", unit_id=gone.id)
        hidden = build(session, Project, name="秘密项目甲乙丙")
        build(session, Attachment, owner_kind="projects", owner_id=hidden.id, name="秘密照片甲乙丙.jpg")
        lead = build(session, Lead, name="删除线索甲乙丙")
        build(session, LeadFollowUp, lead_id=lead.id, content="删除跟进甲乙丙")
        for record in (gone, hidden, lead):
            record.deleted_at = township.clock.now()
    receipt = submit(township, tmp_path / "usb")
    assert "甲乙丙".encode() not in _bytes(tmp_path / "usb")
    copy = sqlite3.connect(receipt.folder / receipt.file)
    assert copy.execute("SELECT unit_id FROM projects WHERE name = '在建项目'").fetchone() == (None,)
    assert copy.execute("SELECT count(*) FROM change_sets").fetchone() == (0,)
    assert copy.execute("SELECT count(*) FROM changes").fetchone() == (0,)
    copy.close()


def test_a_photo_travels_with_its_project(township: Database, tmp_path: Path) -> None:
    with township.work("试") as session:
        project = build(session, Project)
        photo = build(session, Attachment, owner_kind="projects", owner_id=project.id)
        build(session, AttachmentContent, attachment_id=photo.id, content=b"picture" * 100)
    submit(township, tmp_path / "usb")
    assert b"picturepicture" in _bytes(tmp_path / "usb")


def test_without_people_no_name_and_no_number_of_theirs_is_in_the_bytes(township: Database, tmp_path: Path) -> None:
    with township.work("试") as session:
        fellow = build(session, Fellow, name="欧阳乡贤", phone="13500007777")
        build(
            session,
            Project,
            introducer="欧阳引资",
            fellow_id=fellow.id,
            phone="13500007777",
            note="联系电话13500007777，已约",
            search="欧阳引资 13500007777 oyyz",
        )
        lead = build(session, Lead, introducer="欧阳引荐", contact="欧阳联系", phone="13500007777")
        build(session, LeadFollowUp, lead_id=lead.id, people="欧阳陪同")
        fellows = [person.name for person in session.query(Fellow)]
        phones = [person.phone for person in session.query(Fellow)]
    receipt = submit(township, tmp_path / "usb", without_people=True)
    content = (receipt.folder / receipt.file).read_bytes()
    assert "欧阳".encode() not in content
    assert b"13500007777" not in content
    assert not [phone for phone in phones if phone.encode() in content]
    assert len(fellows) > 1
    assert receipt.counts["fellows"] == 0
    assert check(receipt.folder).ok
    with township.read() as session:
        assert session.query(Fellow).count() == len(fellows)


def test_without_people_they_are_not_mentioned_anywhere_either(township: Database, tmp_path: Path) -> None:
    with township.work("试") as session:
        build(
            session, Fellow, name="欧阳乡贤", phone="13500007777", wechat="ouyang_7788", relatives="弟宋岩青13500006666"
        )
        lead = build(session, Lead, name="欧阳乡贤返乡建厂", contact="宋岩石", introducer="林业局")
        build(session, LeadFollowUp, lead_id=lead.id, content="宋岩石来电，微信ouyang_7788，座机0563-6021133。")
        build(
            session,
            Project,
            name="返乡项目",
            investor="欧阳乡贤",
            introducer="宋岩山、宋岩水",
            content="宋岩水介绍，宋岩青陪同，电话135 0000 7777、135-0000-6666，微信：abc_12345",
            person="宋岩玉",
            note="与林业局的宋岩玉谈过",
        )
        build(session, Enterprise, name="宋岩石材有限公司", contact="宋岩石", phone="0563-6021133")
        build(session, Attachment, owner_kind="projects", owner_id=lead.id, name="x.jpg")
        build(session, Setting, key="说明", value={"备注": "找欧阳乡贤或宋岩石"})
        build(session, SavedFilter, query={"words": "欧阳乡贤"})
        gone = build(session, Fellow, name="欧阳已删")
        gone.deleted_at = township.clock.now()
        build(session, Activity, name="拜访欧阳已删", participants="宋岩石、宋岩玉")
    receipt = submit(township, tmp_path / "usb", without_people=True)
    raw = (receipt.folder / receipt.file).read_bytes()
    words = "欧阳乡贤 欧阳已删 宋岩山 宋岩水 宋岩青 ouyang_7788 abc_12345 13500007777 13500006666 6021133"
    for secret in (*words.split(), "135 0000 7777", "135-0000-6666"):
        assert secret.encode() not in raw
        assert secret.encode("utf-16-le") not in raw
    copy = sqlite3.connect(receipt.folder / receipt.file)
    assert copy.execute("SELECT name FROM enterprises WHERE name LIKE '宋岩石%'").fetchall() == [("宋岩石材有限公司",)]
    assert copy.execute("SELECT note, person FROM projects WHERE name = '返乡项目'").fetchall() == [
        ("与林业局的宋岩玉谈过", "宋岩玉")
    ]
    assert copy.execute("SELECT participants FROM activities WHERE name = '拜访某人'").fetchall() == [("某人、宋岩玉",)]
    assert copy.execute("SELECT content FROM lead_followups WHERE content LIKE '某人来电%'").fetchall() != []
    copy.close()
    assert check(receipt.folder).ok


def test_a_share_of_the_figures_does_not_depend_on_the_people(township: Database, tmp_path: Path) -> None:
    whole = submit(township, tmp_path / "usb")
    without = submit(township, tmp_path / "usb", without_people=True)
    for table in ("projects", "leads", "funds", "milestones", "targets", "activities"):
        assert whole.counts[table] == without.counts[table]


def test_the_office_of_the_copy_is_the_office_at_home(township: Database, tmp_path: Path) -> None:
    receipt = submit(township, tmp_path / "usb")
    copy = open_database(receipt.folder / receipt.file, township.clock, read_only=True)
    with copy.read() as there, township.read() as here:
        assert offices.current(there) == offices.current(here)
    copy.close()
    assert check(receipt.folder).ok
