"""How strict the office is at each gate of a project's life: it must be passed, is reminded of, or is not asked for."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from sqlalchemy.orm import Session

from app.services import offices

_SETTING = "gate_rules"


class Strictness(StrEnum):
    """What happens where a gate's condition is not met."""

    MUST = "必须"
    REMIND = "提醒"
    NOT_ASKED = "不要求"


@dataclass(frozen=True)
class GateRules:
    """One strictness for each condition; without the office's word only the 评审 is a must."""

    review: Strictness = Strictness.MUST
    agreement: Strictness = Strictness.REMIND
    legality: Strictness = Strictness.REMIND
    meeting: Strictness = Strictness.REMIND
    bond: Strictness = Strictness.REMIND
    credit_code: Strictness = Strictness.REMIND
    start_evidence: Strictness = Strictness.REMIND

    def of(self, rule: str) -> Strictness:
        """The strictness of one condition by its name."""
        found: Strictness = getattr(self, rule)
        return found


TITLES: Mapping[str, str] = {
    "review": "签约前评审通过",
    "agreement": "签约时有投资协议",
    "legality": "签约前合法性审查通过",
    "meeting": "签约前常务会或常委会通过并有纪要号",
    "bond": "落地前保证金到账",
    "credit_code": "落地时信用代码正确",
    "start_evidence": "开工有施工许可或注明日期的照片",
}


def rules(session: Session) -> GateRules:
    """The office's own strictness, the usual one where it has not said."""
    own = offices.value(session, _SETTING, {})
    return GateRules(**{each.name: Strictness(own[each.name]) for each in fields(GateRules) if each.name in own})


def set_rules(session: Session, new: GateRules) -> None:
    """Keeps the office's strictness with its records."""
    offices.set_value(session, _SETTING, {name: str(value) for name, value in asdict(new).items()})
