"""Ledgers on paper."""

from dataclasses import make_dataclass
from fractions import Fraction
from types import SimpleNamespace

import pdfplumber
import pytest

from app.columns.column import Column, Kind
from app.errors import Refused
from app.values.dates import PartialDate
from app.values.money import MoneyUnit
from tests.documents.pages import MM, lines_of
from tests.documents.writing import write_ledger

COLUMNS = (
    Column("code", "项目编号", Kind.CODE, 90),
    Column("name", "项目名称", Kind.TEXT, 180),
    Column("total", "总投资", Kind.MONEY, 90, total=True),
    Column("month", "本月", Kind.MONEY, 84, "到位资金", total=True),
    Column("year", "本年累计", Kind.MONEY, 84, "到位资金", total=True),
    Column("rate", "完成率", Kind.SHARE, 66),
    Column("signed", "签约时间", Kind.DATE, 84),
    Column("content", "主要建设内容", Kind.LONG, 220),
)


def row(number: int, content: str = "新建石油压裂支撑剂生产线两条，配套仓储与检验中心。"):
    return SimpleNamespace(
        code=f"2026-{number:04}",
        name=f"年产{number}万吨石油压裂支撑剂生产线",
        total=number * 1_000_000,
        month=123_456_789,
        year=None,
        rate=Fraction(1, 3) if number % 2 else None,
        signed=PartialDate("2026-03"),
        content=content,
    )


def tables(path):
    """Each page's table as rows of cells, line breaks taken out."""
    with pdfplumber.open(path) as pdf:
        return [
            [[(cell or "").replace("\n", "") for cell in line] for line in page.extract_table()] for page in pdf.pages
        ]


@pytest.fixture
def drawn(tmp_path):
    def draw(rows, columns=COLUMNS, **settings):
        write_ledger(
            tmp_path / "a.pdf", "清溪镇项目台账", "填报单位（盖章）：清溪镇人民政府", columns, rows, **settings
        )
        return tmp_path / "a.pdf"

    return draw


def test_every_cell_stands_in_its_row(drawn):
    body = tables(drawn([row(1), row(2)]))[0][2:]
    assert body[0][:7] == ["1", "2026-0001", "年产1万吨石油压裂支撑剂生产线", "1.00", "123.46", "", "33.3%"]
    assert body[1][6:] == ["—", "2026-03", "新建石油压裂支撑剂生产线两条，配套仓储与检验中心。"]


def test_the_head_has_two_levels_and_repeats_while_no_row_is_split(drawn):
    pages = tables(drawn([row(number, "内容" * (number % 90)) for number in range(1, 120)]))
    assert len(pages) > 3
    for page in pages:
        assert "到位资金" in page[0]
        assert page[1][4:6] == ["本月", "本年累计"]
    codes = [line[1] for page in pages for line in page[2:]]
    assert codes == [row(number).code for number in range(1, 120)]


def test_title_unit_and_filler_lines_stand_around_the_table(drawn):
    page = lines_of(drawn([row(1)], money_unit=MoneyUnit.YI))[0]
    text = [line.text for line in page]
    assert text[0] == "清溪镇项目台账"
    assert text[1] == "填报单位（盖章）：清溪镇人民政府单位：亿元"
    assert text[-2].startswith("填表人：")
    assert text[-1].replace("\u3000", "") == "第1页共1页"


def test_sums_are_the_last_row_in_bold(drawn):
    path = drawn([row(1), row(2)], totals={"total": 3_000_000, "month": 246_913_578})
    assert tables(path)[0][-1][:6] == ["合计", "", "", "3.00", "246.91", ""]
    sums = next(line for line in lines_of(path)[0] if line.text.startswith("合计"))
    assert sums.faces == {"NotoSansSC-Regular"}


def test_amounts_stand_to_the_right_of_their_column(drawn):
    path = drawn([row(1), row(1000)])
    with pdfplumber.open(path) as pdf:
        words = [
            word for word in pdf.pages[0].extract_words() if word["text"] in {"1.00", "1000.00", "100.00", "100000.00"}
        ]
    assert len(words) == 2
    assert words[0]["x1"] == pytest.approx(words[1]["x1"], abs=0.1)


def test_more_than_twelve_columns_ask_for_a3_unless_a_paper_is_chosen(drawn):
    many = tuple(Column(f"f{number}", f"栏{number}", Kind.TEXT, 80) for number in range(13))
    line = make_dataclass("Line", [column.field for column in many])(*["文字"] * 13)
    for paper, width in ((None, 420), ("A4", 297)):
        with pdfplumber.open(drawn([line], many, paper=paper)) as pdf:
            assert pdf.pages[0].width == pytest.approx(width * MM, abs=0.1)


def test_columns_that_do_not_fit_go_on_behind_those_that_name_the_row(drawn):
    many = (COLUMNS[0], COLUMNS[1], *(Column(f"m{n}", f"第{n}项资金", Kind.MONEY, 80) for n in range(40)))
    values = {"code": "2026-0001", "name": "支撑剂生产线"} | {f"m{n}": n * 12_345_678_900 for n in range(40)}
    pages = tables(drawn([values], many))
    assert len(pages) > 1
    assert all(page[-1][:3] == ["1", "2026-0001", "支撑剂生产线"] for page in pages)
    assert [cell for page in pages for cell in page[0][3:]] == [column.title for column in many[2:]]


def test_no_number_date_or_code_is_broken_over_lines(drawn):
    with pdfplumber.open(drawn([row(number) for number in range(1, 30)])) as pdf:
        cells = [cell for page in pdf.pages for line in page.extract_table()[2:] for cell in line[:2] + line[3:8]]
    assert not [cell for cell in cells if cell and "\n" in cell]


def test_a_row_higher_than_a_page_is_carried_on(drawn):
    path = drawn([row(1, "内容很长。" * 2000), row(2)])
    text = "".join(line[8] for page in tables(path) for line in page[2:])
    assert text.startswith("内容很长。" * 2000)


def test_nothing_to_list_still_prints_the_head(drawn):
    assert tables(drawn([]))[0][0][1] == "项目编号"


def test_an_unprintable_character_in_any_cell_is_named(drawn, tmp_path):
    with pytest.raises(Refused, match="U\\+E863"):
        drawn([row(1), row(2, "\ue863")])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("before", range(8, 15))
def test_columns_under_one_heading_are_not_parted(drawn, before: int) -> None:
    plain = [Column(f"f{place}", f"第{place}栏日期", Kind.DATE, 84) for place in range(before)]
    dates = [Column(f"d{place}", word, Kind.DATE, 84, "开工时间") for place, word in enumerate(("计划", "实际"))]
    columns = (*COLUMNS[:2], *plain, *dates, *COLUMNS[2:7])
    record = {column.field: PartialDate("2026-03-05") for column in (*plain, *dates)} | vars(row(1))
    pages = tables(drawn([record], columns, paper="A4"))
    assert len(pages) > 1
    for words in ("计划", "本月"):
        (heads,) = [[*page[0], *page[1]] for page in pages if words in page[1]]
        assert {"计划": "实际", "本月": "本年累计"}[words] in heads
    assert all(page[-1][1] == "2026-0001" for page in pages)


def codes(number: int) -> dict:
    return {f"c{place}": f"2026{number:04}{place:03}" for place in range(11)}


def test_one_long_code_takes_another_line_and_not_further_pages(drawn) -> None:
    columns = [Column(f"c{place}", f"凭证号{place}", Kind.CODE, 90) for place in range(11)]
    rows = [codes(number) for number in range(60)]
    before = len(tables(drawn(rows, columns)))
    long = "中国农业银行股份有限公司清溪支行进账单第202611118888号"
    after = tables(drawn([*rows, codes(60) | {"c4": long, "c7": "13812345678、0563-4022333"}], columns))
    assert len(after) <= before + 1
    assert (after[-1][-1][5], after[-1][-1][8]) == (long, "13812345678、0563-4022333")


def test_a_heading_is_not_broken_within_its_brackets(drawn) -> None:
    columns = [Column(f"q{place}", "新签约亿元以上项目（含增资扩股）", Kind.COUNT, 60) for place in range(9)]
    with pdfplumber.open(drawn([{f"q{place}": 1 for place in range(9)}], columns)) as pdf:
        heads = [cell for cell in pdf.pages[0].extract_table()[0] if cell and "（" in cell]
    assert len(heads) == 9
    assert all("（含增资扩股）" in head.split("\n") for head in heads)


def test_numbers_of_a_column_have_the_same_decimals(drawn) -> None:
    rows = tables(drawn([{"c": Fraction(1, 2)}, {"c": 12}], [Column("c", "项目数", Kind.COUNT, 60)]))[0]
    assert [row[1] for row in rows[1:]] == ["0.5", "12.0"]


def test_no_empty_sum_stands_under_a_ledger(drawn) -> None:
    assert tables(drawn([row(1)], totals={"nothing": None}))[0][-1][0] == "1"
