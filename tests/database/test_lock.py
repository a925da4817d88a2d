"""One writer per database file, whatever happens to the one before."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.database.lock import held
from app.errors import Refused

_HOLD = """
import sys, time
from pathlib import Path
from app.database.lock import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path: Path):
    """Another program that holds the lock on the file."""
    path = tmp_path / "招商 台账.db"
    program = subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert program.stdout
    assert program.stdout.readline() == "held\n"
    yield program, path
    program.kill()
    program.wait()


def test_a_second_program_is_refused_in_a_plain_sentence(other) -> None:
    _, path = other
    with pytest.raises(Refused, match="另一个窗口") as refused, held(path):
        pass
    assert "lock" not in refused.value.message


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right there that clerks have not")
def test_a_link_to_the_file_is_the_same_file(other, tmp_path: Path) -> None:
    _, path = other
    path.touch()
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(path)
    with pytest.raises(Refused), held(link):
        pass


def test_a_killed_program_leaves_no_question(other) -> None:
    program, path = other
    program.kill()
    program.wait()
    with held(path):
        pass


def test_a_clean_close_leaves_nothing_behind(tmp_path: Path) -> None:
    with held(tmp_path / "new folder" / "x.db"):
        pass
    assert list((tmp_path / "new folder").iterdir()) == []


def test_the_holder_may_hold_it_again_also_from_a_background_thread(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    failures: list[Exception] = []

    def again() -> None:
        try:
            with held(path):
                pass
        except Exception as failure:  # noqa: BLE001 - reported to the test
            failures.append(failure)

    with held(path):
        thread = threading.Thread(target=again)
        thread.start()
        thread.join()
        with held(path):
            pass
    assert failures == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="文件夹"), held(tmp_path / "file" / "x.db"):
        pass
