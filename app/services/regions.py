"""来源地: places that the office lists under one name, its own or those of resources/regions.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache

from sqlalchemy.orm import Session

from app.errors import Refused
from app.indicators.own import Region
from app.paths import RESOURCES
from app.services import offices
from app.values.words import clean

_SETTING = "regions"
_APART, _COARSE = "除", "待核："  # 省外：除湖南、长沙; 珠三角：广州、深圳；待核：广东

_SIGNS = str.maketrans("，,；;", "、、、、")


@dataclass(frozen=True)
class UsualRegion:
    """A region as the program knows it, with where that stands; ``checked`` is when somebody last looked."""

    region: Region
    source: str
    since: str
    checked: str


@cache
def usual() -> tuple[UsualRegion, ...]:
    """The regions until the office writes its own list."""
    told = tomllib.loads((RESOURCES / "regions.toml").read_text(encoding="utf-8"))
    return tuple(
        UsualRegion(
            Region(name, tuple(said["words"]), coarse=tuple(said["coarse"])),
            said["source"],
            said["since"],
            said["checked"],
        )
        for name, said in told.items()
    )


def sources() -> str:
    """Where the usual regions stand and how old that knowledge is, as one sentence."""
    known = [each for each in usual() if each.source]
    said = "，".join(f"{each.region.name}见{each.source}（{each.since}）" for each in known)
    return f"程序自带的名单：{said}；核对于{min(each.checked for each in usual())}，以现行文件为准。"


def listed(session: Session) -> tuple[Region, ...]:
    """The 来源地 that the office lists."""
    told = offices.value(session, _SETTING, None)
    return tuple(each.region for each in usual()) if told is None else read(str(told))


def keep(session: Session, text: str) -> None:
    """Keeps the office's list, a line for each: 长三角：上海、江苏、浙江、安徽; 省外：除湖南、长沙."""
    read(text)
    offices.set_value(session, _SETTING, text.strip())


def read(text: str) -> tuple[Region, ...]:
    """The regions of a text; Refused with the line that cannot be read."""
    found: dict[str, Region] = {}
    for line in filter(None, (clean(each) for each in text.splitlines())):
        name, _, words = line.replace(":", "：").partition("：")
        words, _, coarse = words.partition(_COARSE)
        apart = words.startswith(_APART)
        places = _places(words.removeprefix(_APART))
        if not name or not places:
            raise Refused(f"“{line}”看不懂，请写成“长三角：上海、江苏、浙江、安徽”的样子。", field="regions")
        if name in found:
            raise Refused(f"“{name}”写了两次，请合成一行。", field="regions")
        found[name] = Region(name, places, apart, _places(coarse))
    return tuple(found.values())


def written(known: tuple[Region, ...]) -> str:
    """The text that :func:`read` reads."""
    return "\n".join(map(_line, known))


def _line(region: Region) -> str:
    coarse = f"；{_COARSE}{'、'.join(region.coarse)}" if region.coarse else ""
    return f"{region.name}：{_APART if region.apart else ''}{'、'.join(region.words)}{coarse}"


def _places(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in text.translate(_SIGNS).split("、"))))
