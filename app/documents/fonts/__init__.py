"""Which face prints each role of an official page: the office's own fonts first, the bundled open face behind them."""

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from app.documents.fonts.choice import chosen_files, fonts_folder, forget, keep
from app.documents.fonts.files import FontFace, faces_in, faces_under
from app.documents.fonts.typefaces import Typeface, is_joined, registered
from app.errors import Refused
from app.paths import RESOURCES, data_folder

SERIF = RESOURCES / "fonts" / "zhaoshang-serif.ttf"
SANS = RESOURCES / "fonts" / "zhaoshang-sans.ttf"
# What prints a role more in its own way than the two above, where set-up could make it.
OWN: Mapping[str, tuple[Path, str]] = {
    "BODY": (RESOURCES / "fonts" / "zhaoshang-fang.ttf", "Fandol 仿宋（自带）"),
    "CLAUSE": (RESOURCES / "fonts" / "zhaoshang-kai.ttf", "Fandol 楷体（自带）"),
    "TITLE": (RESOURCES / "fonts" / "zhaoshang-bold.ttf", "Fandol 粗宋体（自带）"),
}
# Faces of the machine that have rarer characters than most: asked last, character by character.
RARE = (
    *("宋体-ExtB", "SimSun-ExtB", "宋体-ExtG", "SimSun-ExtG", "霞鹜文楷", "LXGW WenKai", "花园明朝B", "HanaMinB"),
    *(
        "全宋体-2",
        "FSung-2",
        "TH-Tshyn-P2",
        "Plangothic P1",
        "Plangothic P2",
        "遍黑体P1",
        "遍黑体P2",
        "Jigmo2",
        "Jigmo3",
    ),
    *("Liberation Serif", "DejaVu Serif", "Malgun Gothic"),  # Latin beyond what Chinese faces have; 한글
)
FINE_STROKE = 0.024  # of the type size: what makes the bundled regular serif as dark as 小标宋


class Role(StrEnum):
    """What a face is used for on paper."""

    TITLE = "小标宋"
    BODY = "仿宋"
    HEADING = "黑体"
    CLAUSE = "楷体"
    TABLE = "宋体"
    LATIN = "西文"


# Names by which fonts of each role go on Windows and Linux, the better first.
CANDIDATES: Mapping[Role, tuple[str, ...]] = {
    Role.TITLE: (
        "方正小标宋简体",
        "方正小标宋_GBK",
        "方正小标宋_GB18030",
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正公文小标宋",
        "华文中宋",
        "STZhongsong",
    ),
    Role.BODY: (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "仿宋",
        "FangSong",
        "方正仿宋_GBK",
        "方正仿宋简体",
        "华文仿宋",
        "STFangsong",
        "朱雀仿宋",
        "朱雀仿宋（预览测试版）",
        "FandolFang",
    ),
    Role.HEADING: (
        "黑体",
        "SimHei",
        "方正黑体_GBK",
        "方正黑体简体",
        "华文黑体",
        "STHeiti",
        "文泉驿微米黑",
        "文泉驿正黑",
    ),
    Role.CLAUSE: (
        "楷体_GB2312",
        "KaiTi_GB2312",
        "楷体",
        "KaiTi",
        "方正楷体_GBK",
        "方正楷体简体",
        "华文楷体",
        "STKaiti",
        "霞鹜文楷",
        "LXGW WenKai",
    ),
    Role.TABLE: ("宋体", "SimSun", "方正书宋_GBK", "方正书宋简体", "华文宋体", "STSong"),
    Role.LATIN: ("Times New Roman", "Liberation Serif", "Tinos"),
}
# A file that the office put into its own folder may go by any name that says what it is.
SPOKEN: Mapping[Role, tuple[str, ...]] = {
    Role.TITLE: ("小标宋", "xiaobiaosong"),
    Role.BODY: ("仿宋", "fangsong"),
    Role.HEADING: ("黑体", "simhei", "heiti"),
    Role.CLAUSE: ("楷", "kai"),
    Role.TABLE: ("书宋", "宋体", "simsun", "shusong"),
    Role.LATIN: ("times new roman",),
}
OTHER_WEIGHTS = ("light", "thin", "medium", "bold", "black", "heavy", "细", "粗")


@dataclass(frozen=True)
class Face:
    """The face that prints one role; ``stand_in`` when it is the bundled one and not the role's own."""

    role: Role
    name: str
    path: Path
    index: int = 0
    stand_in: bool = False


@dataclass(frozen=True)
class Faces:
    """One face for every role, with the bundled faces behind each of them."""

    of: tuple[Face, ...]
    rare: tuple[FontFace, ...] = ()
    lenient: bool = False  # for text that is measured here and printed with the fonts of another program

    @cached_property
    def _typefaces(self) -> dict[Role, Typeface]:
        names = {face.role: registered(face.path, face.index) for face in self.of}
        rare = [registered(face.path, face.index) for face in self.rare]
        behind = (registered(SERIF, 0), registered(SANS, 0), *names.values(), *rare)
        made = {}
        for role, name in names.items():
            latin = names[Role.LATIN] if role in {Role.BODY, Role.CLAUSE} else None
            made[role] = Typeface(tuple(dict.fromkeys((name, *behind))), latin, lenient=self.lenient)
        return made

    def typeface(self, role: Role) -> Typeface:
        """The face of ``role`` as it is drawn, with its fallbacks."""
        return self._typefaces[role]

    @cached_property
    def strokes(self) -> dict[Role, float]:
        """Roles drawn with a fine stroke, as a share of the size: 小标宋 where the regular serif stands in."""
        return {face.role: FINE_STROKE for face in self.of if face.role is Role.TITLE and face.path == SERIF}

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The characters of ``texts`` that no face has; one role answers for all: its chain ends with the others."""
        if self.lenient:
            return []
        return self.typeface(Role.BODY).missing(texts)

    def require(self, texts: Iterable[str]) -> None:
        """Refuse, before any paper is spent, what these faces cannot print."""
        if missing := self.missing(texts):
            named = "、".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in missing)
            raise Refused(f"以下字无法打印：{named}。{advice(missing)}")


def advice(missing: Iterable[str]) -> str:
    """What to do about characters that cannot be printed."""
    if all(is_joined(char) for char in missing):
        return "维吾尔文、藏文、蒙古文这样连写的文字本程序排不了，请改用汉字，或者存为 Word 文件来打印。"
    return "请在字体设置里选用带有这些字的字体文件，或改用别的字。"


@lru_cache(maxsize=1)
def bundled() -> Faces:
    """The program's own two faces for every role: the same on every machine."""
    if not (SERIF.is_file() and SANS.is_file()):
        raise Refused("程序自带的打印字体不见了，请重新安装程序。")
    return Faces(tuple(_bundled_face(role) for role in Role))


def _bundled_face(role: Role) -> Face:
    path, name = (SANS, "思源黑体（自带）") if role is Role.HEADING else (SERIF, "思源宋体（自带）")
    return Face(role, name, path, stand_in=role is not Role.LATIN)


def installed(chosen: Mapping[Role, Path] | None = None, folders: Iterable[Path] | None = None) -> Faces:
    """The faces of this machine: chosen files, the office's own ``fonts`` folder, the system's, the bundled.

    ``chosen`` replaces what was chosen at this seat, ``folders`` the system's font folders. Refused when a chosen
    file cannot be printed with.
    """
    if chosen is None:
        files = chosen_files()
        chosen = {role: files[role.name] for role in Role if role.name in files}
    own = faces_under([fonts_folder()])
    system = faces_under(system_folders() if folders is None else folders, data_folder() / "fonts.json")
    rare = [face for name in RARE for face in (*own, *system) if name in face.names and _loads(face)]
    return Faces(tuple(_resolved(role, chosen.get(role), own, system) for role in Role), tuple(rare))


def choose(role: str, path: Path) -> None:
    """Prints ``role`` (仿宋) at this seat with that file from now on; Refused where it cannot be printed with."""
    asked = Role(role)
    _chosen_face(asked, path)
    keep(asked.name, path)


def unchoose(role: str) -> None:
    """Lets the role's font be found by its name again."""
    forget(Role(role).name)


def was_chosen(role: str) -> bool:
    """Whether the role's font was chosen at this seat."""
    return Role(role).name in chosen_files()


def system_folders() -> list[Path]:
    """Where Windows or Linux keep fonts, for everybody and for this user."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))
        roots = [os.environ.get("WINDIR", r"C:\Windows") + r"\Fonts", local + r"\Microsoft\Windows\Fonts"]
    else:
        share = os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))
        roots = ["/usr/share/fonts", "/usr/local/share/fonts", share + "/fonts", str(Path.home() / ".fonts")]
    return [Path(root) for root in roots]


def _resolved(role: Role, chosen: Path | None, own: list[FontFace], system: list[FontFace]) -> Face:
    if chosen:
        return _chosen_face(role, chosen)
    for face in [*_spoken(role, own), *_named(role, [*own, *system])]:
        if _loads(face):
            return Face(role, _name(face), face.path, face.index)
    bundled()  # says so when the bundled faces are gone
    path, name = OWN.get(role.name, (SERIF, ""))
    return Face(role, name, path, stand_in=True) if name and path.is_file() else _bundled_face(role)


def _chosen_face(role: Role, path: Path) -> Face:
    for face in faces_in(path):
        if _loads(face):
            return Face(role, _name(face), face.path, face.index)
    raise Refused(
        f"“{path.name}”不能用来打印{role.value}，请换一个 TrueType 字体文件（.ttf 或 .ttc）。", field=role.name
    )


def _spoken(role: Role, faces: list[FontFace]) -> list[FontFace]:
    words = SPOKEN[role]
    return [face for face in faces if any(word in name.lower() for word in words for name in face.names)]


def _named(role: Role, faces: list[FontFace]) -> list[FontFace]:
    by_weight = sorted(faces, key=_is_of_another_weight)
    return [face for name in CANDIDATES[role] for face in by_weight if name in face.names]


def _is_of_another_weight(face: FontFace) -> bool:
    """A light or heavy cut that goes by the family's name; the plain one comes first."""
    return any(word in name.lower() for name in face.names for word in OTHER_WEIGHTS)


def _loads(face: FontFace) -> bool:
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        registered(face.path, face.index)
    except (TTFError, OSError, ValueError, KeyError):
        return False
    return True


def _name(face: FontFace) -> str:
    """The name an office would know: a Chinese one where the file has it."""
    return next((name for name in face.names if not name.isascii()), face.names[0])
