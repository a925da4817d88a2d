"""Who a letter is between, and who signs it: 甲方, also several together, the unit, and a third who sees to it."""

import re
from collections.abc import Iterator

from app.services.letters.sheet import Signature
from app.services.letters.terms import LetterTerms

_PERSON = re.compile(r"(?:领导|责任人|见证人|监督人|书记|镇长|乡长|主任|委员|组长)$")


def is_handed_down(terms: LetterTerms) -> bool:
    """Whether it is a 目标任务分解表 of one unit: handed down by the office and signed by it alone."""
    return terms.title.strip().endswith("分解表")


def is_person(role: str) -> bool:
    """Whether a third of that role signs by name and has no seal: 分管领导, not 监督方."""
    return _PERSON.search(role) is not None


def first_parties(terms: LetterTerms) -> tuple[str, ...]:
    """Who signs as 甲方: the office's government unless the template names others, 党委 and 政府 together."""
    named = (line.strip(" \t\u3000、；;") for line in terms.template.first_parties.splitlines())
    return tuple(name for name in named if name) or (terms.office.government,)


def third_name(terms: LetterTerms) -> str:
    """Who signs as a third in this letter, else in all of the year's."""
    return terms.third_name or terms.template.third_name


def parties(terms: LetterTerms) -> tuple[tuple[str, str], ...]:
    """The lines at the head of the letter."""
    if is_handed_down(terms):
        return (("责任单位", terms.unit),)
    if not terms.has_parties:
        return ()
    third = terms.template.third_role
    names = [("甲方", "、".join(first_parties(terms))), ("乙方", terms.unit)]
    if third and not is_person(third) and third_name(terms):
        names.append((third, third_name(terms)))
    return tuple(names)


def signatures(terms: LetterTerms) -> tuple[Signature, ...]:
    """Who signs, two by two: each of 甲方 with a seal of its own, the unit, a third where there is one."""
    firsts = first_parties(terms)
    if is_handed_down(terms):
        return tuple(Signature("下达单位（盖章）：", "负责人（签字）：", name) for name in firsts)
    ours, theirs = ("甲方", "乙方") if terms.has_parties else ("签订单位", "责任单位")
    several = len(firsts) > 1 or not terms.has_parties
    below = (
        (f"联络员：{terms.liaison}" if terms.liaison else "联络员（签字）：",) if terms.template.signs_liaison else ()
    )
    unit = "" if terms.has_parties else terms.unit
    return (
        *(Signature(f"{ours}（盖章）：", "代表人（签字）：", name if several else "") for name in firsts),
        Signature(f"{theirs}（盖章）：", "责任人（签字）：", unit, below),
        *_third(terms),
    )


def _third(terms: LetterTerms) -> Iterator[Signature]:
    role = terms.template.third_role
    if role and is_person(role):
        yield Signature("", f"{role}（签字）：", third_name(terms))
    elif role:
        yield Signature(f"{role}（盖章）：", "代表人（签字）：", "" if terms.has_parties else third_name(terms))
