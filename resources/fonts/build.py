"""Makes the program's open faces in this folder: zhaoshang-sans.ttf, zhaoshang-serif.ttf, and 仿宋, 楷体, 粗宋体.

The faces come from the Python package `pylopdf-fonts-zh-cn` (Noto Sans SC and Noto Serif SC, SIL Open Font
License), whose outlines are cubic; reportlab takes TrueType outlines only, so they are converted, once, with
every character the faces have: all of GBK, the rare characters of names, and the rest of GB 18030 level 1.
FandolFang, FandolKai and FandolSong-Bold (GPL with font exception) are taken out of a Debian package where apt-get has
it; without them the two others print every role. What was converted is kept by version in the user's cache folder, so
that another clone need not do it again.

    python resources/fonts/build.py [--force]
"""

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from importlib.metadata import Distribution, distribution, version
from pathlib import Path
from tempfile import TemporaryDirectory

PACKAGE = "pylopdf-fonts-zh-cn"
FACES = {"zhaoshang-sans.ttf": "NotoSansSC-Regular.otf", "zhaoshang-serif.ttf": "NotoSerifSC-Regular.otf"}
LICENCE = "OFL.txt"
DEBIAN = "texlive-lang-chinese"
FANDOL = {
    "zhaoshang-fang.ttf": "FandolFang-Regular.otf",
    "zhaoshang-kai.ttf": "FandolKai-Regular.otf",
    "zhaoshang-bold.ttf": "FandolSong-Bold.otf",
}
FANDOL_LICENCE = "FANDOL.txt"
FANDOL_SAID = ("README", "COPYING.gz")
_FOLDERS = ("fonts/opentype/public/fandol/", "doc/fonts/fandol/", "texlive-doc/fonts/fandol/")
RECIPE = 1  # raise it when the conversion below changes, so that no old result is taken from the cache
LARGEST_ERROR = 1.0  # how far a converted curve may stray, in thousandths of the character's height


def main() -> int:
    """Leave the faces and their licences beside this file, taken from the cache or made."""
    here = Path(__file__).resolve().parent
    kept = cache_folder()
    kept.mkdir(parents=True, exist_ok=True)
    wanted = [*FACES, LICENCE]
    with ProcessPoolExecutor(max_workers=2) as cores:
        making = None if all_there(kept, wanted) else begin(cores, kept, package_faces())
        if fandol_is_there(kept, cores):  # fetched while the two are converted
            wanted += [*FANDOL, FANDOL_LICENCE]
        if making:
            await_all(making)
            write_licence(kept)
    for name in wanted:
        if not same(kept / name, here / name):
            place(kept / name, here / name)
    return 0


def all_there(folder: Path, names: Iterable[str]) -> bool:
    """Whether nothing has to be made."""
    return "--force" not in sys.argv[1:] and all((folder / name).is_file() for name in names)


def begin(cores: Executor, folder: Path, faces: Mapping[str, Path]) -> list[Future[None]]:
    """Begins to convert faces; each is called in `folder` as it is here."""
    return [cores.submit(convert, source, folder / target) for target, source in faces.items()]


def await_all(making: Iterable[Future[None]]) -> None:
    """Waits for them; raises what one of them raised."""
    for face in making:
        face.result()


def fandol_is_there(folder: Path, cores: Executor) -> bool:
    """Makes sure of the Fandol faces in `folder`; False, with a sentence, where they cannot be had."""
    if all_there(folder, [*FANDOL, FANDOL_LICENCE]):
        return True
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return False
    try:
        with TemporaryDirectory() as aside:
            fill_fandol(folder, Path(aside), cores)
    except (OSError, subprocess.SubprocessError, LookupError) as fault:
        sys.stderr.write(f"没有取得仿宋、楷体字体（{type(fault).__name__}），打印时用自带的宋体代替。\n")
        return False
    return True


def apt_get(folder: Path, *asked: str) -> None:
    """Runs apt-get in `folder`, silently; CalledProcessError where it cannot."""
    subprocess.run(["apt-get", *asked], cwd=folder, check=True, timeout=60, capture_output=True)


def fill_fandol(folder: Path, aside: Path, cores: Executor) -> None:
    """Takes the faces and their licence out of the Debian package, without what it depends on, and converts them."""
    try:
        apt_get(aside, "download", DEBIAN)
    except subprocess.CalledProcessError:  # a bare machine has no lists yet
        apt_get(aside, "update", "-qq")
        apt_get(aside, "download", DEBIAN)
    unpack(next(aside.glob(f"{DEBIAN}*.deb")), aside, {*FANDOL.values(), *FANDOL_SAID})
    await_all(begin(cores, folder, {target: aside / source for target, source in FANDOL.items()}))
    said = [(aside / name).read_bytes() for name in FANDOL_SAID]
    text = "\n".join((gzip.decompress(part) if part[:2] == b"\x1f\x8b" else part).decode() for part in said)
    (folder / FANDOL_LICENCE).write_text(text, encoding="utf-8")


def unpack(package: Path, aside: Path, names: set[str]) -> None:
    """Takes the files of these names out of the folders of Fandol; LookupError when one is missing."""
    left = set(names)
    with subprocess.Popen(["dpkg-deb", "--fsys-tarfile", str(package)], stdout=subprocess.PIPE) as unpacking:
        with tarfile.open(fileobj=unpacking.stdout, mode="r|") as files:
            for entry in files:
                name = Path(entry.name).name
                if name in left and any(part in entry.name for part in _FOLDERS):
                    (aside / name).write_bytes(files.extractfile(entry).read())
                    left.remove(name)
                if not left:
                    break  # the rest of the package need not be unpacked
        unpacking.terminate()
    if left:
        raise LookupError(f"{package.name} holds no {', '.join(sorted(left))}")


def package_faces() -> dict[str, Path]:
    """The two faces of the Python package."""
    package = distribution(PACKAGE)
    return {target: located(package, source) for target, source in FACES.items()}


def cache_folder() -> Path:
    """Where this version's converted faces are kept: a folder named after all that decides their bytes."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "zhaoshang-fonts" / f"{version(PACKAGE)}-{version('fonttools')}-{RECIPE}"


def write_licence(folder: Path) -> None:
    """Puts the two faces' licence beside them."""
    licence = located(distribution(PACKAGE), "LICENSE").read_text(encoding="utf-8")
    notices = sorted({copyright_notice(folder / name) for name in FACES})
    (folder / LICENCE).write_text("\n".join([*notices, "", licence]), encoding="utf-8")


def copyright_notice(face: Path) -> str:
    """The face's own copyright line, which its licence wants beside the licence's text."""
    from fontTools.ttLib import TTFont

    return str(TTFont(face, lazy=True)["name"].getDebugName(0))


def located(package: Distribution, name: str) -> Path:
    """The installed file of that name; FileNotFoundError when this version of the package has none."""
    for file in package.files or []:
        if file.name == name:
            return Path(str(package.locate_file(file)))
    raise FileNotFoundError(f"{PACKAGE} {package.version} holds no {name}")


def convert(source: Path, target: Path) -> None:
    """Write `source` (cubic outlines) as `target` (TrueType outlines), one glyph for each character it maps.

    Layout rules, vertical metrics and alternates are left behind: neither Qt's labels nor reportlab use them.
    Names, copyright and metrics stay those of the source.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import TTFont, newTable
    from outline import Outline

    face = TTFont(source)
    characters = face.getBestCmap()
    outlines = face.getGlyphSet()
    order = [".notdef", *sorted(set(characters.values()) - {".notdef"}, key=face.getGlyphID)]
    glyphs = {}
    for name in order:
        outline = Outline(LARGEST_ERROR)
        outlines[name].draw(outline)
        glyphs[name] = outline.glyph()

    made = FontBuilder(face["head"].unitsPerEm)
    made.setupGlyphOrder(order)
    made.setupCharacterMap(characters)
    made.setupGlyf(glyphs)
    left = made.font["glyf"]
    made.setupHorizontalMetrics({name: (outlines[name].width, getattr(left[name], "xMin", 0)) for name in order})
    for tag in ("hhea", "OS/2", "name"):
        made.font[tag] = face[tag]
    made.font["head"].fontRevision, made.font["head"].macStyle = face["head"].fontRevision, face["head"].macStyle
    made.setupPost(keepGlyphNames=False)
    made.setupMaxp()
    made.font["gasp"] = smooth = newTable("gasp")
    smooth.version, smooth.gaspRange = 1, {0xFFFF: 0x000F}  # no hinting instructions: smooth at every size
    part = beside(target)
    made.save(part)
    part.replace(target)


def same(one: Path, other: Path) -> bool:
    """Whether both are files of one size and time of change."""
    if not other.is_file():
        return False
    here, there = one.stat(), other.stat()
    return here.st_size == there.st_size and int(here.st_mtime) == int(there.st_mtime)


def place(source: Path, target: Path) -> None:
    """Copy so that `target` is never seen half-written."""
    part = beside(target)
    shutil.copy2(source, part)
    part.replace(target)


def beside(target: Path) -> Path:
    """The name under which this process writes `target` before it is whole."""
    return target.with_name(f".{target.name}.{os.getpid()}")


if __name__ == "__main__":
    sys.exit(main())
