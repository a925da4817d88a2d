"""Schemes' workbooks that are wrong in one cell each: every refusal names row and cell, and says what to do."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.database.engine import Database
from app.errors import Refused
from app.indicators.own import Counted, Definition, Subject
from app.jobs.schemes import export_scheme, import_scheme
from app.services import own_indicators, schemes, units
from app.services.own_indicators import OwnEntry
from app.services.schemes import ItemEntry, SchemeEntry
from app.services.units import UnitEntry
from app.values.quantities import MICRO

ITEMS, UNITS = "考核项目", "考核单位"
TITLE = "镇级考核"
# What is put into which cell (row, heading; of the head the label alone), where the refusal must point, and its words.
WRONG: tuple[tuple[str, int | None, str, object, str, str], ...] = (
    (ITEMS, None, "考核办法", "", "第一行", "请在第一行写上"),
    (ITEMS, None, "考核办法", "长" * 101, "第1行“考核办法”", "请写短些"),
    (ITEMS, None, "年度", "今年", "第2行“年度”", "请写成2026的样子"),
    (ITEMS, None, "年度", "=1/0", "第2行“年度”", "请"),
    (ITEMS, None, "考核组别", "长" * 101, "第3行“考核组别”", "请写短些"),
    (ITEMS, None, "总则", "最高 总分", "第5行“总则”", "请照这样写"),
    (ITEMS, None, "总则", "最高 总分=110%", "第5行“总则”", "不能写百分比"),
    (ITEMS, None, "总则", "最高 总分=很多", "第5行“总则”", "请写成0.5"),
    (ITEMS, None, "总则", "最高 加分项=5", "第5行“总则”", "请核对名称"),
    (ITEMS, None, "总则", "大项 甲=没有的项", "第5行“总则”", "请核对名称"),
    (ITEMS, None, "总则", "大项 甲=资金、资金", "第5行“总则”", "请只留一处"),
    (ITEMS, None, "总则", "大项 甲=资金；大项 乙=资金", "第5行“总则”", "写进了两个大项，请只留一处"),
    (ITEMS, None, "总则", "大项 资金=签约", "第5行“总则”", "请换一个名称"),
    (ITEMS, None, "总则", "类别 一类=甲村；类别 二类=甲村", "第5行“总则”", "写进了两个类别，请只留一处"),
    (ITEMS, None, "总则", "类别 一类=甲村、甲村", "第5行“总则”", "请只留一处"),
    (ITEMS, None, "总则", "类别 一类=丙村", "第5行“总则”", "请核对名称"),
    (ITEMS, None, "总则", "类别 一类=甲村；类别 一类=乙村", "第5行“总则”", "请去掉一行"),
    (ITEMS, None, "总则", "类别 一类=甲村；分值 二类/资金=3", "第5行“总则”", "请核对名称"),
    (ITEMS, None, "总则", "类别 一类=甲村；分值 一类/资金=-3", "第5行“总则”", "请改正"),
    (ITEMS, None, "总则", "类别 一类=甲村；分值 一类=3", "第5行“总则”", "请照这样写"),
    (ITEMS, None, "总则", "最高 总分=5；最低 总分=9", "第5行“总则”", "请改正"),
    (ITEMS, None, "总则", "满分 总分=99", "第5行“总则”", "请核对分值"),
    (ITEMS, 8, "考核项目", None, "第8行“考核项目”", "请填写"),
    (ITEMS, 9, "考核项目", "资金", "第9行“考核项目”", "与第8行重复，请改成不同的名称"),
    (ITEMS, 8, "考核项目", "长" * 101, "第8行“考核项目”", "请写短些"),
    (ITEMS, 8, "指标", "乱写的", "第8行“指标”", "请填写“填写说明”表中的名称"),
    (ITEMS, 8, "计分方法", "X9", "第8行“计分方法”", "请从这些里选"),
    (ITEMS, 8, "计分方法", None, "第8行“计分方法”", "请填写计分方法"),
    (ITEMS, 8, "分值", "十分", "第8行“分值”", "请填写数字"),
    (ITEMS, 8, "分值", None, "第8行“分值”", "请填写数字"),
    (ITEMS, 8, "分值", "20%", "第8行“分值”", "请填数量"),
    (ITEMS, 8, "分值", 0.2, "第8行“分值”", "请改成常规格式"),
    (ITEMS, 8, "分值", "=1/0", "第8行“分值”", "请"),
    (ITEMS, 8, "分值", -3, "第8行“分值”", "请改正"),
    (ITEMS, 8, "最高得分", "无上限", "第8行“最高得分”", "请填写数字"),
    (ITEMS, 8, "最高得分", -1, "第8行“最高得分”", "请改正"),
    (ITEMS, 8, "口径", "估计", "第8行“口径”", "请从这些里选"),
    (ITEMS, 8, "对照", "半年", "第8行“对照”", "请从这些里选"),
    (ITEMS, 8, "计分参数", "权重=5", "第8行“计分参数”", "请从这些里选"),
    (ITEMS, 8, "计分参数", "起评完成率=60", "第8行“计分参数”", "请写成60%"),
    (ITEMS, 8, "计分参数", "起评完成率=六成", "第8行“计分参数”", "请写成0.5或50%的样子"),
    (ITEMS, 8, "计分参数", "起评完成率=60%\n起评完成率=70%", "第8行“计分参数”", "请去掉一个"),
    (ITEMS, 8, "计分参数", "统一标准=90%", "第8行“计分参数”", "请改成数"),
    (ITEMS, 8, "计分参数", "统一标准=0", "第8行“计分参数”", "请改正"),
    (ITEMS, 8, "计分参数", "季度权重=30%", "第8行“计分参数”", "请改正"),
    (ITEMS, 8, "计分参数", "季度权重=10", "第8行“计分参数”", "请写成10%"),
    (ITEMS, 9, "计分参数", "统一标准=50", "第9行“计分参数”", "请写成50%"),
    (ITEMS, 10, "计分参数", "规模档次=100000:50%", "第10行“计分参数”", "请改成数"),
    (ITEMS, 10, "计分参数", "规模档次=10%:5", "第10行“计分参数”", "请改成数"),
    (ITEMS, 10, "计分参数", "规模档次=1000:5、2000:6", "第10行“计分参数”", "请从高到低写"),
    (ITEMS, 10, "计分参数", "规模档次=很大", "第10行“计分参数”", "的样子填写"),
    (ITEMS, 10, "计分参数", "每件数量=1%", "第10行“计分参数”", "请改成数"),
    (ITEMS, 10, "计分参数", "不足不加=也许", "第10行“计分参数”", "请填“是”或“否”"),
    (ITEMS, 8, "指标", "手工评分", "第8行“指标”", "请改选“评分（测评、互评）”"),
    (ITEMS, 10, "指标", "", "第10行“指标”", "请写“手工评分”"),
    (ITEMS, 10, "计分参数", "统一标准=5", "第10行“计分参数”", "请去掉“统一标准”"),
    (ITEMS, 8, "计分参数", "比率口径=历年累计项目", "第8行“计分参数”", "请去掉"),
    (ITEMS, 8, "计分方法", "D4", "第8行“指标”", "请改选指标"),
    (ITEMS, 11, "计分参数", "其他事件=新开工项目:200%", "第11行“计分参数”", "请改成数"),
    (ITEMS, 11, "计分参数", "其他事件=新签约项目:2", "第11行“计分参数”", "请改选别的"),
    (ITEMS, 11, "计分参数", "其他事件=没有的:2", "第11行“计分参数”", "请填写“填写说明”表中的名称"),
    (ITEMS, 12, "计分参数", "本项权重=60%\n其他评分=互评:30%", "第12行“计分参数”", "请改正"),
    (ITEMS, 12, "计分参数", "本项权重=60%\n其他评分=互评:40", "第12行“计分参数”", "请写成40%"),
    (ITEMS, 13, "计分参数", "档次=100:10、80:7", "第13行“计分参数”", "请写成100%"),
    (ITEMS, 13, "计分参数", "档次=100%:100、80%:70", "第13行“计分参数”", "请改小档次"),
    (ITEMS, 13, "计分参数", "前提指标=新签约项目", "第13行“计分参数”", "或者改选指标"),
    (UNITS, 2, "单位名称", "戊村", "考核单位表第2行“单位名称”", "请先在“数据—责任单位”中添加"),
    (UNITS, 3, "单位名称", "甲村", "考核单位表第3行“单位名称”", "与第2行重复，请去掉一行"),
)


@pytest.fixture
def office(database: Database, scheme_books_read_here: None) -> Database:
    """Two villages and a scheme of six items, one of them held against a ratio of the office's own."""
    with database.work("建立") as session:
        for name in ("甲村", "乙村"):
            units.save(session, UnitEntry(name=name))
        own_indicators.save(session, OwnEntry("互评", "分"))
        share = Definition(Subject.RATIO, Counted.PERCENT, part="projects_started", whole="projects_signed")
        own_indicators.save(session, OwnEntry("开工占比", definition=share))
        items = (
            ItemEntry("资金", "P1", 20 * MICRO, "funds_received"),
            ItemEntry("占比", "P1", 20 * MICRO, "开工占比"),
            ItemEntry("项目", "B1", 20 * MICRO, "projects_signed"),
            ItemEntry("加扣分", "E1", 10 * MICRO, "projects_signed"),
            ItemEntry("测评", "J1", 10 * MICRO),
            ItemEntry("签约", "T1", 20 * MICRO, "amount_signed"),
        )
        rules = "最高 总分=110"
        schemes.save(session, SchemeEntry(2026, TITLE, "村组", "", items, ("甲村", "乙村"), rules))
    return database


def _cell(sheet: Worksheet, row: int | None, heading: str):
    if row is None:
        return next(line[1] for line in sheet.iter_rows() if line[0].value == heading)
    header = next(line for line in sheet.iter_rows() if {"计分方法", "单位名称"} & {cell.value for cell in line})
    return sheet.cell(row, next(cell.column for cell in header if cell.value == heading))


def test_every_wrong_cell_is_named_with_what_to_do(office: Database, tmp_path: Path) -> None:
    whole = tmp_path / "办法.xlsx"
    export_scheme(office, 2026, TITLE, whole)
    assert not import_scheme(office, whole).changed
    told = []
    for sheet, row, heading, value, where, remedy in WRONG:
        book = load_workbook(whole)
        cell = _cell(book[sheet], row, heading)
        cell.value = value
        if isinstance(value, float):
            cell.number_format = "0%"
        elif isinstance(value, str) and value.startswith("="):
            cell.data_type = "f"
        wrong = tmp_path / "错.xlsx"
        book.save(wrong)
        try:
            import_scheme(office, wrong)
        except Refused as refused:
            said = refused.message
        else:
            said = "（收下了）"
        if where not in said or remedy not in said or not said.endswith("。") or "请" not in said:
            told.append((heading, value, said))
    assert not told, "\n".join(map(str, told))
    with office.read() as session:
        assert len(schemes.listing(session, 2026)) == 1
        assert schemes.entry(session, schemes.listing(session, 2026)[0].id).rules == "最高 总分=110"


def test_the_workbook_explains_every_parameter_with_an_example_and_offers_lists(
    office: Database, tmp_path: Path
) -> None:
    export_scheme(office, 2026, TITLE, tmp_path / "办法.xlsx")
    book = load_workbook(tmp_path / "办法.xlsx")
    offered = {str(each.sqref).split(":")[0][0]: each.formula1 for each in book[ITEMS].data_validations.dataValidation}
    columns = {cell.value: cell.column_letter for cell in book[ITEMS][7]}
    assert set(offered) == {columns[title] for title in ("指标", "计分方法", "口径", "对照")}
    assert offered[columns["口径"]] == '"自报,认定"'
    guide = {str(row[0].value).split()[0]: row for row in book["填写说明"].iter_rows(min_row=2) if row[0].value}
    for code, (title, _) in schemes.shape_titles().items():
        name, formula, parameters, example, _ = (str(cell.value) for cell in guide[code])
        assert name == f"{code} {title}"
        assert len(formula) > 5
        told = dict(line.split("=", 1) for line in parameters.splitlines())
        assert list(told) == [each.title for each in schemes.shape_parameters(code).values()]
        assert all("（" in each for each in told.values())
        assert "（得分" in example
