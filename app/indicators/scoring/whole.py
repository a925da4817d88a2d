"""What a scheme says across its items: parts that make one line, limits of them and of the whole, classes of units.

It is written as an office writes it, a line for each: 大项 加分项=引进500强、现场签约; 最高 总分=110;
类别 一类=东村、西村; 分值 一类/新签约项目=20.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from app.errors import Refused
from app.indicators.scoring.parameter import read_plain
from app.indicators.scoring.shape import ZERO
from app.indicators.scoring.words import exact, points
from app.values.words import clean

TOTAL = "总分"
_SECTION, _MOST, _LEAST, _FULL, _CLASS, _POINTS = "大项", "最高", "最低", "满分", "类别", "分值"
_EXAMPLE = "大项 加分项=引进500强、现场签约；最高 总分=110；类别 一类=东村、西村；分值 一类/新签约项目=20"


@dataclass(frozen=True)
class Together:
    """Several items as one line: their sum within its limits, and how it came about."""

    title: str
    score: Fraction
    working: str


@dataclass(frozen=True)
class Whole:
    """The rules of a scheme; ``most``, ``least`` and ``full`` (what its items must sum to) by section or 总分."""

    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    most: Mapping[str, Fraction] = field(default_factory=dict)
    least: Mapping[str, Fraction] = field(default_factory=dict)
    full: Mapping[str, Fraction] = field(default_factory=dict)
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    points: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)

    def class_of(self, unit: str) -> str:
        """The class of a unit by its name, empty where it is of none."""
        return next((name for name, units in self.classes.items() if unit in units), "")

    def points_of(self, unit: str, item: str, usual: Fraction) -> Fraction:
        """An item's 分值 for a unit: its class's own, or the usual."""
        return self.points.get((self.class_of(unit), item), usual)

    def summed(self, scores: Mapping[str, Fraction]) -> tuple[Fraction, tuple[Together, ...], str]:
        """The total of the items' scores by title, the sections that it is made of, and what its limit did to it."""
        in_section = {item for items in self.sections.values() for item in items}
        lines = tuple(self._section(name, items, scores) for name, items in self.sections.items())
        total = sum((score for item, score in scores.items() if item not in in_section), ZERO)
        total += sum((line.score for line in lines), ZERO)
        limited, words = self._limited(TOTAL, total)
        return limited, lines, f"合计{points(total)}{words}" if words else ""

    def _section(self, name: str, items: Sequence[str], scores: Mapping[str, Fraction]) -> Together:
        known = [(item, scores[item]) for item in items if item in scores]
        together = sum((score for _, score in known), ZERO)
        limited, words = self._limited(name, together)
        terms = "＋".join(f"{item}{points(score)}" for item, score in known) or "没有可计的项目"
        return Together(name, limited, f"{terms}，合计{points(together)}{words}")

    def _limited(self, name: str, score: Fraction) -> tuple[Fraction, str]:
        if name in self.most and score > self.most[name]:
            return self.most[name], f"，最高按{points(self.most[name])}计"
        if name in self.least and score < self.least[name]:
            return self.least[name], f"，最低按{points(self.least[name])}计"
        return score, ""

    def must_fit(self, items: Mapping[str, Fraction], units: Iterable[str]) -> None:
        """Refuses names that the scheme does not have, an item or a unit in two places, limits and sums that clash."""
        judged = set(units)
        for name, parts in self.sections.items():
            _must_be_known(parts, items, f"大项“{name}”里的考核项目")
            if name == TOTAL or name in items:
                raise _wrong(f"大项“{name}”与考核项目或总分同名，请换一个名称。")
        _must_be_once(self.sections, "考核项目", "大项")
        for name in (*self.most, *self.least, *self.full):
            _must_be_known((name,), (TOTAL, *self.sections), "限制的大项")
            if self.least.get(name, ZERO) > self.most.get(name, self.least.get(name, ZERO)):
                raise _wrong(f"“{name}”的最低比最高还高，请改正。")
        for name, members in self.classes.items():
            _must_be_known(members, judged, f"类别“{name}”里的单位")
        _must_be_once(self.classes, "单位", "类别")
        for (name, item), points_ in self.points.items():
            _must_be_known((name,), self.classes, "分值的类别")
            _must_be_known((item,), items, "分值的考核项目")
            if points_ < 0:
                raise _wrong(f"“{name}/{item}”的分值不能小于0，请改正。")
        for name, claimed in self.full.items():
            parts = tuple(items) if name == TOTAL else self.sections[name]
            total = sum((items[item] for item in parts), ZERO)
            if total != claimed:
                raise _wrong(f"“{name}”写的满分是{points(claimed)}，各项加起来是{points(total)}，请核对分值。")


def read_whole(text: str) -> Whole:
    """The rules of a text; Refused with the line that cannot be read."""
    found = Whole({}, {}, {}, {}, {}, {})
    numbers = {_MOST: found.most, _LEAST: found.least, _FULL: found.full}
    lists = {_SECTION: found.sections, _CLASS: found.classes}
    said: set[tuple[str, str]] = set()
    for line in filter(None, (clean(each) for each in text.replace("；", "\n").splitlines())):
        head, sign, value = line.replace("＝", "=").partition("=")
        kind, _, name = head.strip().partition(" ")
        name, value = _bare(name), value.strip()
        if not sign or not name or not value or kind not in {*numbers, *lists, _POINTS}:
            raise _wrong(f"“{line}”看不懂，请照这样写：{_EXAMPLE}。")
        if (kind, name) in said:
            raise _wrong(f"“{kind} {name}”写了两次，请去掉一行。")
        said.add((kind, name))
        if kind in lists:
            lists[kind][name] = tuple(_names(value))  # type: ignore[index]
        elif kind in numbers:
            numbers[kind][name] = read_plain(value, f"总则的“{kind} {name}”", "rules")  # type: ignore[index]
        else:
            of_class, item = _of_class(name, line)
            found.points[of_class, item] = read_plain(value, f"总则的“{kind} {name}”", "rules")  # type: ignore[index]
    return found


def whole_words(rules: Whole) -> str:
    """The text that :func:`read_whole` reads."""
    return "\n".join(_lines(rules))


def _lines(rules: Whole) -> Iterator[str]:
    for kind, lists in ((_SECTION, rules.sections), (_CLASS, rules.classes)):
        yield from (f"{kind} {name}={'、'.join(map(_quoted, names))}" for name, names in lists.items())
    for kind, numbers in ((_MOST, rules.most), (_LEAST, rules.least), (_FULL, rules.full)):
        yield from (f"{kind} {name}={exact(number)}" for name, number in numbers.items())
    yield from (f"{_POINTS} {name}/{_quoted(item)}={exact(number)}" for (name, item), number in rules.points.items())


# A name of a list: in quotation marks where it holds what parts the names.
_NAME = re.compile(r"\s*(?:“([^”]+)”|([^、，,]+))\s*(?:[、，,]|$)")
_PARTING = re.compile(r"[、，,]")


def _names(text: str) -> list[str]:
    return [(found[1] or found[2]).strip() for found in _NAME.finditer(text) if (found[1] or found[2]).strip()]


def _quoted(name: str) -> str:
    return f"“{name}”" if _PARTING.search(name) else name


def _of_class(name: str, line: str) -> tuple[str, str]:
    """一类/新签约项目 as the class and the item; an item's own stroke stays in its name."""
    of_class, item = (*(_bare(part) for part in re.split("[/／]", name, maxsplit=1)), "")[:2]
    if not of_class or not item:
        raise _wrong(f"“{line}”看不懂，请照这样写：分值 一类/新签约项目=20。")
    return of_class, item


def _bare(name: str) -> str:
    name = name.strip()
    return name[1:-1] if name.startswith("“") and name.endswith("”") and name.count("“") == 1 else name


def _must_be_known(names: Iterable[str], known: Iterable[str], what: str) -> None:
    there = set(known)
    if strange := next((name for name in names if name not in there), None):
        raise _wrong(f"{what}“{strange}”不在这个考核办法里，请核对名称。")


def _must_be_once(lists: Mapping[str, Sequence[str]], what: str, place: str) -> None:
    """Refuses what stands in two lists, or in one list twice: it would count in the first alone, or double."""
    seen: dict[str, str] = {}
    for name, members in lists.items():
        for member in members:
            if member in seen:
                where = f"写进了两个{place}" if seen[member] != name else f"在{place}“{name}”里写了两次"
                raise _wrong(f"{what}“{member}”{where}，请只留一处。")
            seen[member] = name


def _wrong(sentence: str) -> Refused:
    return Refused(f"总则：{sentence}", field="rules")
