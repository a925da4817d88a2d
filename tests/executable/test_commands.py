"""Every command in every format that the interfaces name, by the packaged program."""

import ast
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.__main__ import COMMANDS
from app.cli.arguments import EVIDENCE, REPORT_KINDS
from app.values.kinds import LedgerKind
from tests.executable.conftest import MONTH, YEAR
from tests.executable.programs import Program

pytestmark = pytest.mark.executable

STARTS = {".pdf": b"%PDF-", ".docx": b"PK", ".xlsx": b"PK"}
PERIOD = ("--year", YEAR, "--month", MONTH)
_TEXTS, _OFF = (".pdf", ".docx"), "board"  # the 红黑榜 is printed only where the office wants it
REPORTS = {
    **{kind: _TEXTS for kind in (*REPORT_KINDS, "selfcheck") if kind != _OFF},
    "comparison": (*_TEXTS, ".xlsx"),
    "inspection": (".pdf",),
}
PAPERS = [
    *(
        ("export", "示例.db", str(kind), f"{kind}{ending}", *PERIOD)
        for kind in LedgerKind
        for ending in (".xlsx", ".pdf")
    ),
    *(("letters", "示例.db", "--year", YEAR, f"责任书{ending}") for ending in (".pdf", ".docx")),
    *(
        ("report", "示例.db", kind, f"{kind}{ending}", *PERIOD)
        for kind, endings in REPORTS.items()
        for ending in endings
    ),
    *(("report", "示例.db", "handover", f"移交{ending}", "--leaving", "张三", "--taking", "李四") for ending in _TEXTS),
    *(("attendance", "示例.db", f"考勤{ending}", *PERIOD) for ending in (".pdf", ".xlsx")),
    *(("results", "示例.db", f"考核{ending}", *PERIOD) for ending in (".pdf", ".xlsx")),
    *(("results", "示例.db", f"评分表{ending}", *PERIOD, "--by-unit") for ending in (".pdf", ".xlsx")),
]


def _calls() -> Iterator[str]:
    """The first word of every call that stands in the tests of this folder."""
    for file in Path(__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "run":
                yield from (word.value for word in node.args[1:2] if isinstance(word, ast.Constant))
            elif isinstance(node, ast.Tuple) and node.elts and isinstance(node.elts[0], ast.Constant):
                yield node.elts[0].value


def test_every_command_is_tried_here() -> None:
    assert set(_calls()) >= COMMANDS


def test_every_kind_of_report_is_printed_here() -> None:
    """A kind that the terminal offers tomorrow is missed today."""
    printed = {call[2] for call in PAPERS if call[0] == "report"}
    assert printed | {_OFF, "projectfile"} == {*REPORT_KINDS, *EVIDENCE, "comparison"}


def test_both_forms_say_name_and_version_in_one_encoding(
    program: Program, single_file: Program, tmp_path: Path
) -> None:
    for each in (program, single_file):
        assert each.run(tmp_path, "--version").startswith("乡镇招商台账 zhaoshang 0.")


@pytest.mark.parametrize("call", PAPERS, ids=lambda call: "-".join((call[0], *(word for word in call if "." in word))))
def test_a_paper_is_written(program: Program, office: Path, call: tuple[str, ...]) -> None:
    out = office / next(word for word in call[2:] if "." in word)
    program.run(office, *call)
    assert out.read_bytes().startswith(STARTS[out.suffix])


def test_one_project_is_bound_and_one_that_is_off_is_refused(program: Program, office: Path) -> None:
    connection = sqlite3.connect(office / "示例.db")
    (code,) = connection.execute("SELECT code FROM projects WHERE deleted_at IS NULL LIMIT 1").fetchone()
    connection.close()
    program.run(office, "report", "示例.db", "projectfile", "一册.pdf", "--project", code)
    assert (office / "一册.pdf").read_bytes().startswith(b"%PDF-")
    assert "没有启用" in program.run(office, "report", "示例.db", _OFF, "榜.docx", *PERIOD, status=1)


def test_the_single_file_prints_letters_in_word(single_file: Program, office: Path) -> None:
    single_file.run(office, "letters", "示例.db", "--year", YEAR, "责任书.docx")
    assert (office / "责任书.docx").read_bytes().startswith(b"PK")


def test_what_was_exported_is_read_again_by_the_guarded_child(program: Program, office: Path) -> None:
    program.run(office, "export", "示例.db", "projects", "项目.xlsx")
    told = json.loads(program.run(office, "import", "汇总.db", "项目.xlsx", "--kind", "projects", "--json"))
    assert told["created"] >= 30
    assert told["rejected"] == []


def test_figures_and_scores_are_one_object(program: Program, office: Path) -> None:
    assert json.loads(program.run(office, "indicators", "示例.db", *PERIOD, "--json"))["rows"]
    assert json.loads(program.run(office, "scores", "示例.db", *PERIOD, "--json"))["rows"]
    assert "funds_received" in program.run(office, "indicators", "--list")


def test_a_scheme_goes_out_and_comes_back(program: Program, office: Path) -> None:
    title = program.run(office, "scores", "示例.db", *PERIOD).split("\t")[1]
    program.run(office, "scheme-export", "示例.db", "办法.xlsx", "--year", YEAR, "--title", title)
    assert f"“{title}”：没有变化" in program.run(office, "scheme-import", "示例.db", "办法.xlsx")


def test_an_office_is_said(program: Program, tmp_path: Path) -> None:
    assert "清溪镇" in program.run(tmp_path, "office", "新.db", "--name", "清溪镇", "--code", "361128102")


def test_copies_are_made_checked_and_brought_back(program: Program, office: Path) -> None:
    program.run(office, "backup", "示例.db", "备份.db")
    assert json.loads(program.run(office, "check", "备份.db", "--json"))["ok"]
    program.run(office, "restore", "备份.db", "示例.db")
    program.run(office, "check", "示例.db")


def test_a_damaged_file_is_rescued(program: Program, office: Path) -> None:
    program.run(office, "backup", "示例.db")
    with (office / "示例.db").open("rb+") as file:
        file.seek(500_000)
        file.write(bytes(20_000))
    assert "损坏" in program.run(office, "check", "示例.db", status=1)
    program.run(office, "rescue", "示例.db", "--accept-loss")
    program.run(office, "check", "示例.db")


def test_an_own_indicator_is_made_and_counted(program: Program, office: Path) -> None:
    made = ("own-indicator", "示例.db", "--title", "亿元以上投资额", "--subject", "签约项目", "--counted", "总投资")
    program.run(office, *made, "--at-least", "10000")
    assert "亿元以上投资额" in program.run(office, "indicators", "示例.db", *PERIOD, "--json")


def test_a_submission_is_taken_by_the_county(program: Program, office: Path) -> None:
    program.run(office, "submit", "示例.db", "U盘")
    program.run(office, "office", "县.db", "--name", "清远县", "--code", "361128000")
    told = json.loads(program.run(office, "consolidate", "县.db", "U盘", "--json"))
    assert len(told["taken"]) == 1
    assert told["refused"] == []


def test_a_submission_is_signed_with_the_key_that_the_county_gave(program: Program, office: Path) -> None:
    program.run(office, "office", "示例.db", "--name", "清溪镇", "--code", "361128102")
    program.run(office, "office", "县.db", "--name", "清远县", "--code", "361128000")
    program.run(office, "keys", "县.db", "--issue", "361128102=清溪镇", "--unsigned", "refused")
    assert program.run(office, "submit", "示例.db", "未签名")
    told = program.run(office, "consolidate", "县.db", "未签名", status=1)
    assert "没有签名" in told
    program.run(office, "key", "示例.db", "密钥-361128102-第1号.json")
    program.run(office, "submit", "示例.db", "U盘")
    told = json.loads(program.run(office, "consolidate", "县.db", "U盘", "--json"))
    assert (len(told["taken"]), told["marks"]) == (1, [])


def test_wrong_usage_is_one_sentence(program: Program, tmp_path: Path) -> None:
    assert "用法不对" in program.run(tmp_path, "export", status=2)


def test_the_terms_of_all_that_travels_lie_inside(program: Program) -> None:
    inside = program.folder / "resources"
    assert "SIL OPEN FONT LICENSE" in (inside / "fonts" / "OFL.txt").read_text("utf-8")
    libraries = {file.name.rpartition("-")[0] for file in (inside / "licences" / "libraries").iterdir()}
    assert {"sqlalchemy", "reportlab", "pyside6-essentials", "openpyxl", "pyinstaller"} <= libraries
    assert (inside / "licences" / "LGPL-3.0.txt").is_file()
    if program.under_wine:
        system = {file.stem for file in (inside / "licences" / "system").iterdir()}
        assert {"CPython", "OpenSSL", "SQLite", "Microsoft-Visual-C++-Runtime"} <= system


@pytest.fixture(autouse=True)
def _sweep(tmp_path: Path) -> object:
    """Leaves no copies of a township behind: there are dozens of them."""
    yield
    shutil.rmtree(tmp_path, ignore_errors=True)
