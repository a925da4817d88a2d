"""What is written to a workbook is read back without a difference, for every ledger the program has."""

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.columns.column import Column, Kind, header
from app.documents.ledgers.matching import match
from app.documents.writing import write
from app.reports.blocks import Document, Layout, Part, Sides, Table, TableColumn, Title
from app.values.dates import PartialDate, read_date
from app.values.kinds import LedgerKind
from app.values.money import MoneyUnit, read_money
from app.values.quantities import read_quantity
from app.values.words import clean, is_blank
from tests.documents.workbooks import read
from tests.documents.writing import write_ledger

TITLE, LINE, FILLER = "清溪镇2026年台账", "填报单位（盖章）：清溪镇人民政府", "填表人：　　　审核人：　　　填报日期："
WITHOUT_IMPORT = {"考核组别"}  # said in the office's settings, not in a ledger

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=30).map(
    clean
)
TEXT = (WORDS | st.sampled_from(["=1+1", "+86", "-5", "@a", "2026-03", "一、二期，新建5000㎡", "1,250", "007"])).filter(
    lambda text: text and not is_blank(text) and not text.startswith("#")
)
DATES = st.sampled_from(["2026-03-05", "2026-03", "2025-12-31", "2024-02-29"]).map(PartialDate)
FEN = st.integers(min_value=0, max_value=10**14)
VALUES = {
    Kind.TEXT: TEXT,
    Kind.LONG: TEXT,
    Kind.CODE: st.from_regex(r"\A0?[0-9A-Z]{5,18}\Z"),
    Kind.DATE: st.none() | DATES,
    Kind.MONEY: st.none() | FEN,
    Kind.DOLLARS: st.none() | FEN,
    Kind.COUNT: st.integers(min_value=1, max_value=2100),
    Kind.QUANTITY: st.integers(min_value=1, max_value=10**12),
    Kind.FLAG: st.booleans(),
}


def ledger_columns(kind: LedgerKind) -> Sequence[Column]:
    module = import_module(f"app.columns.{kind}")
    return getattr(module, "LEDGER", None) or module.COLUMNS  # type: ignore[no-any-return]


def fields(kind: LedgerKind) -> dict[str, Column]:
    """Our own columns by the field that reading gives them."""
    columns = ledger_columns(kind)
    found = match(kind, [(c.group, c.title) if c.group else (c.title,) for c in columns]).columns
    return {name: columns[place] for name, place in found.items()}


def as_read(column: Column, cell: Any) -> object:
    if column.kind is Kind.FLAG:
        return cell.text == "是"
    if column.kind in {Kind.MONEY, Kind.DOLLARS} and cell.text:
        return read_money(cell.value, cell.unit)
    if column.kind is Kind.DATE and cell.text:
        return read_date(cell.value)
    if column.kind is Kind.QUANTITY:
        return read_quantity(cell.value)
    return int(cell.text) if column.kind is Kind.COUNT else cell.text or None


@pytest.mark.parametrize("kind", list(LedgerKind))
def test_every_heading_we_print_is_known_to_the_reader(kind: LedgerKind) -> None:
    columns = [column for column in ledger_columns(kind) if column.title not in WITHOUT_IMPORT]
    found = match(kind, [(c.group, c.title) if c.group else (c.title,) for c in columns])
    assert [header(columns[place]) for place in found.unknown] == []
    assert len(found.columns) == len(columns)


@pytest.mark.parametrize("kind", list(LedgerKind))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_written_is_read_back(
    kind: LedgerKind, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    by_field = fields(kind)
    unit = data.draw(st.sampled_from([MoneyUnit.WAN, MoneyUnit.YI, MoneyUnit.YUAN]))
    row = st.fixed_dictionaries({column.field: VALUES[column.kind] for column in by_field.values()})
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    path = tmp_path_factory.mktemp("sheet") / "台账.xlsx"
    write_ledger(path, TITLE, LINE, list(by_field.values()), rows, money_unit=unit, totals={}, filler=FILLER)
    ledger = read(path, kind)
    assert ledger.header_row == 3
    assert [
        {column.field: as_read(column, row.cells[name]) for name, column in by_field.items()} for row in ledger.rows
    ] == rows
    assert ledger.notes == ()


def test_the_sheet_prints_as_offices_expect(tmp_path: Path) -> None:
    columns = ledger_columns(LedgerKind.PROJECTS)
    row: dict[str, Any] = {column.field: None for column in columns}
    row |= {
        "name": "=面粉厂",
        "total_investment": 123_456_789,
        "phone": "13800000000",
        "signed_on": PartialDate("2026-03"),
    }
    row["started_on"] = PartialDate("2026-03-05")
    write_ledger(tmp_path / "台账.xlsx", TITLE, LINE, columns, [row], totals={"total_investment": 123_456_789})
    sheet = openpyxl.load_workbook(tmp_path / "台账.xlsx").worksheets[0]
    place = {header(column): number for number, column in enumerate(columns, 2)}
    assert (sheet["A1"].value, sheet["A2"].value, sheet["A5"].value, sheet["A6"].value) == (TITLE, LINE, 1, "合计")
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$3:$4"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight, sheet.page_setup.orientation) == (
        1,
        0,
        "landscape",
    )
    cells = {name: sheet.cell(5, number) for name, number in place.items()}
    assert (cells["项目名称"].data_type, cells["项目名称"].value) == ("s", "=面粉厂")
    assert (cells["总投资"].data_type, cells["总投资"].value) == ("n", 123.456789)
    assert (cells["联系电话"].number_format, cells["联系电话"].value) == ("@", "13800000000")
    assert (cells["签约时间"].value, cells["开工时间/实际"].number_format) == ("2026-03", "yyyy-mm-dd")
    assert sheet.cell(3, place["到位资金/上年累计"]).value == "到位资金"
    assert sheet.cell(4, place["到位资金/累计"]).value == "累计"
    assert "单位：万元" in {cell.value for cell in sheet[2]}


def test_a_ledger_without_records_has_its_header(tmp_path: Path) -> None:
    write_ledger(tmp_path / "空.xlsx", TITLE, LINE, ledger_columns(LedgerKind.UNITS), [])
    assert read(tmp_path / "空.xlsx", LedgerKind.UNITS).rows == ()


def money_rows(count: int) -> list[dict[str, Any]]:
    return [{"name": f"项目{number}", "total_investment": number * 1_000_000} for number in range(1, count + 1)]


def short_columns(*fields: str) -> list[Column]:
    return [column for column in ledger_columns(LedgerKind.PROJECTS) if column.field in fields]


def test_sums_are_live_and_hold_their_values(tmp_path: Path) -> None:
    path, columns = tmp_path / "台账.xlsx", short_columns("name", "total_investment")
    write_ledger(path, TITLE, LINE, columns, money_rows(3), totals={"total_investment": 6_000_000})
    assert openpyxl.load_workbook(path).active["C7"].value == "=SUBTOTAL(9,C4:C6)"
    assert openpyxl.load_workbook(path, data_only=True).active["C7"].value == 6
    write_ledger(path, TITLE, LINE, columns, money_rows(3), totals={"total_investment": 9_000_000})
    assert openpyxl.load_workbook(path).active["C7"].value == 9  # what is no sum of the column stays a number


def test_a_sum_has_room_for_all_that_it_shows(tmp_path: Path) -> None:
    columns = [Column("name", "项目名称", Kind.TEXT, 150), Column("paid", "金额", Kind.MONEY, 60, total=True)]
    rows = [{"name": f"项目{place}", "paid": 123_456_789_012} for place in range(30)]
    sums = {"paid": sum(row["paid"] for row in rows)}
    write_ledger(tmp_path / "a.xlsx", TITLE, LINE, columns, rows, totals=sums)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True).active
    (shown,) = (sheet.cell(row, 3).value for row in range(1, 60) if sheet.cell(row, 1).value == "合计")
    assert shown == pytest.approx(3703703.67036)
    assert sheet.column_dimensions["C"].width >= 1.15 * len(str(shown))


def test_nothing_prints_smaller_than_nine_points(tmp_path: Path) -> None:
    for columns in (list(ledger_columns(LedgerKind.PROJECTS)), short_columns("name", "total_investment", "signed_on")):
        row = {column.field: None for column in columns} | {"name": "项目"}
        write_ledger(tmp_path / "台账.xlsx", TITLE, LINE, columns, [row])
        sheet = openpyxl.load_workbook(tmp_path / "台账.xlsx").active
        points = [(dimension.width * 7 + 5) * 0.75 for dimension in sheet.column_dimensions.values()]
        room = {"8": 1190.6, "9": 841.9}[str(sheet.page_setup.paperSize)] - 72 * 2 * sheet.page_margins.left
        if sheet.sheet_properties.pageSetUpPr.fitToPage:
            assert 10.5 * min(room / sum(points), 1) >= 9
        else:
            assert 10.5 * sheet.page_setup.scale / 100 >= 9
            assert sheet.print_title_cols is not None
            above = [each.max_col for each in sheet.merged_cells.ranges if each.min_row <= 2]
            assert max(above) == sheet.col_breaks.brk[0].id  # the title stands on the first page whole
            edges = [0, *(each.id for each in sheet.col_breaks.brk), len(points)]
            repeated = sum(points[:3])
            for begin, end in pairwise(edges):
                across = sum(points[begin:end]) + (repeated if begin else 0)
                assert across * sheet.page_setup.scale / 100 <= room + 1


def test_columns_of_words_give_way_before_a_sheet_takes_another_page_across(tmp_path: Path) -> None:
    for wide, pages in ((150, 1), (190, 1), (400, 2)):
        columns = [Column(f"f{place}", f"第{place}栏", Kind.TEXT, wide) for place in range(6)]
        row = {column.field: "清溪镇工业集中区" for column in columns}
        write_ledger(tmp_path / "台账.xlsx", TITLE, LINE, columns, [row])
        sheet = openpyxl.load_workbook(tmp_path / "台账.xlsx").active
        assert len(sheet.col_breaks.brk) + 1 >= pages
        assert (not sheet.col_breaks.brk) == (pages == 1)
        assert min(dimension.width for dimension in list(sheet.column_dimensions.values())[1:]) >= 10


def test_who_hands_a_ledger_in_is_its_author_and_what_it_is_about_is_not(tmp_path: Path) -> None:
    for line, author in ((LINE, "清溪镇人民政府"), ("考核办法：2026年度考核办法", None)):
        write_ledger(tmp_path / "台账.xlsx", TITLE, line, short_columns("name"), [{"name": "项目"}])
        assert openpyxl.load_workbook(tmp_path / "台账.xlsx").properties.creator == author


def test_rows_are_as_high_as_their_texts(tmp_path: Path) -> None:
    columns = short_columns("name", "content")
    rows = [{"name": "甲", "content": "建设内容。" * 60}, {"name": "乙", "content": "短"}]
    write_ledger(tmp_path / "台账.xlsx", TITLE, LINE, columns, rows)
    sheet = openpyxl.load_workbook(tmp_path / "台账.xlsx").active
    assert sheet.row_dimensions[4].height > 100
    assert sheet.row_dimensions[5].height < 25


def test_the_workbook_says_whose_it_is_and_that_codes_are_text(tmp_path: Path) -> None:
    write_ledger(tmp_path / "台账.xlsx", TITLE, LINE, short_columns("name", "phone"), [{"name": "甲", "phone": "138"}])
    book = openpyxl.load_workbook(tmp_path / "台账.xlsx")
    assert (book.properties.title, book.properties.creator) == (TITLE, LINE.partition("：")[2])
    assert book.active.cell(5, 1).value.startswith("填表人")
    with ZipFile(tmp_path / "台账.xlsx") as parts:
        assert b'numberStoredAsText="1"' in parts.read("xl/worksheets/sheet1.xml")


def test_sums_of_groups_and_of_all_are_live_and_count_nothing_twice(tmp_path: Path) -> None:
    money = Column("amount", "金额", Kind.MONEY, 80)
    columns = (TableColumn("序号"), TableColumn("项目名称", column=Column("name", "项目名称", Kind.TEXT, 120)))
    rows = [("1", "甲", 100), ("2", "乙", 200), ("", "小计", 300), ("3", "丙", 400)]
    rows += [("", "小计", 400), ("", "合计", 700)]
    table = Table(
        (*columns, TableColumn("金额", column=money)),
        [(number, name, str(amount)) for number, name, amount in rows],
        {2, 4, 5},
        values=[(name, amount) for _, name, amount in rows],
    )
    part = Part((Title("表"), Sides("单位：镇", "单位：万元"), table), Layout.LEDGER)
    write(tmp_path / "a.xlsx", Document("表", (part,), formats=(".xlsx",)))
    cells = {cell.coordinate: cell.value for row in openpyxl.load_workbook(tmp_path / "a.xlsx").active for cell in row}
    assert [cells[name] for name in ("C6", "C8", "C9")] == [
        "=SUBTOTAL(9,C4:C5)",
        "=SUBTOTAL(9,C7:C7)",
        "=SUBTOTAL(9,C4:C8)",
    ]
    shown = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True).active
    assert [shown[name].value for name in ("C6", "C8", "C9")] == pytest.approx([0.0003, 0.0004, 0.0007])
