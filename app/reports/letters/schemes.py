"""The year's scheme as an annex of a letter: 考核办法 as a table of its items, or 评分表 with columns to fill in."""

from collections.abc import Iterator

from app.services import schemes
from app.services.letters.sheet import SchemeSheet
from app.services.letters.terms import SchemeTerms
from app.values.mild import is_stern, milder
from app.values.quantities import quantity_text

_RULES = ("序号", "考核项目", "分值", "计分办法", "考核依据")
_TO_FILL_IN = ("序号", "考核项目", "分值", "计分办法", "自评分", "考核分")


def scheme_sheet(terms: SchemeTerms, *, to_fill_in: bool, cautious: bool = False) -> SchemeSheet:
    """One scheme's items with their points and how they are scored; ``to_fill_in`` leaves room for the scores.

    ``cautious`` is 稳妥口径: what speaks of places, of consequences and rewards is left out, the rest stays.
    """
    said = milder if cautious else str
    entry = terms.entry
    rows = []
    for place, item in enumerate(terms.items, start=1):
        last = ("", "") if to_fill_in else (str(item["evidence"] or ""),)
        method = said("；".join(each for each in _method(item) if not (cautious and is_stern(each))))
        rows.append(
            (str(place), said(str(item["title"])), quantity_text(int(item["points"])), method, *map(said, last))
        )
    whole = quantity_text(sum(item.points for item in entry.items))
    rows.append(("", "合计", whole, "", *("",) * (2 if to_fill_in else 1)))
    title = said(entry.title) + ("评分表" if to_fill_in and not entry.title.endswith("表") else "")
    return SchemeSheet(
        title, _TO_FILL_IN if to_fill_in else _RULES, tuple(rows), tuple(_notes(terms, cautious=cautious))
    )


def _method(item: dict[str, object]) -> Iterator[str]:
    """How an item is scored: the shape's formula, then its numbers."""
    shape = str(item["shape"]).split()[0]
    formula = schemes.shape_titles()[shape][1]
    yield from filter(None, (formula, *(line.strip() for line in str(item["parameters"] or "").splitlines())))
    yield from (
        f"{word}{quantity_text(int(str(item[name])))}分" for name, word in _LIMITS if item.get(name) is not None
    )


_LIMITS = (("cap", "最高"), ("floor", "最低"))


def _notes(terms: SchemeTerms, *, cautious: bool) -> Iterator[str]:
    for text in (terms.entry.rules, terms.entry.note):
        lines = (line.strip() for line in text.splitlines() if line.strip())
        yield from (milder(line) if cautious else line for line in lines if not (cautious and is_stern(line)))
