"""A character that no font has is named with its record and field, whatever paper it stands on."""

from pathlib import Path

import pytest

from app.documents.fonts import bundled
from app.documents.writing import write
from app.errors import Refused
from app.reports.blocks import Block, Document, Facts, Layout, Paragraph, Part, Table, TableColumn

RARE = "\ue863"  # of a font's own


def said(tmp_path: Path, *several: Block, layout: Layout = Layout.OFFICIAL) -> str:
    """What is said of a paper of these blocks."""
    with pytest.raises(Refused) as refused:
        write(tmp_path / "a.pdf", Document("题", (Part(several, layout),)), faces=bundled())
    assert not (tmp_path / "a.pdf").exists()
    return refused.value.message


def test_a_ledger_names_the_row_and_the_column(tmp_path: Path) -> None:
    columns = tuple(TableColumn(title) for title in ("序号", "项目名称", "投资方"))
    rows = [("1", "饲料加工项目", f"信诚{RARE}饲料公司"), ("2", f"{RARE}记食品项目", "某公司")]
    words = said(tmp_path, Table(columns, rows), layout=Layout.LEDGER)
    assert f"饲料加工项目的投资方：信诚{RARE}饲料公司"[:16] in words
    assert f"项目名称：{RARE}记食品项" in words


def test_a_form_names_the_field(tmp_path: Path) -> None:
    assert f"联系人：王{RARE}" in said(tmp_path, Facts((("联系人", f"王{RARE}"),)), layout=Layout.FORM)


def test_running_text_shows_what_stands_around_it(tmp_path: Path) -> None:
    assert f"（续推进乡贤王{RARE}先生投资" in said(tmp_path, Paragraph(f"继续推进乡贤王{RARE}先生投资的项目。"))


def test_many_places_are_counted(tmp_path: Path) -> None:
    words = said(tmp_path, *(Paragraph(f"第{place}处{RARE}。") for place in range(9)))
    assert words.count("处") == 6
    assert "等9处" in words
