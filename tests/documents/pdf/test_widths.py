"""Widths of columns as properties: whatever is in a table, it fills the page and no number is broken."""

from fractions import Fraction

import pdfplumber
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.columns.column import Column, Kind
from app.documents.fonts import bundled
from app.documents.layout.fitting import set_part
from app.documents.layout.tables import SetTable
from app.documents.layout.type import Type
from app.reports import ledgers
from app.reports.ledgers import LedgerView
from app.values.dates import PartialDate
from tests.documents.pages import MM
from tests.documents.writing import write_ledger

KINDS = {
    Kind.TEXT: st.text("清溪镇招商引资项目建设ABC（）、", max_size=60),
    Kind.LONG: st.text("建设标准厂房及配套设施，用工人。；", max_size=200),
    Kind.CODE: st.text("0123456789ABX-、", max_size=60),
    Kind.MONEY: st.none() | st.integers(0, 10**14),
    Kind.DATE: st.none() | st.just(PartialDate("2026-03-05")),
}


@st.composite
def views(draw) -> LedgerView:
    kinds = draw(st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=30))
    columns = [Column("name", "项目名称", Kind.TEXT, 120)]
    columns += [Column(f"f{place}", f"第{place}栏（口径）", kind, 80) for place, kind in enumerate(kinds)]
    row = st.fixed_dictionaries({column.field: KINDS[column.kind] for column in columns})
    return LedgerView("台账", columns, draw(st.lists(row, min_size=1, max_size=6)))


@settings(max_examples=30, deadline=None)
@given(view=views())
def test_every_panel_fills_the_page_and_every_filled_column_stands_once(view: LedgerView) -> None:
    made = set_part(Type(bundled()), ledgers.part(view, "填报单位："))
    tables = [block for block in made.blocks if isinstance(block, SetTable)]
    fixed = {column.title for column in tables[0].table.columns[:3]}
    for table in tables:
        assert abs(sum(table.widths) - made.page.inner_width) < 0.1
    shown = [column.title for table in tables for column in table.table.columns]
    others = [title for title in shown if title not in fixed]
    assert len(others) == len(set(others))
    said = {column.title for column in view.columns if any(row[column.field] not in {None, ""} for row in view.rows)}
    assert set(shown) >= said


def set_tables(columns: list[Column], rows: list[dict], totals: dict | None = None) -> list[SetTable]:
    made = set_part(Type(bundled()), ledgers.part(LedgerView("台账", columns, rows, totals), "填报单位："))
    return [block for block in made.blocks if isinstance(block, SetTable)]


def test_no_empty_sum_stands_on_pages_where_nothing_is_added_up() -> None:
    columns = [Column("name", "项目名称", Kind.TEXT, 120), Column("money", "总投资", Kind.MONEY, 90, total=True)]
    columns += [Column(f"d{place}", f"第{place}次时间", Kind.DATE, 84) for place in range(30)]
    row = {column.field: PartialDate("2026-03-05") for column in columns} | {"name": "项目", "money": 10**8}
    first, *others = set_tables(columns, [row] * 3, {"money": 3 * 10**8})
    assert [len(first.table.rows), *{len(table.table.rows) for table in others}] == [4, 3]
    assert not any(table.table.bold for table in others)


def test_names_are_not_squeezed_beside_dates_that_nobody_filled_in() -> None:
    name = "年产5GWh固态储能电池及配套精密结构件智能制造产业园（一期）项目"
    columns = [Column("name", "项目名称", Kind.TEXT, 200), Column("code", "统一社会信用代码", Kind.CODE, 150)]
    columns += [Column(f"d{place}", "实际", Kind.DATE, 84, f"第{place}次时间") for place in range(40)]
    row = {"name": name, "code": "91519902MACDUMUD1M"}
    row |= {f"d{place}": PartialDate("2026-03-05") if place % 9 == 0 else None for place in range(40)}
    kind = Type(bundled())
    for table in set_tables(columns, [row] * 30):
        widths = dict(zip((column.title for column in table.table.columns), table.widths, strict=True))
        lines = kind.wrapped(name, table.style.text, widths["项目名称"] - 2 * table.style.padding)
        assert len(lines) <= 4
        if "统一社会信用代码" in widths:
            room = widths["统一社会信用代码"] - 2 * table.style.padding
            assert kind.width(row["code"], table.style.text) <= room


def test_a_column_that_few_records_fill_in_still_holds_words() -> None:
    columns = [Column("name", "项目名称", Kind.TEXT, 120), Column("code", "统一社会信用代码", Kind.CODE, 150)]
    columns += [Column(f"d{place}", f"第{place}次时间", Kind.DATE, 84) for place in range(8)]
    columns += [Column("progress", "进展情况", Kind.LONG, 200), Column("note", "备注", Kind.TEXT, 100)]
    row = {column.field: PartialDate("2026-03-05") for column in columns}
    row |= {"name": "年产5万吨预制菜加工项目", "code": "91519943MAWMHW9XGM", "progress": "厂房封顶，正在安装水电。" * 3}
    rows = [row | {"note": "原项目2026-0041终止后二次招商。" if place in (37, 90) else ""} for place in range(100)]
    kind, found = Type(bundled()), set[str]()
    for table in set_tables(columns, rows):
        for column, width in zip(table.table.columns, table.widths, strict=True):
            room = width - 2 * table.style.padding
            if column.title == "备注":
                assert len(kind.wrapped(rows[37]["note"], table.style.text, room)) <= 4
            if column.title == "统一社会信用代码":
                assert kind.width(row["code"], table.style.text) <= room
            found.add(column.title)
    assert {"备注", "统一社会信用代码"} <= found


def test_a_sum_has_the_decimals_of_its_column() -> None:
    columns = [Column("name", "责任单位", Kind.TEXT, 120), Column("done", "完成", Kind.COUNT, 80, total=True)]
    rows = [{"name": "上河村", "done": Fraction(9, 2)}, {"name": "下河村", "done": Fraction(3, 2)}]
    (table,) = set_tables(columns, rows, {"done": Fraction(6)})
    assert [row[2] for row in table.table.rows] == ["4.5", "1.5", "6.0"]


@settings(max_examples=20, deadline=None)
@given(rows=st.integers(4, 90), lines=st.integers(1, 3))
def test_a_table_never_ends_with_a_row_alone_under_its_head(rows: int, lines: int) -> None:
    columns = [Column("name", "项目名称", Kind.TEXT, 120), Column("money", "总投资", Kind.MONEY, 90, total=True)]
    row = {"name": "\n".join(["农机零件项目"] * lines), "money": 10**8}
    made = set_part(
        Type(bundled()), ledgers.part(LedgerView("台账", columns, [row] * rows, {"money": rows * 10**8}), "")
    )
    last = [each for each in made.text_pages[-1] if each.frame is not None]
    assert len(last) >= 4  # its head and three rows


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(view=views())
def test_nothing_is_lost_or_runs_over_the_edge(tmp_path, view: LedgerView) -> None:
    write_ledger(tmp_path / "a.pdf", view.title, "填报单位：", view.columns, view.rows)
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        edges = [(char["x0"], page.width - char["x1"]) for page in pdf.pages for char in page.chars]
        said = "".join(char["text"] for page in pdf.pages for char in page.chars)
    assert min(min(left, right) for left, right in edges) >= 14 * MM
    for row in view.rows:
        assert all(said.count(char) > 0 for char in str(row["name"]) if not char.isspace())
