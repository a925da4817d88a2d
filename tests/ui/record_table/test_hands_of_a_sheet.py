"""What a sheet reckons without a window: series, copied blocks, tables of other programs."""

import pytest
from PySide6.QtCore import QMimeData

from app.columns.column import Kind
from app.ui.record_table.clipboard import tabbed
from app.ui.record_table.copied import block_of
from app.ui.record_table.filling import continued
from app.ui.record_table.html_table import read_table


@pytest.mark.parametrize(
    ("kind", "texts", "expected"),
    [
        (Kind.DATE, ["2026-02-27"], ["2026-02-28", "2026-03-01"]),
        (Kind.DATE, ["2026-01-31", "2026-02-28"], ["2026-03-28", "2026-04-25"]),
        (Kind.DATE, ["2026-01-15", "2026-02-15"], ["2026-03-15", "2026-04-15"]),
        (Kind.DATE, ["2026-11"], ["2026-12", "2027-01"]),
        (Kind.DATE, ["2026-11-02", "2026-11-09"], ["2026-11-16", "2026-11-23"]),
        (Kind.DATE, ["待定"], ["待定", "待定"]),
        (Kind.MONEY, ["100", "150"], ["200", "250"]),
        (Kind.MONEY, ["100"], ["100", "100"]),
        (Kind.SHARE, ["10%", "20%"], ["30%", "40%"]),
        (Kind.TEXT, ["第1组", "第2组"], ["第1组", "第2组"]),
    ],
)  # fmt: skip
def test_a_series_goes_on_in_its_steps(kind: Kind, texts: list[str], expected: list[str]) -> None:
    assert continued(texts, kind, 2) == expected


def test_control_repeats_instead() -> None:
    assert continued(["100", "150"], Kind.MONEY, 3, repeat=True) == ["100", "150", "100"]


def copied(text: str, html: str = "") -> QMimeData:
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    return mime


def test_line_breaks_in_quoted_cells_do_not_tear_the_rows() -> None:
    block = block_of(copied('甲\t"两行\r\n一格"\r\n乙\t"他说""好"""\r\n'))
    assert [[cell.text for cell in line] for line in block] == [["甲", "两行\n一格"], ["乙", '他说"好"']]


def test_short_lines_are_filled_up_and_the_last_break_is_no_row() -> None:
    block = block_of(copied("甲\t1\t2\n乙\n"))
    assert [[cell.text for cell in line] for line in block] == [["甲", "1", "2"], ["乙", "", ""]]
    assert block_of(copied("")) == []


def test_wps_tells_the_number_behind_a_rounded_one() -> None:
    html = '<table><tr><td x:str>甲</td><td x:num="1234.567">1,235</td><td x:num="0.125">12.5%</td></tr></table>'
    (line,) = block_of(copied("甲\t1,235\t12.5%\r\n", html))
    assert [cell.of_kind(kind) for cell, kind in zip(line, (Kind.TEXT, Kind.MONEY, Kind.SHARE), strict=True)] == [
        "甲", "1234.567", "12.5%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('"龙头"项目\t100\n乙\t200', [['"龙头"项目', "100"], ["乙", "200"]]),
        ('"甲\t100\n乙\t5"管', [['"甲', "100"], ["乙", '5"管']]),
        ('"甲"\t1', [['"甲"', "1"]]),
        ('"他说""好"""\t\t\n', [['他说"好"', "", ""]]),
        ("甲\n\n乙", [["甲"], [""], ["乙"]]),
    ],
)
def test_quotes_that_belong_to_the_text_tear_and_swallow_nothing(text: str, cells: list[list[str]]) -> None:
    assert [[cell.text for cell in line] for line in block_of(copied(text))] == cells


def test_what_is_copied_here_reads_back_whatever_stands_in_it() -> None:
    cells = [['"龙头"', "两行\n一格", 'a"b', "", " 空格 "], ["#1", '"', '""', "制\t表", "末"]]
    block = block_of(copied(tabbed(cells)))
    assert [[cell.text for cell in line] for line in block] == cells


def test_merged_cells_stand_in_their_first_place() -> None:
    html = (
        "<table><tr><td rowspan=2>甲村</td><td colspan=2>二〇二六</td></tr><tr><td>一<br>二</td><td>3</td></tr></table>"
    )
    assert [[cell.text for cell in line] for line in read_table(html)] == [
        ["甲村", "二〇二六", ""],
        ["", "一\n二", "3"],
    ]
    assert [cell.above for cell in read_table(html)[1]] == ["甲村", "", ""]
