"""The steps in which a reward is paid: their shares, their exact sums, and how a step is written down."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.errors import Refused
from app.values.words import clean

MOST = 9  # one digit: the written steps sort in their order
_WHOLE = 100
_WRITTEN = re.compile(r"(\d)\. (.*)（(\d+)%）", re.DOTALL)


@dataclass(frozen=True)
class RewardStep:
    """A part of a reward: what it is paid for, and its share in whole percent."""

    title: str
    percent: int


# The steps of a published county method: land paid and company registered, the main hall roofed, production begun.
DEFAULT_STEPS = (RewardStep("土地款缴清并注册公司", 40), RewardStep("主厂房封顶", 30), RewardStep("投产", 30))


def parts(total: int, steps: Sequence[RewardStep]) -> list[int]:
    """The sum of each step in whole fen; together exactly ``total``, each within one fen of its share."""
    amounts, reached, given = [], 0, 0
    for step in steps:
        reached += step.percent
        upto = int(Fraction(total * reached, _WHOLE) + Fraction(1, 2))
        amounts.append(upto - given)
        given = upto
    return amounts


def must_make_the_whole(steps: Sequence[RewardStep]) -> None:
    """Refused unless each step says what it is paid for and the shares make 100 percent."""
    if not 1 <= len(steps) <= MOST:
        raise Refused(f"发放步骤应有1到{MOST}步。", field="steps")
    for number, step in enumerate(steps, start=1):
        if not clean(step.title):
            raise Refused(f"第{number}步没有写明发放条件。", field="steps")
        if step.percent <= 0:
            raise Refused(f"“{step.title}”的比例应大于零。", field="steps")
    if (whole := sum(step.percent for step in steps)) != _WHOLE:
        raise Refused(f"各步比例合计应为100%，现在是{whole}%。", field="steps")


def step_text(number: int, step: RewardStep) -> str:
    """As it is kept and printed: 1. 土地款缴清并注册公司（40%）."""
    return f"{number}. {clean(step.title)}（{step.percent}%）"


def read_step(text: str) -> RewardStep:
    """The step that was written so; words that nobody wrote here stand for the whole."""
    found = _WRITTEN.fullmatch(text)
    return RewardStep(found[2], int(found[3])) if found else RewardStep(text, _WHOLE)


def steps_from(text: str) -> tuple[RewardStep, ...]:
    """Steps as they are typed, one a line with the share at its end: 主厂房封顶 30%; Refused for a line without."""
    found = []
    for line in text.splitlines():
        if not (words := clean(line)):
            continue
        parsed = re.fullmatch(r"(.*?)[\s:：,，、（(]*(\d+)\s*[%％][)）]?", words)
        if parsed is None or not parsed[1]:
            raise Refused(f"“{words}”请写成“发放条件 比例%”，如“投产 30%”。", field="steps")
        found.append(RewardStep(parsed[1].strip(), int(parsed[2])))
    return tuple(found)


def steps_text(steps: Sequence[RewardStep]) -> str:
    """The same to be typed over."""
    return "\n".join(f"{step.title} {step.percent}%" for step in steps)
