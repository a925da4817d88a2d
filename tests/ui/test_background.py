"""The worker: jobs in turn, their ends told in the window's thread, nothing of the window let go of elsewhere."""

import gc
import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.ui.background import Background, Progress


def test_jobs_run_in_turn_and_end_in_the_windows_thread(qtbot: QtBot) -> None:
    background, ends, threads = Background(), list[int](), set[int]()
    for number in range(20):

        def job(_progress: Progress, number: int = number) -> int:
            threads.add(threading.get_ident())
            return number

        background.run("试", job, lambda result: ends.append(result if QThread.isMainThread() else -1), quiet=True)
    qtbot.waitUntil(lambda: not background.busy)
    assert ends == list(range(20))
    assert threading.get_ident() not in threads


def test_what_a_job_raises_is_told(qtbot: QtBot) -> None:
    background, told = Background(), list[BaseException]()

    def job(_progress: Progress) -> None:
        raise Refused("不行。")

    background.run("试", job, pytest.fail, failed=told.append, quiet=True)
    qtbot.waitUntil(lambda: not background.busy)
    assert [str(each) for each in told] == ["不行。"]


def test_no_box_appears_after_the_window_has_closed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ends, shown = list[int](), list[QWidget]()
    monkeypatch.setattr("app.ui.background._PATIENCE_MS", 0)
    monkeypatch.setattr(
        "app.ui.background._ProgressBox.showEvent", lambda box, _event: shown.append(box), raising=False
    )
    background = Background()
    background.run("备份", lambda progress: progress(1, 3) or 1, ends.append)
    background.close()
    qtbot.waitUntil(lambda: ends == [1])
    assert not shown


class _Watched(QWidget):
    ended_in: list[int]

    def __del__(self) -> None:
        self.ended_in.append(threading.get_ident())


def test_what_a_job_holds_is_let_go_of_in_the_windows_thread(qtbot: QtBot) -> None:
    background, ended_in = Background(), list[int]()
    for _ in range(50):
        widget = _Watched()
        widget.ended_in = ended_in
        widget.itself = widget  # type: ignore[attr-defined]  # a circle, as closed dialogs are

        def job(progress: Progress, widget: QWidget | None = widget) -> int:
            progress(1, 2)
            return sum(len([each]) for each in range(20_000))  # enough to make Python look for garbage

        background.run("试", job, lambda _: None, quiet=True)
        del widget, job
    qtbot.waitUntil(lambda: not background.busy)
    gc.collect()
    assert len(ended_in) == 50
    assert set(ended_in) == {threading.get_ident()}


def test_many_jobs_with_their_boxes_end_no_interpreter() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", _MANY],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


_MANY = """
from app.ui.lasting_constants import outlast_qt
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
outlast_qt()
application = QApplication([])
from app.ui.background import Background
background = Background()
for _ in range(600):
    loop = QEventLoop()
    background.run("试", lambda progress: progress(1, 2), lambda _: loop.quit())
    loop.exec()
"""


def test_an_enter_at_the_box_of_a_job_does_not_stop_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.background._PATIENCE_MS", 0)
    background, ends, go_on = Background(), list[int](), threading.Event()

    def job(progress: Progress) -> int:
        go_on.wait()
        progress(1, 2)  # raises where it was stopped
        return 1

    background.run("提交", job, ends.append)
    qtbot.waitUntil(lambda: bool(boxes()))
    QTest.keyClick(boxes()[0].focusWidget() or boxes()[0], Qt.Key.Key_Return)
    go_on.set()
    qtbot.waitUntil(lambda: not background.busy)
    assert ends == [1]


def test_the_box_is_gone_before_the_end_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.background._PATIENCE_MS", 0)
    background, seen, go_on = Background(), list[int](), threading.Event()
    background.run("导入", lambda _: go_on.wait(), lambda _: seen.append(len(boxes())))
    qtbot.waitUntil(lambda: bool(boxes()))
    go_on.set()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [0]


def boxes() -> list[QProgressDialog]:
    """The boxes of jobs that are in sight."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, QProgressDialog)]
    return [each for each in found if each.isVisible()]


_TRACED = """
import sys, threading
from app.ui.background import Cancelled, Progress

def job(progress, stops):
    progress.begin()
    try:
        while stops:
            pass
    except Cancelled:
        pass
    progress.end()

for stops in (False, True):
    progress = Progress(lambda done, whole: None, anywhere=True)
    worker = threading.Thread(target=job, args=(progress, stops))
    worker.start()
    if stops:
        progress.stop()
    worker.join()
sys.settrace(lambda frame, event, argument: None)
print((lambda: "traced")())
"""


def test_a_job_that_ended_leaves_nothing_that_a_tracer_waits_for() -> None:
    # In a process of its own: where something is left, it never ends.
    told = subprocess.run([sys.executable, "-c", _TRACED], capture_output=True, text=True, timeout=600, check=True)
    assert told.stdout.strip() == "traced"
