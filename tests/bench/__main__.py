"""How fast the program is, as ratios against a peer or a limit in the same run: ``make bench``.

Prints one line a row: what, ours, the peer's, their ratio, the aim. Nothing here fails; absolute times differ from
machine to machine, ratios hardly.
"""

import argparse
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from app.demo import make_demo
from tests.bench import imports, leads, letters, library, lists, packaged, sheet, startup
from tests.bench.row import Row

TODAY = date(2026, 11, 22)
PARTS: dict[str, Callable[[Path, Path], Sequence[Row]]] = {
    "startup": startup.rows,
    "lists": lists.rows,
    "sheet": sheet.rows,
    "library": library.rows,
    "leads": leads.rows,
    "imports": imports.rows,
    "letters": letters.rows,
    "packaged": packaged.rows,
}


def main() -> None:
    """Makes a database of 2,000 projects and measures every part, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    asked = parser.parse_args().parts or list(PARTS)
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        database = folder / "两千个项目.db"
        make_demo(database, today=TODAY, projects=2000, seed=1)
        print(f"{'what':<44}{'ours':>12}{'peer':>12}{'ratio':>9}   aim")
        for part in asked:
            for row in PARTS[part](database, folder):
                print(row.line(), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
