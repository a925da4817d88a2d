"""The rows of a scheme's workbook as entries; what is wrong is named by sheet, row and column."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.columns.scores import ITEMS
from app.errors import Refused
from app.services import units
from app.services.schemes.checks import item_must_make_sense, known_indicators
from app.services.schemes.rows import ItemEntry, SchemeEntry
from app.services.schemes.travel import Names, item_from
from app.values.quantities import quantity_text, read_quantity
from app.values.words import clean

Rows = Sequence[tuple[int, Mapping[str, str]]]
_TITLES = {column.field: column.title for column in ITEMS}
_LINE, _PROSE, _LONG = 100, 2_000, {"parameters", "evidence"}
_SUMS, _PART = {"合计", "总计", "总分"}, "小计"


def items_of(session: Session, rows: Rows, old: SchemeEntry) -> tuple[ItemEntry, ...]:
    """The items in order; those of ``old`` with the same titles keep what the workbook has no column for.

    A row that only adds up (合计) is no item, but its sum must be right.
    """
    names, known = Names(session), known_indicators(session)
    by_title = {item.title: item for item in old.items}
    found: dict[str, tuple[int, ItemEntry]] = {}
    summed = 0  # the row of the last 小计; 合计 goes over all of them
    for number, texts in rows:
        _must_be_short(number, texts)
        title = clean(texts.get("title", ""))
        if word := _sum_word(title, texts):
            above = summed if word == _PART else 0
            _must_add_up(number, word, texts, [item for row, item in found.values() if row > above])
            summed = number
            continue
        if title in found:
            raise _wrong(number, "title", f"“{title}”与第{found[title][0]}行重复，请改成不同的名称。", "items")
        try:
            item = item_from(texts, names, by_title.get(title), known)
            item_must_make_sense(item, known)
        except Refused as refused:
            raise _wrong(number, refused.field, refused.message, refused.field) from refused
        found[title] = (number, item)
    return tuple(item for _, item in found.values())


def units_of(session: Session, rows: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The units by name, each known and named once."""
    found: dict[str, int] = {}
    for number, name in rows:
        where = f"考核单位表第{number}行“单位名称”"
        if len(name) > _LINE:
            raise Refused(f"{where}：写了{len(name)}个字，太长了，请写短些。", field="units")
        if name in found:
            raise Refused(f"{where}：“{name}”与第{found[name]}行重复，请去掉一行。", field="units")
        try:
            units.find(session, name)
        except Refused as refused:
            raise Refused(f"{where}：{refused.message}", field="units") from refused
        found[name] = number
    return tuple(found)


def year_of(text: str) -> int:
    """The year that the head names: 2026, 2026年, 2026年度."""
    digits = clean(text).removesuffix("年度").removesuffix("年")
    if not (len(digits) == 4 and digits.isdecimal()):
        raise Refused(f"“年度”应是四位数的年份，请写成2026的样子，现在是“{clean(text)}”。", field="year")
    return int(digits)


def _must_be_short(number: int, texts: Mapping[str, str]) -> None:
    """A cell that holds a page is a slip, and no sentence could repeat it."""
    for field, text in texts.items():
        if len(text) > (_PROSE if field in _LONG else _LINE):
            raise _wrong(number, field, f"写了{len(text)}个字，太长了，请写短些。", field)


def _sum_word(title: str, texts: Mapping[str, str]) -> str:
    """合计 or 小计 where the row is one; an item of that name has a method."""
    word = "".join(title.split())
    return word if word in {*_SUMS, _PART} and not clean(texts.get("shape", "")) else ""


def _must_add_up(number: int, word: str, texts: Mapping[str, str], above: Sequence[ItemEntry]) -> None:
    written = clean(texts.get("points", ""))
    if not written:
        return
    try:
        claimed = read_quantity(written, "分")
    except Refused as refused:
        raise _wrong(number, "points", refused.message, "points") from refused
    total = sum(item.points for item in above)
    if claimed != total:
        both = f"{word}写的是{quantity_text(claimed)}分，上面各项加起来是{quantity_text(total)}分"
        raise _wrong(number, "points", f"{both}，请核对分值。", "points")


def _wrong(number: int, column: str | None, message: str, field: str | None) -> Refused:
    title = _TITLES.get(column or "", _TITLES["parameters"])
    return Refused(f"考核项目表第{number}行“{title}”：{message}", field=field)
