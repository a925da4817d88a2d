"""Printed pages compared with the pages that were looked at and kept, as pictures.

After a wanted change: REMAKE_REFERENCES=1 pytest tests/documents/pdf/test_reference_pages.py; look at the new pictures.
"""

import os
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.documents.letter_samples import TARGETS, letter
from tests.documents.pdf.test_bulletins import SHEET
from tests.documents.pdf.test_ledgers import COLUMNS, row
from tests.documents.writing import write_bulletin, write_ledger, write_letters

REFERENCES = Path(__file__).parent / "reference"
RESOLUTION = 72
NOTICEABLE = 0.1  # of 255, on average over the page; one changed clause is more


def letters(path):
    write_letters(path, [letter(annex=TARGETS, annex_title="2026年度招商引资目标任务分解表")])


def bulletin(path):
    write_bulletin(path, SHEET)


def ledger(path):
    rows = [row(number) for number in range(1, 9)]
    totals = {"total": 36_000_000, "month": 8 * 123_456_789}
    write_ledger(
        path, "清溪镇2026年11月招商引资项目台账", "填报单位（盖章）：清溪镇人民政府", COLUMNS, rows, totals=totals
    )


def pictures(path):
    with pdfplumber.open(path) as pdf:
        return [page.to_image(RESOLUTION, antialias=True).original.convert("L") for page in pdf.pages]


def difference(picture, other):
    return ImageStat.Stat(ImageChops.difference(picture, other)).mean[0]


@pytest.mark.parametrize("draw", [letters, bulletin, ledger])
def test_pages_look_as_they_did(draw, tmp_path):
    path = tmp_path / "a.pdf"
    draw(path)
    drawn = pictures(path)
    kept = [REFERENCES / f"{draw.__name__}-{number}.png" for number in range(1, len(drawn) + 1)]
    if os.environ.get("REMAKE_REFERENCES"):
        for picture, name in zip(drawn, kept, strict=True):
            picture.save(name, optimize=True)
    for picture, name in zip(drawn, kept, strict=True):
        assert difference(picture, Image.open(name)) < NOTICEABLE, name.name


def test_one_changed_word_would_be_noticed(tmp_path):
    write_letters(tmp_path / "a.pdf", [letter()])
    write_letters(tmp_path / "b.pdf", [letter(number="清招责〔2026〕18号")])
    before, after = pictures(tmp_path / "a.pdf")[0], pictures(tmp_path / "b.pdf")[0]
    assert difference(before, after) > NOTICEABLE
