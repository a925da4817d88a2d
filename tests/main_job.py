"""The main job without a screen: ledgers in; letters, a bulletin, a verified submission and pictures of the tabs out.

``python -m tests.main_job OUT``: what ``make run`` does where no screen is to be had.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from app.clock import SystemClock

LEDGERS = Path(__file__).parent / "ledgers"
ORDER = (
    "责任单位.xls",
    "项目台账.xlsx",
    "到位资金统计表.xlsx",
    "目标任务.xlsx",
    "目标任务分解表.xlsx",
    "线索台账.xlsx",
    "手工完成数.xlsx",
)
YEAR = "2026"  # the year that the sample ledgers speak of


def main(out: Path) -> None:
    """Does the job from the terminal's commands alone, as a script of an office would."""
    out.mkdir(parents=True, exist_ok=True)
    database = out / "招商台账.db"
    database.unlink(missing_ok=True)
    _call("office", database, "--name", "清溪镇", "--code", "341823101", "--county", "安和县")
    for name in ORDER:
        _call("import", database, LEDGERS / name)
    today = SystemClock().today()
    month = today.month if str(today.year) == YEAR else 12
    period = ("--year", YEAR, "--month", str(month))
    _call("letters", database, "--year", YEAR, out / "责任书.pdf")
    _call("letters", database, "--year", YEAR, out / "责任书.docx")
    _call("report", database, "bulletin", *period, out / "情况通报.pdf")
    for kind, name in (("projects", "项目台账"), ("leads", "线索台账"), ("funds", "到位资金统计表")):
        _call("export", database, kind, out / f"{name}.xlsx", "--year", YEAR)
    _call("export", database, "projects", out / "项目台账.pdf", "--year", YEAR)
    shutil.rmtree(out / "U盘", ignore_errors=True)
    _call("submit", database, out / "U盘")
    (submission,) = (out / "U盘" / "招商项目提交" / "341823101").iterdir()
    _call("check", submission)
    _python("tests.pictures", out / "图片" / "导入的台账", database, "页签")
    # All pages and dialogs of a township that is at work: what was just imported owes every report and note.
    sample = out / "示例台账.db"
    sample.unlink(missing_ok=True)
    _call("demo", sample)
    _python("tests.pictures", out / "图片", sample)
    print(f"完成：责任书、通报、台账、提交副本和各页图片都在“{out}”。")


def _call(*arguments: object) -> None:
    _python("app", *arguments)


def _python(module: str, *arguments: object) -> None:
    words = [str(argument) for argument in arguments]
    print(f"$ python -m {module} {' '.join(words)}", flush=True)
    subprocess.run([sys.executable, "-m", module, *words], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
