"""The terminal interface: names, exit statuses, one sentence on standard error, JSON alone on standard output."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import cli
from app.clock import fixed
from app.database import upgrade
from app.database.engine import open_database
from app.models.projects import Project
from app.values.stages import Stage
from tests.builders import build

LEDGERS = Path(__file__).parent.parent / "ledgers"


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command makes, made once for the module."""
    path = tmp_path_factory.mktemp("demo") / "示例.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHAOSHANG_DATA", str(path.parent / "data"))
        assert cli.run(["demo", str(path), "--projects", "12", "--today", "2026-11-22"]) == 0
    return path


@pytest.fixture
def demo(tmp_path: Path, demo_file: Path) -> Path:
    return Path(shutil.copy(demo_file, tmp_path))


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    """What a call with ``--json`` prints, which is one object and nothing else."""
    capsys.readouterr()
    assert cli.run([str(word) for word in words]) == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """The one sentence of a call that is refused."""
    capsys.readouterr()
    assert cli.run([str(word) for word in words]) == 1
    said = capsys.readouterr().err.strip()
    assert "\n" not in said
    assert "Traceback" not in said
    return said


def test_the_version_loads_nothing_heavy() -> None:
    heavy = "PySide6 sqlalchemy reportlab openpyxl numpy alembic"
    code = (
        "import sys, runpy\nsys.argv = ['app', '--version']\n"
        "try: runpy.run_module('app', run_name='__main__')\nexcept SystemExit: pass\n"
        f"print([name for name in '{heavy}'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    first, second = done.stdout.strip().splitlines()
    assert first == "乡镇招商台账 zhaoshang 0.1.0"
    assert second == "[]"


def test_the_arguments_are_read_without_what_the_commands_do() -> None:
    code = "import app.cli.arguments, sys; print(*{'sqlalchemy', 'app.cli.opened', 'app.services'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == ""


def test_wrong_usage_is_2() -> None:
    with pytest.raises(SystemExit) as left:
        cli.run(["export", "台账.db", "没有这种台账", "x.xlsx"])
    assert left.value.code == 2


def test_wrong_usage_is_told_without_a_word_of_english(capsys: pytest.CaptureFixture[str]) -> None:
    told = {
        ("export", "台账.db", "没有", "x.xlsx"): "种类不能是“没有”。",
        ("key",): "缺少数据文件、密钥文件。",
        ("report", "台账.db", "bulletin", "x.pdf"): "缺少--year、--month。",
    }
    for call, sentence in told.items():
        with pytest.raises(SystemExit):
            cli.run(list(call))
        assert f"用法不对：{sentence}请用" in capsys.readouterr().err


def test_a_week_is_told_by_its_day_and_a_flash_by_today(demo: Path, tmp_path: Path) -> None:
    for call in (("week", "--day", "2026-10-14"), ("flash",)):
        out = tmp_path / f"{call[0]}.docx"
        assert cli.run(["report", str(demo), *call, str(out)]) == 0
        assert out.exists()


def test_indicators_have_the_promised_keys(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(capsys, "indicators", demo, "--year", 2026, "--month", 10, "--json")
    township = [row for row in said["rows"] if row["unit"] is None]
    shape = "unit key title measure target actual completion schedule ahead last_year growth left_out"
    assert " ".join(township[0]) == shape
    keys = (
        "funds_received funds_domestic funds_outside_province funds_other_cities funds_other_counties fdi_contracted "
        "fdi_received amount_signed projects_signed projects_signed_100m projects_landed projects_started "
        "projects_in_production projects_in_statistics landing_rate start_rate production_rate statistics_rate "
        "funds_arrival_rate projects_reserved amount_reserved leads_valid visits_out visitors_in factory_area_started "
        "factory_area_completed labour_export"
    )
    promised = keys.split()
    assert [row["key"] for row in township][: len(promised)] == promised


def test_one_unit_can_be_asked_for(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(capsys, "indicators", demo, "--year", 2026, "--month", 10, "--json")
    unit = next(row["unit"] for row in said["rows"] if row["unit"])
    alone = answer(capsys, "indicators", demo, "--year", 2026, "--month", 10, "--unit", unit, "--json")
    assert {row["unit"] for row in alone["rows"]} == {unit}


def test_scores_have_the_promised_form(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(capsys, "scores", demo, "--year", 2026, "--month", 10, "--json")
    assert {"unit", "group", "items", "total", "rank"} <= set(said["rows"][0])
    assert {"title", "points", "score"} <= set(said["rows"][0]["items"][0])


@pytest.mark.parametrize("kind", ["bulletin", "summary", "ledgers", "projectbook"])
@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_every_report_is_written(demo: Path, tmp_path: Path, kind: str, ending: str) -> None:
    out = tmp_path / f"报表.{ending}"
    assert cli.run(["report", str(demo), kind, "--year", "2026", "--month", "10", str(out)]) == 0
    assert out.stat().st_size > 2_000


def test_what_the_program_doubts_is_said_on_standard_error_and_the_call_is_done(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = open_database(demo, fixed(date(2026, 11, 22)))
    with database.work("登记项目") as session:
        build(session, Project, name="没写日期的项目", stage=Stage.STARTED)
    database.close()
    capsys.readouterr()
    out = tmp_path / "通报.pdf"
    assert cli.run(["report", str(demo), "bulletin", "--year", "2026", "--month", "10", str(out)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert any("“没写日期的项目”" in line for line in said)
    assert said == answer(capsys, "indicators", demo, "--year", 2026, "--month", 10, "--json")["warnings"]


def test_a_ledger_taken_in_part_is_1_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal(capsys, "import", tmp_path / "新.db", LEDGERS / "到位资金统计表.xlsx", "--json")
    assert "没有读入" in said


def test_a_rehearsal_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "新.db"
    assert cli.run(["import", str(path), str(LEDGERS / "责任单位.xls"), "--dry-run"]) == 0
    assert not path.exists()


def test_a_rehearsal_leaves_the_file_byte_for_byte(demo: Path) -> None:
    before = demo.read_bytes()
    assert cli.run(["import", str(demo), str(LEDGERS / "责任单位.xls"), "--dry-run"]) == 0
    assert demo.read_bytes() == before


def test_letters_need_an_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "新.db"
    cli.run(["import", str(path), str(LEDGERS / "责任单位.xls")])
    assert "单位代码" in refusal(capsys, "letters", path, "--year", 2026, tmp_path / "责任书.pdf")


def test_letters_are_written_in_both_forms(demo: Path, tmp_path: Path) -> None:
    for name in ("责任书.pdf", "责任书.docx"):
        assert cli.run(["letters", str(demo), "--year", "2026", str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 10_000


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有找到" in refusal(capsys, "indicators", tmp_path / "无.db", "--year", 2026, "--month", 1)


def test_handing_in_checking_and_consolidating(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["submit", str(demo), str(tmp_path / "U盘")]) == 0
    (folder,) = (tmp_path / "U盘" / "招商项目提交").glob("*/*")
    assert answer(capsys, "check", folder, "--json")["ok"] is True
    merged = answer(capsys, "consolidate", tmp_path / "全县.db", folder, "--json")
    assert (len(merged["taken"]), merged["refused"]) == (1, [])
    ours = answer(capsys, "indicators", demo, "--year", 2026, "--month", 10, "--json")["rows"]
    theirs = answer(capsys, "indicators", tmp_path / "全县.db", "--year", 2026, "--month", 10, "--json")["rows"]
    assert theirs == ours


def test_a_backup_comes_back(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "备份.db"
    assert cli.run(["backup", str(demo), str(copy)]) == 0
    demo.unlink()
    assert cli.run(["restore", str(copy), str(demo)]) == 0
    assert cli.run(["check", str(demo)]) == 0


def test_an_older_programs_file_can_be_read_and_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = tmp_path / "旧台账.db"
    upgrade.make(old, 1)
    before = old.read_bytes()
    said = answer(capsys, "indicators", old, "--year", 2026, "--month", 10, "--json")
    assert {row["actual"] for row in said["rows"] if row["key"] == "funds_received"} == {0}
    assert old.read_bytes() == before


def test_an_own_indicator_is_made_counted_and_taken_away(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = ("own-indicator", demo, "--title", "亿元以上投资额", "--subject", "签约项目", "--counted", "总投资")
    assert cli.run([*map(str, made), "--at-least", "10000"]) == 0
    assert "亿元以上投资额\t万元\t总投资1亿元以上的签约项目总投资" in capsys.readouterr().out
    said = answer(capsys, "indicators", demo, "--year", 2026, "--month", 10, "--json")
    row = next(row for row in said["rows"] if row["key"] == "亿元以上投资额" and row["unit"] is None)
    large = next(row for row in said["rows"] if row["key"] == "projects_signed_100m" and row["unit"] is None)
    assert bool(row["actual"]) is bool(large["actual"])
    assert cli.run(["own-indicator", str(demo), "--title", "亿元以上投资额", "--remove"]) == 0
    assert "亿元" not in capsys.readouterr().out
