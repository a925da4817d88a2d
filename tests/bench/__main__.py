"""How fast the program is, as ratios against a peer or a limit in the same run: ``make bench``.

Prints one line a row: what, ours, the peer's, their ratio, the aim. Nothing here fails; absolute times differ from
machine to machine, ratios hardly.
"""

import argparse
import shutil
import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path

TODAY = date(2026, 11, 22)
# Imported when their turn comes: a child process that reads a workbook begins with this file, as it does with the
# program's own, and shall not load what only measures.
_PARTS = ("startup", "lists", "sheet", "library", "leads", "imports", "letters", "packaged")
_OF_THE_SAMPLE = frozenset({"startup", "lists", "letters", "packaged"})  # the others make records of their own


def main() -> None:
    """Measures every part, or those named, some of them on a database of 2,000 projects."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*_PARTS, []])
    asked = parser.parse_args().parts or list(_PARTS)
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        database = folder / "两千个项目.db"
        if _OF_THE_SAMPLE & set(asked):
            import_module("app.demo").make_demo(database, today=TODAY, projects=2000, seed=1)
        print(f"{'what':<44}{'ours':>12}{'peer':>12}{'ratio':>9}   aim")
        for part in asked:
            for row in import_module(f"tests.bench.{part}").rows(database, folder):
                print(row.line(), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
