"""How the window starts: in what order it loads, what it leaves behind, and what it does when it cannot open."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.clock import FixedClock, fixed
from app.database import page_sums
from app.database.lock import held
from app.database.schema import SCHEMA
from app.database.seal import unseal
from app.database.shelf import Reason
from app.errors import Refused
from app.jobs import backups
from app.services import units
from app.ui import opening
from app.ui.dialogs.first_start import FirstStart
from app.ui.main_window import MainWindow
from tests.ui.clerk import click
from tests.ui.parts import field_of

_WATCHED = """
import enum, json, sys
made = []
make = enum.EnumType._create_
enum.EnumType._create_ = lambda cls, name, *given, **more: made.append(name) or make(cls, name, *given, **more)
from datetime import date
from pathlib import Path
from app.clock import fixed
from app.ui import start

HEAVY = ("sqlalchemy", "numpy", "reportlab", "openpyxl", "docx", "alembic", "pyqtgraph", "pypinyin", "python_calamine")
OF_WHOLE_CLASSES = ("WidgetAttribute", "StandardPixmap", "WizardOption")  # of Qt, of QStyle, of all that there are
seen = []
was = start._bring_to_life

def bring_to_life(*given):
    seen.append([name for name in HEAVY if name in sys.modules])
    seen.append([name for name in OF_WHOLE_CLASSES if name in made])
    was(*given)
    seen.append([name for name in HEAVY if name in sys.modules])

start._bring_to_life = bring_to_life
status = start.open_window(Path(sys.argv[1]), fixed(date(2026, 10, 31)), Path(sys.argv[2]))
print(json.dumps([status, *seen]))
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, timeout=1200, check=False, env=environment
    )


def test_nothing_heavy_loads_before_the_first_paint_and_no_paper_before_it_is_wanted(
    demo_file: Path, tmp_path: Path
) -> None:
    script = tmp_path / "watched.py"
    script.write_text(_WATCHED, encoding="utf-8")
    copy = tmp_path / "台账.db"
    copy.write_bytes(demo_file.read_bytes())
    done = run(str(script), str(copy), str(tmp_path / "窗口.png"))
    assert done.returncode == 0, done.stderr
    status, before_paint, laid_out, with_list = json.loads(done.stdout.splitlines()[-1])
    assert status == 0
    assert before_paint == []
    assert laid_out == []
    assert with_list == ["sqlalchemy"]
    assert QImage(str(tmp_path / "窗口.png")).width() > 1000
    left = sorted(path.name for path in tmp_path.iterdir() if "台账" in path.name)
    assert left == ["台账.db"]


def test_a_file_that_is_not_ours_ends_a_picture_with_status_one(tmp_path: Path) -> None:
    other = tmp_path / "别的.db"
    other.write_text("这不是台账", encoding="utf-8")
    done = run("-m", "app", str(other), "--walk", str(tmp_path / "x.png"))
    assert done.returncode == 1


def test_a_file_that_another_program_holds_is_refused(
    qtbot: QtBot, demo_file: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.db"
    path.write_bytes(demo_file.read_bytes())
    window = MainWindow()
    qtbot.addWidget(window)

    def refuse(_path: Path) -> None:
        raise Refused("这个台账已在另一个窗口中打开，请先关闭那个窗口。")

    monkeypatch.setattr(opening, "held", refuse)
    with pytest.raises(Refused):
        opening.open_desk(window, path, clock)


def test_closing_lets_go_of_the_file(qtbot: QtBot, demo_file: Path, tmp_path: Path, clock: FixedClock) -> None:
    path = tmp_path / "台账.db"
    path.write_bytes(demo_file.read_bytes())
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    assert opening.open_desk(window, path, clock)
    window.close()
    with held(path):
        pass
    assert sorted(each.name for each in tmp_path.iterdir() if "台账" in each.name) == ["台账.db"]


def test_the_first_start_asks_for_the_office_and_keeps_what_was_typed(qtbot: QtBot, seat: Path) -> None:
    dialog = FirstStart(fixed(date(2026, 10, 31)), None)
    qtbot.addWidget(dialog)
    dialog.show()
    field_of(dialog, "name").setText("清溪镇")
    field_of(dialog, "code").setText("12")
    dialog.accept()
    assert dialog.isVisible()
    assert field_of(dialog, "code").property("refused") is True
    assert field_of(dialog, "name").text() == "清溪镇"
    assert list(seat.glob("*.db")) == []
    field_of(dialog, "code").setText("330127101")
    dialog.accept()
    assert dialog.path is not None
    assert dialog.path.exists()


def test_the_first_start_takes_year_and_units_with_it(qtbot: QtBot, clock: FixedClock) -> None:
    dialog = FirstStart(clock, None)
    qtbot.addWidget(dialog)
    dialog.show()
    field_of(dialog, "name").setText("清溪镇")
    field_of(dialog, "code").setText("330127101")
    field_of(dialog, "units").setPlainText("序号\t单位\n1\t石桥村\n2\t柳湾村")
    field_of(dialog, "year").setText("26")
    dialog.accept()
    assert field_of(dialog, "year").property("refused") is True
    field_of(dialog, "year").setText("2025")
    dialog.accept()
    assert dialog.path is not None
    window = MainWindow()
    qtbot.addWidget(window)
    assert opening.open_desk(window, dialog.path, clock)
    assert window.desk is not None
    assert window.desk.year == 2025
    with window.desk.read() as session:
        assert units.names(session) == ["石桥村", "柳湾村"]
    window.close()


def test_the_sample_records_open_at_once(qtbot: QtBot) -> None:
    dialog = FirstStart(fixed(date(2026, 10, 31)), None)
    qtbot.addWidget(dialog)
    click(dialog, "先看示例数据")
    qtbot.waitUntil(lambda: dialog.path is not None)
    assert dialog.path is not None
    window = MainWindow()
    qtbot.addWidget(window)
    assert opening.open_desk(window, dialog.path, fixed(date(2026, 10, 31)))
    window.close()


def test_a_damaged_file_offers_its_newest_backup(
    qtbot: QtBot, demo_file: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.db"
    path.write_bytes(demo_file.read_bytes())
    backups.back_up_now(path, None, clock)
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 : 4096 * 40] = bytes(4096 * 37)
    path.write_bytes(whole)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    monkeypatch.setattr("app.ui.dialogs.rescue.sure", lambda *_: True)
    window = MainWindow()
    qtbot.addWidget(window)
    assert opening.open_desk(window, path, clock)
    window.close()


def test_a_file_of_a_later_program_offers_the_copy_from_before(
    qtbot: QtBot, demo_file: Path, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.db"
    path.write_bytes(demo_file.read_bytes())
    window = MainWindow()
    qtbot.addWidget(window)
    asked: list[str] = []
    monkeypatch.setattr("app.ui.dialogs.rescue.sure", lambda _parent, question, _yes: asked.append(question) or True)
    monkeypatch.setattr("app.ui.dialogs.rescue.say", lambda _parent, told: asked.append(told))
    copy = tmp_path / "以前.db"
    copy.write_bytes(path.read_bytes())
    _made_by_a_later_program(path)
    with pytest.raises(Refused, match="更新版本"):
        opening.open_desk(window, path, clock)
    assert asked == []
    newer = path.read_bytes()
    path.write_bytes(copy.read_bytes())
    backups.back_up_now(path, None, clock, Reason.UPGRADE)
    path.write_bytes(newer)
    assert opening.open_desk(window, path, clock)
    assert "要退回旧版本" in asked[0]
    assert (tmp_path / "台账.还原前-1.db").read_bytes() == newer
    assert "台账.还原前-1.db" in asked[1]
    window.close()


def _made_by_a_later_program(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = (SCHEMA + 1).to_bytes(4, "big")
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE alembic_version SET version_num = ?", [f"{SCHEMA + 1:04d}"])
        file.commit()
    page_sums.forget(path)  # a later program leaves its own, and its own seal
    unseal(path)
