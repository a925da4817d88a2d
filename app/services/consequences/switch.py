"""Whether the office keeps deposits and rewards: off until it says so, since higher levels restrict both."""

from sqlalchemy.orm import Session

from app.errors import Refused
from app.services import offices, rules

_SETTING = "deposits_and_rewards"
_MOST = 100_000_000_000  # fen: ten 亿元


def reminder() -> str:
    """What to know before deposits or rewards are switched on."""
    return rules.reminder("deposit", "reward")


def are_kept(session: Session) -> bool:
    """Whether the office has switched them on."""
    return bool(offices.value(session, _SETTING))


def keep(session: Session, *, on: bool) -> None:
    """Switches them on or off; what is recorded stays."""
    offices.set_value(session, _SETTING, on)


def must_be_believable(fen: int, field: str) -> None:
    """Refuses a sum that no township pays out: a slip of the unit, and more than a voucher can write out."""
    if fen > _MOST:
        raise Refused("金额太大了，请核对是不是把元写成了万元。", field=field)


def must_be_kept(session: Session) -> None:
    """Refused where the office has not switched them on."""
    if not are_kept(session):
        raise Refused("本单位没有启用抵押金与奖励，请先在“单位设置”中勾选。")
