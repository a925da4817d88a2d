"""One line typed in the list becomes a follow-up: 昨天 电话 王总说下周来看厂房；下步：3月20日前发报价."""

import re
from datetime import date, timedelta

from app.errors import Refused
from app.models.leads import FollowUpKind
from app.services.leads.follow_ups import FollowUpForm
from app.values.dates import PartialDate, read_date
from app.values.weeks import week_of
from app.values.words import clean

_GAP = r"[\s，,、：:。；;]*"
_NEXT = re.compile(r"[\s，,；;。]*(?:下一?步(?:措施|打算|计划)?|后续|接下来)[：:，,\s]*")
_DAY = (
    r"(?:(?:\d{4}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?)|(?:\d{1,2}月\d{1,2}[日号]?)|(?:\d{1,2}月底)|今天|今日|明天|后天|昨天|前天"
    r"|(?:本周|这周|下周)[一二三四五六日天]|本月底|月底|下月底)"
)
_LEADING_DAY = re.compile(rf"({_DAY}){_GAP}")
_TERM = re.compile(rf"({_DAY})\s*(?:前|之前|以前)?")
_KINDS = (
    (re.compile(r"(?:接待)?来访|来镇|来我镇|接待"), FollowUpKind.VISITOR),
    (re.compile(r"外出拜访|外出|拜访|走访|赴\S{2,8}?(?=\s|，|,|：|:)"), FollowUpKind.VISIT),
    (re.compile(r"电话|打电话|通话|致电|来电|去电"), FollowUpKind.PHONE),
    (re.compile(r"微信|视频"), FollowUpKind.WECHAT),
    (re.compile(r"会议|开会|座谈会?|会商|调度会"), FollowUpKind.MEETING),
)
_NEAR = {"前天": -2, "昨天": -1, "今天": 0, "今日": 0, "明天": 1, "后天": 2}
_WEEKDAYS = "一二三四五六日"


def follow_up_from(line: str, today: date) -> FollowUpForm:
    """The follow-up that a line says; what it does not say is today, 其他, and no next step.

    A day at the head is the day of contact, the word after it its kind. What follows 下步 is the next step, and a day
    in it its date. Refused for an empty line, and for a contact that lies ahead.
    """
    text = clean(line)
    if not text:
        raise Refused("请写一句这次谈了什么。", field="content")
    happened_on, text = _leading_day(text, today)
    content, _, step = _parted(text)
    kind, content = _leading_kind(content)
    if not content:
        raise Refused("请写明这次谈了什么。", field="content")
    if happened_on.first > today:
        raise Refused(f"跟进日期{happened_on.text()}还没有到，请核对。", field="happened_on")
    return FollowUpForm(happened_on, kind, "", content, step, _term_in(step, today))


def _leading_day(text: str, today: date) -> tuple[PartialDate, str]:
    found = _LEADING_DAY.match(text)
    if found is None or (day := _day(found[1], today, ahead=False)) is None:
        return PartialDate.of(today), text
    return day, text[found.end() :]


def _parted(text: str) -> tuple[str, str, str]:
    found = _NEXT.search(text)
    if found is None:
        return text.strip(), "", ""
    return text[: found.start()].strip(), found[0], text[found.end() :].strip()


def _leading_kind(text: str) -> tuple[FollowUpKind, str]:
    """A word for the kind that stands apart is taken out; one that runs on into the sentence stays in it."""
    for words, kind in _KINDS:
        found = words.match(text)
        if found is None:
            continue
        after = text[found.end() :]
        rest = re.sub(rf"^{_GAP}", "", after)
        runs_on = rest != "" and rest == after
        return kind, text if runs_on or found[0].startswith("赴") else rest
    return FollowUpKind.OTHER, text


def _term_in(step: str, today: date) -> PartialDate | None:
    found = _TERM.search(step)
    return None if found is None else _day(found[1], today, ahead=True)


def _day(words: str, today: date, *, ahead: bool) -> PartialDate | None:
    """A day as it is spoken of; one without a year is the nearest such day before or after today."""
    spoken = _spoken(words, today)
    if spoken is not None:
        return PartialDate.of(spoken)
    has_year = "年" in words or words[:4].isdigit()
    day = _in_year(words, today.year)
    if day is None or has_year:
        return day
    if ahead and day.last < today:
        return _in_year(words, today.year + 1)
    return _in_year(words, today.year - 1) if not ahead and day.first > today else day


def _spoken(words: str, today: date) -> date | None:
    """昨天, 下周三, 月底."""
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if words[:2] in {"本周", "这周", "下周"}:
        monday, _ = week_of(today + timedelta(days=7 if words[0] == "下" else 0))
        return monday + timedelta(days=_WEEKDAYS.index(words[2].replace("天", "日")))
    if words in {"月底", "本月底", "下月底"}:
        month_end = _month_end(today)
        return _month_end(month_end + timedelta(days=1)) if words[0] == "下" else month_end
    return None


def _in_year(words: str, year: int) -> PartialDate | None:
    try:
        return PartialDate.of(read_date(words, year).last)
    except Refused:
        return None


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
