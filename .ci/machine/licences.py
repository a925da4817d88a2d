"""Gathers the licence texts of every library that travels inside the executable."""

import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent.parent / "pyproject.toml"
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
    for name, package in travelling(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]).items():
        terms = package.metadata.get("License-Expression") or package.metadata.get("License") or ""
        parts = [
            f"{name} {package.version}",
            terms.strip(),
            *(f"---- {n} ----\n\n{text}" for n, text in texts(package)),
        ]
        (target / f"{name}-{package.version}.txt").write_text("\n\n".join(filter(None, parts)), encoding="utf-8")
    return target
