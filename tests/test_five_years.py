"""Five kinds of year go in as ledgers from the terminal; every figure of the summary's text is an indicator's again."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest

from app import cli
from app.clock import fixed
from app.database.engine import Database, open_database
from app.documents import ledgers
from app.documents.ledgers.workbook import read_here
from app.indicators.facts import Period
from app.reports.bulletins import BulletinSheet
from app.reports.summary import plan, summary
from app.services import indicators, report_facts, statistics
from app.services.indicators import Report
from app.values.stages import Chip
from tests.ledgers.years import Year, centre_year, county_year, district_half, method_year, township_year

YEARS = (county_year.YEAR, township_year.YEAR, centre_year.YEAR, method_year.YEAR, district_half.YEAR)
YI = 10_000  # 万元
_SAID = {
    "云岭县": (
        "实际到位资金50亿元，超额完成年度目标（35亿元），完成率142.9%",
        "落地率91.3%（签约23个、已落地21个），开工率91.3%（签约23个、已开工21个）",
        "储备项目26个，总投资560亿元，其中工业10个、总投资298亿元；其他8个、总投资254亿元；农业8个、总投资8亿元",
        "未完成1项",
    ),
    "长坪乡": (
        "实际利用外资650万美元，超额完成年度目标（464.29万美元），完成率140.0%",
        "标准厂房竣工面积1.5万平方米，完成年度目标（1.5万平方米）",
        "劳务输出1265人",
        "枫树水电站扩容（投资方为浙江丽水客商吴总）",
        "全年竣工投产项目3个",
    ),
    "青石县": (
        "驻外招商120天，其中长三角片区62天、拜访企业3家；珠三角片区58天、拜访企业3家",
        "登记招商线索14条，研判有效12条，转化为项目3条，搁置或终止3条",
        "2个签约项目未按计划时间开工，为“智能家电配件”“医用敷料”",
        "是上年同期的16.3倍",
    ),
    "云溪县": (
        "全年组织评审项目9个，通过8个，未通过1个，不予引进",
        "终止项目2个（“钙基新材料”“汽车拆解中心”），通过二次招商引进“光伏支架制造”",
        "11个项目由行业主管部门和属地共同牵头",
        "全年协调解决项目问题3个，其中按时限办结2个",
    ),
    "北岭区": (
        "实际到位内资8.5亿元，完成年度目标14亿元的60.7%，超序时进度10.7个百分点，同比增长15.2%",
        "实际利用外资2535万美元，完成年度目标4903万美元的51.7%",
        "实现时间过半、任务过半",
        "新签约外资项目5个",
        "签订贷款合同4.2亿元",
        "“东莞加工贸易招商推介会”现场签约7个，其中有“百联服装厂”",
    ),
}


@pytest.fixture(scope="module", params=YEARS, ids=[year.name for year in YEARS])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Year, Database]]:
    """One office's year, imported from the terminal as its IT helper would do it."""
    year, folder = request.param, tmp_path_factory.mktemp("year")
    path = folder / "台账.db"
    assert cli.run(["office", str(path), "--name", year.name, "--code", year.code]) == 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledgers, "read_workbook", read_here)  # these files are our own: no child to guard us
        for number, sheet in enumerate(year.sheets):
            book = sheet.write(folder / f"{number}.xlsx")
            assert cli.run(["import", str(path), str(book), "--kind", sheet.kind, *sheet.options]) == 0, sheet.kind
    database = open_database(path, fixed(date(year.year + 1, 1, 5)))
    if year.in_the_window:
        with database.work("在窗口里登记") as session:
            year.in_the_window(session)
    yield year, database
    database.close()


def paper(told: tuple[Year, Database], month: int | None = None) -> tuple[BulletinSheet, Report]:
    year, database = told
    with database.read() as session:
        period = Period(year.year, month or year.month)
        return summary(session, period, date(year.year + 1, 1, 5)), indicators.report(session, year.year, period.month)


def sentences(sheet: BulletinSheet) -> list[str]:
    return [clause.text for section in sheet.sections for clause in section.clauses]


def in_wan(text: str) -> Fraction:
    """1.1亿元, 850万元 as 万元."""
    number, unit = re.fullmatch(r"([\d.]+)(亿元|万元)", text).groups()  # type: ignore[union-attr]
    return Fraction(number) * (YI if unit == "亿元" else 1)


def is_said(text: str, exact: Fraction) -> bool:
    """Whether an amount as it was written is the exact one in 万元, rounded to its last place."""
    return abs(in_wan(text) - exact) <= Fraction(YI if text.endswith("亿元") else 1, 200)


def test_the_summary_tells_what_the_published_one_of_its_kind_told(told: tuple[Year, Database]) -> None:
    text = "\n".join(sentences(paper(told)[0]))
    for words in _SAID[told[0].name]:
        assert words in text


def test_every_figure_in_the_text_is_the_figure_behind_it(told: tuple[Year, Database]) -> None:
    year, database = told
    for month in sorted({6, 9, year.month}):
        sheet, report = paper(told, month)
        text = "\n".join(sentences(sheet))
        _targets_are_told(sheet, report)
        _events_are_told(text, report)
        _rates_are_told(database, year, month, text)
        _library_is_told(database, year, month, text)


def _targets_are_told(sheet: BulletinSheet, report: Report) -> None:
    lines = [clause.text for clause in sheet.sections[0].clauses]
    rows = [row for row in report.of(None) if row.completion is not None]
    assert len(lines) == len(rows) + 1
    for row in rows:
        (line,) = (line for line in lines[1:] if re.match(rf"{row.title}(?=\d|年度目标)", line))
        if not row.actual:
            assert "没有完成数" in line
            continue
        number, measure = re.match(r"([\d.]+)(亿元|万元|[^\d，。（]+)", line.removeprefix(row.title)).groups()  # type: ignore[union-attr]
        factor = YI if measure == "亿元" else 1
        assert row.actual is not None
        assert abs(Fraction(number) * factor - row.actual) <= Fraction(factor, 200), line
        if found := re.search(r"(?:完成率|的)([\d.]+)%", line):
            assert row.completion is not None
            assert abs(Fraction(found[1]) - row.completion * 100) <= Fraction(1, 20), line
        if found := re.search(r"同比(增长|下降)([\d.]+)%", line):
            assert row.growth is not None
            assert abs(Fraction(found[2]) - abs(row.growth) * 100) <= Fraction(1, 20), line
            assert (found[1] == "增长") == (row.growth > 0)
        if found := re.search(r"(超|欠)序时进度([\d.]+)个百分点", line):
            assert row.ahead is not None
            assert abs(Fraction(found[2]) - abs(row.ahead)) <= Fraction(1, 20), line


def _events_are_told(text: str, report: Report) -> None:
    for words, key in (("新签约", "signed"), ("新开工", "started"), ("竣工投产", "in_production")):
        found = re.search(rf"(?:全年|上半年|前三季度){words}项目(\d+)个", text)
        assert int(found[1] if found else 0) == report.row(f"projects_{key}").actual
    agreed = re.search(r"合同引资额([\d.]+(?:亿|万)元)，", text)
    if agreed:
        assert is_said(agreed[1], report.row("amount_signed").actual or Fraction(0))
    for words, key in (("省外", "outside_province"), ("市外省内", "other_cities"), ("县外市内", "other_counties")):
        if found := re.search(rf"按来源分，(?:.*；)?{words}([\d.]+(?:亿|万)元)，占([\d.]+)%", text):
            part, whole = report.row(f"funds_{key}").actual, report.row("funds_domestic").actual
            assert part
            assert whole
            assert is_said(found[1], part)
            assert abs(Fraction(found[2]) - part / whole * 100) <= Fraction(1, 20)
    units = re.search(r"有到位资金的责任单位(\d+)个，(?:依次为|前五位是)(.+)。", text)
    if units:
        rows = {row.unit: row.actual for row in report.rows if row.key == "funds_received" and row.unit and row.actual}
        assert int(units[1]) == len(rows)
        for each in units[2].split("、"):
            name, amount = re.fullmatch(r"(.+?)([\d.]+(?:亿|万)元)", each).groups()  # type: ignore[union-attr]
            assert is_said(amount, rows[name] or Fraction(0)), each


def _rates_are_told(database: Database, year: Year, month: int, text: str) -> None:
    keys = {"落地率": "landing_rate", "开工率": "start_rate", "投产率": "production_rate", "入统率": "statistics_rate"}
    with database.read() as session:
        facts = statistics.gather(session)
    for title, percent, whole, part in re.findall(r"，(\w+率)([\d.]+)%（新?[签约开工]+(\d+)个、已\w\w(\d+)个）", text):
        exact = report_facts.rate_parts(facts, keys[title], Period(year.year, month))
        assert (Fraction(part), Fraction(whole)) == exact
        assert abs(Fraction(percent) - exact[0] / exact[1] * 100) <= Fraction(1, 20)


def _library_is_told(database: Database, year: Year, month: int, text: str) -> None:
    period, today = Period(year.year, month), date(year.year + 1, 1, 5)
    with database.read() as session:
        library = report_facts.library(session, statistics.gather(session), period, today)
    living = [each for each in library if each.chip is not Chip.ENDED]
    count, money = re.search(r"项目库有项目(\d+)个，总投资([\d.]+(?:亿|万)元)", text).groups()  # type: ignore[union-attr]
    assert int(count) == len(living)
    assert is_said(money, sum((each.investment for each in living), Fraction(0)) / 1_000_000)
    chips = {Chip.RESERVED: "储备", Chip.NEGOTIATING: "在谈", Chip.SIGNED: "签约", Chip.BUILDING: "在建"}
    for chip, words in chips.items():
        stand = [each for each in living if each.chip is chip]
        if found := re.search(rf"(?:其中|、){words}项目(\d+)个", text):
            assert int(found[1]) == len(stand)
    for name, money in re.findall(r"^(.+?)(?:（.+投资）)?，总投资([\d.]+(?:亿|万)元)，", text, re.MULTILINE):
        for each in living:
            if each.row.name == name:
                assert is_said(money, each.investment / 1_000_000), name


def test_no_sentence_is_about_nothing_nor_changes_its_unit(told: tuple[Year, Database]) -> None:
    year, database = told
    with database.read() as session:
        ahead = plan(session, Period(year.year, year.month), date(year.year + 1, 1, 5))
    for month in sorted({6, 9, year.month}):
        said = sentences(paper(told, month)[0])
        assert len(said) == len(set(said))
        for sentence in (*said, *sentences(ahead)):
            if "率" not in sentence:
                assert not re.search(r"(?<![\d.])0(万元|亿元|个|条|次|人|家|天|万美元)", sentence), sentence
            assert not re.search(r"[，、；][，。、；]|None|—|登记进展", sentence), sentence
            assert not re.search(r"\d\.\d*0(亿元|万元|万平方米)", sentence), sentence
            assert len(set(re.findall(r"\d(万元|亿元)", re.sub("，签订贷款.*", "", sentence)))) <= 1, sentence
            if year.month == month == 12:
                assert "序时" not in sentence, sentence


def test_what_cannot_be_told_truly_is_not_told(told: tuple[Year, Database]) -> None:
    text = "\n".join(sentences(paper(told)[0]))
    if told[0].name == "青石县":
        assert "入统率" not in text  # four are 入统, nobody wrote when
        assert "合同引资额" not in text  # 总投资 is no contract sum
