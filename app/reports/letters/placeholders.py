"""What the placeholders of a letter's clauses stand for: names, copies, days and the deposit, in words."""

import re
from collections.abc import Mapping

from app.reports.letters.parties import first_parties, is_handed_down, is_person
from app.services.letters.templates import years_text
from app.services.letters.terms import LetterTerms
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text, rmb_capitals

_BLANK = "＿＿＿＿"  # to be written by hand
_DIGITS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_SHORT = re.compile(r"(?:责任书|责任状|承诺书|任务书|分解表|协议书|军令状)$")


def values_of(terms: LetterTerms) -> Mapping[str, str]:
    """Every placeholder's words."""
    has_parties = terms.has_parties and not is_handed_down(terms)
    ours = "甲方" if has_parties else "、".join(first_parties(terms))
    office = terms.office
    filer = f"{office.name}招商办"
    return {
        "镇名": office.name,
        "镇政府": ours,
        "县": office.county,
        "年度": years_text((terms.year, terms.last_year)),
        "文种": short_word(terms.title, terms.template.title_word),
        "责任单位": "乙方" if has_parties else terms.unit,
        "责任人": terms.responsible or _BLANK,
        "联络员": terms.liaison or _BLANK,
        "份数": count_of_copies(terms.copies),
        "每方份数": count_of_copies(max(terms.copies // _sides(terms), 1)),
        "分执": _who_holds(terms, ours, filer),
        "签订方": _all_sides(_signers(terms)),
        "考核组织": f"{office.name}招商引资工作领导小组",
        "备案单位": filer,
        "起始日": first_day(terms).text(),
        "截止日": last_day(terms).text(),
        "事项": terms.occasion,
        **_of_the_year(terms),
    }


def first_day(terms: LetterTerms) -> PartialDate:
    """From when it binds."""
    return terms.begins_on or PartialDate(f"{terms.year}-01-01")


def last_day(terms: LetterTerms) -> PartialDate:
    """Until when it binds."""
    return terms.ends_on or PartialDate(f"{terms.last_year}-12-31")


def short_word(title: str, title_word: str) -> str:
    """What the letter calls itself in its text: 责任书 of 目标责任书, 承诺书 of 承诺书."""
    for words in (title, title_word):
        if found := _SHORT.search(words.strip()):
            return found[0]
    return title_word


def count_of_copies(count: int) -> str:
    """A number of copies as it is said: 两份, 十二份."""
    tens, ones = divmod(count, 10)
    if not tens:
        return "两" if count == 2 else _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _signers(terms: LetterTerms) -> int:
    """How many sign; offices that sign together as 甲方 are one."""
    return 3 if terms.template.third_role else 2


def _sides(terms: LetterTerms) -> int:
    """Who is handed an original: a third that is a person is not, nor one where there are too few."""
    third = terms.template.third_role
    return 3 if third and not is_person(third) and terms.copies >= 3 else 2


def _all_sides(count: int) -> str:
    return "双方" if count == 2 else "各方"


def _who_holds(terms: LetterTerms, ours: str, filer: str) -> str:
    copies, sides = terms.copies, _sides(terms)
    if copies < 2:
        return f"由{ours}保存"
    who = "双方" if sides == 2 == _signers(terms) else "甲乙双方" if sides == 2 else "各方"
    each = f"{who}各执{count_of_copies(copies // sides)}份"
    rest = copies % sides
    return f"{each}，{filer}备案{count_of_copies(rest)}份" if rest else each


def _of_the_year(terms: LetterTerms) -> dict[str, str]:
    template = terms.template
    amount = template.deposit if terms.deposit is None else terms.deposit
    due_on = terms.deposit_due_on or template.deposit_due_on
    counted = template.recognised_on
    return {
        "报送日": terms.report_day,
        "考核办法": template.rule or f"{terms.year}年度招商引资考核办法",
        "认定时限": f"{counted.deadline()}前" if counted else "",
        "抵押金": "" if amount is None else f"{rmb_capitals(amount)}（¥{money_text(amount, MoneyUnit.YUAN)}）",
        "缴纳期限": due_on.deadline() if due_on else "规定日期",
    }
