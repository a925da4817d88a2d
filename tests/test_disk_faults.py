"""What a clerk reads when a file cannot be written, by the number that the system gave."""

import errno
import os
import sys
from pathlib import Path

import pytest

from app.disk_faults import Cause, advice, cause, sentence_of
from app.errors import Refused
from app.paths import whole_file

PULLED = (21, 31, 433, 1006, 1117, 1167)


def of_windows(number: int, said_as: int) -> OSError:
    """An error as Windows raises it: its own number, and a POSIX one that may mean something else."""
    if sys.platform == "win32":
        import ctypes

        return ctypes.WinError(number)
    error = OSError(said_as, "")
    error.winerror = number  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize("number", PULLED)
def test_a_pulled_stick_is_told_as_pulled(number: int) -> None:
    error = of_windows(number, errno.EINVAL if number > 100 else errno.EACCES)
    assert "被拔出" in advice(error, Path("清单.json"), "没有提交")


@pytest.mark.parametrize(
    ("number", "said_as", "meant"),
    [
        (19, errno.EACCES, Cause.READ_ONLY),
        (39, errno.EINVAL, Cause.FULL),
        (112, errno.ENOSPC, Cause.FULL),
        (32, errno.EACCES, Cause.HELD),
        (33, errno.EACCES, Cause.HELD),
        (5, errno.EACCES, Cause.DENIED),
        (206, errno.ENOENT, Cause.TOO_LONG),
        (123, errno.EINVAL, Cause.BAD_NAME),
    ],
)
def test_the_number_of_windows_counts_before_that_of_posix(number: int, said_as: int, meant: Cause) -> None:
    assert cause(of_windows(number, said_as)) is meant


def test_a_path_that_windows_cannot_find_may_be_too_long_for_it() -> None:
    deep = Path("/", "长" * 130, "长" * 130, "台账.db")
    for number, said_as in ((3, errno.ENOENT), (31, errno.EACCES), (234, errno.EINVAL)):
        assert cause(of_windows(number, said_as), deep) is Cause.TOO_LONG
    assert cause(of_windows(3, errno.ENOENT), Path("/短/台账.db")) is Cause.GONE


def test_every_cause_says_what_happened_what_was_not_done_and_what_to_do() -> None:
    for number in (errno.ENOSPC, errno.EROFS, errno.EIO, errno.EACCES, errno.ENAMETOOLONG, errno.EINVAL):
        told = advice(OSError(number, os.strerror(number)), Path("表.xlsx"), "没有还原")
        assert "，没有还原；请" in told
        assert told.endswith("。")


def test_a_name_too_long_for_the_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"路径太长|文件名"), whole_file(tmp_path / f"{'长' * 260}.xlsx"):
        pass
    assert not list(tmp_path.iterdir())


def test_a_fault_of_the_disk_that_nobody_caught_is_told_as_one(tmp_path: Path) -> None:
    deep = tmp_path / "/".join(["很长的文件夹名" * 7] * 40)
    with pytest.raises(OSError) as caught:  # noqa: PT011 - each system says it in its own words
        deep.stat()
    assert "路径太长" in sentence_of(caught.value)
    assert sentence_of(FileNotFoundError(2, "No such file", "模板.xml")) == ""
