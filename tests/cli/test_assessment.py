"""Assessment the whole way from a terminal: ledgers and a scheme typed into Excel go in, exact scores come out."""

import json
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from app import cli

F = Fraction
UNITS = ("东村", "西村", "南村", "北村")
TARGETS = (
    ("东村", "实际到位资金", 3000, "万元"),
    ("西村", "实际到位资金", 7000, "万元"),
    ("南村", "实际到位资金", 1100, "万元"),
    ("东村", "签约金额", 20000, "万元"),
    ("西村", "签约金额", 9000, "万元"),
    ("东村", "新签约项目", 3, "个"),
    ("西村", "新签约项目", 2, "个"),
    ("南村", "新签约项目", 1, "个"),
)
PROJECTS = (  # unit, 总投资, 合同引资额 in 万元, signed
    ("东村", 15000, 12000, "2026-03-05"),
    ("东村", 299, 200, "2026-06-30"),
    ("西村", 120000, 9900, "2026-09-01"),
    ("西村", 600000, 1000, "2026-11-02"),
    ("南村", 300, 300, "2026-01-15"),
)
FUNDS = ((0, "2026-04-01", 2900), (2, "2026-09-30", "8333.33"), (4, "2026-02-02", 1210), (4, "2026-12-01", 50))
ITEMS = (
    ("到位资金", "实际到位资金", "P2", 40, "", "自报", "序时", ""),
    ("引资任务", "签约金额", "T1", 20, "", "自报", "全年", "档次=100%:20、80%:15、50%:10；前提指标=实际到位资金"),
    ("综合", "新签约项目", "P3", 20, "", "自报", "全年", "并列指标=签约金额:50%"),
    ("超额", "到位资金", "B2", 10, "", "自报", "全年", "目标档次=5000:0.6、1000:0.3、0:0.1"),
    ("排位", "实际到位资金", "R1", 10, "", "自报", "全年", ""),
    ("大项目", "新签约项目", "B1", 8, "", "自报", "全年", "规模档次=500000:8、100000:4"),
    ("否决", "新签约项目", "V1", 0, "", "自报", "全年", "单个规模=300；不参加排名=是"),
)
HEAD = ("考核项目", "指标", "计分方法", "分值", "最高得分", "口径", "对照", "计分参数")


def table(path: Path, sheets: dict[str, list[tuple[object, ...]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = cli.run([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def filled(tmp_path: Path, imported: Path) -> Path:
    """A copy of the imported file that a test may change."""
    return Path(shutil.copy(imported, tmp_path))


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file into which the ledgers were imported, once for the module."""
    folder = tmp_path_factory.mktemp("assessment")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(folder / "data"))
        return _imported(folder)


def _imported(folder: Path) -> Path:
    database, path = folder / "台账.db", folder / "表.xlsx"
    assert cli.run(["office", str(database), "--name", "清溪镇", "--code", "341823101"]) == 0
    ledgers: dict[str, list[tuple[object, ...]]] = {
        "units": [("单位名称", "单位类别"), *((unit, "村") for unit in UNITS)],
        "targets": [
            ("年度", "责任单位", "指标", "年度目标", "计量单位"),
            *((2026, unit, title, amount, measure) for unit, title, amount, measure in TARGETS),
        ],
        "projects": [
            ("项目名称", "责任单位", "总投资（万元）", "合同引资额（万元）", "签约时间"),
            *((f"项目{n}", unit, total, contract, day) for n, (unit, total, contract, day) in enumerate(PROJECTS)),
        ],
        "funds": [
            (
                "项目名称",
                "到账日期",
                "金额（万元）",
                "币种",
                "资金来源",
                "凭证类型",
                "凭证号",
                "认定状态",
                "认定金额（万元）",
            ),
            *(
                (f"项目{place}", day, amount, "人民币", "省外", "银行进账单", f"{n:04}", "自报", None)
                for n, (place, day, amount) in enumerate(FUNDS)
            ),
        ],
    }
    for kind, rows in ledgers.items():
        assert cli.run(["import", str(database), str(table(path, {kind: rows})), "--kind", kind]) == 0
    return database


def scheme_book(path: Path, items: tuple[tuple[object, ...], ...] = ITEMS, units: tuple[str, ...] = UNITS) -> Path:
    """A scheme as somebody types it who has seen one: no styles, few columns, a sum below."""
    rows: list[tuple[object, ...]] = [
        ("考核办法", "村级考核办法"),
        ("年度", "2026年"),
        ("考核组别", "一类村"),
        (),
        HEAD,
    ]
    total = ("合计", None, None, sum(F(str(item[3])) for item in items).__float__())
    return table(path, {"考核项目": [*rows, *items, total], "考核单位": [("单位名称",), *((name,) for name in units)]})


def by_hand(month: int) -> dict[str, list[Fraction | None]]:
    """The scores of :data:`ITEMS` from the ledgers above, by plain arithmetic."""
    target = {(unit, title): F(amount) for unit, title, amount, _ in TARGETS}
    signed = {u: [(F(t), F(c)) for unit, t, c, day in PROJECTS if unit == u and int(day[5:7]) <= month] for u in UNITS}
    paid = {
        u: sum((F(str(a)) for p, day, a in FUNDS if PROJECTS[p][0] == u and int(day[5:7]) <= month), F(0))
        for u in UNITS
    }
    low, high = min(paid.values()), max(paid.values())
    found: dict[str, list[Fraction | None]] = {}
    for u in UNITS:
        money, task = target.get((u, "实际到位资金")), target.get((u, "签约金额"))
        pieces, contracts = len(signed[u]), sum((c for _, c in signed[u]), F(0))
        beyond = target.get((u, "新签约项目"))
        first = None if money is None else min(paid[u] / (money * month / 12), F(6, 5)) * 40
        second = None
        if task is not None:
            part = contracts / task
            reached = 20 if part >= 1 else 15 if part >= F(4, 5) else 10 if part >= F(1, 2) else 0
            second = F(reached if paid[u] >= task / 5 else 0)
        third = None if beyond is None or task is None else min(pieces / beyond / 2 + contracts / task / 2, F(1)) * 20
        fourth = None
        if money is not None:
            price = F(3, 5) if money >= 5000 else F(3, 10) if money >= 1000 else F(1, 10)
            fourth = min(max(paid[u] / money * 100 - 100, F(0)) * price, F(10))
        fifth = F(10) if low == high else ((paid[u] - low) / (high - low) * 40 + 60) / 10
        sixth = min(sum((F(8 if t >= 500_000 else 4 if t >= 100_000 else 0) for t, _ in signed[u]), F(0)), F(8))
        found[u] = [first, second, third, fourth, fifth, sixth, F(0)]
    return found


@pytest.mark.parametrize("month", [1, 4, 9, 10, 12])
def test_ledgers_and_a_scheme_from_excel_give_exact_scores(
    filled: Path, tmp_path: Path, run: Callable[..., tuple[int, str, str]], month: int
) -> None:
    code, _, said = run("scheme-import", filled, scheme_book(tmp_path / "办法.xlsx"))
    assert code == 0
    assert "“到位资金”：北村没有下达“实际到位资金”的目标" in said
    code, out, said = run("scores", filled, "--year", 2026, "--month", month, "--json")
    assert code == 0
    rows: list[dict[str, Any]] = json.loads(out)["rows"]
    expected = by_hand(month)
    for row in rows:
        scores = expected[row["unit"]]
        assert [item["score"] for item in row["items"]] == [None if s is None else float(s) for s in scores]
        assert row["total"] == float(sum((s for s in scores if s is not None), F(0)))
        assert all(item["working"] for item in row["items"])
    ready = {u for u in UNITS if any(F(t) >= 300 and int(d[5:7]) <= month for unit, t, _, d in PROJECTS if unit == u)}
    assert {row["unit"] for row in rows if row["rank"]} == ready
    assert "“引资任务”有2个单位无法计分（南村、北村）：“签约金额”没有目标" in said


def test_a_scheme_changed_in_excel_changes_the_scores(
    filled: Path, tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    run("scheme-import", filled, scheme_book(tmp_path / "办法.xlsx"))
    path = tmp_path / "改.xlsx"
    run("scheme-export", filled, path, "--year", 2026, "--title", "村级考核办法")
    book = load_workbook(path)
    sheet = book["考核项目"]
    (row,) = [cells for cells in sheet.iter_rows() if cells[1].value == "到位资金"]
    row[4].value = 50
    book.save(path)
    assert run("scheme-import", filled, path)[1].strip().endswith("更新")
    rows = json.loads(run("scores", filled, "--year", 2026, "--month", 9, "--json")[1])["rows"]
    east = next(row for row in rows if row["unit"] == "东村")
    assert east["items"][0]["score"] == 60  # 2900 of 2250 by now, counted as 120 %


def test_one_empty_group_does_not_hide_the_other_scheme(
    filled: Path, tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    run("scheme-import", filled, scheme_book(tmp_path / "办法.xlsx"))
    book = load_workbook(tmp_path / "办法.xlsx")
    book["考核项目"]["B1"] = "空组办法"
    book["考核单位"].delete_rows(2, 9)
    book.save(tmp_path / "空.xlsx")
    code, _, said = run("scheme-import", filled, tmp_path / "空.xlsx")
    assert (code, said.strip()) == (0, "还不能全部计分：考核组里还没有单位。")
    code, out, said = run("scores", filled, "--year", 2026, "--month", 9)
    assert code == 1
    assert len(out.splitlines()) == 4
    assert "2026年“空组办法”的考核组里没有单位，无法计分。" in said


def test_a_wrong_cell_is_named_on_one_line_without_a_trace(
    filled: Path, tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    wrong = (*ITEMS[:2], ("综合", "新签约项目", "P3", 20, "", "自报", "全年", "并列指标=签约金额:60%"))
    code, out, said = run("scheme-import", filled, scheme_book(tmp_path / "办法.xlsx", wrong))
    assert (code, out) == (1, "")
    assert said.strip() == "考核项目表第8行“计分参数”：各项指标的权重合计应是100%，现在是110%，请改正。"
    assert run("scores", filled, "--year", 2026, "--month", 9)[0] == 1
