"""What an office's words say of a state: that it is reached, planned, not reached yet, or refused; or nothing sure.

A state's word alone is not enough: 待县认定, 县认定未通过 and 不符合认定条件 hold the same word and mean three things.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum, auto
from functools import cached_property
from typing import Generic, TypeVar

from app.values.words import clean

Word = TypeVar("Word", bound=StrEnum)


class Mood(Enum):
    """How a clause speaks of a state."""

    REACHED = auto()
    PLANNED = auto()
    NOT_YET = auto()
    REFUSED = auto()
    UNSURE = auto()


@dataclass(frozen=True)
class Vocabulary(Generic[Word]):
    """The words of a closed set, and what else follows from them.

    ``words`` gives each member its other words, blanks between; of two members that a text names the later in
    ``order`` counts, and without an order nobody can tell. ``planned``, ``not_yet`` and ``refused`` say what follows
    where a member is spoken of so; what they leave out says nothing. ``is_strict`` wants every other word known too;
    ``beside`` are words that may stand there and say nothing (签约仪式).
    ``lasting`` words speak of what goes on (在建, 洽谈): 中 behind them changes nothing. ``acts`` are words of what is
    done to find out (研判): once done they say nothing of themselves. ``unsure`` is a pattern of phrases that nobody
    can tell. ``is_kind`` says that the members stand beside each other: a list of two (土地、资金) is neither.
    """

    words: Mapping[Word, str]
    order: Sequence[Word] = ()
    planned: Mapping[Word, Word] = field(default_factory=dict)
    not_yet: Mapping[Word, Word] = field(default_factory=dict)
    refused: Mapping[Word, Word] = field(default_factory=dict)
    is_strict: bool = False
    beside: str = ""
    lasting: str = ""
    acts: str = ""
    unsure: str = ""
    is_kind: bool = False

    @cached_property
    def members(self) -> dict[str, Word]:
        """The member of each word, longer words first, a member's own name among them."""
        named = {member.value: member for member in self.words}
        named |= {word: member for member, others in self.words.items() for word in others.split()}
        return dict(sorted(named.items(), key=lambda item: -len(item[0])))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words."""
        return re.compile("|".join(map(re.escape, self.members)), re.IGNORECASE)


_CLAUSE = re.compile(r"[，,；;。.、/\s|＋+]+|但是?|而且?|并且|同时")
_BRACKETS = re.compile(r"[（(\[【]([^（）()\[\]【】]*)[)）\]】]")
_DATE = re.compile(
    r"(?:20)?\d{2}\s*[年.\-/]\s*(?:\d{1,2}\s*月?(?:[.\-/]?\d{1,2}\s*[日号]?)?)?(?:底|初|中旬|上旬|下旬|份|[上下]半年)?"
    r"|\d{1,2}月(?:\d{1,2}日|底|初|份)?|年底|年内|年末|月底|[上下]半年"
)
_NOT_YET = (
    r"(?:暂(?:时)?不(?:予|能|具备|符合)?"
    r"|(?:尚|还|仍|暂|并|均|都|也|从|现)?(?:未(?!来)(?:能|予以?|经过?|获得?|被|曾|进行|完成)?|没有?|无(?!锡|偿|人)))"
)
_REFUSED = (
    r"(?<!暂)(?<!暂时)(?:并|仍)?(?:不予以?|不再|不能|不可以?|不是|并非|不符合?|不具备|不满足|不同意|不通过|拒绝|取消|撤销"
    r"|非(?!洲)|不(?!断|锈|动|久|少|错))"
)
_PLANNED = (
    r"(?:拟定?于?|将于?(?!军)|即将|待|尚待|有待|等待|计划于?|预计于?|预期|准备|筹备|筹划|谋划|争取|力争|有望|可望|希望|打算|意向|原定|约定"
    r"|推迟|延期|延后|延迟|暂缓|暂停|框架(?:协议|合同)?|战略(?:合作)?|备忘录?|申请|申报|报请|提请|上报|报送|送审|办理|推进|推动|加快|促成|协调|敦促|督促|近期|后续|下一?步"
    r"|明年|来年|后期|下个?月|下季度|下半年|年底前?|年内|月底前?|季度末)"
)
_NOT_YET_BEHIND = r"^(?:工作|手续|情况)?(?:还|尚|暂)?(?:未(?!来)|没有?)(?:完成|实现|办理|开始|启动|进行|落实)?$"
_REFUSED_BEHIND = (
    r"^(?:已)?(?:被)?(?:未(?:获|能|被)?(?:通过|认可|批准)|未果|失败|不成|不了|不成功|不通过|驳回|退回|拒绝|取消|撤销"
    r"|作废|无效)"
)
_PLANNED_BEHIND = (
    r"^(?:性|情况|手续|事宜|工作|材料|申请)*(?:已)?(?:推迟|延期|延后|延迟|暂缓|受阻|待定|未定|待核实|待确认|待审|待批|待研"
    r"|在即|前期|准备|筹备|计划|中止|审核中|办理中)"
    # signed, and binds nobody
    r"|^了?(?:投资|合作|招商|项目)*(?:意向|框架|战略|备忘)(?:性|合作)?(?:书|录|协议书?|合同)?"
)
_BETWEEN = (
    r"(?:县级?|市级?|省级?|镇级?|项目|企业|公司|子公司|工商|登记|新|厂房|主体|设备|生产线|土建|相关|正式|实质性?|全面|全部"
    r"|按期|如期|完成|进行|通过|成功|经|被|过|到|有|办理)*$"
)
_PHASES = re.compile(r"[一二三四1-4]期.*[一二三四1-4]期")
_GOING_ON = re.compile(r"^(?:进行|办理|审核|审批)?(?:之?中|过程中)(?!$)|^(?:进行|办理|审核|审批)?(?:之?中|过程中)$")
_HEDGES = re.compile(
    r"(?:未|没有?|不)(?:能)?(?:全面|全部|完全|都)|基本(?!农田)|可能|疑似|初步|大概|部分|似|或许|原则上|存疑|？|\?"
)
_FILLERS = re.compile(
    r"项目|企业|线索|资金|公司|客商|阶段|状态|情况|结果|意见|目前|现已?|当前|处于|进入|正在|正式|全面|全部|实质性|顺利|按期|如期|完成|通过|进行|"
    r"进度|工作|本年|今年|本月|已经|已于|已|均|当年|上年|去年|前年|往年|历年|为|是|的|了|里|后|于|在|由|经|被|属|我|县级?|市级?|省级?|镇级?|乡级?|本级|条件|手续|性|数|期|成功|办|报|有|审|"
    r"等|和|及|与|并|[\d年月日号.\-:：（）()]"
)
_OR = re.compile(r"[/／|]|或")
_LISTED = re.compile(r"[/／|、,，;；+＋（(]|[或和及与]")
_SUSPICIOUS = re.compile(r"[不未无没非否拟将待]|计划|预计|争取|推迟|延期|延迟|暂缓|暂停|取消|撤")
_STOPPED = re.compile(
    r"停[工产建滞业]|歇业|终止|烂尾|破产|倒闭|注销|解约|解除(?:了|投资)?(?:协议|合同)|(?:协议|合同)(?:已|已经)?解除|撤资|退出|清退|搁置|中止"
)
_NOT_SO = re.compile(rf"{_NOT_YET}|{_REFUSED}|{_PLANNED}|防止|避免|如|若|否则|原|曾")
_DOUBTFUL = re.compile(
    rf"{_SUSPICIOUS.pattern}|[应欠退扣]|承诺|认缴|框架|暂[定估]|力争|预期|意向|约定|目标|任务|终止|解除|作废|中止|搁置|存疑|重复|[?？]"
)


@dataclass(frozen=True)
class Said(Generic[Word]):
    """One state that a text speaks of, and how."""

    word: Word
    mood: Mood


def word_in(vocabulary: Vocabulary[Word], text: str, today: date | None = None) -> Word | None:
    """The member that a text means; None where it means none or nobody can tell."""
    words = clean(text)
    if words in vocabulary.members:
        return vocabulary.members[words]
    said = states_in(vocabulary, words, today)
    if not said or any(one.mood is Mood.UNSURE for one in said):
        return None
    denied = {one.word for one in said if one.mood in {Mood.NOT_YET, Mood.REFUSED}}
    reached = _reached(vocabulary, said)
    differ = reached and len(reached) < len(said) and _PHASES.search(words)  # 一期投产，二期未开工
    if differ or denied & set(reached):  # two words of one state, and only one of them reached: 成立未挂牌
        return None
    if reached:
        return _furthest(vocabulary, reached, words)
    follows = {Mood.PLANNED: vocabulary.planned, Mood.NOT_YET: vocabulary.not_yet, Mood.REFUSED: vocabulary.refused}
    others = [follows[one.mood].get(one.word) for one in said]
    known = [word for word in others if word is not None]
    if len(known) < len(others):
        return None
    return min(known, key=vocabulary.order.index) if vocabulary.order else _one_of(vocabulary, known)


def is_said(vocabulary: Vocabulary[Word], word: Word, text: str, today: date | None = None) -> bool:
    """Whether a text says itself that a state is reached, instead of another that is planned or not reached yet."""
    words = clean(text)
    if vocabulary.members.get(words) == word:
        return True
    return Said(word, Mood.REACHED) in states_in(vocabulary, words, today)


def says_that_it_stopped(text: str) -> bool:
    """Whether a text says in some clause, and neither denies nor plans it, that something stands still or has ended."""
    for clause in filter(None, _CLAUSE.split(clean(text))):
        found = _STOPPED.search(clause)
        goes_on = found is not None and clause[found.end() :].startswith("后")  # 终止后二次招商
        if found and not goes_on and not _NOT_SO.search(clause[: found.start()]):
            return True
    return False


def is_doubtful(words: str) -> bool:
    """Whether words beside a date or a sum speak of a plan, a denial or a doubt: （计划）, （未到账）, （待核实）."""
    return bool(_DOUBTFUL.search(words))


def states_in(vocabulary: Vocabulary[Word], text: str, today: date | None = None) -> list[Said[Word]]:
    """Every state that a text speaks of, in its order; empty where it speaks of none.

    ``today`` tells dates to come from those that have been.
    """
    found: list[Said[Word]] = []
    words = _opened(vocabulary, clean(text))
    for clause in filter(None, _CLAUSE.split(words)):
        found += _of_clause(vocabulary, clause, today)
    if vocabulary.unsure and re.search(vocabulary.unsure, words):
        return [Said(one.word, Mood.UNSURE) for one in found]
    return found


def _reached(vocabulary: Vocabulary[Word], said: Sequence[Said[Word]]) -> list[Word]:
    """The members that are reached; of one planned behind its own other word (竣工待投产) what that comes to."""
    found = []
    for place, one in enumerate(said):
        if one.mood is Mood.REACHED:
            is_planned = any(later == Said(one.word, Mood.PLANNED) for later in said[place + 1 :])
            found.append(vocabulary.planned.get(one.word, one.word) if is_planned else one.word)
    return found


def _furthest(vocabulary: Vocabulary[Word], reached: Sequence[Word], words: str) -> Word | None:
    several = _LISTED if vocabulary.is_kind else _OR
    if len(set(reached)) > 1 and several.search(words):  # 开工/投产 is a choice that nobody made
        return None
    if vocabulary.order and _PHASES.search(words):  # a whole is as far as the part that is behind
        return min(reached, key=vocabulary.order.index)
    return _one_of(vocabulary, reached)


def _one_of(vocabulary: Vocabulary[Word], words: Sequence[Word]) -> Word | None:
    if vocabulary.order:
        return max(words, key=vocabulary.order.index)
    return words[0] if len(set(words)) == 1 else None


def _opened(vocabulary: Vocabulary[Word], text: str) -> str:
    """Brackets that modify the words before them are read with these, those that name a state beside them.

    Others are remarks and say nothing.
    """

    def kept(found: re.Match[str]) -> str:
        inside = found[1]
        if any(sign.search(inside) for sign in (_DOUBTFUL, _HEDGES, _STOPPED)) or inside.endswith("中"):
            return inside
        if vocabulary.pattern.search(inside):
            return f"，{inside}，"
        return inside if _TIME.search(inside) else " "

    return _DATED_POINT.sub("年", _BRACKETS.sub(kept, text))


_DATED_POINT = re.compile(r"(?:(?<=20\d\d)|(?<!\d)(?<=2\d))[./-](?=(?:1[0-2]|0?[1-9])(?!\d))")
_TIME = re.compile(r"20\d\d|\d\d?[年月]")
_YEAR_AND_MONTH = re.compile(r"(?<!\d)(?:(20\d\d)\s*年(?:\s*(\d{1,2})(?!\d))?|(2\d)\s*年\s*(\d{1,2})(?!\d))")
_MONTH_ALONE = re.compile(r"(?<![\d年])(1[0-2]|0?[1-9])\s*月")
_BYGONE = re.compile(r"[去上前]年")


def _of_clause(vocabulary: Vocabulary[Word], clause: str, today: date | None) -> list[Said[Word]]:
    matches = list(vocabulary.pattern.finditer(clause))
    if not matches:
        return []
    by_time = _mood_of_time(clause, today)
    found, left = [], clause
    for place, match in enumerate(matches):
        before = clause[: match.start()]
        behind = clause[match.end() :]
        next_to = clause[match.end() : matches[place + 1].start() if place + 1 < len(matches) else len(clause)]
        earlier = clause[matches[place - 1].end() : match.start()] if place else before
        mood, spoken = _mood(before, earlier, behind, next_to, is_lasting=match.group() in vocabulary.lasting.split())
        if mood is Mood.REACHED:
            mood = by_time
        left = left.replace(match.group(), " ", 1)
        for words in spoken:
            left = left.replace(words, " ", 1)
        if mood is not Mood.REACHED or match.group() not in vocabulary.acts.split():
            found.append(Said(vocabulary.members[_own(vocabulary, match.group())], mood))
    for words in sorted(vocabulary.beside.split(), key=len, reverse=True):
        left = left.replace(words, " ")
    rest = _FILLERS.sub("", _DATE.sub("", left)).strip()
    is_odd = bool(rest.replace(" ", "")) if vocabulary.is_strict else bool(_SUSPICIOUS.search(rest))
    if is_odd or _HEDGES.search(clause):
        return [Said(one.word, Mood.UNSURE) for one in found]
    return found


def _own(vocabulary: Vocabulary[Word], text: str) -> str:
    return text if text in vocabulary.members else next(w for w in vocabulary.members if w.lower() == text.lower())


def _mood(before: str, earlier: str, behind: str, next_to: str, *, is_lasting: bool) -> tuple[Mood, list[str]]:
    """The mood that stands around a state's word, with the words that say it.

    ``before`` and ``behind`` are the whole clause's, ``earlier`` and ``next_to`` reach only to the next state's word.
    """
    for pattern, mood in ((_REFUSED_BEHIND, Mood.REFUSED), (_PLANNED_BEHIND, Mood.PLANNED)):
        if found := re.search(pattern, behind):
            return mood, [found.group()]
    # 签约未落地: what is not yet belongs to the word that follows it, 签约未完成 to the word before
    if found := re.search(_NOT_YET_BEHIND, next_to if next_to == behind else ""):
        return Mood.NOT_YET, [found.group()]
    for pattern, mood in ((_REFUSED, Mood.REFUSED), (_NOT_YET, Mood.NOT_YET)):
        if found := re.search(f"({pattern}){_BETWEEN}", earlier):
            return mood, [found[1]]
    if found := re.search(f"({_PLANNED})(?:{_DATE.pattern})?{_BETWEEN}", before):
        return Mood.PLANNED, [found[1]]
    going_on = _GOING_ON.search(next_to) or re.search(f"正在?{_BETWEEN}", earlier)
    if going_on and not is_lasting:
        return Mood.PLANNED, [going_on.group()]
    return Mood.REACHED, [going_on.group()] if going_on else []


def _mood_of_time(clause: str, today: date | None) -> Mood:
    """What the time that a clause names makes of what it says is reached: planned, where it has not come.

    A month without a year that this year has not seen yet is last year's or one to come; nobody can tell.
    """
    if today is None:
        return Mood.REACHED
    if found := _YEAR_AND_MONTH.search(clause):
        year, month = int(found[1] or f"20{found[3]}"), int(found[2] or found[4] or 1)
        return Mood.PLANNED if (year, month) > (today.year, today.month) else Mood.REACHED
    found = _MONTH_ALONE.search(clause)
    is_open = found is not None and int(found[1]) > today.month and not _BYGONE.search(clause)
    return Mood.UNSURE if is_open else Mood.REACHED
