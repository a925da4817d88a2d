"""`make deb`: every step in its order; what is done already takes a blink."""

import os
import sys

from deb import interpreter, package, program, roots, trial
from deb.places import CACHE


def main() -> None:
    """Builds the package and tries it."""
    if os.geteuid():
        sys.exit("请用管理员身份运行：要在一个旧系统的目录树里编译。")
    CACHE.mkdir(parents=True, exist_ok=True)
    roots.ready()
    interpreter.ready()
    program.ready()
    package.ready()
    trial.ready()


if __name__ == "__main__":
    main()
