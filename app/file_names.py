"""Names that a file may have on Windows too: what is made here is opened there, and the other way round."""

import re
import sys
from pathlib import Path

from app.errors import Refused

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_WIDE = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")  # the same signs, harmless
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
_LONGEST = 120  # characters of a proposed name: room for its folder


def file_name(words: str) -> str:
    """``words`` as a name that every system takes; what is forbidden is written wide."""
    name = _FORBIDDEN.sub("", words.translate(_WIDE)).strip(" .")
    if len(name) > _LONGEST:
        ending = Path(name).suffix
        name = name[: _LONGEST - len(ending)].rstrip(" .") + ending
    return f"_{name}" if not name or _is_device(name) else name


def must_be_a_file_name(path: Path) -> None:
    """Raises :class:`Refused` for what Windows would take for a device, a hidden stream, or another name."""
    if sys.platform == "win32" and is_no_file_name(path.name):
        raise Refused(f'“{path.name}”不能用作文件名；请换一个名称，不要用：*?"<>|，也不要用CON、NUL这类系统名称。')


def is_no_file_name(name: str) -> bool:
    """Whether Windows would take a name for a device, a hidden stream, or another name."""
    return bool(_FORBIDDEN.search(name)) or name != name.rstrip(" .") or _is_device(name)


def _is_device(name: str) -> bool:
    return name.split(".", maxsplit=1)[0].rstrip().lower() in _DEVICES
