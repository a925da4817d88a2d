"""A list of units typed or pasted at the first start: one a line, one a cell, or one after the other."""

import re

from sqlalchemy.orm import Session

from app.services import units
from app.values.words import clean

_BETWEEN = re.compile(r"[、，,；;/|]+")
_NUMBER = re.compile(r"^[（(]?[0-9一二三四五六七八九十]{1,3}\s*[)）.．、]\s*")  # 1. 一、 (3) before a name
_LETTER = re.compile(r"[^\W\d_]")
_HEADINGS = frozenset({"序号", "单位", "单位名称", "责任单位", "村", "名称", "备注", "合计", "小计"})


def names_in(text: str) -> tuple[str, ...]:
    """The units that a text names, each once, in its order.

    Of a row pasted from a workbook the first cell that holds a name counts; headings and numbering are passed over.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        for name in _of_line(line):
            found.setdefault(units.plain_name(name), name)
    return tuple(found.values())


def enter(session: Session, text: str) -> int:
    """Makes a unit of every name that is not there yet; returns how many were made."""
    return sum(units.find_or_make(session, name)[1] for name in names_in(text))


def _of_line(line: str) -> list[str]:
    cells = [_NUMBER.sub("", clean(cell), count=1).strip() for cell in line.split("\t")]
    if any(cell in _HEADINGS for cell in cells):
        return []
    named = next((cell for cell in cells if _LETTER.search(cell)), "")
    parts = _BETWEEN.split(named) if len(cells) == 1 else [named]
    return [part.strip() for part in parts if part.strip()]
