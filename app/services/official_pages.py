"""公文格式: what each kind of the office's papers bears, and the 发文字号 it was given, counted up in each year."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import offices
from app.values.papers import TITLES, HeadStyle, PaperKind, Seal

_RULES, _NUMBERS, _BACK = "official_pages", "official_numbers", "official_imprint_on_back"
_MOST = 200  # characters of one line of a rule
_NUMBER = re.compile(r"[1-9]\d{0,4}")


@dataclass(frozen=True)
class PageRule:
    """What a kind of paper bears; an empty ``mark``, ``word`` or ``addressee`` leaves it to the program.

    ``mark`` is the 机关标志, ``word`` the 机关代字 before 〔年〕; ``upward`` says that the paper goes to a higher
    office and so bears a 签发人. ``copies`` are the offices of 抄送, ``imprint`` asks for 版记.
    """

    head: HeadStyle = HeadStyle.NONE
    mark: str = ""
    numbered: bool = False
    word: str = ""
    upward: bool = False
    signer: str = ""
    addressee: str = ""
    annex_note: bool = False
    seal: Seal = Seal.SEALED
    copies: str = ""
    imprint: bool = False


_ISSUED = PageRule(HeadStyle.PRINTED, numbered=True, annex_note=True, imprint=True)
_INSIDE = PageRule(seal=Seal.PLAIN)  # goes from hand to hand in the office
USUAL: Mapping[PaperKind, PageRule] = {
    PaperKind.MONTH: _ISSUED,
    PaperKind.QUARTER: _ISSUED,
    PaperKind.BOARD: _ISSUED,
    PaperKind.TRIPS: _ISSUED,
    PaperKind.TEAMS: _ISSUED,
    PaperKind.WEEK: PageRule(),
    PaperKind.LEADS_WEEK: PageRule(),
    PaperKind.FLASH: PageRule(),
    PaperKind.SUMMARY: _INSIDE,
    PaperKind.PLAN: _INSIDE,
    PaperKind.TRIP_REPORT: _INSIDE,
    PaperKind.NOTICE: PageRule(),
    PaperKind.EXIT: PageRule(),
    PaperKind.SUPERVISION: PageRule(),
}
_WORDS = {
    PaperKind.NOTICE: "招函",
    PaperKind.EXIT: "招函",
    PaperKind.SUPERVISION: "招督",
    PaperKind.TRIP_REPORT: "招报",
}


def rule(session: Session, kind: PaperKind) -> PageRule:
    """What papers of that kind bear: as the office said, else as is usual."""
    return _read(USUAL[kind], (offices.value(session, _RULES) or {}).get(kind.value))


def set_rule(session: Session, kind: PaperKind, new: PageRule) -> None:
    """Keeps what papers of that kind bear; Refused for a text that no line holds."""
    texts = {each.name: _line(each.name, getattr(new, each.name)) for each in fields(PageRule) if each.type is str}
    kept = dict(offices.value(session, _RULES) or {})
    kept[kind.value] = {**asdict(new), **texts}
    offices.set_value(session, _RULES, kept)


def imprint_on_back(session: Session) -> bool:
    """Whether 版记 stands on the back of the last sheet, as papers printed on both sides have it."""
    return bool(offices.value(session, _BACK, default=True))


def set_imprint_on_back(session: Session, *, on: bool) -> None:
    """Keeps where 版记 stands."""
    offices.set_value(session, _BACK, on)


def mark(session: Session, asked: PageRule) -> str:
    """The 机关标志 of a paper: 清溪镇人民政府文件; of a letter the office's name alone."""
    own = offices.required(session).government
    return asked.mark or (own if asked.head is HeadStyle.LETTER else f"{own}文件")


def word(session: Session, kind: PaperKind) -> str:
    """The 机关代字 that numbers of a kind begin with: 清招通; kinds that share one count in one series."""
    return rule(session, kind).word or f"{offices.required(session).short_name}{_WORDS.get(kind, '招通')}"


def number(session: Session, kind: PaperKind, year: int, subject: str) -> int | None:
    """The number that was given to a paper, known by what it is about (its kind and months); None before it has one."""
    found = _series(session, word(session, kind), year).get(_key(kind, subject))
    return None if found is None else int(found)


def next_number(session: Session, kind: PaperKind, year: int) -> int:
    """The number after the highest one that was given in the year's series."""
    return max(map(int, _series(session, word(session, kind), year).values()), default=0) + 1


def give(session: Session, kind: PaperKind, year: int, subject: str, given: int) -> None:
    """Gives a paper its number, and remembers it; Refused for one that another paper of the series has."""
    if not _NUMBER.fullmatch(str(given)):
        raise Refused("发文字号的序号应是1到99999之间的整数。", field="number")
    series, key = _series(session, word(session, kind), year), _key(kind, subject)
    if holder := next((each for each, other in series.items() if int(other) == given and each != key), None):
        said = text(session, kind, year, given)
        raise Refused(f"{said}已经编给“{_named(holder)}”，请换一个序号。", field="number")
    kept = {name: dict(years) for name, years in (offices.value(session, _NUMBERS) or {}).items()}
    kept.setdefault(word(session, kind), {})[str(year)] = {**series, key: given}
    offices.set_value(session, _NUMBERS, kept)


def text(session: Session, kind: PaperKind, year: int, given: int | None) -> str:
    """清招通〔2026〕5号; with room to write where there is no number yet."""
    return f"{word(session, kind)}〔{year}〕{given if given is not None else '　　'}号"


def _series(session: Session, name: str, year: int) -> dict[str, int]:
    found: dict[str, int] = ((offices.value(session, _NUMBERS) or {}).get(name) or {}).get(str(year)) or {}
    return found


def _key(kind: PaperKind, subject: str) -> str:
    return f"{kind.value} {subject}"


def _named(key: str) -> str:
    kind, _, subject = key.partition(" ")
    return f"{TITLES[PaperKind(kind)]} {subject}".strip()


def _read(usual: PageRule, kept: Any) -> PageRule:
    if not isinstance(kept, dict):
        return usual
    known = {each.name: kept[each.name] for each in fields(PageRule) if each.name in kept}
    made = replace(usual, **known)
    return replace(made, head=HeadStyle(made.head), seal=Seal(made.seal))


def _line(field: str, typed: str) -> str:
    said = " ".join(typed.split())
    if len(said) > _MOST:
        raise Refused(f"“{said[:12]}……”太长了，这一栏最多{_MOST}字，请缩短。", field=field)
    return said
