"""Workbooks that were made to do harm, or are none, are turned away with a sentence."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from app.documents.ledgers import ledgers_of_sheets, read_ledger
from app.documents.ledgers.workbook import read_here, read_workbook
from app.errors import Refused
from app.values.dates import read_date
from tests.documents.workbooks import typed

SAMPLE = Path(__file__).parents[2] / "ledgers" / "目标任务.xlsx"


def changed(path: Path, **members: bytes) -> Path:
    """The sample workbook with members put in or replaced; "__" stands for "/" and "_dot_" for "."."""
    new = {name.replace("__", "/").replace("_dot_", "."): content for name, content in members.items()}
    with zipfile.ZipFile(SAMPLE) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            if name not in new:
                made.writestr(name, old.read(name))
        for name, content in new.items():
            made.writestr(name, content)
    return path


def test_the_untouched_copy_is_read(tmp_path: Path) -> None:
    assert read_ledger(changed(tmp_path / "好.xlsx")).rows


@pytest.mark.parametrize(
    ("member", "content", "sentence"),
    [
        ("xl__worksheets__sheet1_dot_xml", b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "DOCTYPE"),
        ("xl__worksheets__sheet1_dot_xml", "<!DOCTYPE x>".encode("utf-16"), "DOCTYPE"),
        ("xl__worksheets__sheet1_dot_xml", b" " * 30_000_000, "太大"),
        ("xl__externalLinks__externalLink1_dot_xml", b"<x/>", "其他文件的链接"),
        ("xl__vbaProject_dot_bin", b"x", "宏"),
        ("xl__embeddings__a_dot_bin", b"x", "嵌"),
        ("__etc_passwd", b"x", "损坏"),
    ],
)
def test_what_no_ledger_contains_is_refused(tmp_path: Path, member: str, content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_here(changed(tmp_path / "坏.xlsx", **{member: content}))


def test_a_far_corner_cell_takes_only_the_child_along(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "项目名称"
    book.worksheets[0]["XFD1048576"] = "远"
    book.save(tmp_path / "远.xlsx")
    with pytest.raises(Refused, match="读不下来"):
        read_workbook(tmp_path / "远.xlsx")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("空.xlsx", b"", "空文件"),
        ("假.xls", b"<html><table><tr><td>1</td></tr></table></html>", "不是表格"),
        ("断.xlsx", SAMPLE.read_bytes()[:3000], "损坏"),
        ("断.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存"),
        ("锁.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("图.csv", b"\x89PNG\r\n\x1a\n\0\0", "不是表格"),
        ("长.csv", b"a,b\n1," + b"x" * 200_000, "长得不可能"),
    ],
)
def test_files_that_are_no_workbooks_are_refused(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused, match=sentence):
        read_here(tmp_path / name)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="不存在"):
        read_workbook(tmp_path / "没有.xlsx")


def test_too_many_rows_are_refused_and_far_ones_named(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("多")
    for number in range(20_001):
        sheet.append([number])
    book.save(tmp_path / "多.xlsx")
    with pytest.raises(Refused, match="超过20000行"):
        read_here(tmp_path / "多.xlsx")

    book = Workbook()
    book.worksheets[0]["A1"], book.worksheets[0]["A300"] = "上", "下"
    book.save(tmp_path / "空行.xlsx")
    [sheet_read] = read_here(tmp_path / "空行.xlsx")
    assert sheet_read.rows[0] == ["上"]
    assert len(sheet_read.rows) < 300
    assert "没有读" in sheet_read.warnings[0]


def test_text_tables_of_either_coding_are_read(tmp_path: Path) -> None:
    text = "单位名称,单位类别,负责人\n清溪村,村,李四\n"
    for coding in ("utf-8-sig", "gb18030"):
        (tmp_path / "单位.csv").write_bytes(text.encode(coding))
        assert read_ledger(tmp_path / "单位.csv").rows[0].cells["name"].text == "清溪村"


def test_day_numbers_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(["项目名称", "投资方", "签约时间", "开工时间"])
    sheet.append(["面粉厂", "甲", date(2026, 3, 5), 44624])
    book.save(tmp_path / "旧.xlsx")
    (row,) = ledgers_of_sheets(read_here(tmp_path / "旧.xlsx"))[0].rows
    assert {read_date(row.cells[name].value).iso for name in ("signed_on", "started_on")} == {"2026-03-05"}


def test_a_hundred_thousand_rows_of_borders_are_no_rows(tmp_path: Path) -> None:
    typed(tmp_path / "框.xlsx", [["项目名称", "投资方", "总投资（万元）"], ["面粉厂", "甲", 1]])
    with zipfile.ZipFile(tmp_path / "框.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    empty = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (at, at) for at in range(3, 100_003))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", empty + b"</sheetData>")
    with zipfile.ZipFile(tmp_path / "框.xlsx", "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    (sheet,) = read_here(tmp_path / "框.xlsx")
    assert len(sheet.rows) < 1_000
    assert len(ledgers_of_sheets([sheet])[0].rows) == 1
