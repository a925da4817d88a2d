"""Charts on paper: strokes and not pictures in a PDF, readable in black and white, the same for Word."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pdfplumber
from docx import Document as WordDocument
from docx.oxml.ns import qn
from PIL import Image

from app.documents.fonts import bundled
from app.documents.writing import write
from app.reports.blocks import Chart, Document, Part, Series

YEARS = (
    Series("2026年", (Fraction(120), Fraction(80), None), ("120", "80", "—")),
    Series("2025年", (Fraction(60), Fraction(0), Fraction(90)), ("60", "0", "90")),
    Series("2024年", (Fraction(30), Fraction(45), Fraction(10)), ("30", "45", "10")),
)
MONTHS = Chart("逐月到位资金", "万元", ("1月", "2月", "3月"), YEARS)
DUE = Series("竖线为序时进度", (Fraction(250, 3),) * 2, ("83.3%",) * 2)
UNITS = Chart(
    "各单位完成率", "%", ("法中村", "一个名字特别长长到怎么也放不下的责任单位"),
    (Series("完成率", (Fraction(80), Fraction(140)), ("80.0%", "140.0%")),), lying=True, mark=DUE,
)  # fmt: skip

SVG = "{http://www.w3.org/2000/svg}"


def _written(folder: Path, *charts: Chart, ending: str = "pdf") -> Path:
    path = folder / f"图.{ending}"
    write(path, Document("图", (Part(charts),)), faces=bundled())
    return path


def test_a_chart_is_drawn_with_strokes_in_greys_and_says_every_figure(tmp_path: Path) -> None:
    with pdfplumber.open(_written(tmp_path, MONTHS)) as pdf:
        (page,) = pdf.pages
        text = page.extract_text()
        assert not page.images
        colours = {rect["non_stroking_color"] for rect in page.rects if rect["fill"]}
        lines = page.lines
    for words in ("逐月到位资金", "单位：万元", "1月", "3月", "2026年", "2025年", "2024年", "120", "90", "45"):
        assert words in text
    assert all(isinstance(colour, float | int) for colour in colours)  # greys alone
    assert any(line["x0"] != line["x1"] and line["top"] != line["bottom"] for line in lines)  # hatching
    assert "—" not in text.replace("— 1 —", "")  # what is not known is not drawn


def test_columns_are_as_high_as_their_figures(tmp_path: Path) -> None:
    with pdfplumber.open(_written(tmp_path, MONTHS)) as pdf:
        black = [rect for rect in pdf.pages[0].rects if rect["fill"] and rect["non_stroking_color"] == 0.25]
    heights = sorted(rect["height"] for rect in black if rect["height"] > 9)  # those of the legend are lower
    assert len(heights) == 2
    assert abs(heights[1] / heights[0] - 1.5) < 0.02


def test_a_stroke_stands_where_each_bar_should_be_and_no_figure_lies_across_it(tmp_path: Path) -> None:
    with pdfplumber.open(_written(tmp_path, UNITS)) as pdf:
        page = pdf.pages[0]
        strokes = [line for line in page.lines if line["linewidth"] > 1.5 and line["height"] > 11]
        words = page.extract_words()
    assert len({round(line["x0"], 1) for line in strokes}) == 1
    figure = next(word for word in words if word["text"] == "80.0%")
    assert not figure["x0"] < strokes[0]["x0"] < figure["x1"]
    assert any(word["text"].endswith("…") for word in words)


def test_word_has_the_same_chart_as_a_picture_fit_for_print(tmp_path: Path) -> None:
    document = WordDocument(str(_written(tmp_path, UNITS, MONTHS, ending="docx")))
    assert "逐月到位资金" in [paragraph.text for paragraph in document.paragraphs]
    shapes = document.inline_shapes
    assert len(shapes) == 2
    for shape in shapes:
        part = document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
        with Image.open(BytesIO(part.blob)) as picture:
            assert picture.size[0] / shape.width.inches > 295
            assert min(picture.getextrema()) == 0


def test_word_has_the_same_chart_as_vectors_too(tmp_path: Path) -> None:
    document = WordDocument(str(_written(tmp_path, UNITS, MONTHS, ending="docx")))
    drawings = []
    for shape in document.inline_shapes:
        (vectors,) = shape._inline.xpath(".//*[local-name()='svgBlip']")
        part = document.part.related_parts[vectors.get(qn("r:embed"))]
        assert part.content_type == "image/svg+xml"
        drawings.append(ElementTree.fromstring(part.blob))
    assert len({drawing.get("viewBox") for drawing in drawings}) == 2
    months = drawings[1]
    texts = list(months.iter(f"{SVG}text"))
    said = [text.text or "" for text in texts]
    for words in ("2026年", "2024年", "120", "90", "1月"):
        assert words in said
    assert all(len((text.get("x") or "").split()) == len(text.text or "") for text in texts)
    assert len(list(months.iter(f"{SVG}rect"))) > 8
    assert len(list(months.iter(f"{SVG}line"))) > 8
