"""Schemes leave in workbooks, are changed there and come back; wrong cells are named by row and column."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.clock import FixedClock
from app.database.engine import Database, open_database
from app.errors import Refused
from app.jobs.schemes import export_scheme, import_scheme, key_of
from app.services import schemes, units
from app.services.schemes import ItemEntry, SchemeEntry
from tests.services.schemes.published import SCHEMES
from tests.services.township_year import enter, scheme

pytestmark = pytest.mark.usefixtures("scheme_books_read_here")
TITLE = "镇级考核"


@pytest.fixture
def filled(database: Database) -> Database:
    with database.work("建立考核办法") as session:
        enter(session)
        for title, (items, _) in SCHEMES.items():
            scheme(session, title, items)
    return database


@pytest.fixture
def neighbour(tmp_path: Path, blank_file: Path, clock: FixedClock) -> Iterator[Database]:
    """Another office's file, with the same villages and nothing else."""
    path = tmp_path / "邻镇.db"
    path.write_bytes(blank_file.read_bytes())
    opened = open_database(path, clock)
    with opened.work("登记单位") as session:
        for name in ("甲村", "乙村", "丙村"):
            units.save(session, units.UnitEntry(name=name))
    yield opened
    opened.close()


def exported(database: Database, folder: Path, title: str = TITLE) -> Path:
    out = folder / f"{title}.xlsx"
    export_scheme(database, 2026, title, out)
    return out


def cell_of(sheet: Worksheet, row: int, title: str):
    header = next(line for line in sheet.iter_rows() if any(cell.value == title for cell in line))
    return sheet.cell(row, next(cell.column for cell in header if cell.value == title))


def changed(path: Path, row: int, title: str, value: object, sheet: str = "考核项目") -> Path:
    book = load_workbook(path)
    cell_of(book[sheet], row, title).value = value
    book.save(path)
    return path


def stored(database: Database, title: str = TITLE) -> SchemeEntry:
    with database.read() as session:
        return schemes.entry(session, key_of(session, 2026, title))


@pytest.mark.parametrize("title", SCHEMES)
def test_what_leaves_comes_back_without_a_difference(filled: Database, tmp_path: Path, title: str) -> None:
    before = stored(filled, title)
    report = import_scheme(filled, exported(filled, tmp_path, title))
    assert (report.title, report.created, report.changed) == (title, False, False)
    assert stored(filled, title) == before


@pytest.mark.parametrize("title", SCHEMES)
def test_a_scheme_from_a_workbook_scores_as_the_one_it_came_from(filled: Database, tmp_path: Path, title: str) -> None:
    book = load_workbook(exported(filled, tmp_path, title))
    book["考核项目"]["B1"] = f"{title}副本"
    book.save(tmp_path / "副本.xlsx")
    assert import_scheme(filled, tmp_path / "副本.xlsx").created
    with filled.read() as session:
        found = {result.title: result for result in schemes.results(session, 2026, 10)}
    own, copied = found[title], found[f"{title}副本"]
    assert [(row.unit, row.items, row.total, row.rank) for row in own.rows] == [
        (row.unit, row.items, row.total, row.rank) for row in copied.rows
    ]


def test_another_office_takes_it_as_it_is(filled: Database, neighbour: Database, tmp_path: Path) -> None:
    report = import_scheme(neighbour, exported(filled, tmp_path))
    assert (report.created, report.changed) == (True, True)
    without_ids = [replace(item, id=None) for item in stored(filled).items]
    assert [replace(item, id=None) for item in stored(neighbour).items] == without_ids
    assert stored(neighbour).units == stored(filled).units
    assert report.lacks == (
        "“指标落实”：甲村、乙村、丙村没有下达“实际到位资金”的目标",
        "“新开工及入统”：甲村、乙村、丙村没有下达“新开工项目”的目标",
        "“新开工及入统”：甲村、乙村、丙村没有下达“入统项目”的目标",
        "“新投产”：甲村、乙村、丙村没有下达“竣工投产项目”的目标",
    )


def test_an_indicator_that_the_other_office_lacks_is_named(
    filled: Database, neighbour: Database, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=r"考核项目表第9行“指标”：没有“超时限未开工”这个指标"):
        import_scheme(neighbour, exported(filled, tmp_path, "村级考核"))
    with neighbour.read() as session:
        assert schemes.years(session) == []


def test_changes_in_the_workbook_are_taken(filled: Database, tmp_path: Path) -> None:
    path = exported(filled, tmp_path)
    changed(path, 8, "分值", 25)
    changed(path, 8, "计分方法", "P2")
    changed(path, 8, "计分参数", "封顶完成率＝150%")
    changed(path, 9, "指标", "新开工项目数")
    changed(path, 2, "单位名称", None, "考核单位")
    assert import_scheme(filled, path).changed
    after = stored(filled)
    assert after.items[1].points == 25_000_000
    assert (after.items[1].shape, dict(after.items[1].parameters)) == ("P2", {"limit": "1.5"})
    assert after.items[2].indicator == "projects_started"
    assert after.units == ("乙村", "丙村")


def test_a_missing_column_keeps_what_is_there(filled: Database, tmp_path: Path) -> None:
    path = exported(filled, tmp_path)
    book = load_workbook(path)
    for title in ("对照", "计分参数", "指标", "最低得分"):
        cell_of(book["考核项目"], 7, title).offset(row=-1).value = None
    book.save(path)
    assert not import_scheme(filled, path).changed


def test_texts_that_look_like_formulas_stay_texts(filled: Database, tmp_path: Path) -> None:
    with filled.work("建立") as session:
        item = ItemEntry("=加分", "B1", 3_500_000, floor=-1_000_000, cap=3_000_000, evidence="-见附件\n二、证明")
        schemes.save(session, SchemeEntry(2026, "@办法", "=组", "+说明", (item,), ("甲村",)))
    before = stored(filled, "@办法")
    assert not import_scheme(filled, exported(filled, tmp_path, "@办法")).changed
    assert stored(filled, "@办法") == before


@pytest.mark.parametrize(
    ("row", "column", "value", "says"),
    [
        (7, "分值", "十分", "考核项目表第7行“分值”：“十分”不是数量"),
        (7, "计分方法", "X9", "考核项目表第7行“计分方法”：没有“X9”这种计分方法"),
        (8, "指标", "乱写的", "考核项目表第8行“指标”：没有“乱写的”这个指标"),
        (9, "计分参数", "并列指标=入统项目", "考核项目表第9行“计分参数”：“并列指标”读不懂，请按"),
        (9, "计分参数", "权重=5", "考核项目表第9行“计分参数”：这种计分方法没有“权重”这个参数"),
        (8, "口径", "估计", "考核项目表第8行“口径”：“估计”不能用"),
        (8, "最高得分", "-1", "考核项目表第8行“最高得分”：最高得分不能低于最低得分"),
        (8, "考核项目", None, "考核项目表第8行“考核项目”：请填写考核项目的名称"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    filled: Database, tmp_path: Path, row: int, column: str, value: object, says: str
) -> None:
    before = stored(filled)
    with pytest.raises(Refused) as refused:
        import_scheme(filled, changed(exported(filled, tmp_path), row, column, value))
    assert refused.value.message.startswith(says)
    assert stored(filled) == before


def test_an_unknown_unit_is_named_by_its_row(filled: Database, tmp_path: Path) -> None:
    path = changed(exported(filled, tmp_path), 3, "单位名称", "戊村", "考核单位")
    with pytest.raises(Refused, match="考核单位表第3行“单位名称”：没有“戊村”"):
        import_scheme(filled, path)


def test_a_workbook_that_is_no_scheme_is_refused(filled: Database, tmp_path: Path) -> None:
    path = exported(filled, tmp_path)
    book = load_workbook(path)
    book["考核项目"]["B2"] = "今年"
    book.save(path)
    with pytest.raises(Refused, match="四位数的年份"):
        import_scheme(filled, path)
    changed(path, 6, "分值", "分")
    with pytest.raises(Refused, match="“考核项目”工作表的表头里没有“分值”"):
        import_scheme(filled, path)
    book = load_workbook(path)
    del book["考核单位"]
    book.save(path)
    with pytest.raises(Refused, match="没有“考核单位”工作表"):
        import_scheme(filled, path)


def test_which_scheme_is_meant_must_be_clear(filled: Database) -> None:
    with filled.read() as session:
        with pytest.raises(Refused, match="有5个考核办法，请写明是哪一个"):
            key_of(session, 2026, None)
        with pytest.raises(Refused, match="没有“别的”这个考核办法"):
            key_of(session, 2026, "别的")
        with pytest.raises(Refused, match="2020年还没有考核办法"):
            key_of(session, 2020, None)


def test_rows_that_repeat_are_named_both(filled: Database, tmp_path: Path) -> None:
    path = changed(exported(filled, tmp_path), 9, "考核项目", "指标落实")
    with pytest.raises(Refused, match="考核项目表第9行“考核项目”：“指标落实”与第8行重复"):
        import_scheme(filled, path)
    path = changed(exported(filled, tmp_path), 4, "单位名称", "甲村", "考核单位")
    with pytest.raises(Refused, match="考核单位表第4行“单位名称”：“甲村”与第2行重复"):
        import_scheme(filled, path)


def test_a_row_that_adds_up_is_no_item_but_must_be_right(filled: Database, tmp_path: Path) -> None:
    path = changed(exported(filled, tmp_path), 11, "考核项目", "合 计")
    changed(path, 11, "分值", 100)
    assert not import_scheme(filled, path).changed
    with pytest.raises(Refused, match="第11行“分值”：合计写的是90分，上面各项加起来是100分，请核对分值"):
        import_scheme(filled, changed(path, 11, "分值", 90))


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("分值", "=1/0", "第7行"),
        ("分值", True, "第7行“分值”"),
        ("分值", None, "第7行“分值”"),
        ("分值", "20%", "第7行“分值”"),
        ("最高得分", "无上限", "第7行“最高得分”"),
        ("对照", "半年", "第7行“对照”"),
        ("计分方法", None, "第7行“计分方法”：请填写计分方法"),
        ("计分参数", "评分满分=", "第7行“计分参数”"),
        ("计分参数", "本项权重=70%;其他评分=:30%", "第7行“计分参数”"),
        ("计分参数", "本项权重=70%\n其他评分=弄虚作假:20%", "第7行“计分参数”：各方评分的权重合计应是100%，现在是90%"),
    ],
)
def test_odd_cells_are_named_too(filled: Database, tmp_path: Path, column: str, value: object, says: str) -> None:
    with pytest.raises(Refused, match=says):
        import_scheme(filled, changed(exported(filled, tmp_path), 7, column, value))


def test_an_item_that_looks_at_itself_is_refused(filled: Database, tmp_path: Path) -> None:
    path = exported(filled, tmp_path)
    with pytest.raises(Refused, match="第9行“计分参数”：计分参数里的指标就是本项自己的指标"):
        import_scheme(filled, changed(path, 9, "计分参数", "并列指标=新开工项目:50%"))
    with pytest.raises(Refused, match="第9行“计分参数”：计分参数里同一个指标写了两次"):
        import_scheme(filled, changed(path, 9, "计分参数", "并列指标=入统项目:25%、入统项目:25%"))
