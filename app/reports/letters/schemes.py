"""The year's scheme as an annex of a letter: 考核办法 as a table of its items, or 评分表 with columns to fill in."""

from collections.abc import Iterator

from app.services import schemes
from app.services.letters.sheet import SchemeSheet
from app.services.letters.terms import SchemeTerms
from app.values.quantities import quantity_text

_RULES = ("序号", "考核项目", "分值", "计分办法", "考核依据")
_TO_FILL_IN = ("序号", "考核项目", "分值", "计分办法", "自评分", "考核分")


def scheme_sheet(terms: SchemeTerms, *, to_fill_in: bool) -> SchemeSheet:
    """One scheme's items with their points and how they are scored; ``to_fill_in`` leaves room for the scores."""
    entry = terms.entry
    rows = []
    for place, item in enumerate(terms.items, start=1):
        last = ("", "") if to_fill_in else (str(item["evidence"] or ""),)
        rows.append((str(place), str(item["title"]), quantity_text(int(item["points"])), _method(item), *last))
    whole = quantity_text(sum(item.points for item in entry.items))
    rows.append(("", "合计", whole, "", *("",) * (2 if to_fill_in else 1)))
    title = entry.title + ("评分表" if to_fill_in and not entry.title.endswith("表") else "")
    return SchemeSheet(title, _TO_FILL_IN if to_fill_in else _RULES, tuple(rows), tuple(_notes(terms)))


def _method(item: dict[str, object]) -> str:
    """How an item is scored, in one sentence: the shape's formula, then its numbers."""
    shape = str(item["shape"]).split()[0]
    formula = schemes.shape_titles()[shape][1]
    numbers = "；".join(line.strip() for line in str(item["parameters"] or "").splitlines() if line.strip())
    limits = [f"{word}{quantity_text(int(str(item[name])))}分" for name, word in _LIMITS if item.get(name) is not None]
    return "；".join(filter(None, (formula, numbers, *limits)))


_LIMITS = (("cap", "最高"), ("floor", "最低"))


def _notes(terms: SchemeTerms) -> Iterator[str]:
    for text in (terms.entry.rules, terms.entry.note):
        yield from (line.strip() for line in text.splitlines() if line.strip())
