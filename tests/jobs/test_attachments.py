"""Files from disk to a record: kept once, described, found again, and let go of."""

from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import update

from app.database.engine import Database
from app.errors import Refused
from app.jobs.attachments import attach, copy_to_open, print_funds_sheet, save_copy
from app.models.attachments import Attachment, AttachmentContent
from app.models.projects import Project
from app.services import attachments, funds, projects, recycle_bin
from app.services.attachments import captions
from app.services.attachments.captions import Caption
from app.services.funds import FundsForm
from app.services.projects import MilestoneLine, ProjectEntry
from app.values.dates import PartialDate
from tests.builders import build
from tests.documents.test_scans import scan, written

DAY = PartialDate
CAPTION = Caption("法中村", DAY("2026-03-05"), "张丽", "清溪镇经发办", "主任", "138 0000 0001", "主体封顶")


@pytest.fixture
def project(database: Database) -> str:
    with database.work("登记项目") as session:
        return projects.save(session, ProjectEntry(name="农机零件项目"))


def picture(folder: Path, name: str, colour: str = "red") -> Path:
    Image.new("RGB", (400, 300), colour).save(folder / name)
    return folder / name


def test_good_files_are_kept_and_bad_ones_named(database: Database, project: str, tmp_path: Path) -> None:
    (tmp_path / "空.jpg").touch()
    seen: list[tuple[int, int]] = []
    paths = [picture(tmp_path, "一.jpg"), tmp_path / "空.jpg", picture(tmp_path, "二.png", "blue")]
    report = attach(database, "projects", project, paths, CAPTION, lambda *at: seen.append(at))
    assert (len(report.kept), [name for name, _ in report.refused], report.warnings) == (2, ["空.jpg"], ())
    assert seen == [(0, 3), (1, 3), (2, 3)]
    with database.read() as session:
        rows = attachments.lines(session, "projects", project)
        assert sorted(row.name for row in rows) == ["一.jpg", "二.jpg"]
        assert all(row.taken_on == DAY("2026-03-05") and row.is_picture for row in rows)
        assert attachments.thumbnail(session, rows[0].id) is not None


def test_the_same_file_is_kept_once_for_a_record(database: Database, project: str, tmp_path: Path) -> None:
    path = picture(tmp_path, "一.jpg")
    attach(database, "projects", project, [path])
    report = attach(database, "projects", project, [path])
    assert (report.kept, "已经添加过" in report.refused[0][1]) == ((), True)


def test_one_photo_for_two_projects_is_warned_of(database: Database, project: str, tmp_path: Path) -> None:
    with database.work("登记项目") as session:
        other = projects.save(session, ProjectEntry(name="茶叶加工"))
    path = picture(tmp_path, "一.jpg")
    attach(database, "projects", project, [path])
    report = attach(database, "projects", other, [path])
    assert len(report.kept) == 1
    assert "农机零件项目" in report.warnings[0]


def test_a_voucher_stands_with_its_funds_and_in_its_project(database: Database, project: str, tmp_path: Path) -> None:
    with database.work("登记到位资金") as session:
        entry = funds.save(session, FundsForm(project, DAY("2026-03-05"), 1_000_000))
    attach(database, "funds", entry, [picture(tmp_path, "进账单.jpg")])
    with database.read() as session:
        (row,) = attachments.of_project(session, project)
        assert (row.owner_kind, row.owner_id) == ("funds", entry)


def test_files_of_a_record_that_is_gone_are_refused(database: Database, project: str, tmp_path: Path) -> None:
    report = attach(database, "projects", "没有", [picture(tmp_path, "一.jpg")])
    assert "已经删除" in report.refused[0][1]
    assert attach(database, "meta", "没有", [picture(tmp_path, "一.jpg")]).kept == ()


def test_a_caption_comes_back_and_prints_what_the_statistics_office_asks(
    database: Database, project: str, tmp_path: Path
) -> None:
    (key,) = attach(database, "projects", project, [picture(tmp_path, "一.jpg")]).kept
    with database.work("填写说明") as session:
        projects.set_milestones(session, project, [MilestoneLine("开工", None, DAY("2026-02"))])
        attachments.describe(session, key, CAPTION)
    with database.read() as session:
        (row,) = attachments.lines(session, "projects", project)
        assert row.caption == Caption(**{**CAPTION.__dict__, "verifier_phone": "13800000001"})
        assert [label for label, _ in captions.lines(session, project, row.caption)] == [
            "项目名称", "拍摄地点", "开工时间", "拍摄时间", "核实人", "联系电话", "说明",
        ]  # fmt: skip
        assert captions.missing(session, project, Caption()) == ("拍摄地点", "拍摄时间", "核实人", "联系电话")


@pytest.mark.parametrize("words", ["说明：里面有冒号", "第一行\n第二行", "", "没有标签：也读得回"])
def test_any_words_come_back_from_a_caption(words: str) -> None:
    kept = captions.read(captions.written(Caption(place="法中村", words=words)))
    assert (kept.place, kept.words) == ("法中村", words.replace("\n", " "))
    assert captions.read("随手写的").words == "随手写的"


def test_a_copy_is_written_whole_and_damage_is_told(database: Database, project: str, tmp_path: Path) -> None:
    (key,) = attach(database, "projects", project, [picture(tmp_path, "一.jpg")]).kept
    save_copy(database, key, tmp_path / "出.jpg")
    assert Image.open(tmp_path / "出.jpg").size == (400, 300)
    from app.models.attachments import AttachmentContent

    with database.work("弄坏") as session:
        session.get_one(AttachmentContent, key).content = b"\xff\xd8\xff"
    with pytest.raises(Refused, match="已损坏"):
        save_copy(database, key, tmp_path / "再.jpg")


def test_a_full_file_takes_nothing_more_and_says_so_before(
    database: Database, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.read() as session:
        size = attachments.room(session).size
        assert attachments.room(session).sentence == ""
    monkeypatch.setattr(attachments, "NOTICED", size)
    assert "上限" in attach(database, "projects", project, [picture(tmp_path, "一.jpg")]).warnings[0]
    monkeypatch.setattr(attachments, "FULL", size)
    report = attach(database, "projects", project, [picture(tmp_path, "二.jpg", "blue")])
    assert "放不下" in report.refused[0][1]


def test_a_removed_attachment_comes_back_until_the_bin_is_emptied(
    database: Database, project: str, tmp_path: Path
) -> None:
    kept = attach(
        database, "projects", project, [picture(tmp_path, "一.jpg"), picture(tmp_path, "二.jpg", "blue")]
    ).kept
    with database.work("删除附件") as session:
        attachments.remove(session, kept, database.clock.now())
    with database.work("还原附件") as session:
        assert {row.noun for row in recycle_bin.rows(session)} == {"附件"}
        recycle_bin.restore(session, "attachments", kept[:1])
    with database.work("清空回收站") as session:
        assert attachments.empty_bin(session) == 1
        assert len(attachments.lines(session, "projects", project)) == 1
        assert recycle_bin.rows(session) == ()


def test_a_funds_sheet_prints_with_its_vouchers_behind_it(database: Database, project: str, tmp_path: Path) -> None:
    import pdfplumber
    from reportlab.pdfgen.canvas import Canvas

    scan = Canvas(str(tmp_path / "验资报告.pdf"))
    for page in ("Report 1", "Report 2"):
        scan.drawString(100, 700, page)
        scan.showPage()
    scan.save()
    with database.work("登记到位资金") as session:
        entry = funds.save(session, FundsForm(project, DAY("2026-03-05"), 50_000_000, voucher_number="2026-31"))
    attach(database, "funds", entry, [tmp_path / "验资报告.pdf", picture(tmp_path, "进账单.jpg")], CAPTION)
    print_funds_sheet(database, entry, tmp_path / "登记表.pdf")
    with pdfplumber.open(tmp_path / "登记表.pdf") as pdf:
        pages = [page.extract_text() or "" for page in pdf.pages]
        assert [len(page.images) for page in pdf.pages] == [0, 1, 0, 0]
    assert all(said in pages[0] for said in ("到位资金登记表", "农机零件项目", "50.00万元", "2026-31"))
    assert "拍摄地点：法中村" in pages[1]
    assert [page.strip() for page in pages[2:]] == ["Report 1", "Report 2"]
    with pytest.raises(Refused, match="PDF"):
        print_funds_sheet(database, entry, tmp_path / "登记表.docx")


def test_a_scan_that_cannot_be_read_is_named(
    database: Database, project: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.work("登记到位资金") as session:
        entry = funds.save(session, FundsForm(project, DAY("2026-03-05"), 50_000_000))
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4\nnothing here\n%%EOF\n")
    monkeypatch.setattr("app.documents.photos.has_pages", lambda _: True)  # kept before anybody looked for pages
    attach(database, "funds", entry, [tmp_path / "坏.pdf"])
    with pytest.raises(Refused, match="扫描件“坏"):
        print_funds_sheet(database, entry, tmp_path / "登记表.pdf")
    assert not list(tmp_path.glob("登记表*"))


def test_a_copy_to_open_lies_alone_under_a_name_of_the_programs_making(database: Database, tmp_path: Path) -> None:
    key = kept_scan(database, tmp_path)
    outside = tmp_path / "autostart" / "evil.desktop"
    with database.work("改名") as session:
        session.execute(update(Attachment).values(name=str(outside)))
    out = copy_to_open(database, key)
    assert out.name == f"附件-{key[:8]}.pdf"
    assert {one.name for one in out.parent.iterdir()} == {out.name, "in-use.lock"}
    assert not outside.parent.exists()


def test_what_is_no_scan_is_not_opened_whatever_it_is_called(database: Database, tmp_path: Path) -> None:
    key = kept_scan(database, tmp_path)
    script = b"#!/bin/sh\ntouch /tmp/ran\n"
    with database.work("换内容") as session:
        session.execute(update(Attachment).values(sha256=sha256(script).hexdigest(), size=len(script)))
        session.execute(update(AttachmentContent).values(content=script))
    with pytest.raises(Refused, match="内容与格式不符"):
        copy_to_open(database, key)
    with pytest.raises(Refused, match="内容与格式不符"):
        save_copy(database, key, tmp_path / "x.pdf")


def test_a_copy_is_never_saved_under_a_name_that_starts_something(database: Database, tmp_path: Path) -> None:
    key = kept_scan(database, tmp_path)
    with pytest.raises(Refused, match=r"以\.pdf结尾"):
        save_copy(database, key, tmp_path / "x.exe")


def kept_scan(database: Database, tmp_path: Path) -> str:
    paper = tmp_path / "扫描.pdf"
    paper.write_bytes(written(scan()))
    with database.work("登记") as session:
        owner = build(session, Project).id
    return attach(database, "projects", owner, [paper]).kept[0]
