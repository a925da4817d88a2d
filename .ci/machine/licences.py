"""Gathers the licence texts of all that travels inside the executable: libraries, interpreter, the system's own."""

import gzip
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent.parent / "pyproject.toml"
_STARTER = "pyinstaller"  # its small program is the first part of the executable
_WORDS = ("licen", "copying", "notice", "copyright")


def travelling(wishes: Iterable[str]) -> dict[str, Distribution]:
    """The installed distributions that `wishes` (requirements, as in pyproject.toml) bring along, by name."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in wishes]
    while waiting:
        wish = waiting.pop()
        if (name := canonicalize_name(wish.name)) in found or (wish.marker and not wish.marker.evaluate({"extra": ""})):
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # the build for an older glibc takes PDF from another package
        waiting += [Requirement(text) for text in found[name].requires or []]
    return found


def texts(package: Distribution) -> Iterator[tuple[str, str]]:
    """Name and text of each licence file that the package brings beside its own description."""
    for file in package.files or []:
        if ".dist-info" in file.parts[0] and any(word in file.name.lower() for word in _WORDS):
            yield "-".join(file.parts[1:]), Path(str(package.locate_file(file))).read_text(encoding="utf-8")


def gather(target: Path) -> Path:
    """Write `NAME-VERSION.txt` for each travelling library into `target`, made if missing; returns `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    wishes = [*tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"], _STARTER]
    for name, package in travelling(wishes).items():
        terms = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
        parts = [
            f"{name} {package.version}",
            terms.strip(),
            *(f"---- {n} ----\n\n{text}" for n, text in texts(package)),
        ]
        (target / f"{name}-{package.version}.txt").write_text("\n\n".join(filter(None, parts)), encoding="utf-8")
    return target


def of_files(files: Iterable[tuple[str, str, str]], target: Path) -> list[tuple[str, str, str]]:
    """The terms of what is no Python library, as entries for the executable's ``resources/licences/system``.

    Debian keeps them for each package that a file came from; an interpreter that was laid out for Windows has them
    in a folder of its own; an installer's leaves LICENSE.txt.
    """
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    base = Path(sys.base_prefix)
    for text in [*base.glob("LICENSE*"), *base.glob("licences/*.txt")]:
        shutil.copy(text, target / text.name)
    for package in sorted(_packages(Path(source) for _, source, _ in files)):
        if text := debian_terms(package):
            (target / f"{package}.txt").write_text(text, encoding="utf-8")
    return [(f"resources/licences/system/{file.name}", str(file), "DATA") for file in sorted(target.iterdir())]


def _packages(files: Iterable[Path]) -> set[str]:
    """The Debian packages that the files came from; none on another system."""
    if not shutil.which("dpkg-query"):
        return set()
    ours = {str(file) for file in files if not {"site-packages", "dist-packages"} & set(file.parts)}
    # Debian moved /lib under /usr, and its lists still say the one or the other.
    asked = sorted(ours | {name.removeprefix("/usr") for name in ours} | {str(Path(name).resolve()) for name in ours})
    told = subprocess.run(["dpkg-query", "-S", *asked], capture_output=True, encoding="utf-8", check=False).stdout
    return {line.partition(":")[0] for line in told.splitlines() if not line.startswith("diversion")}


def debian_terms(package: str) -> str:
    """The terms that Debian keeps for an installed package; "" where it has none."""
    folder = Path("/usr/share/doc") / package
    if (packed := folder / "copyright.gz").exists():
        return gzip.decompress(packed.read_bytes()).decode("utf-8")
    return (folder / "copyright").read_text("utf-8") if (folder / "copyright").exists() else ""
