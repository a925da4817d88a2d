"""What makes a lead a 有效线索: the office's own rule, as sets of conditions of which one must hold whole."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import offices
from app.values.words import clean

_SETTING = "valid_lead_rule"
PLAN, VISIT, MET, CLAUSES = "有商业计划书或可行性研究报告", "实地考察至少一次", "与决策人见面至少一次", "已进入条款谈判"
PROPOSAL, FEASIBLE, REPORT = "有项目建议书", "初步评估可行", "有考察报告"


@dataclass(frozen=True)
class ValidRule:
    """``ways``: each is a set of conditions that together make a lead valid; ``text`` is the rule as a notice says it.

    An office that does not insist on the conditions (``is_binding`` False) judges freely and only notes them.
    """

    text: str
    ways: tuple[tuple[str, ...], ...]
    is_binding: bool = True

    @property
    def conditions(self) -> tuple[str, ...]:
        """Every condition once, for a checklist."""
        return tuple(dict.fromkeys(condition for way in self.ways for condition in way))

    def held_in(self, words: str) -> tuple[str, ...]:
        """The conditions that these words name, as a note of an earlier judgement does."""
        return tuple(condition for condition in self.conditions if condition in words)

    def missing(self, held: Iterable[str]) -> tuple[str, ...]:
        """What the nearest way still lacks; empty where the rule is met."""
        have = set(held)
        lacking = [tuple(condition for condition in way if condition not in have) for way in self.ways]
        return min(lacking, key=len, default=())


USUAL = ValidRule(
    "有商业计划书或可行性研究报告，且已实地考察并与决策人见面各不少于一次，或者已进入条款谈判；"
    "或者有项目建议书，初步评估可行，并有考察报告。",
    ((PLAN, VISIT, MET), (PLAN, CLAUSES), (PROPOSAL, FEASIBLE, REPORT)),
)


def rule(session: Session) -> ValidRule:
    """The office's rule, or the usual one."""
    own = offices.value(session, _SETTING)
    if own is None:
        return USUAL
    return ValidRule(own["text"], tuple(tuple(way) for way in own["ways"]), own["is_binding"])


def set_rule(session: Session, new: ValidRule) -> None:
    """Keeps the office's rule; one that binds needs at least one way, and no way may be empty."""
    ways = [[clean(condition) for condition in way if clean(condition)] for way in new.ways]
    if not clean(new.text):
        raise Refused("请写明有效线索的认定标准。", field="text")
    if new.is_binding and (not ways or not all(ways)):
        raise Refused("每一种认定情形都要有条件，请补充或删除空的一条。", field="ways")
    kept = {"text": clean(new.text), "ways": [way for way in ways if way], "is_binding": new.is_binding}
    offices.set_value(session, _SETTING, kept)
