"""The Word document is the same paper: what stands directly in its paragraphs, its properties, and its pages."""

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn

from app.documents.fonts import SERIF
from tests.documents.letter_samples import TARGETS, four_sign, letter, long_letter
from tests.documents.pages import lines_of
from tests.documents.pdf.test_bulletins import SHEET
from tests.documents.reading import xml_of
from tests.documents.writing import write_bulletin, write_letters

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{folder}</dir><cachedir>{cache}</cachedir>{aliases}</fontconfig>"""
ALIAS = '<alias binding="same"><family>{name}</family><prefer><family>Noto {kind} SC</family></prefer></alias>'
NAMES = {"仿宋_GB2312": "Serif", "楷体_GB2312": "Serif", "宋体": "Serif", "方正小标宋简体": "Serif", "黑体": "Sans"}
NAMES |= {"Times New Roman": "Serif"}


def written(path: Path, *sheets):
    write_letters(path, sheets, made=datetime(2026, 3, 5, 9))  # noqa: DTZ001 - an office lives in its local time
    return Document(str(path))


def test_alignment_and_indents_stand_in_the_paragraphs_themselves(tmp_path: Path) -> None:
    paragraphs = [each for each in written(tmp_path / "a.docx", letter()).paragraphs if each.text]
    for paragraph in paragraphs:
        assert xml_of(paragraph).pPr.find(qn("w:jc")) is not None
        assert xml_of(paragraph).pPr.find(qn("w:ind")) is not None
    body = next(each for each in paragraphs if each.text.startswith("为落实"))
    assert xml_of(body).pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"
    assert xml_of(body).pPr.find(qn("w:jc")).get(qn("w:val")) == "both"


def test_the_lines_have_the_pitch_that_the_printed_page_has(tmp_path: Path) -> None:
    document = written(tmp_path / "a.docx", long_letter(10, 75))
    write_letters(tmp_path / "a.pdf", [long_letter(10, 75)])
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        lines = float(pdf.metadata["Keywords"].removeprefix("已按").removesuffix("行排版"))
    pitch = int(225 / 25.4 * 72 / lines * 20)
    body = next(each for each in document.paragraphs if each.text.startswith("（一）"))
    assert abs(int(xml_of(body).pPr.find(qn("w:spacing")).get(qn("w:line"))) - pitch) <= 1


def test_a_page_that_ends_early_in_print_ends_there_in_word(tmp_path: Path) -> None:
    document = written(tmp_path / "a.docx", four_sign(10))
    write_letters(tmp_path / "a.pdf", [four_sign(10)])
    begun = [each.text for each in document.paragraphs if each.paragraph_format.page_break_before and each.text]
    assert len(begun) == 1
    assert begun[0].startswith(lines_of(tmp_path / "a.pdf")[1][0].text)


def test_headings_stand_in_the_navigation_under_the_letter(tmp_path: Path) -> None:
    document = written(tmp_path / "a.docx", letter())
    levels = [
        document.styles[name].element.pPr.find(qn("w:outlineLvl")) for name in ("Title", "Heading 1", "Heading 2")
    ]
    assert [level.get(qn("w:val")) for level in levels] == ["0", "1", "2"]


def test_the_file_names_no_other_program_and_shows_no_other_page(tmp_path: Path) -> None:
    written(tmp_path / "a.docx", letter())
    with ZipFile(tmp_path / "a.docx") as parts:
        assert not [name for name in parts.namelist() if "thumbnail" in name]
        assert "乡镇招商台账" in parts.read("docProps/app.xml").decode()
        assert b"Microsoft" not in parts.read("docProps/app.xml")
        assert b"2013" not in parts.read("docProps/core.xml")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no word processor to compare with")
def test_a_word_processor_makes_the_same_pages(tmp_path: Path) -> None:
    write_letters(tmp_path / "l.pdf", [long_letter(10, 75), letter(annex=TARGETS)])
    write_letters(tmp_path / "l.docx", [long_letter(10, 75), letter(annex=TARGETS)])
    write_bulletin(tmp_path / "b.pdf", SHEET)
    write_bulletin(tmp_path / "b.docx", SHEET)
    aliases = "".join(
        ALIAS.format(name=name, kind=kind) for name, kind in (NAMES | {"Times New Roman": "Serif"}).items()
    )
    fonts = FONTS.format(folder=SERIF.parent, cache=tmp_path / "cache", aliases=aliases)
    (tmp_path / "fonts.conf").write_text(fonts, encoding="utf-8")
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)}
    call = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "out")]
    files = [str(tmp_path / f"{name}.docx") for name in "lb"]
    subprocess.run([*call, *files], check=True, capture_output=True, env=environment)
    for name in "lb":
        with pdfplumber.open(tmp_path / f"{name}.pdf") as ours, pdfplumber.open(tmp_path / f"out/{name}.pdf") as theirs:
            assert len(theirs.pages) == len(ours.pages)
