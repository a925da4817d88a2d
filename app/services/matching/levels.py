"""How surely two records are the same: pure comparisons, each with the reasons that a clerk can check."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from app.services.matching.names import (
    firm_core,
    like_cores,
    like_firm,
    numbers,
    phones,
    plain,
    project_core,
    same_firm,
    similar,
)


class Level(IntEnum):
    """What to do about a likeness."""

    SAME = 1  # the same record: not saved again
    LIKELY = 2  # the clerk chooses: the same one, or really another
    POSSIBLE = 3  # the clerk chooses
    HINT = 4  # shown once, passes when saved again


@dataclass(frozen=True)
class Prospect:
    """What is compared of a lead or a project; money in fen. Many comparisons ask for the same forms of its names."""

    name: str
    investor: str = ""
    amount: int | None = None
    phone: str = ""
    credit_code: str = ""

    @cached_property
    def plain(self) -> str:
        """The name without signs and blanks."""
        return plain(self.name)

    @cached_property
    def core(self) -> str:
        """The name without the words at its end that every project has."""
        return project_core(self.name)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers in the core of the name."""
        return numbers(self.core)

    @cached_property
    def firm(self) -> str:
        """What tells the investor from other firms."""
        return firm_core(self.investor)


@dataclass(frozen=True)
class Firm:
    """What is compared of an enterprise."""

    name: str
    credit_code: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Person:
    """What is compared of a fellow townsperson; ``born`` is ISO text."""

    name: str
    phone: str = ""
    employer: str = ""
    origin: str = ""
    residence: str = ""
    born: str = ""
    wechat: str = ""


Verdict = tuple[Level, tuple[str, ...]] | None


def compare_prospects(one: Prospect, other: Prospect) -> Verdict:
    """How alike two leads or projects are, by name, investor, amount, phone and credit code."""
    name_same = one.plain == other.plain
    name_like = name_same or (one.numbers == other.numbers and similar(one.core, other.core))
    code_same = bool(one.credit_code) and one.credit_code == other.credit_code
    both_told = bool(one.investor and other.investor)
    firm_same = code_same or (both_told and one.firm == other.firm)
    phone_same = bool(one.phone and other.phone and phones(one.phone) & phones(other.phone))
    if not (name_like or firm_same or phone_same):  # firms that are alike say nothing by themselves
        return None
    firm_like = firm_same or (both_told and like_cores(one.firm, other.firm))
    amount_same = one.amount is not None and one.amount > 0 and one.amount == other.amount
    reasons = _reasons(
        ("名称相同", name_same),
        ("名称相近", name_like and not name_same),
        ("信用代码相同", code_same),
        ("投资方相同", firm_same and not code_same),
        ("投资方相近", firm_like and not firm_same),
        ("金额相同", amount_same),
        ("电话相同", phone_same),
    )
    level = _first(
        (Level.SAME, name_same and firm_same),
        (Level.LIKELY, firm_same and (name_like or (amount_same and phone_same))),
        (Level.LIKELY, name_same and (phone_same or amount_same or firm_like)),
        (Level.POSSIBLE, firm_same and (amount_same or phone_same)),
        (Level.POSSIBLE, (name_like or firm_like) and (phone_same or (name_like and amount_same))),
        (Level.HINT, firm_same or name_same or phone_same or (name_like and firm_like)),
    )
    return None if level is None else (level, reasons)


def compare_firms(one: Firm, other: Firm) -> Verdict:
    """How alike two enterprises are, by credit code, name and phone."""
    both_coded = bool(one.credit_code and other.credit_code)
    code_same = both_coded and one.credit_code == other.credit_code
    name_same = plain(one.name) == plain(other.name)
    core_same = firm_core(one.name) == firm_core(other.name)
    phone_same = bool(phones(one.phone) & phones(other.phone))
    like = core_same or like_firm(one.name, other.name)
    reasons = _reasons(
        ("信用代码相同", code_same),
        ("名称相同", name_same),
        ("名称相近", like and not name_same),
        ("电话相同", phone_same),
        ("信用代码不同", both_coded and not code_same),
    )
    level = _first(
        (Level.SAME, code_same or (name_same and not one.credit_code and not other.credit_code)),
        (Level.LIKELY, (name_same or (core_same and phone_same)) and not both_coded),
        (Level.POSSIBLE, name_same or (like and phone_same)),
        (Level.HINT, core_same or phone_same or like),
    )
    return None if level is None else (level, reasons)


def compare_people(one: Person, other: Person) -> Verdict:
    """How alike two people are; a name alone says nothing."""
    name_same = plain(one.name) == plain(other.name)
    phone_same = bool(phones(one.phone) & phones(other.phone))
    employer_same = same_firm(one.employer, other.employer)
    wechat_same = bool(one.wechat) and plain(one.wechat) == plain(other.wechat)
    born_same = len(one.born) > 4 and one.born[:7] == other.born[:7]
    origin_same = bool(one.origin) and plain(one.origin) == plain(other.origin)
    residence_same = bool(one.residence) and plain(one.residence) == plain(other.residence)
    reasons = _reasons(
        ("姓名相同", name_same),
        ("电话相同", phone_same),
        ("工作单位相同", employer_same),
        ("微信相同", wechat_same),
        ("出生年月相同", born_same),
        ("籍贯相同", origin_same),
        ("现居住地相同", residence_same),
    )
    level = _first(
        (Level.SAME, name_same and phone_same),
        (Level.LIKELY, name_same and (employer_same or wechat_same or born_same)),
        (Level.POSSIBLE, name_same and origin_same),
        (Level.HINT, phone_same or wechat_same or (name_same and residence_same)),
    )
    return None if level is None else (level, reasons)


def _reasons(*found: tuple[str, bool]) -> tuple[str, ...]:
    return tuple(words for words, holds in found if holds)


def _first(*steps: tuple[Level, bool]) -> Level | None:
    return next((level for level, holds in steps if holds), None)
