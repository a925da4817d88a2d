"""Parameters of the scoring shapes: what each is called, read from plain JSON or from a clerk's words, written back.

Numbers stand in JSON as text (``"0.5"``), because a decimal would not survive as a binary fraction.
"""

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, get_type_hints

from app.errors import Refused
from app.indicators.scoring.words import exact, exact_share
from app.values.words import clean

_NUMBER = re.compile(r"[-−]?(\d+(\.\d+)?|\d+/0*[1-9]\d*)%?")
# One of a list: a name (which may hold commas), a colon and a number, perhaps a colon and another number.
_LISTED = re.compile(r"\s*([^:：]+?)\s*[:：]\s*([^:：、,，\s]+)\s*(?:[:：]\s*([^:：、,，\s]+)\s*)?(?:[、,，]|$)")
_SUM = re.compile(r"(\d+(?:\.\d+)?)\s*([亿万])元?")
_LARGEST = Fraction(10**12)
_BARE_SHARE = 3  # from here on a share that is written without % is taken for one whose % was forgotten: 60, not 6000 %

NameOf = Callable[[str], str]  # an indicator's title by key, or its key by title


class Sort(StrEnum):
    """What a parameter holds."""

    NUMBER = "数"
    SHARE = "百分比"
    FLAG = "是否"
    WORDS = "文字"
    CHOICE = "选项"
    INDICATOR = "指标"
    STEPS = "档次"  # 100%:100、80%:75
    BANDS = "档次数"  # 100000:4、500000:8
    PARTS = "并列指标"  # 签约金额:50%、新签约项目:50%:100%
    MINIMA = "最低个数"  # 100000:1:0.5、50000:4:0.1


@dataclass(frozen=True)
class Step:
    """From ``least`` upwards (a share or a number) ``score`` is given."""

    least: Fraction
    score: Fraction


@dataclass(frozen=True)
class Minimum:
    """Of projects from ``least`` 万元 upwards at least ``count``; each that is missing costs ``each``."""

    least: Fraction
    count: Fraction
    each: Fraction


@dataclass(frozen=True)
class Part:
    """Another indicator that takes part: its key, its weight or what each piece costs, its target if it has its own."""

    indicator: str
    weight: Fraction
    target: Fraction | None = None


@dataclass(frozen=True)
class Meaning:
    """A parameter for people: its title, what it holds, a sentence about it, its choices.

    ``share`` lets a number be a percentage as well, and makes the weights of 并列指标 percentages; ``of_measure`` makes
    a number a percentage exactly where the figure that it is held against is one. ``is_sum`` are sums in 万元, which
    may be written with their unit: 1亿元, 5000万元.
    """

    title: str
    sort: Sort
    says: str
    choices: tuple[str, ...] = ()
    share: bool = False
    of_measure: bool = False
    is_sum: bool = False


def meanings(rule: type[Any]) -> dict[str, Meaning]:
    """The parameters of a shape by field name, in the order in which they are asked."""
    hints = get_type_hints(rule, include_extras=True)
    return {each.name: hints[each.name].__metadata__[0] for each in dataclasses.fields(rule)}


def usual(rule: type[Any]) -> dict[str, str]:
    """What holds where a parameter is not given, by the parameter's title, in a clerk's words; empty for nothing."""
    known = meanings(rule)
    return {known[each.name].title: _words(each.default, known[each.name], str) for each in dataclasses.fields(rule)}


def read_number(value: object, title: str, field: str) -> Fraction:
    """A number, exact: 0.5, 50%, 1/3. Raises Refused for anything else."""
    text = clean(value).replace(" ", "").replace(",", "")
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise Refused(f"“{title}”应是数字，请写成0.5或50%的样子，现在是“{clean(value)}”。", field=field)
    found = Fraction(text.replace("−", "-").removesuffix("%")) / (100 if text.endswith("%") else 1)
    if abs(found) > _LARGEST:
        raise Refused(f"“{title}”的数太大了，请改正。", field=field)
    return found


def read_plain(value: object, title: str, field: str) -> Fraction:
    """A number that is no share: 1% of a thing would be taken for a hundredth of it."""
    if _is_percent(value):
        raise Refused(f"“{title}”是数量，不能写百分比，现在是“{clean(value)}”，请改成数。", field=field)
    return read_number(value, title, field)


def from_plain(rule: type[Any], plain: Any) -> dict[str, Any]:
    """The fields of ``rule`` from a JSON object; Refused for what is unknown or of the wrong kind."""
    if plain is None:
        plain = {}
    known = meanings(rule)
    if not isinstance(plain, dict):
        raise Refused("计分参数读不懂，请重新填写。", field="parameters")
    strange = [str(name) for name in plain if name not in known]
    if strange:
        raise Refused(f"这种计分方法没有“{'、'.join(strange)}”这个参数，请去掉。", field="parameters")
    return {name: _read(value, known[name], name) for name, value in plain.items() if value is not None}


def to_plain(rule: Any) -> dict[str, Any]:
    """The JSON object that :func:`from_plain` reads; parameters at their default are left out."""
    found = {}
    for each in dataclasses.fields(rule):
        value = getattr(rule, each.name)
        if value != each.default:
            found[each.name] = _plain(value)
    return found


def to_words(rule: Any, title_of: NameOf) -> str:
    """The parameters as a clerk reads and writes them, one a line: 封顶完成率=120%."""
    lines = []
    known = meanings(type(rule))
    for each in dataclasses.fields(rule):
        value = getattr(rule, each.name)
        if value != each.default:
            lines.append(f"{known[each.name].title}={_words(value, known[each.name], title_of)}")
    return "\n".join(lines)


def from_words(rule: type[Any], text: str, key_of: NameOf, *, rated: bool | None = None) -> dict[str, Any]:
    """The JSON object that the words describe; Refused for an unknown name or a wrong value.

    ``rated`` says whether the figure is a percentage, None where that is not known: 90 and 90% are then both taken.
    """
    names = {meaning.title: (name, meaning) for name, meaning in meanings(rule).items()}
    plain: dict[str, Any] = {}
    begins = "|".join(map(re.escape, names))
    for line in re.split(rf"\n|[;；](?=\s*(?:{begins})\s*[=＝])", clean(text)):
        title, value = (part.strip() for part in (*re.split("[=＝]", line.rstrip(";； "), maxsplit=1), "")[:2])
        if not title:
            continue
        if title not in names:
            offered = "、".join(names)
            raise Refused(f"这种计分方法没有“{title}”这个参数，请从这些里选：{offered}。", field="parameters")
        name, meaning = names[title]
        if name in plain:
            raise Refused(f"参数“{title}”写了两次，请去掉一个。", field="parameters")
        _must_be_written_as_meant(value, meaning, name, rated=rated)
        plain[name] = _plain(_read(_unworded(value, meaning, key_of), meaning, name))
    return plain


def _must_be_written_as_meant(text: str, meaning: Meaning, field: str, *, rated: bool | None) -> None:
    """Refuses 60 where 60% is meant, and 90% of a figure that is no percentage: both would be taken in silence."""
    is_share = meaning.sort is Sort.SHARE or (meaning.of_measure and rated is True)
    if meaning.of_measure and rated is False and _is_percent(text):
        raise Refused(f"“{meaning.title}”要按指标的计量单位写数，不能写百分比，现在是“{text}”，请改成数。", field=field)
    asked = [text] if is_share else []
    if meaning.sort is Sort.STEPS or (meaning.sort is Sort.PARTS and meaning.share):
        asked = [each[1 if meaning.sort is Sort.STEPS else 2] for each in _LISTED.finditer(text)]
    for each in asked:
        number = clean(each)
        is_bare = _NUMBER.fullmatch(number) and not set(number) & set("%/")  # nobody forgets the sign of 7/3
        if is_bare and abs(read_number(number, meaning.title, field)) > _BARE_SHARE:
            raise Refused(f"“{meaning.title}”是百分比，请写成{number}%，现在是“{number}”。", field=field)


def _is_percent(value: object) -> bool:
    return clean(value).endswith(("%", "％"))


def _read(value: Any, meaning: Meaning, field: str) -> Any:
    if meaning.sort in {Sort.NUMBER, Sort.SHARE}:
        may_be_share = meaning.sort is Sort.SHARE or meaning.share or meaning.of_measure
        return (read_number if may_be_share else read_plain)(_in_wan(value, meaning), meaning.title, field)
    if meaning.sort is Sort.FLAG:
        if not isinstance(value, bool):
            raise Refused(f"“{meaning.title}”请填“是”或“否”，现在是“{clean(value)}”。", field=field)
        return value
    if meaning.sort in {Sort.WORDS, Sort.INDICATOR, Sort.CHOICE}:
        if not isinstance(value, str):
            raise Refused(f"“{meaning.title}”请填文字。", field=field)
        words = " ".join(clean(value).split())
        if meaning.choices and words not in meaning.choices:
            raise Refused(f"“{meaning.title}”请从{'、'.join(meaning.choices)}中选一个，现在是“{words}”。", field=field)
        return words
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise Refused(f"“{meaning.title}”读不懂，请按“{example_of(meaning)}”的样子填写。", field=field)
    if meaning.sort is Sort.PARTS:
        return tuple(_read_part(each, meaning, field) for each in value)
    read_one = _read_minimum if meaning.sort is Sort.MINIMA else _read_step
    return tuple(read_one(each, meaning, field) for each in value)


def _in_wan(value: object, meaning: Meaning) -> object:
    """A sum that is written with its unit as the number of 万元; anything else as it is."""
    found = _SUM.fullmatch(clean(value)) if meaning.is_sum else None
    return value if found is None else exact(Fraction(found[1]) * (10_000 if found[2] == "亿" else 1))


def _read_step(value: dict[str, Any], meaning: Meaning, field: str) -> Step:
    read_least = read_number if meaning.sort is Sort.STEPS else read_plain
    least = read_least(_in_wan(value.get("least"), meaning), meaning.title, field)
    return Step(least, read_plain(value.get("score"), meaning.title, field))


def _read_minimum(value: dict[str, Any], meaning: Meaning, field: str) -> Minimum:
    least = read_plain(_in_wan(value.get("least"), meaning), meaning.title, field)
    found = Minimum(least, *(read_plain(value.get(name), meaning.title, field) for name in ("count", "each")))
    if min(found.least, found.count, found.each) < 0:
        raise Refused(f"“{meaning.title}”不能写负数，请改成0以上的数。", field=field)
    return found


def _read_part(value: dict[str, Any], meaning: Meaning, field: str) -> Part:
    key, target = value.get("indicator"), value.get("target")
    if not isinstance(key, str) or not key:
        raise Refused(f"“{meaning.title}”缺少指标名称，请补上。", field=field)
    weight = (read_number if meaning.share else read_plain)(value.get("weight"), meaning.title, field)
    return Part(key, weight, None if target is None else read_number(target, meaning.title, field))


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return exact(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Step | Part | Minimum):
        return {name: _plain(each) for name, each in vars(value).items() if each is not None}
    return value


def example_of(meaning: Meaning) -> str:
    """How a parameter of several parts is written; empty for one that is a single value."""
    if meaning.sort is Sort.PARTS and not meaning.share:
        return "现场签约:1、弄虚作假:2"
    return EXAMPLES.get(meaning.sort, "")


EXAMPLES = {
    Sort.STEPS: "100%:100、80%:75",
    Sort.BANDS: "100000:4、500000:8",
    Sort.PARTS: "签约金额:50%、新签约项目:50%",
    Sort.MINIMA: "200000:1:0.5、30000:7:0.1",
}


def _words(value: Any, meaning: Meaning, title_of: NameOf) -> str:
    if meaning.sort is Sort.FLAG:
        return "是" if value else "否"
    if meaning.sort is Sort.INDICATOR:
        return title_of(value)
    if meaning.sort in {Sort.NUMBER, Sort.SHARE}:
        return "" if value is None else _FIGURES[meaning.sort](value)
    if meaning.sort in EXAMPLES:
        return "、".join(_one_words(each, meaning.sort, title_of) for each in value)
    return str(value)


def _one_words(value: Any, sort: Sort, title_of: NameOf) -> str:
    if sort is Sort.PARTS:
        return _part_words(value, title_of)
    if sort is Sort.MINIMA:
        return ":".join(map(exact, (value.least, value.count, value.each)))
    return f"{_FIGURES[sort](value.least)}:{exact(value.score)}"


_FIGURES = {Sort.NUMBER: exact, Sort.BANDS: exact, Sort.SHARE: exact_share, Sort.STEPS: exact_share}


def _part_words(part: Part, title_of: NameOf) -> str:
    target = "" if part.target is None else f":{exact(part.target)}"
    return f"{title_of(part.indicator)}:{exact(part.weight)}{target}"


def _unworded(text: str, meaning: Meaning, key_of: NameOf) -> Any:
    """Words as the JSON that says the same."""
    if meaning.sort is Sort.FLAG:
        return {"是": True, "否": False}.get(text, text)
    if meaning.sort is Sort.INDICATOR:
        return key_of(text) if text else ""
    if meaning.sort in EXAMPLES:
        return _listed(text, meaning, key_of)
    return text


def _listed(text: str, meaning: Meaning, key_of: NameOf) -> Any:
    found = list(_LISTED.finditer(text))
    if "".join(each[0] for each in found) != text.strip():
        return text  # refused with an example where it is read
    if meaning.sort is Sort.MINIMA:
        whole = all(each[3] for each in found)
        return [{"least": each[1], "count": each[2], "each": each[3]} for each in found] if whole else text
    if meaning.sort is not Sort.PARTS:
        return text if any(each[3] for each in found) else [{"least": each[1], "score": each[2]} for each in found]
    return [{"indicator": key_of(each[1]), "weight": each[2], "target": each[3]} for each in found]
