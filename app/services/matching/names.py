"""Names as they are compared: what is written differently and means the same becomes the same text."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from unicodedata import normalize

from app.values.codes import normal_phones

_SIGNS = re.compile(r"[\s\W_]+")
_IN_BRACKETS = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")
_FORM = re.compile(
    r"(有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|总公司|分公司|控股集团|集团公司|公司|集团|控股|股份"
    r"|有限合伙|合伙企业|个人独资企业|农民专业合作社|专业合作社|合作社|个体工商户|经营部|总厂|厂)+$"
)
_PROVINCES = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    "|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|中国"
)
_PROVINCE = re.compile(rf"^(?:{_PROVINCES})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区)?")
_PLACE = re.compile(r"^[^市县区盟旗省]{1,4}?(?:自治州|自治县|地区|(?<![超门都城夜])市|县|区|盟|旗)(?=..)")
_PROJECT_TAIL = re.compile(r"(投资|建设|新建|扩建|招商|生产|加工|基地|产业园|生产线|项目|工程|一期)+$")
_LIKE = 0.8 - 1e-9  # four fifths, whatever a float makes of them
_SHORT = 3  # characters: a shorter core says too little to be looked for inside another


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A name without signs, blanks and differences of width or case."""
    return _SIGNS.sub("", normalize("NFKC", name)).lower()


@lru_cache(maxsize=4096)
def firm_core(name: str) -> str:
    """What tells a firm from others: 浙江省杭州市宏达机械（集团）有限公司 → 宏达机械. Never empty for a named firm."""
    whole = plain(name)
    core = _FORM.sub("", plain(_IN_BRACKETS.sub("", normalize("NFKC", name)))) or whole
    for place in (_PROVINCE, _PLACE, _PLACE):
        rest = place.sub("", core)
        core = rest if len(rest) >= 2 else core
    return core


@lru_cache(maxsize=4096)
def project_core(name: str) -> str:
    """A project's name without the words that every project has at its end."""
    whole = plain(name)
    return _PROJECT_TAIL.sub("", whole) or whole


def same_firm(one: str, other: str) -> bool:
    """Whether two names mean one firm, its place and legal form aside."""
    return bool(one and other) and firm_core(one) == firm_core(other)


def like_firm(one: str, other: str) -> bool:
    """Whether one may be the other written shorter (杭州宏达机械, 宏达机械), or with a slip of the pen."""
    return bool(one and other) and like_cores(firm_core(one), firm_core(other))


def like_cores(one: str, other: str) -> bool:
    """The same of what tells the two firms from others."""
    a, b = sorted((one, other), key=len)
    return (len(a) >= _SHORT and a in b) or similar(a, b)


def similar(one: str, other: str) -> bool:
    """Whether two texts agree in four fifths of their characters; numbers in them must agree whole."""
    if not (one and other) or 2 * min(len(one), len(other)) < _LIKE * (len(one) + len(other)):
        return False
    if numbers(one) != numbers(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)  # none is below the next, each is cheaper
    return all(bound() >= _LIKE for bound in bounds)


def phones(*texts: str) -> frozenset[str]:
    """Every phone number in these cells, in its one spelling; what is too short to be one is left out."""
    numbers = (re.sub(r"\D", "", phone) for text in texts for phone in normal_phones(text).split("、"))
    return frozenset(number for number in numbers if len(number) >= 7)


@lru_cache(maxsize=8192)
def numbers(text: str) -> tuple[str, ...]:
    """The numbers in a name, in their order: 三期, 120 and 121 are never slips of the pen."""
    return tuple(re.findall(r"\d+|[一二三四五六七八九十]+(?=期|号|批)", text))
