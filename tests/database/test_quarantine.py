"""A submission made to break its reader breaks the child process, and only that one is refused."""

import os
import signal
from pathlib import Path

import pytest

from app.database import quarantine
from app.database.manifest import NAME
from app.database.quarantine import Quarantine, receive
from app.errors import Refused


def test_one_child_looks_through_a_whole_round(tmp_path: Path) -> None:
    with Quarantine() as here:
        for _ in range(3):
            manifest, findings = here.inspect(tmp_path)
            assert manifest is None
            assert "清单" in findings.problems[0]


def test_a_child_that_dies_is_a_refusal_and_the_next_one_is_looked_at(tmp_path: Path) -> None:
    with Quarantine() as here:
        here.inspect(tmp_path)
        os.kill(here._child.pid, signal.SIGKILL)
        here._child.join()
        with pytest.raises(Refused, match="没有完成"):
            here.inspect(tmp_path)
        assert here.inspect(tmp_path)[1].problems


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "_SECONDS", 0)
    with Quarantine() as here:
        child = here
        with pytest.raises(Refused, match="没有完成"):
            here.inspect(tmp_path)
        assert child._child is None


def test_a_file_above_the_cap_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantine, "_LARGEST", 10)
    (tmp_path / "big").write_bytes(b"x" * 11)
    with pytest.raises(Refused, match="512MB"):
        quarantine._copy(tmp_path / "big", tmp_path / "copy")


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="清单"):
        receive(tmp_path, tmp_path)
    (tmp_path / NAME).write_text("{}")
    with pytest.raises(Refused, match="清单"):
        receive(tmp_path, tmp_path)


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有找到"):
        receive(tmp_path / "nothing", tmp_path)
