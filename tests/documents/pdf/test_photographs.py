"""Photographs in what a page leaves: whole, side by side, none so small or so large that it looks wrong."""

from io import BytesIO

import pdfplumber
import pytest
from docx import Document as Word
from PIL import Image

from app.documents.fonts import bundled
from app.documents.writing import write
from app.reports.blocks import Document, Facts, Layout, OnePage, Part, Photographs, Picture, Title
from tests.documents.pages import MM

SHAPES = {
    "lying": (1600, 1200),
    "upright": (900, 1600),
    "panorama": (3000, 600),
    "tiny": (120, 90),
    "square": (1000, 1000),
}
KINDS = [
    ["lying"], ["upright"], ["panorama"], ["tiny"], ["upright", "upright"], ["lying", "panorama"],
    ["lying", "upright", "square", "panorama"],
]  # fmt: skip
WORDS = "办公楼效果图，位于工业集中区东区创业大道与科技二路交叉口东北侧"


def picture(name: str, words: str = WORDS) -> Picture:
    out = BytesIO()
    Image.new("RGB", SHAPES[name], "steelblue").save(out, "JPEG")
    return Picture(out.getvalue(), (words,) if words else ())


def page(names: list[str], facts: int, layout: Layout) -> Document:
    known = tuple((f"第{number}项", "工业集中区") for number in range(facts))
    shown = Photographs(tuple(picture(name) for name in names))
    return Document("卡", (Part((Title("项目卡"), Facts(known), shown), layout, one_page=OnePage("……")),))


@pytest.mark.parametrize("names", KINDS, ids="+".join)
@pytest.mark.parametrize("facts", [4, 40])
def test_every_photograph_stands_whole_on_a_page(tmp_path, names, facts):
    document = page(names, facts, Layout.FORM)
    write(tmp_path / "a.pdf", document, faces=bundled())
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        found = [(sheet, image) for sheet in pdf.pages for image in sheet.images]
        assert len(pdf.pages) <= 2
    assert len(found) == len(names)
    for (_, image), name in zip(found, names, strict=True):
        wide, high = SHAPES[name]
        assert image["width"] / image["height"] == pytest.approx(wide / high, rel=0.02)
        assert image["x0"] >= 22 * MM - 1
        assert image["x1"] <= 192 * MM + 1
        assert image["top"] >= 20 * MM - 1
        assert image["bottom"] <= 279 * MM
        assert image["width"] <= wide * 0.75 + 0.1, "its pixels are not seen"
        assert image["height"] >= min(40 * MM, high * 0.75, 0.7 * 170 * MM * high / wide) - 0.5
    several = [image for _, image in found]
    for image in several:
        others = [other for other in several if other is not image and other["page_number"] == image["page_number"]]
        for other in others:
            apart = image["x1"] <= other["x0"] or other["x1"] <= image["x0"]
            assert apart or image["bottom"] <= other["top"] or other["bottom"] <= image["top"]


def test_word_has_the_same_photographs_in_the_same_size(tmp_path):
    document = page(["lying", "upright", "square", "panorama"], 4, Layout.FORM)
    write(tmp_path / "a.pdf", document, faces=bundled())
    write(tmp_path / "a.docx", document, faces=bundled())
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        drawn = [(round(image["width"]), round(image["height"])) for sheet in pdf.pages for image in sheet.images]
        said = "".join(char["text"] for sheet in pdf.pages for char in sheet.chars)
    shown = Word(tmp_path / "a.docx")
    assert [(round(shape.width.pt), round(shape.height.pt)) for shape in shown.inline_shapes] == drawn
    for text in (paragraph.text for paragraph in shown.paragraphs):
        assert all(words in said for words in text.split("\t") if words.strip())


def test_what_a_page_has_no_room_for_stands_on_one_behind_it(tmp_path):
    write(tmp_path / "a.pdf", page(["lying", "lying"], 60, Layout.FORM), faces=bundled())
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        assert [len(sheet.images) for sheet in pdf.pages] == [0, 2]
