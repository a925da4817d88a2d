"""What the placeholders of a letter's clauses stand for: names, copies, days and the deposit, in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.models.letters import Letter, PartyStyle
from app.models.units import Unit
from app.services.letters.templates import TemplateEntry
from app.services.offices import OfficeInfo
from app.values.dates import PartialDate
from app.values.money import MoneyUnit, money_text, rmb_capitals

_BLANK = "＿＿＿＿"  # to be written by hand
_DIGITS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九")
_SHORT = re.compile(r"(?:责任书|责任状|承诺书|任务书|分解表|协议书|军令状)$")


@dataclass(frozen=True)
class LetterContext:
    """What a letter takes from beside itself: its template, the day by which units report, what the unit deposits."""

    template: TemplateEntry
    report_day: str = ""  # 25日
    deposit: int | None = None  # in fen; None where none is registered
    deposit_due_on: PartialDate | None = None
    cautious: bool = False  # 稳妥口径


def values_of(letter: Letter, unit: Unit, office: OfficeInfo, around: LetterContext) -> Mapping[str, str]:
    """Every placeholder's words."""
    has_parties = letter.party_style is PartyStyle.PARTIES and not is_handed_down(letter)
    ours = "甲方" if has_parties else office.government
    filer = f"{office.name}招商办"
    return {
        "镇名": office.name,
        "镇政府": ours,
        "县": office.county,
        "年度": str(letter.year),
        "文种": short_word(letter.title, around.template.title_word),
        "责任单位": "乙方" if has_parties else unit.name,
        "责任人": letter.responsible or _BLANK,
        "联络员": letter.liaison or _BLANK,
        "份数": count_of_copies(letter.copies),
        "每方份数": count_of_copies(max(letter.copies // 2, 1)),
        "分执": _who_holds(letter.copies, ours, filer),
        "考核组织": f"{office.name}招商引资工作领导小组",
        "备案单位": filer,
        **_of_the_year(letter.year, around),
    }


def is_handed_down(letter: Letter) -> bool:
    """Whether it is a 目标任务分解表 of one unit: handed down by the office and signed by it alone."""
    return letter.title.strip().endswith("分解表")


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


def _who_holds(copies: int, ours: str, filer: str) -> str:
    if copies < 2:
        return f"由{ours}保存"
    each = f"双方各执{count_of_copies(copies // 2)}份"
    return f"{each}，{filer}备案一份" if copies % 2 else each


def _of_the_year(year: int, around: LetterContext) -> dict[str, str]:
    template = around.template
    amount = template.deposit if around.deposit is None else around.deposit
    due_on = around.deposit_due_on or template.deposit_due_on
    counted = template.recognised_on
    return {
        "报送日": around.report_day,
        "考核办法": template.rule or f"{year}年度招商引资考核办法",
        "认定时限": f"{counted.text()}前" if counted else "",
        "抵押金": "" if amount is None else f"{rmb_capitals(amount)}（¥{money_text(amount, MoneyUnit.YUAN)}）",
        "缴纳期限": due_on.text() if due_on else "规定日期",
    }
