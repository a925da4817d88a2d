"""Ten schemes as counties write them beside the published ten, by workbook and terminal alone; totals by hand."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from app import cli
from app.database.engine import Database
from app.indicators.own import Counted, Definition, Subject
from tests.jobs.scheme_papers import HEAD, Published, prepared, workbook

pytestmark = pytest.mark.usefixtures("scheme_books_read_here")
_WAN = 1_000_000
VARIANTS = (
    Published(
        "半年占四成、年终占六成，再看比上年同期的增幅",
        (
            ("到位资金", "实际到位资金", "P1", 60, "半年权重=40%"),
            ("增幅", "实际到位资金", "B2", 10, "上年同期=100%\n目标档次=0:0.2"),
            ("比上年增长五成", "实际到位资金", "D3", 5, "上年同期=150%\n每个百分点扣分=0.2"),
        ),
        {"实际到位资金": 1000},
        {"甲": {"实际到位资金": {6: 400, 12: 600}}, "乙": {"实际到位资金": 1200}},
        # 甲: June 400 of 1000 is 24 points, the year 60; 25 points over last year; 1000 of 1200 is 16⅔ points short.
        # 乙: nothing by June, the year 60; 20 points over last year; 1200 of 1500 is 20 points short.
        {"甲": "784/15", "乙": "41"},
        last_year={"甲": {"实际到位资金": 800}, "乙": {"实际到位资金": 1000}},
    ),
    Published(
        "双月调度、半年点评：各有最低数，按缺数或按次扣分",
        (
            ("双月签约", "新签约项目", "M1", 12, "周期=按双月\n每少一项扣分=2"),
            ("半年外出", "外出招商", "M1", 5, "周期=按半年\n最低数=6\n每少一项扣分=0.5"),
            ("季度线索", "有效线索", "M1", 4, "周期=按季度\n最低数=2\n按次扣=是"),
        ),
        {},
        {
            "甲": {"新签约项目": {1: 1, 4: 1, 5: 2, 12: 1}, "外出招商": {2: 4, 8: 6}, "有效线索": {3: 2, 6: 1, 9: 5}},
            "乙": {"新签约项目": {2: 1}},
        },
        {"甲": "14", "乙": "2"},
    ),
    Published(
        "与全县平均水平比：达到平均得满分，完成数与完成率各一项",
        (
            ("总量", "实际到位资金", "R2", 30, "相比=平均值"),
            ("进度", "实际到位资金", "R2", 20, "比较=完成率\n相比=平均值"),
            ("最好", "实际到位资金", "R2", 10, ""),
        ),
        {"实际到位资金": 400},
        {"甲": {"实际到位资金": 300}, "乙": {"实际到位资金": 100}},
        {"甲": "60", "乙": "85/3"},
    ),
    Published(
        "大项目分档加分、自定来源加分合并封顶，虚报扣分，分类排名",
        (
            ("大项目", "新签约项目", "B1", 30, "规模档次=10亿元:15、1亿元:8、5000万元:5"),
            ("长三角项目", "长三角项目", "B1", 10, "每件加分=3"),
            ("虚报瞒报", "虚报瞒报", "D2", 6, "每件扣分=2"),
            ("底线", "新签约项目", "V1", 0, "最低要求=1\n达不到的后果=不得评优\n不参加排名=是"),
        ),
        {},
        {"甲": {"虚报瞒报": 1, "新签约项目": 4}, "乙": {"新签约项目": 3}},
        {"甲": "32", "乙": "35"},
        rules="大项 加分项=大项目、长三角项目\n最高 加分项=29\n类别 山区=甲\n类别 平原=乙",
        own={"长三角项目": Definition(places=("江苏",))},
        signed={"甲": (("", 100_000), ("", 20_000), ("", 6_000), ("", 4_000)),
                "乙": (("", 100_000), ("", 100_000), ("", 10_000))},
    ),
    Published(
        "完成率排位、分档、超额三种算法合用，不到一半不排位",
        (
            ("排位", "签约金额", "K1", 20, "比较=完成率\n最低要求=50%\n每后一名减=5"),
            ("分档", "签约金额", "T1", 30, "档次=100%:30、80%:20、60%:10"),
            ("超额", "签约金额", "T2", 40, "每超=5%\n每次加分=1\n加分上限=6\n不足不加=是"),
            ("工业占比", "工业占比", "P1", 10, "统一标准=50%"),
        ),
        {"签约金额": 1000},
        {"甲": {"签约金额": 1130, "工业签约": 1}, "乙": {"签约金额": 810}, "丙": {"签约金额": 490}},
        {"甲": "102", "乙": "35", "丙": "0"},
        own={
            "工业占比": Definition(Subject.RATIO, Counted.PERCENT, part="工业签约", whole="projects_signed"),
        },
        signed={"甲": (("", 100), ("", 200)), "乙": (("", 100),), "丙": (("", 100),)},
    ),
    Published(
        "工业项目按规模、外资每百万美元、省外占比，总分有上限",
        (
            ("工业大项目", "新签约项目", "B1", 20, "规模档次=1亿元:5、5000万元:3\n产业=工业、制造"),
            ("外资", "实际利用外资", "B1", 10, "每件数量=100\n每件加分=1\n不足不加=是"),
            ("省外占比", "省外占比", "P1", 10, "统一标准=60%"),
        ),
        {},
        {"甲": {"实际利用外资": 350, "省外到位资金": 400, "实际到位资金": 1000},
         "乙": {"实际利用外资": 1300, "省外到位资金": 900, "实际到位资金": 1000}},
        # 甲: 5 + 3; three whole millions; 40 % of 60 %. 乙: 20, 10 and 10 are 40, and 30 at most.
        {"甲": "53/3", "乙": "30"},
        rules="最高 总分=30",
        own={"省外占比": Definition(
            Subject.RATIO, Counted.PERCENT, part="funds_outside_province", whole="funds_received")},
        signed={
            "甲": (("", 12_000, "工业"), ("", 6_000, "工业"), ("", 20_000, "服务业"), ("", 4_000, "制造业")),
            "乙": (*[("", 10_000, "工业")] * 4,),
        },
    ),
    Published(
        "每少一成扣两分、每月外出两次、名次分、亿元项目底线",
        (
            ("任务", "签约金额", "T1", 40, "档次=100%:40、90%:38、80%:36、70%:34"),
            ("外出", "外出招商", "M1", 12, "最低数=2\n每少一项扣分=0.5"),
            ("名次", "签约金额", "K1", 20, "每后一名减=2"),
            ("底线", "新签约亿元以上项目", "V1", 0, "最低要求=1\n达不到的后果=不得评优"),
        ),
        {"签约金额": 1000},
        {
            "甲": {"签约金额": 950, "新签约亿元以上项目": 1,
                   "外出招商": {month: 2 if month != 2 else 1 for month in range(1, 13) if month != 5}},
            "乙": {"签约金额": 690, "外出招商": {1: 24}},
        },
        {"甲": "68.5", "乙": "19"},
    ),
    Published(
        "招商八成、营商环境评分两成，另看线索转化",
        (
            ("招商", "实际到位资金", "P1", 80, "起评完成率=50%"),
            ("营商环境", "营商环境评分", "J1", 20, ""),
            ("线索转化", "线索转化", "P1", 10, "统一标准=30%"),
        ),
        {"实际到位资金": 1000},
        {"甲": {"实际到位资金": 490, "营商环境评分": 90, "转化线索": 6, "有效线索": 20},
         "乙": {"实际到位资金": 500, "营商环境评分": 75, "转化线索": 1, "有效线索": 10}},
        {"甲": "28", "乙": "175/3"},
        own={"线索转化": Definition(Subject.RATIO, Counted.PERCENT, part="转化线索", whole="leads_valid")},
    ),
    Published(
        "加减分可倒扣、每类有上限；增幅一成以上；季度各占一成",
        (
            ("加减分", "推介会", "E1", 5, "每件加分=1\n单类上限=3\n其他事件=虚报:-3、通报批评:-2"),
            ("增幅", "实际到位资金", "P2", 20, "上年同期=110%\n封顶完成率=150%"),
            ("季度", "实际到位资金", "P1", 40, "季度权重=10%"),
        ),
        {"实际到位资金": 400},
        {"甲": {"推介会": 5, "虚报": 1, "实际到位资金": {3: 100, 12: 65}},
         "乙": {"虚报": 2, "通报批评": 1, "实际到位资金": 110}},
        # 甲: 3 − 3; 165 of 110 is 30 points; 10 at each of three quarters' ends, 16.5 at the fourth and the year's.
        {"甲": "44.55", "乙": "12.7"},
        floor={"加减分": -5},
        last_year={"甲": {"实际到位资金": 100}, "乙": {"实际到位资金": 200}},
    ),
    Published(
        "每少五千万元扣分、不到八成按百分点扣、超额按整百分点加",
        (
            ("固投", "固投", "D1", 30, "统一标准=50000\n每项数量=5000\n每少一项扣分=3\n不足不扣=是"),
            ("进度", "实际到位资金", "D3", 20, "应达完成率=80%\n每个百分点扣分=0.5\n扣分上限=15"),
            ("超额", "实际到位资金", "B2", 5, "目标档次=0:0.5\n不足不加=是"),
        ),
        {"实际到位资金": 100},
        {"甲": {"固投": 38_000, "实际到位资金": 70}, "乙": {"实际到位资金": 20},
         "丙": {"固投": 60_000, "实际到位资金": 107.6}},
        {"甲": "39", "乙": "5", "丙": "53.5"},
    ),
)  # fmt: skip
# What a county might write into the parameters of an item, and what it is told.
WRONG = (
    ("P1", "半年权重=40%\n季度权重=10%", "只能填一个"),
    ("P1", "半年权重=100%", "“半年权重”应大于0，小于100%"),
    ("P1", "半年权重=40", "请写成40%"),
    ("P1", "上年同期=110%\n统一标准=5", "请去掉一个"),
    ("P1", "上年同期=110", "请写成110%"),
    ("P1", "上年同期=0%", "应大于0"),
    ("R1", "上年同期=100%", "这样计分不看目标，请去掉“上年同期”"),
    ("M1", "周期=按旬", "请从按月、按双月、按季度、按半年中选一个"),
    ("R2", "相比=中位数", "请从最高值、平均值中选一个"),
)


@pytest.mark.parametrize("paper", VARIANTS, ids=lambda paper: paper.place[:12])
def test_a_scheme_of_a_county_is_scored_by_workbook_and_terminal_alone(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], paper: Published
) -> None:
    prepared(database, paper)
    path = str(database.path)
    database.close()
    assert cli.run(["scheme-import", path, str(workbook(paper, tmp_path / "办法.xlsx"))]) == 0
    capsys.readouterr()
    assert cli.run(["scores", path, "--year", "2026", "--month", "12", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    totals = {row["unit"]: row["total"] for row in rows}
    assert totals == {unit: pytest.approx(float(Fraction(total)), abs=1e-9) for unit, total in paper.totals.items()}
    assert all(item["working"] for row in rows for item in row["items"])
    assert (
        cli.run(["scheme-export", path, str(tmp_path / "回.xlsx"), "--year", "2026", "--title", paper.place[:20]]) == 0
    )
    assert cli.run(["scheme-import", path, str(tmp_path / "回.xlsx")]) == 0
    assert "没有变化" in capsys.readouterr().out


@pytest.mark.parametrize(("method", "words", "says"), WRONG)
def test_a_wrong_parameter_names_its_cell_and_what_to_do(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str], method: str, words: str, says: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "考核项目"
    for row in (("考核办法", "试"), ("年度", 2026), ("考核组别", ""), ("说明", ""), ("总则", ""), ("序号", *HEAD)):
        sheet.append(row)
    sheet.append((1, "资金", "实际到位资金", method, 10, None, None, "自报", "全年", words, ""))
    book.create_sheet("考核单位").append(("序号", "单位名称"))
    book.save(tmp_path / "错.xlsx")
    path = str(database.path)
    database.close()
    assert cli.run(["scheme-import", path, str(tmp_path / "错.xlsx")]) == 1
    said = capsys.readouterr().err
    assert "第7行“计分参数”" in said
    assert says in said


def test_what_is_held_against_last_year_says_so_and_what_is_missing(
    database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = VARIANTS[0]
    bare = Published(paper.place, paper.items, paper.tasks, paper.done, paper.totals)
    prepared(database, bare)
    path = str(database.path)
    database.close()
    assert cli.run(["scheme-import", path, str(workbook(bare, tmp_path / "办法.xlsx"))]) == 0
    assert "上年同期没有“实际到位资金”的完成数" in capsys.readouterr().err
    cli.run(["scores", path, "--year", "2026", "--month", "12"])
    assert "上年同期是0" in capsys.readouterr().err
