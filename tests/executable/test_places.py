"""Where clerks keep their files: Chinese names, blanks, the root of a drive, folders within folders; and kills."""

import shutil
import time
from pathlib import Path

import pytest

from tests.executable.programs import Program, end_with_children
from windows.places import PREFIX

pytestmark = pytest.mark.executable

DRIVE = PREFIX / "drive_c"  # where Wine keeps what lies on drive C


@pytest.mark.parametrize("place", ["用户 张三/我的 文档", "A & B (1)/100%", "～'单引号'/#"])
def test_a_file_lies_where_the_clerk_puts_it(program: Program, office: Path, place: str) -> None:
    (office / place).mkdir(parents=True)
    (office / "示例.db").rename(office / place / "台 账.db")
    program.run(office, "export", f"{place}/台 账.db", "projects", f"{place}/项目 库.xlsx")
    program.run(office, "backup", f"{place}/台 账.db", f"{place}/备 份.db")
    assert (office / place / "项目 库.xlsx").is_file()


def test_the_root_of_a_drive_takes_a_submission_and_a_backup(program: Program, office: Path) -> None:
    if not program.under_wine:
        pytest.skip("drives have letters on Windows alone")
    (DRIVE / "备份.db").unlink(missing_ok=True)  # of an earlier run, and perhaps of an older program
    shutil.rmtree(DRIVE / "招商项目提交", ignore_errors=True)
    program.run(office, "backup", "示例.db", "C:\\备份.db")
    assert "完好" in program.run(office, "check", "C:\\备份.db")
    program.run(office, "submit", "示例.db", "C:\\")
    program.run(office, "check", "C:\\招商项目提交")


def test_a_user_whose_name_is_chinese_has_everything_in_his_own_places(single_file: Program, tmp_path: Path) -> None:
    home, aside = tmp_path / "张 三", tmp_path / "张 三" / "临时 文件"
    aside.mkdir(parents=True)
    places = dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME"), str(home))
    variables = {**places, **dict.fromkeys(("TEMP", "TMP", "TMPDIR"), str(aside)), "ZHAOSHANG_DATA": ""}
    single_file.run(home, "demo", "台账.db", "--projects", "30", variables=variables)
    single_file.run(home, "letters", "台账.db", "--year", "2026", "责任书.pdf", variables=variables)
    single_file.run(home, "台账.db", "--walk", "窗口.png", variables=variables)
    assert (home / "zhaoshang").is_dir()
    assert (home / "窗口.png").is_file()
    assert not list(aside.iterdir())


def test_a_path_of_three_hundred_characters_is_taken_or_refused_with_a_reason(program: Program, office: Path) -> None:
    deep = office / "/".join(["很长的文件夹名" * 7] * 6)
    deep.mkdir(parents=True)
    for call in (("backup", "示例.db"), ("letters", "示例.db", "--year", "2026"), ("export", "示例.db", "projects")):
        target = deep / f"文件{'.db' if call[0] == 'backup' else '.xlsx' if call[0] == 'export' else '.pdf'}"
        is_refused = call[0] == "backup"  # the database engine takes no path of that length
        said = program.run(office, *call, str(target), status=1 if is_refused else 0)
        assert ("路径太长" in said) == is_refused
        assert target.is_file() != is_refused
    assert len(list(deep.iterdir())) == 2
    program.run(office, "check", "示例.db")


def test_a_path_longer_than_the_system_takes_is_refused_with_a_reason(program: Program, office: Path) -> None:
    deep = "/".join(["很长的文件夹名" * 7] * 40)
    said = program.run(office, "backup", "示例.db", f"{deep}/备份.db", status=1)
    assert "路径太长" in said
    program.run(office, "check", "示例.db")


def test_a_device_is_no_file_name(program: Program, office: Path) -> None:
    if not program.under_wine:
        pytest.skip("devices have names on Windows alone")
    for name in ("CON.pdf", "项目:一.pdf", "什么?.pdf"):
        assert "不能用作文件名" in program.run(office, "letters", "示例.db", "--year", "2026", name, status=1)


@pytest.mark.parametrize("moment", [0.2, 0.6, 1.0, 1.5, 2.0, 3.0])
def test_a_kill_during_an_import_leaves_the_old_records_or_all_new_ones(
    program: Program, office: Path, moment: float
) -> None:
    program.run(office, "export", "示例.db", "projects", "项目.xlsx")
    program.run(office, "office", "新.db", "--name", "清溪镇", "--code", "361128102")
    process = program.start(office, "import", "新.db", "项目.xlsx", "--kind", "projects")
    time.sleep(moment * (6 if program.under_wine else 1))  # a kill comes when it comes
    end_with_children(process)
    process.communicate()
    # Opened once first: a kill in the midst of writing leaves a journal beside the file, of which `check` tells.
    told = program.run(office, "import", "新.db", "项目.xlsx", "--kind", "projects")
    assert "没有读入0" in told
    assert "新增0" in told or "更新0" in told
    assert "完好" in program.run(office, "check", "新.db")
