"""A file made to break its reader breaks the child process, and only that one is refused."""

import os
import signal
import time
from pathlib import Path

import pytest

from app.database import quarantine, receiving
from app.database.manifest import NAME
from app.database.quarantine import Quarantine, Say
from app.database.receiving import receive
from app.errors import Refused


def say_so(_say: Say, words: str) -> str:
    return words


def refuse(_say: Say) -> None:
    raise Refused("这份不行。")


def break_down(_say: Say) -> None:
    raise KeyError("whatever a foreign file does")


def eat_memory(_say: Say) -> None:
    b"x" * (4 * 1024**3)


def die(_say: Say) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(_say: Say, seconds: float) -> str:
    time.sleep(seconds)
    return "awake"


def speak_while_working(say: Say) -> str:
    for _ in range(8):
        time.sleep(0.1)
        say("还在查")
    return "done"


def who_am_i(_say: Say) -> int:
    return os.getpid()


def test_one_child_looks_through_a_whole_round() -> None:
    with Quarantine() as here:
        assert len({here.run(who_am_i) for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("work", "told"), [(refuse, "这份不行"), (break_down, "KeyError"), (eat_memory, "内存"), (die, "没有完成")]
)
def test_whatever_one_file_does_is_a_refusal_and_the_next_is_looked_at(work: object, told: str) -> None:
    with Quarantine() as here:
        with pytest.raises(Refused, match=told):
            here.run(work)
        assert here.run(say_so, "完好") == "完好"


def test_where_nobody_is_asked_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "_SECONDS", 0.2)
    with Quarantine() as here, pytest.raises(Refused, match="用时过长"):
        here.run(sleep, 60)


def test_a_slow_machine_is_waited_for_by_whoever_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    with Quarantine(patience=lambda minutes: not asked.append(minutes)) as here:
        here.run(say_so, "started")
        monkeypatch.setattr(quarantine, "_SECONDS", 0.1)
        assert here.run(sleep, 0.5) == "awake"
    assert asked


def test_a_child_that_says_how_far_it_is_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    with Quarantine() as here:
        here.run(say_so, "started")
        monkeypatch.setattr(quarantine, "_SECONDS", 0.6)
        assert here.run(speak_while_working) == "done"


def test_a_clerk_who_lost_interest_ends_the_child() -> None:
    class LostInterest(Exception):
        pass

    def lost_interest() -> None:
        raise LostInterest

    with Quarantine(beat=lost_interest) as here:
        with pytest.raises(LostInterest):
            here.run(sleep, 60)
        assert here._child is None


def test_a_file_above_the_cap_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "_LARGEST", 10)
    (tmp_path / "big").write_bytes(b"x" * 11)
    with pytest.raises(Refused, match="512MB"):
        receiving._copy(tmp_path / "big", tmp_path / "copy")


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="清单"):
        receive(tmp_path, tmp_path)
    (tmp_path / NAME).write_text("{}")
    with pytest.raises(Refused, match="清单"):
        receive(tmp_path, tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among files here")
def test_a_pipe_in_the_place_of_the_manifest_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    with pytest.raises(Refused, match="不是普通文件"):
        receive(tmp_path, tmp_path)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有找到"):
        receive(tmp_path / "nothing", tmp_path)
