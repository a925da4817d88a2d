"""Reads what stands above a ledger's header: the unit of its money, its year and its month."""

import re
from collections.abc import Sequence

from app.documents.ledgers.grid import Grid
from app.values.money import MoneyUnit, unit_in
from app.values.words import clean

_UNIT_LINE = re.compile(
    r"(?:(?<![报管责主任位制送办属单表系门务包])|(?<=计量)|(?<=金额))单位\s*(?:[:：]|[（(]|为)\s*([^\n；;）)]*)"
)
_UNIT_ALONE = re.compile(r"[（(]?\s*((?:[万亿]?美?元)(?:\s*[、,，/]\s*[\w%]+)*)\s*[)）]?")
_UNIT_BRACKETS = re.compile(r"[（(]\s*(?:单位[:：])?((?:人民币)?[万亿]?美?元[^（）()]*)[)）]")
_DOLLARS = re.compile(r"[万亿]?\s*美[元金]")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR_IN_WORDS = re.compile(r"二[〇○零][一二三四五六七八九〇○零]{2}(?=年)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:年|[-./](?=\d{1,2}))")
_MONTH = re.compile(
    r"(?<!\d)(?:\d{1,2}\s*月?份?\s*[-—–~～至到]+\s*)?(?:20\d\d\s*年\s*)?(1[0-2]|0?[1-9])\s*月(?:份|底|末|\d{1,2}日)?"
)
_AS_OF = re.compile(r"截止|截至")
_FORM_FILLED = re.compile(r"(?:填报|填表|报送|制表|上报|统计)(?:时间|日期)|截止|截至")


def texts_above(grid: Grid, header_row: int) -> list[str]:
    """The texts of the rows above the header, from the top."""
    return [
        clean(value) for row in range(header_row) for _column, value in grid.own_cells(row) if isinstance(value, str)
    ]


def money_units(texts: Sequence[str]) -> tuple[MoneyUnit | None, MoneyUnit | None]:
    """The yuan unit and the dollar unit that the lines above the header name."""
    said = [found[1] for text in texts for found in _UNIT_LINE.finditer(text)]
    said += [found[1] for text in texts if (found := _UNIT_ALONE.fullmatch(text))]
    said += [found[1] for text in texts for found in _UNIT_BRACKETS.finditer(text)]
    yuan = next((unit for words in said if (unit := unit_in(_DOLLARS.sub("", words)))), None)
    dollars = next((unit for words in said if (unit := unit_in(words)) and unit.is_dollars), None)
    return yuan, dollars


def unit_words(texts: Sequence[str]) -> tuple[str, ...]:
    """Every measure that the unit line names: 万元、个 → ("万元", "个")."""
    said = next((found[1] for text in texts for found in _UNIT_LINE.finditer(text)), "")
    return tuple(word for word in re.split(r"[、,，/\s]+", said.strip("（）() ")) if word)


def period(texts: Sequence[str], sheet: str) -> tuple[int | None, int | None]:
    """The year and the month that the title speaks of; the date of filling in counts only where nothing else does."""
    spoken = [_YEAR_IN_WORDS.sub(lambda found: found.group().translate(_DIGITS), text) for text in texts]
    titles = [text for text in spoken if not _FORM_FILLED.search(text)]
    for text in (*titles, sheet, *spoken):
        if year := _YEAR.search(text):
            as_of = next((month for line in spoken if _AS_OF.search(line) and (month := _month_of(line))), None)
            return int(year[1]), _month_of(text) or _month_of(sheet) or as_of
    return None, next((month for text in (*titles, sheet) if (month := _month_of(text))), None)


def _month_of(text: str) -> int | None:
    found = _MONTH.search(text) or re.search(r"20\d\d[-./](1[0-2]|0?[1-9])(?!\d)", text)
    return int(found[1]) if found else None
