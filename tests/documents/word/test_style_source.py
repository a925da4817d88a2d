"""An office's own document as the source of styles: any real one serves, and nothing but its styles travels."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from app.documents.word.style_source import take_styles
from app.documents.word.styles import STYLES, apply_styles
from app.errors import Refused


def office_document(path: Path) -> Path:
    made = Document()
    made.styles["Title"].font.name = "本镇标题体"
    made.styles["Title"].font.size = Pt(33)
    made.styles.add_style("本镇正文", 1)
    made.sections[0].header.paragraphs[0].text = "内部资料 张三拟稿"
    made.sections[0].footer.paragraphs[0].text = "联系电话13800000000"
    made.core_properties.author = "张三"
    made.add_paragraph("原来的正文")
    made.save(str(path))
    return path


def changed(source: Path, target: Path, **parts: bytes | None) -> Path:
    """The document with parts replaced or, for None, taken out; "__" stands for "/" and "_dot_" for "."."""
    new = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as made:
        for name in old.namelist():
            if name not in new:
                made.writestr(name, old.read(name))
        for name, content in new.items():
            if content is not None:
                made.writestr(name, content)
    return target


def test_styles_travel_and_nothing_else_does(tmp_path: Path) -> None:
    document = Document()
    take_styles(document, office_document(tmp_path / "本镇.docx"))
    assert document.styles["Title"].font.size == Pt(33)
    assert "本镇正文" in {style.name for style in document.styles}
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert not any(words.encode() in everything for words in ("张三", "13800000000", "原来的正文"))


def test_a_template_and_a_document_without_a_section_serve_as_well(tmp_path: Path) -> None:
    source = office_document(tmp_path / "本镇.docx")
    with zipfile.ZipFile(source) as archive:
        types = archive.read("[Content_Types].xml").replace(b"document.main+xml", b"template.main+xml")
    template = changed(source, tmp_path / "本镇.dotx", **{"[Content_Types]_dot_xml": types})
    bare = changed(
        source,
        tmp_path / "无节.docx",
        word__document_dot_xml=b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body/></w:document>",
    )
    for each in (template, bare):
        document = Document()
        take_styles(document, each)
        assert document.styles["Title"].font.size == Pt(33)


def test_a_document_without_styles_leaves_ours(tmp_path: Path) -> None:
    source = changed(office_document(tmp_path / "本镇.docx"), tmp_path / "无样式.docx", word__styles_dot_xml=None)
    document = Document()
    names = {style.name for style in document.styles}
    take_styles(document, source)
    assert {style.name for style in document.styles} == names


def test_built_in_names_in_other_letters_and_names_of_ours_for_other_things_serve(tmp_path: Path) -> None:
    source = office_document(tmp_path / "本镇.docx")
    with zipfile.ZipFile(source) as archive:
        styles = archive.read("word/styles.xml")
    assert styles.count(b'w:val="heading 1"') == 1
    other = styles.replace(b'w:val="heading 1"', b'w:val="HEADING 1"').replace(
        b'w:val="heading 2"', b'w:val="Heading 2"'
    )
    other = other.replace(
        b"</w:styles>", '<w:style w:type="character"><w:name w:val="签署"/></w:style></w:styles>'.encode()
    )
    other = other.replace(b'<w:style w:type="paragraph"', b"<w:style", 1)
    document = Document()
    take_styles(document, changed(source, tmp_path / "异名.docx", word__styles_dot_xml=other))
    apply_styles(document, keep=True)
    for style in STYLES:
        assert document.styles[style.name].type == WD_STYLE_TYPE.PARAGRAPH


def test_strict_open_xml_gives_its_styles_and_the_main_part_may_have_any_name(tmp_path: Path) -> None:
    source = office_document(tmp_path / "本镇.docx")
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main, strict = (
        b"schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with zipfile.ZipFile(tmp_path / "严格.docx", "w") as archive:
        for name, content in parts.items():
            renamed = name.replace("word/document.xml", "body/text.xml").replace("word/_rels/doc", "body/_rels/doc")
            renamed = renamed.replace("_rels/document.xml.rels", "_rels/text.xml.rels")
            other = content.replace(main, strict).replace(b"word/document.xml", b"body/text.xml")
            archive.writestr(renamed, other.replace(b'Target="styles.xml"', b'Target="/word/styles.xml"'))
    document = Document()
    take_styles(document, tmp_path / "严格.docx")
    assert document.styles["Title"].font.size == Pt(33)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html>", b""])
def test_what_is_no_document_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "坏.docx").write_bytes(content)
    with pytest.raises(Refused, match="不是可用的 Word 文档"):
        take_styles(Document(), tmp_path / "坏.docx")


def test_styles_with_entities_are_refused(tmp_path: Path) -> None:
    source = changed(
        office_document(tmp_path / "本镇.docx"),
        tmp_path / "炸.docx",
        word__styles_dot_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><w:styles xmlns:w="x"/>',
    )
    with pytest.raises(Refused):
        take_styles(Document(), source)
