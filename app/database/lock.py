"""One writer per database file: a lock beside the file, which the system takes back when a program dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.errors import Refused
from app.paths import made_folders


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Holds the only right to write to the database at ``path``; readers need none.

    Whoever holds it may hold it again within the same process. Raises :class:`Refused` where another program
    holds it, or where its folder cannot be written to. A crash leaves no lock: the system drops it.
    """
    from filelock import FileLock, Timeout  # loads in its own time, not at the start of the window

    beside = _beside(path)
    # One object for each file, shared between threads: a background job belongs to the window that holds it.
    # The moment's patience is for a program that is just closing.
    lock = FileLock(beside, timeout=0.3, thread_local=False, is_singleton=True)
    with ExitStack() as until_the_end:
        try:
            until_the_end.enter_context(made_folders(beside.parent))
            lock.acquire()
        except Timeout as error:
            raise Refused("这个台账已在另一个窗口中打开，请先关闭那个窗口。") from error
        except OSError as error:
            raise Refused(f"无法写入“{beside.parent}”，请检查文件夹是否存在、是否有权限。") from error
        try:
            yield
        finally:
            if lock.lock_counter == 1 and sys.platform != "win32":
                # Still holding it: who waits with the old file open finds its name gone and begins anew.
                # (Windows removes the file by itself.)
                beside.unlink(missing_ok=True)
            lock.release()


def _beside(path: Path) -> Path:
    # The canonical name: two users, a link or another spelling lead to the same lock.
    canonical = Path(os.path.realpath(path))
    return canonical.with_name(f".{canonical.name}.lock")
