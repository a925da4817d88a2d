"""`make exe-windows`: every step in its order, then the program is tried; what is done already takes a blink."""

import os
import subprocess
import sys

from machine.steps import step
from windows import interpreter, libraries, program, system, wine
from windows.places import CACHE, MARKS, PROJECT, PYTHON

# Those of the project's own tests that ask the system something, by the interpreter for Windows.
_ASK_THE_SYSTEM = (
    *("tests/test_limits.py", "tests/test_disk_faults.py", "tests/test_file_names.py", "tests/test_streams.py"),
    *("tests/database/test_volumes.py", "tests/database/test_lock.py", "tests/ui/test_faces.py"),
)


def main() -> None:
    """Builds ``dist/windows`` and tries it."""
    interpreter.ready()
    libraries.ready()
    system.ready()
    try:
        program.ready()
        tests = [PROJECT / name for name in _ASK_THE_SYSTEM]
        step(MARKS, "tried", _try, [*program.parts(), *tests], [])
    finally:
        wine.end()


def _try() -> None:
    status, told = wine.run(
        PYTHON / "python.exe",
        *("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *_ASK_THE_SYSTEM),
        folder=PROJECT,
        variables={"QT_QPA_PLATFORM": "offscreen"},
        seconds=None,
    )
    print(told, end="")
    tests = [sys.executable, "-m", "pytest", "-q", "-m", "executable", "tests/executable"]
    tried = subprocess.run(tests, cwd=PROJECT, env={**os.environ, "PROGRAM": "wine"}, check=False).returncode
    if status or tried:
        sys.exit("Windows 版在 Wine 里没有全部通过。")
    print("在 Wine 下构建并运行过，未在真实 Windows 上测过。")


if __name__ == "__main__":
    CACHE.mkdir(parents=True, exist_ok=True)
    main()
